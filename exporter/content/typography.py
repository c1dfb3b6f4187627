"""What a PDF engine does not know of line breaking, said by the text itself.

A WORD JOINER (U+2060) forbids a break and shows nothing. E-readers break lines by their own
rules, and it would get in the way of their search, so only print gets it.
"""

from __future__ import annotations

import re

from exporter.model import HAN

JOINER = "\u2060"
SPACE = "\u200b"
ADDRESS = re.compile(r"[!-~]{22,}")
AFTER_MARK = re.compile(r"[/.?=_%-](?=[A-Za-z0-9])")
# A run of characters that goes on for longer still gets a chance to break every so often.
ENDLESS = re.compile(f"[^\\s{SPACE}{HAN}&;]{{18}}(?=[^\\s{SPACE}{HAN}&;]{{18}})")
TAG = re.compile(r"(<[^>]*>)")
# CLREQ, 行首行尾禁则: the middle dot and the dash start no line.
NO_START = re.compile(f"(?<=[^\\s{JOINER}])(?=·|(?<!—)—)")
# CLREQ, 孤字不成行: no single character on the last line of a paragraph.
LAST_PAIR = re.compile(f"([{HAN}])([{HAN}][^\\w\\s<]*)(</p>)")
# CLREQ, 标点宽度调整: of two marks side by side, the first is half a character wide.
SQUEEZED = re.compile("[，。、；：？！）》〉」』】”’](?=[“‘（《〈「『【”’）》〉」』】，。、；：])")
# WeasyPrint leaves attributes to style sheets, and has no rule for this one.
OL_START = re.compile(r'<ol start="(\d+)"')
# CLREQ, 着重号: a dot under each character; WeasyPrint has no text-emphasis.
EMPHASIS = re.compile(r"(<em\b[^>]*>)([^<]*)(</em>)")
DOTTED = re.compile(f"[{HAN}]")
HALF = '<span class="half">\\g<0></span>'


def for_print(xhtml: str, language: str) -> str:
    """Return the fragment with line breaks allowed and forbidden for print."""
    xhtml = OL_START.sub(lambda each: f'{each[0]} style="{counted(int(each[1]) - 1)}"', xhtml)
    parts = TAG.split(xhtml)
    chinese = language.lower().startswith("zh")
    treat = _line_breaks if chinese else _break_words
    parts[::2] = [treat(part) if part.strip() else part for part in parts[::2]]
    if not chinese:
        return "".join(parts)
    xhtml = LAST_PAIR.sub(rf"\1{JOINER}\2\3", "".join(parts))
    return EMPHASIS.sub(_dots, xhtml)


def counted(before: int) -> str:
    """Return the CSS of a list of which so many items stand elsewhere, before it."""
    return f"counter-reset:list-item {before}"


def _dots(emphasis: re.Match[str]) -> str:
    """Set each character of an emphasis apart, for the style sheet to draw its dot."""
    opening, text, closing = emphasis.groups()
    return opening + DOTTED.sub(r'<i class="dot">\g<0></i>', text) + closing


def _line_breaks(text: str) -> str:
    return SQUEEZED.sub(HALF, NO_START.sub(JOINER, _break_words(text)))


def _break_words(text: str) -> str:
    """Allow breaks in words that no column holds: in addresses after a mark, else anywhere."""
    text = ADDRESS.sub(lambda word: AFTER_MARK.sub(rf"\g<0>{SPACE}", word[0]), text)
    return ENDLESS.sub(rf"\g<0>{SPACE}", text)
