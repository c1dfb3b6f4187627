"""Slips in Markdown: marks that were meant as markup, and that the text prints as typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape

from exporter.content.masks import RUN, masks
from exporter.content.remarks import Remark
from exporter.patterns import TAG
from exporter.shortened import shortened

CODE = re.compile(r"<(code|pre|script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
# Two stars that no bold type was made of; not a power (`2**3`), nor a row of stars.
STARS = re.compile(
    r"(?<![*\\])(?<![a-zA-Z0-9](?=\*\*[a-zA-Z0-9]))\*\*(?![*\s])[^\s*]{0,12}"
    r"|(?<=[^\s*\\])\*\*(?![*a-zA-Z0-9])"
)
# A note below a text, called by the same stars behind a word: ** without tax.
NOTE = re.compile(r"^[ \t]*\*\*[ \t][^*\n]+$", re.MULTILINE)
CALL = r"(?<=[^\s*\\])\*\*(?![*a-zA-Z0-9])"
HEADING = re.compile(r"^ {0,3}(#{2,6})([^#\s].*)", re.MULTILINE)
WIDE_HEADING = re.compile(r"^ {0,3}(＃{2,6}|＃(?=[ \u3000]))[ \u3000]*(\S.*)", re.MULTILINE)
WIDE_STARS = re.compile(r"＊＊([^＊\n]{1,80})＊＊")
# A picture, or a link to a web address or a file: a full-width mark in it undoes it.
BRACKETS = re.compile(r"([!！]?)\[([^\[\]\n]{0,80})\] ?([(（])([^（）()\n]{1,200})([)）])")
ADDRESS = re.compile(r"(?:https?://|mailto:)\S+|[^\s，。；！？]+\.[a-zA-Z0-9]{2,5}")
# A tag alone on its line, which was meant as one: in a sentence it may be the subject.
LONE_TAG = re.compile(r"^ {0,3}(<([a-z][a-z0-9]*)>)[ \t]*$", re.MULTILINE | re.IGNORECASE)
LONGEST = 40  # characters of a slip that a message shows
RULE = "issue-slip"


def slips(source: str, html: str) -> Iterator[Remark]:
    """Yield a remark for each slip in a text in Markdown that its HTML shows as it was typed."""
    found = [
        (match, written, pattern is HEADING)
        for mark, pattern, right in KINDS
        if mark in source
        for match in pattern.finditer(source)
        if (written := right(match))
    ]
    lone = dict(LONE_TAG.findall(source)) if "<" in source else {}
    if not found and not lone and "**" not in html:  # most texts: what they show need not be known
        return
    shown = unescape(TAG.sub("", CODE.sub("", html)))
    squeezed = _squeezed(shown)
    for match, written, needs_space in found:
        if _shown(match[0]) in squeezed:
            yield _remark(match[0].strip(), written, needs_space=needs_space)
    for tag, name in lone.items():
        if tag in shown:
            message = f"`{tag}` is printed as typed: no `</{name}>` ends it"
            advice = f"add `</{name}>` where it should end, or remove it"
            yield Remark(RULE, message, advice, tag)
    for mark in dict.fromkeys(STARS.findall(_without_meant(shown))):
        if mark in source:
            message = f"`{mark}` is printed as typed: no `**` ends the bold type"
            yield Remark(RULE, message, "write `**words**`, or `\\*\\*` for stars", mark)


def _without_meant(shown: str) -> str:
    """Return a text without stars that are meant as such: of masks, notes and their calls."""
    masked = masks(shown)
    shown = RUN.sub(lambda run: "" if run.start() in masked else run[0], shown)
    if "**" in shown and NOTE.search(shown):
        shown = re.sub(CALL, "", NOTE.sub("", shown))
    return shown


def _remark(needle: str, written: str, needs_space: bool) -> Remark:
    words = shortened(needle, LONGEST)
    message = f"`{words}` is printed as typed: one of its marks is full-width"
    if needs_space:
        message = f"`{words}` is printed as typed: a heading needs a space after its marks"
    return Remark(RULE, message, f"write `{shortened(written, LONGEST)}`", needle)


def _shown(words: str) -> str:
    """Return how a slip begins where it is printed; a picture with a wide mark is a link."""
    if words.startswith("！[") and words.endswith(")"):
        words = words.replace("[", "").partition("]")[0]
    return _squeezed(words)[:6]


def _squeezed(words: str) -> str:
    return re.sub(r"\s", "", words)


def _heading(match: re.Match[str]) -> str:
    return f"{'#' * len(match[1])} {match[2].strip().rstrip('#＃').strip()}"


def _brackets(match: re.Match[str]) -> str:
    """Return a picture or link with its marks as they should be; nothing if they are."""
    mark, words, opening, address, closing = match.groups()
    right = f"{'!' * bool(mark)}[{words}]({address.strip()})"
    is_wide = mark == "！" or opening == "（" or closing == "）"
    return right if is_wide and ADDRESS.fullmatch(address.strip()) else ""


# A character that each has, how it is written, and what would be right.
KINDS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    ("#", HEADING, _heading),
    ("＃", WIDE_HEADING, _heading),
    ("＊", WIDE_STARS, lambda match: f"**{match[1]}**"),
    ("[", BRACKETS, _brackets),
)
