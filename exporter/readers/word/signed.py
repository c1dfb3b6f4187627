"""Lines and endings that sign an article in a document."""

from __future__ import annotations

import re
import unicodedata

from lxml import etree

from exporter.readers.tools.items import squeezed
from exporter.readers.tools.signature import BLANK, BRACKETED, CREDIT, IN_TEXT, SURNAMES
from exporter.readers.word import chinese_bylines, western_bylines
from exporter.readers.word.chinese_bylines import AT_EDGE, CHINESE, Strength
from exporter.readers.word.western_bylines import PLACES

LONGEST_HEAD = 72  # half-width characters in a headline line: 36 Chinese characters
SENTENCE_END = re.compile(r"[。！？；…，、：:;,.!?][”’」』）)\"']*$")
CLOSED = re.compile(r"[。！？；…，、：:;,!?]$")
REPORTER = re.compile("[记記]者|通[讯訊][员員]|作者")
# Who made the paper, not the text: 责任编辑 石桥, 校对：林晚.
EDITED = re.compile(
    r"(?:本版)?(?:[责責]任?|[编編][辑輯]|校[对對]|[审審][核稿]|指[导導]|版[面式]|美[编編]|[签簽][发發]|一[审審]|[终終初复複][审審])"
)
# （作者石桥，系老城作协会员）
INTRODUCED = re.compile(
    rf"[（(]((?:本文)?作者\s*[:：]?\s*[{SURNAMES}][\u4e00-\u9fff]{{1,2}}[，,、 \u3000]?"
    r"[系为為是][^()（）]{2,40})[)）]"
)
# 本报讯（石桥）
DATELINED = re.compile(r"[\u4e00-\u9fff\d]{0,12}(?:[电電讯訊]|消息)\s*[（(]([^()（）]{2,40})[)）]")
FRAMED = re.compile(r"[【〔]([^【】〔〕]{2,60})[】〕]")
INITIALS = re.compile(r"(?:[A-Z]\. ?){2,3}|[A-Z]{2,3}")  # who signs a brief: A.R.
REPORTS = re.compile(
    r"(?P<name>.+?) (?:reports|meets|writes|talks|asks|visits|speaks|looks|explains|investigates"
    r"|finds|joins|remembers|reviews|hears|tells|recalls) [^.!?]{3,80}"
)
# The end of a letter, after which its writer signs.
FAREWELL = re.compile(
    r"(?:yours|sincerely|faithfully|respectfully|regards"
    r"|(?:with )?(?:best|kind|warm) (?:wishes|regards))\b.{0,20}",
    re.IGNORECASE,
)
PLACE = re.compile(rf"\b(?:{PLACES})\b", re.IGNORECASE)


def width(words: str) -> int:
    """Return the width of a text in half-width characters."""
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in words)


def signs(words: str, after: str = "") -> bool:
    """Whether a line is a byline; `after` is the headline before it, below which names suffice."""
    if "\n" in words or width(words) > LONGEST_HEAD or not squeezed(words) or is_edited(words):
        return False
    return strength(words) >= (Strength.NAMES if after else Strength.SIGNED)


def strength(words: str) -> Strength:
    """Return how surely a line is a byline, by its words alone."""
    inner = unbracketed(words)
    if width(inner) > LONGEST_HEAD:
        return Strength.NONE
    if CHINESE.search(inner):
        return Strength.NONE if SENTENCE_END.search(inner) else chinese_bylines.strength(inner)
    inner = AT_EDGE.sub("", inner)
    if western_bylines.is_signed(inner):
        return Strength.SIGNED
    return Strength.NAMES if western_bylines.is_named(inner) else Strength.NONE


def is_edited(words: str) -> bool:
    """Whether a line names who made the paper, and not who wrote: 责任编辑 石桥."""
    inner = unbracketed(words)
    return EDITED.match(inner) is not None and strength(inner) >= Strength.NAMES


def is_told_by_place(words: str, headline: str = "") -> bool:
    """Whether a line may as well be a deck: a Western name below a headline in capitals."""
    return western_bylines.is_person(words) and not re.search(r"\b[a-z]{4}", headline)


def reports(words: str) -> bool:
    """Whether a line tells who wrote: Ann Reed reports from the quay."""
    found = REPORTS.fullmatch(words)
    return found is not None and western_bylines.is_person(found["name"])


def is_signature(words: str) -> bool:
    """Whether the last line of a text is a name: 石桥, 村民 石桥, Ann Reed, Fern Street."""
    inner = AT_EDGE.sub("", words)
    # Several that are described are a list of winners.
    if is_edited(inner) or CLOSED.search(inner) or len(BRACKETED.findall(inner)) > 1:
        return False
    return strength(inner) >= Strength.NAMES


def is_place(words: str) -> bool:
    """Whether a line is where the writer of a letter lives: Fern Street, Saltmere."""
    return width(words) <= 40 and bool(PLACE.search(words)) and not SENTENCE_END.search(words)


def signed_inside(words: str) -> str:
    """Return the byline in brackets before a text, 本报讯（记者 石桥）, or nothing."""
    if found := IN_TEXT.match(words):
        return found[1].strip(BLANK)
    found = DATELINED.match(words)
    return found[1].strip(BLANK) if found and is_sign(found[1]) else ""


def ending(node: etree._Element) -> tuple[str, str, str]:
    """Return the role of the brackets at the end of a paragraph, their words, what is before."""
    text = (node[-1].tail if len(node) else node.text) or ""
    found = re.search(r"[（(]([^()（）]{2,40})[)）]\s*$", text)
    if not found or not text[: found.start()].strip():
        return "", "", text
    is_after_text = bool(SENTENCE_END.search(text[: found.start()].strip()))
    is_signed = _is_reporter(found[1]) or (is_after_text and is_sign(found[1]))
    role = "credit" if CREDIT.match(found[1]) else "byline" if is_signed else ""
    return role, found[1], text[: found.start()]


def is_sign(words: str) -> bool:
    """Whether words in brackets behind a text are who signs it: 石桥, A.R."""
    is_named = not is_edited(words) and strength(words) >= Strength.NAMES
    return bool(INITIALS.fullmatch(words)) or is_named


def unbracketed(words: str) -> str:
    """Return a line without the brackets around the whole of it."""
    words = words.strip(BLANK)
    bracketed = BRACKETED.fullmatch(words) or FRAMED.fullmatch(words)
    return bracketed[1] if bracketed else words


def _is_reporter(words: str) -> bool:
    """Whether words in brackets name who wrote the paragraph; a photographer did not."""
    return bool(REPORTER.search(words)) and signs(words)
