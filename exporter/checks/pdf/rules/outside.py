"""Rules of text that is cut off, or that nobody sees."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.checks.pdf.document import Document, Page
from exporter.checks.pdf.marks import Mark
from exporter.checks.pdf.rules.grouping import name
from exporter.checks.rules import Hit, rule
from exporter.findings import Severity
from exporter.pdf.geometry import Rect, touches
from exporter.profiles import Profile

# Shares of the type size. A box is as high as the em and as long as its last space: glyphs are
# smaller, so what is cut off by less may have no ink.
LEAST_ALONG, LEAST_ACROSS = 0.6, 0.4


@rule(
    "pdf-text-outside",
    "Text cut off",
    clause="ISO 32000-1, 8.5.4 (clipping) and 14.11.2 (page boxes)",
    advice="move it inside its frame and the trimmed page, or set it smaller",
    press=Severity.WARNING,
    screen=Severity.WARNING,
    archive=Severity.WARNING,
)
def text_outside(document: Document, _: Profile) -> Iterator[Hit]:
    """Find text that the edge of the trimmed page or of a frame cuts off, or that is outside."""
    for page in document.pages:
        cut = [mark for mark in page.texts() if _is_cut(mark, page)]
        if cut:
            boxes = tuple(mark.box for mark in cut)
            yield Hit("text is cut off at an edge", page, boxes, name(page, cut[0]))
        unseen = [box for box in page.drawing.unseen if _has_room_for_ink(box)]
        if unseen:
            yield Hit("text is where it can't be seen", page, tuple(unseen))


def _is_cut(mark: Mark, page: Page) -> bool:
    """Whether the clip or the trim cuts off part of a text; slug and marks are beyond the trim."""
    whole = mark.uncut or mark.box
    if mark.uncut and _beyond(whole, mark.box, mark):
        return True
    return touches(whole, page.trim) and _beyond(whole, page.trim, mark)


def _beyond(whole: Rect, edge: Rect, mark: Mark) -> bool:
    """Whether a text extends so far beyond an edge that glyphs are cut."""
    across = max(edge[0] - whole[0], whole[2] - edge[2]) / mark.size
    up = max(edge[1] - whole[1], whole[3] - edge[3]) / mark.size
    is_upright = whole[2] - whole[0] < whole[3] - whole[1]
    along, over = (up, across) if is_upright else (across, up)
    return along > LEAST_ALONG or over > LEAST_ACROSS


def _has_room_for_ink(box: Rect) -> bool:
    return box[2] - box[0] > 1 and box[3] - box[1] > 1  # points: less is a space or a point
