"""Script: Traditional ↔ Simplified Chinese with OpenCC, an edition in another script.

Words by region (软件, 軟體), quotation marks by script (“” in Simplified, 「」 in Traditional text,
GB/T 15834 and CLREQ §3.1.3), and the language tags (BCP 47) set right. 著 becomes 着 where it is
the particle: 随着, 沿着, but 著名, 著作.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from exporter.errors import UsageError
from exporter.inline import Inline, html_of, is_plain, plain_text
from exporter.languages.guessed import guess_other_language
from exporter.model import Advertisement, Article, Ear, Facsimile, Figure, Issue, Page, Picture
from exporter.nearest import unknown
from exporter.repair.exceptions import Convert, Exceptions, of_issue, of_scripts
from exporter.repair.joins import by_words

if TYPE_CHECKING:
    from opencc import OpenCC

LANGUAGES = {
    "hans": "zh-Hans",
    "hant": "zh-Hant",
    "hant-tw": "zh-Hant-TW",
    "hant-hk": "zh-Hant-HK",
}
# OpenCC's configurations, one after the other, by the script of the text and the one wanted.
# `tw2s` knows the words with 著 that `t2s` does not.
STEPS: dict[tuple[str, str], tuple[str, ...]] = {
    ("hans", "hans"): ("t2s",),  # what a mirror left of the other script
    # Of the forms of a character that are right, the ones that papers print: 為 and 裡, not 爲, 裏.
    ("hans", "hant"): ("s2tw",),
    ("hans", "hant-tw"): ("s2tw",),
    ("hans", "hant-hk"): ("s2hk",),
    ("hant", "hans"): ("tw2s",),
    ("hant-tw", "hans"): ("tw2s",),
    ("hant-hk", "hans"): ("hk2t", "tw2s"),
    ("hant", "hant-tw"): ("t2tw",),
    ("hant", "hant-hk"): ("t2hk",),
    ("hant-tw", "hant"): ("tw2t",),
    ("hant-tw", "hant-hk"): ("tw2t", "t2hk"),
    ("hant-hk", "hant"): ("hk2t",),
    ("hant-hk", "hant-tw"): ("hk2t", "t2tw"),
}
BY_WORDS = frozenset(("s2tw", "s2hk"))  # one character of Simplified Chinese stands for several
# OpenCC writes the forms of Hong Kong's list of characters for schools; its newspapers print these.
PRINTED_IN_HONG_KONG = str.maketrans(
    "兑敍啓囱媪峯牀悦愠户税羣脱温説鋭閲藴醖蜕麪緼輼氲揾嫺榅",
    "兌敘啟囪媼峰床悅慍戶稅群脫溫說銳閱蘊醞蛻麵縕轀氳搵嫻榲",
)
TO_CORNERS = {"“": "「", "”": "」", "‘": "『", "’": "』"}
TO_CURLY = {corner: curly for curly, corner in TO_CORNERS.items()}
QUOTE = re.compile("[“”‘’「」『』]")
APOSTROPHE = re.compile("(?<=[A-Za-z])’(?=[A-Za-z])")
HAN_SIGN = re.compile("[\u4e00-\u9fff]")
KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
HANGUL = re.compile("[\uac00-\ud7a3]")
JAPANESE = 0.08  # share of kana; Chinese has the odd の in a brand, Japanese a third and more
TAG = re.compile("(<[^>]*>)")
LANG = re.compile(r'((?:xml:)?lang=")([^"]*)(")')
NAME = re.compile(r"<(/?)([a-z0-9]+)")
REGIONS = {"tw": "hant-tw", "hk": "hant-hk", "mo": "hant-hk"}
TEXTS = ("kicker", "headline", "deck", "summary", "byline", "dateline", "credit", "column")
NAMES = ("people", "organisations", "places", "subjects")  # of the index
FIGURE_TEXTS = ("caption", "credit", "alt")
HEAD_PICTURES = ("masthead", "cover")

Shown = TypeVar("Shown", Figure, Ear, Facsimile, Advertisement)
Redraw = Callable[[Picture, Convert], Picture]


def script_of(language: str) -> str:
    """Return the script of a language tag: hans, hant, hant-tw, hant-hk; nothing if not Chinese."""
    parts = language.lower().split("-")
    if parts[0] not in ("zh", "yue"):
        return ""
    if "hans" in parts:
        return "hans"
    return next((REGIONS[part] for part in parts if part in REGIONS), "") or (
        "hant" if "hant" in parts else "hans"
    )


def guess_language(text: str) -> str:
    """Return the tag of the language that the characters of a text speak for, else its words."""
    han, kana, hangul = (len(found.findall(text)) for found in (HAN_SIGN, KANA, HANGUL))
    if (han + kana + hangul) * 20 < len(text.split()) or not han + kana + hangul:
        return guess_other_language(text)
    if hangul > han + kana:
        return "ko"
    if kana > JAPANESE * (han + kana):
        return "ja"
    characters = "".join(HAN_SIGN.findall(text)[:20_000])
    traditional = _changes(characters, _converter("t2s").convert(characters))
    simplified = _changes(characters, _converter("s2t").convert(characters))
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def _changes(before: str, after: str) -> int:
    return sum(one != other for one, other in zip(before, after, strict=False))


def convert_text(text: str, source: str, target: str, exceptions: Exceptions | None = None) -> str:
    """Convert plain text from one script to another, quotation marks included.

    `exceptions` are words whose right form is known; without it, those of every issue.
    """
    if not text or not source:
        return text
    known = of_scripts(source, target) if exceptions is None else exceptions
    text = known.apply(text, lambda part: _characters(part, source, target))
    if source[:4] == target[:4]:
        return text
    marks = TO_CURLY if target == "hans" else TO_CORNERS
    kept = {match.start() for match in APOSTROPHE.finditer(text)}
    return QUOTE.sub(
        lambda mark: mark[0] if mark.start() in kept else marks.get(mark[0], mark[0]), text
    )


def _characters(text: str, source: str, target: str) -> str:
    for step in STEPS.get((source, target), ()):
        convert = _converter(step).convert
        text = by_words(text, convert) if step in BY_WORDS else convert(text)
    return text.translate(PRINTED_IN_HONG_KONG) if target == "hant-hk" else text


@cache
def _converter(configuration: str) -> OpenCC:
    from opencc import OpenCC

    return OpenCC(configuration)


def convert_markup(
    xhtml: str, source: str, target: str, exceptions: Exceptions | None = None
) -> str:
    """Convert the text of an XHTML fragment; what is marked as another language stays."""
    parts = TAG.split(xhtml)
    languages = [source]  # the script of each open element, nothing where it is not Chinese
    for index, part in enumerate(parts):
        if index % 2 == 0:
            if part.strip():
                parts[index] = convert_text(part, languages[-1], target, exceptions)
            continue
        name = NAME.match(part)
        if not name or part.endswith("/>"):
            continue
        if name[1]:
            languages[1:] = languages[1:-1]
            continue
        language = LANG.search(part)
        languages.append(script_of(language[2]) if language else languages[-1])
        if language and languages[-1]:
            parts[index] = LANG.sub(rf"\g<1>{LANGUAGES[target]}\g<3>", part)
    return "".join(parts)


def _as_it_is(picture: Picture, _: Convert) -> Picture:
    return picture


def convert_issue(issue: Issue, target: str, redraw: Redraw = _as_it_is) -> Issue:
    """Return the issue in another script.

    `redraw` makes a drawing with other words of one, given what converts them. Raises `UsageError`
    for an unknown script, and for an issue without Chinese in it.
    """
    if target not in LANGUAGES:
        raise UsageError(unknown("script", target, LANGUAGES))
    source = script_of(issue.publication.language)
    of_articles = [script_of(article.language or "") for article in issue.articles]
    if not source and not any(of_articles):
        language = issue.publication.language
        raise UsageError(f"--script {target} is for Chinese, but the issue is `{language}`")
    return _Conversion(issue, target, redraw).issue_of(source)


@dataclass(frozen=True)
class _Conversion:
    """The conversion of one issue."""

    issue: Issue
    target: str
    redraw: Redraw

    def issue_of(self, source: str) -> Issue:
        issue, own = self.issue, self.issue.publication
        publication = own.model_copy(
            update={
                "language": LANGUAGES[self.target] if source else own.language,
                "labels": self.labels(own.labels, source),
                **self.fields(own, ("name", "tagline", "publisher", "copyright"), source),
            }
        )
        pictures = {name: self.picture(getattr(issue, name), source) for name in HEAD_PICTURES}
        return issue.model_copy(
            update={
                "publication": publication,
                "pages": tuple(self.page(page, source) for page in issue.pages),
                "second_ear": issue.second_ear
                and issue.second_ear.model_copy(
                    update=self.fields(issue.second_ear, ("title", "text"), source)
                ),
                "ear": issue.ear and self.worded(issue.ear, ("title", "text", "alt"), source),
                **pictures,
                "labels": self.labels(issue.labels, source),
                "original": issue.original if publication.language == own.language else issue.key,
                **self.fields(issue, ("title", "number", "description", "corrections"), source),
            }
        )

    def page(self, page: Page, source: str) -> Page:
        paid = (self.worded(each, ("alt",), source) for each in page.advertisements)
        return page.model_copy(
            update={
                "articles": tuple(self.article(article, source) for article in page.articles),
                "advertisements": tuple(paid),
                "facsimile": page.facsimile and self.worded(page.facsimile, ("alt",), source),
                **self.fields(page, ("section", "editor"), source),
            }
        )

    def article(self, article: Article, publication: str) -> Article:
        source = script_of(article.language) if article.language else publication
        language = LANGUAGES[self.target] if source and article.language else article.language
        body = convert_markup(article.body, source, self.target, self.exceptions(source))
        figures = (self.worded(figure, FIGURE_TEXTS, source) for figure in article.figures)
        changed = {"language": language, "body": body, "figures": tuple(figures)}
        return article.model_copy(update=changed | self.fields(article, (*TEXTS, *NAMES), source))

    def worded(self, shown: Shown, texts: tuple[str, ...], source: str) -> Shown:
        """Convert what has a picture and words."""
        changed = self.fields(shown, texts, source)
        picture = self.picture(getattr(shown, "picture", None), source)
        return shown.model_copy(update=changed | {"picture": picture})

    def picture(self, picture: Picture | None, source: str) -> Picture | None:
        """Convert the words in a drawing, and those in the file of any picture."""
        if picture is None or not source:
            return picture
        drawn = self.redraw(picture, lambda text: self.words(text, source))
        words = picture.words
        own = words.model_copy(update=self.fields(words, (*FIGURE_TEXTS, "copyright"), source))
        return drawn.model_copy(update={"words": own})

    def fields(self, model: BaseModel, names: tuple[str, ...], source: str) -> dict[str, object]:
        """Return these fields of a model, converted; lines stay lines."""
        found: dict[str, object] = {}
        for name in names:
            value = getattr(model, name)
            if isinstance(value, tuple):
                found[name] = tuple(self.words(line, source) for line in value)
            else:
                found[name] = self.words(value, source)
        return found

    def labels(self, own: Mapping[str, str], source: str) -> dict[str, str]:
        """Convert labels of the publication's own."""
        return {name: self.words(words, source) for name, words in own.items()}

    def words(self, words: str, source: str) -> str:
        """Convert words, and keep their markup if they have any."""
        exceptions = self.exceptions(source)
        if is_plain(words):
            return convert_text(words, source, self.target, exceptions)
        html = convert_markup(html_of(words), source, self.target, exceptions)
        return Inline(plain_text(html), html)

    def exceptions(self, source: str) -> Exceptions:
        """Return the words whose form is known, by the script of what is converted."""
        return self._exceptions[source]

    @cached_property
    def _exceptions(self) -> dict[str, Exceptions]:
        def of(source: str) -> Exceptions:
            def convert(sign: str) -> str:
                return _characters(sign, source, self.target)

            return of_issue(self.issue, source, self.target, convert)

        return {source: of(source) for source in ("", *dict.fromkeys(pair[0] for pair in STEPS))}
