"""Lines of a text: which of them are paragraphs, and which are verse.

Markdown joins the lines of a paragraph, because many authors break them by hand. Some lines must
stay: those of a poem, of questions and answers, and paragraphs that begin with two em spaces, as
Chinese is typed.
"""

from __future__ import annotations

import re
from enum import Enum

from exporter.languages.characters import HAN
from exporter.patterns import pattern

EM_SPACES = "\u2000-\u200a\u3000\xa0"
INDENTED = pattern(rf"(?:[ \t]*[\u2001\u2003\u3000]){{2}}|[{EM_SPACES} ]{{4}}")
LEADING = pattern(rf"[ \t{EM_SPACES}]+")
# The speaker, or 问 and 答, Q and A; then the words.
SPEAKER = pattern(
    rf"\s*(?:(\*\*|__)(?:[\w·.]+ ?){{1,4}}[：:]?\1[：:]?|(?:[{HAN}·]{{1,5}}|[QAqa])[：:])\s*\S"
)
PIPED = pattern(r"\|(?: .*[^|\s])?\s*$")
# CommonMark §6.7: a backslash that is not escaped, or two blanks, end a line for good.
HARD_BREAK = pattern(r"(?<!\\)((?:\\\\)*)\\$|(?<=\S) {2,}$")
ENDED = pattern(r"[，。；！？、：…—,.;!?:”’」』）)]\s*$")
TAG = pattern(r"<(/?)([a-z0-9]+)[^<>]*?(/?)>")
BREAK = pattern(r"[ \t]*\n?<br/>[ \t\r\n]*")
BREAKS = pattern(r"(?:\s*<br/>\s*){2,}")
LAST_BREAK = pattern(r"(?:\s*<br/>)+\s*\Z")  # shows nothing
# No line of verse is longer: characters of Chinese, of other scripts.
VERSE_HAN, VERSE_LATIN = 20, 64
# Free verse in Chinese: nobody would break prose by hand so early.
FREE_VERSE = 16


class Shape(Enum):
    """The kinds of lines of a block."""

    PROSE = "prose"
    PARAGRAPHS = "paragraphs"
    VERSE = "verse"
    PIPED = "piped"


def shape(lines: list[str]) -> Shape:
    """Judge the lines of one block of Markdown."""
    if len(lines) < 2:
        return Shape.PROSE
    lines = list(map(without_break, lines))
    if all(map(PIPED.match, lines)):
        return Shape.PIPED
    if all(map(SPEAKER.match, lines)):
        return Shape.PARAGRAPHS
    later = [bool(INDENTED.match(line) or LEADING.match(line)) for line in lines[1:]]
    if all(map(_is_typed_paragraph, lines[1:])) and _is_prose_width(lines):
        return Shape.PARAGRAPHS
    if not all(map(_is_short, lines)):
        return Shape.PROSE
    return Shape.VERSE if any(later) or _is_poem(lines) else Shape.PROSE


def without_break(line: str) -> str:
    """Return a line of Markdown without the hard break at its end."""
    return HARD_BREAK.sub(r"\1", line)


def _is_typed_paragraph(line: str) -> bool:
    return bool(re.match(r"[\u2003\u3000]{2}\S", line))


def _is_prose_width(lines: list[str]) -> bool:
    """Whether lines are sentences: all end as such, or one is longer than verse."""
    return all(map(ENDED.search, lines)) or not all(map(_is_short, lines))


def _is_short(line: str) -> bool:
    text = line.strip()
    return len(text) <= (VERSE_HAN if re.search(f"[{HAN}]", text) else VERSE_LATIN)


def _is_poem(lines: list[str]) -> bool:
    """Whether lines without any indent are verse: nobody breaks prose by hand like this."""
    texts = [line.strip() for line in lines]
    if all(re.search(f"[{HAN}]", text) for text in texts):
        if all(map(ENDED.search, texts)):
            return True
        return len(texts) > 2 and not any(
            len(text) > FREE_VERSE or ENDED.search(text) for text in texts
        )
    return len(texts) > 3 and all(text[:1].isupper() for text in texts)


def verse_line(line: str) -> str:
    """Return a line of verse with its indent as em spaces: two blanks are one."""
    line = line.rstrip()
    indent = LEADING.match(line)
    if not indent:
        return line
    wide = len(re.findall("[\u2001\u2003\u3000]", indent[0]))
    narrow = sum(4 if mark == "\t" else 1 for mark in indent[0] if mark in " \t\xa0")
    em = "\u3000" if "\u3000" in indent[0] or re.search(f"[{HAN}]", line) else "\u2003"
    return em * min(12, wide + (narrow + 1) // 2) + line[indent.end() :]


# XHTML --------------------------------------------------------------------------------------


def paragraphs(xhtml: str) -> list[str]:
    """Part phrasing content where two breaks, or a break and an indent, mean a new paragraph.

    Office programs and web editors paste `<br><br>` and `<br>　　` so.
    """
    if "<br/>" not in xhtml:
        return [xhtml]
    parts = [line for part in _split(xhtml, BREAKS) for line in _typed_paragraphs(part)]
    trimmed = (LAST_BREAK.sub("", part).strip(" \t\r\n") for part in parts)
    return [part for part in trimmed if part.replace("<br/>", "").strip()]


def _typed_paragraphs(part: str) -> list[str]:
    """Part what has an indent after each break; a poem has them here and there."""
    pieces = [piece for piece in _split(part, BREAK) if piece.strip()] or [part]
    texts = [TAG.sub("", piece) for piece in pieces]
    indented = list(map(bool, map(INDENTED.match, texts)))
    are_paragraphs = all(indented[1:]) and (indented[0] or _is_prose_width(texts))
    return pieces if len(pieces) > 1 and are_paragraphs else [part]


def _split(xhtml: str, breaks: re.Pattern[str]) -> list[str]:
    """Split only outside of elements."""
    pieces = breaks.split(xhtml)
    return pieces if len(pieces) > 1 and all(map(_is_whole, pieces)) else [xhtml]


def _is_whole(piece: str) -> bool:
    depth = 0
    for end, _, empty in TAG.findall(piece):
        depth += -1 if end else 0 if empty else 1
        if depth < 0:
            return False
    return depth == 0
