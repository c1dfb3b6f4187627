"""How many lines of words are loose: spaces much wider than their own width form rivers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from weasyprint.formatting_structure.boxes import LineBox, TextBox

from exporter.engine.boxes import Page, find
from exporter.engine.patched.justified_layout import JustifiedLayout
from exporter.engine.patched.line_text import HAS_IDEOGRAPH, SPACE

LOOSE = 0.35  # ems that a space is wider than it is, as a mean of its line: about twice as wide
FEWEST = 2  # spaces of a line that is counted: those of two words say little


def share_of_loose_lines(pages: Sequence[Page]) -> float | None:
    """Return the share of the justified lines of words whose spaces are wide; None without any.

    The last lines of paragraphs count too. Lines with Chinese or Japanese do not.
    """
    lines = find(pages, lambda box: isinstance(box, LineBox))
    found = [extra > LOOSE for extra in map(_extra, lines) if extra is not None]
    return round(sum(found) / len(found), 3) if found else None


def _extra(line: LineBox) -> float | None:
    """Return how much wider the spaces of a line are, in ems; None for one that is not counted."""
    if line.style["text_align_all"] != "justify":
        return None
    texts = list(_texts(line))
    if HAS_IDEOGRAPH.search("".join(each.text for each in texts)):
        return None
    spaces = [{each.start() for each in SPACE.finditer(text.text)} for text in texts]
    count = sum(map(len, spaces))
    if count < FEWEST:
        return None
    added = sum(
        width
        for text, places in zip(texts, spaces, strict=True)
        if isinstance(text.pango_layout, JustifiedLayout)
        for place, width in text.pango_layout.gaps
        if place in places
    )
    size: float = line.style["font_size"]
    return added / count / size


def _texts(box: LineBox) -> Iterator[TextBox]:
    for child in getattr(box, "children", ()):
        if isinstance(child, TextBox):
            yield child
        else:
            yield from _texts(child)
