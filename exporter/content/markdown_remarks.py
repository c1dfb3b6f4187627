"""What is wrong in a text in Markdown: words that get lost, marks that are printed as typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exporter.content import footnotes
from exporter.content.bars import cells_beyond
from exporter.content.box_marks import box_marks
from exporter.content.remarks import Remark
from exporter.content.slips import slips
from exporter.shortened import shortened

CODE = re.compile(r"(<(script|style)\b[^<>]*>)(.*?)</\2\s*>", re.DOTALL | re.IGNORECASE)
DRAWING = re.compile(r"<svg\b.*?</svg\s*>", re.DOTALL | re.IGNORECASE)
LONGEST = 60  # characters of code that a message shows


def markdown_remarks(text: str, html: str) -> Iterator[Remark]:
    """Yield what is wrong in a text that became `html`, which is not yet safe."""
    yield from _rows(text, html)
    yield from _notes(text, html)
    yield from slips(text, html)
    yield from box_marks(text)
    yield from _code(html)


def _rows(text: str, html: str) -> Iterator[Remark]:
    """Yield a warning for each row with more cells than the head of its table."""
    if "|" in text:
        for line, words in cells_beyond(text, html):
            message = f"a row has more cells than the head of its table, so it loses: {words}"
            yield Remark("issue-table", message, "give the head and its dashes as many cells", line)


def _notes(text: str, html: str) -> Iterator[Remark]:
    """Yield a warning for each mark without a note, and each note without a mark."""
    if "[^" not in text:
        return
    for mark in footnotes.marks_alone(html):
        message = f"the footnote mark `{mark}` has no note, so it is printed as text"
        yield Remark("issue-note", message, f"write its note on a line of its own: {mark}: …", mark)
    for mark, words in footnotes.notes_alone(text, html):
        message = f"no mark in the text calls the footnote `{mark}`, so it is left out: {words}"
        yield Remark("issue-note", message, f"put {mark} where it belongs", f"{mark}:")


def _code(html: str) -> Iterator[Remark]:
    """Yield a warning for each script or style sheet: web pages are full of them, a text is not.

    A drawing is shown as its style sheet says, and what it loses is told when it is drawn.
    """
    if "<s" not in html and "<S" not in html:
        return
    for tag, name, content in CODE.findall(DRAWING.sub("", html)):
        words = " ".join(content.split())
        if words:
            message = f"`<{name.lower()}>` is left out: {shortened(words, LONGEST)}"
            yield Remark("issue-dropped-element", message, "write what it should show", tag)
