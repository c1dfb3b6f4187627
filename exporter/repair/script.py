"""Script: Traditional ↔ Simplified Chinese with OpenCC, an edition in another script.

Words by region (软件, 軟體), quotation marks by script (“” in Simplified, 「」 in Traditional text,
GB/T 15834 and CLREQ §3.1.3), and the language tags (BCP 47) set right. 著 becomes 着 where it is
the particle: 随着, 沿着, but 著名, 著作.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from exporter.errors import UsageError
from exporter.inline import Inline, html_of, is_plain, plain_text
from exporter.model import Article, Figure, Issue, Page

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
    ("hans", "hant"): ("s2t",),
    ("hans", "hant-tw"): ("s2twp",),
    ("hans", "hant-hk"): ("s2hk",),
    ("hant", "hans"): ("tw2s",),
    ("hant-tw", "hans"): ("tw2sp",),
    ("hant-hk", "hans"): ("hk2t", "tw2s"),
    ("hant", "hant-tw"): ("t2tw",),
    ("hant", "hant-hk"): ("t2hk",),
    ("hant-tw", "hant"): ("tw2t",),
    ("hant-tw", "hant-hk"): ("tw2t", "t2hk"),
    ("hant-hk", "hant"): ("hk2t",),
    ("hant-hk", "hant-tw"): ("hk2t", "t2tw"),
}
TO_CORNERS = {"“": "「", "”": "」", "‘": "『", "’": "』"}
TO_CURLY = {corner: curly for curly, corner in TO_CORNERS.items()}
QUOTE = re.compile("[“”‘’「」『』]")
APOSTROPHE = re.compile("(?<=[A-Za-z])’(?=[A-Za-z])")
TAG = re.compile("(<[^>]*>)")
LANG = re.compile(r'((?:xml:)?lang=")([^"]*)(")')
NAME = re.compile(r"<(/?)([a-z0-9]+)")
REGIONS = {"tw": "hant-tw", "hk": "hant-hk", "mo": "hant-hk"}
TEXTS = ("kicker", "headline", "deck", "byline", "dateline", "credit", "column")
FIGURE_TEXTS = ("caption", "credit", "alt")


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
    """Return zh-Hans, zh-Hant or en, whichever the characters of a text speak for."""
    han = re.findall("[\u4e00-\u9fff]", text)
    if len(han) * 20 < len(text.split()) or not han:
        return "en"
    characters = "".join(han[:20_000])
    traditional = _changes(characters, _converter("t2s").convert(characters))
    simplified = _changes(characters, _converter("s2t").convert(characters))
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def _changes(before: str, after: str) -> int:
    return sum(one != other for one, other in zip(before, after, strict=False))


def convert_text(text: str, source: str, target: str) -> str:
    """Convert plain text from one script to another, quotation marks included."""
    if not text or not source:
        return text
    for step in STEPS.get((source, target), ()):
        text = _converter(step).convert(text)
    if source[:4] == target[:4]:
        return text
    marks = TO_CURLY if target == "hans" else TO_CORNERS
    kept = {match.start() for match in APOSTROPHE.finditer(text)}
    return QUOTE.sub(
        lambda mark: mark[0] if mark.start() in kept else marks.get(mark[0], mark[0]), text
    )


@cache
def _converter(configuration: str) -> Any:
    from opencc import OpenCC

    return OpenCC(configuration)


def convert_markup(xhtml: str, source: str, target: str) -> str:
    """Convert the text of an XHTML fragment; what is marked as another language stays."""
    parts = TAG.split(xhtml)
    languages = [source]  # the script of each open element, nothing where it is not Chinese
    for index, part in enumerate(parts):
        if index % 2 == 0:
            parts[index] = convert_text(part, languages[-1], target) if part.strip() else part
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


def convert_issue(issue: Issue, target: str) -> Issue:
    """Return the issue in another script.

    Raises `UsageError` for an unknown script, and for an issue without Chinese in it.
    """
    if target not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise UsageError(f"there is no script `{target}`, use one of: {known}")
    source = script_of(issue.publication.language)
    of_articles = [script_of(article.language or "") for article in issue.articles]
    if not source and not any(of_articles):
        language = issue.publication.language
        raise UsageError(f"--script {target} is for Chinese, and the issue is `{language}`")
    language = LANGUAGES[target] if source else issue.publication.language
    publication = issue.publication.model_copy(
        update={
            "language": language,
            **_converted(issue.publication, ("name", "tagline", "publisher"), source, target),
        }
    )
    return issue.model_copy(
        update={
            "publication": publication,
            "pages": tuple(_page(page, source, target) for page in issue.pages),
            **_converted(issue, ("title", "number"), source, target),
        }
    )


def _page(page: Page, source: str, target: str) -> Page:
    articles = tuple(_article(article, source, target) for article in page.articles)
    changed = _converted(page, ("section", "editor"), source, target)
    return page.model_copy(update={"articles": articles, **changed})


def _article(article: Article, publication: str, target: str) -> Article:
    source = script_of(article.language) if article.language else publication
    language = LANGUAGES[target] if source and article.language else article.language
    return article.model_copy(
        update={
            "language": language,
            "body": convert_markup(article.body, source, target),
            "figures": tuple(_figure(figure, source, target) for figure in article.figures),
            **_converted(article, TEXTS, source, target),
        }
    )


def _figure(figure: Figure, source: str, target: str) -> Figure:
    return figure.model_copy(update=_converted(figure, FIGURE_TEXTS, source, target))


def _converted(model: Any, fields: tuple[str, ...], source: str, target: str) -> dict[str, Any]:
    """Return these fields of a model, converted; lines stay lines."""
    found: dict[str, Any] = {}
    for field in fields:
        value = getattr(model, field)
        if isinstance(value, tuple):
            found[field] = tuple(_words(line, source, target) for line in value)
        else:
            found[field] = _words(value, source, target)
    return found


def _words(words: str, source: str, target: str) -> str:
    """Convert words, and keep their markup if they have any."""
    if is_plain(words):
        return convert_text(words, source, target)
    html = convert_markup(html_of(words), source, target)
    return Inline(plain_text(html), html)
