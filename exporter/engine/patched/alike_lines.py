"""Lines of one text that differ in it alone: one is made, the others are made like it.

Lines of a paragraph have the same boxes, margins and baselines if they are parts of one text in
fonts of the same height. What is left is their text, and where it stands.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

if TYPE_CHECKING:
    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.layout import LayoutContext

# What each line has for itself.
OWN = ("children", "position_x", "position_y", "width")
UPRIGHT = ("margin_top", "margin_bottom", "baseline")

Key = tuple[object, ...]
Values = dict[str, object]


class AlikeLines:
    """What is known of lines of one text in a block: the attributes of line and text."""

    def __init__(self, context: LayoutContext, left: float, room: float, moved: float) -> None:
        """`left`, `room` and `moved`: where lines begin, how wide they are, how far they move."""
        self._context, self._left, self._room, self._moved = context, left, room, moved
        self._known: dict[Key, tuple[Values, Values]] = {}

    def note(self, key: Key, line: Box) -> None:
        """Note a finished line; those of the same key are like it."""
        if key not in self._known:
            [text] = line.children
            own = {name: value for name, value in vars(line).items() if name not in OWN}
            self._known[key] = own, {name: getattr(text, name) for name in UPRIGHT}

    def line(self, key: Key, make: Callable[[], Box], top: float) -> Box | None:
        """Return the line of a text at a height; None if there was none like it.

        It is neither the first of its text, which may be indented, nor the last: nothing is like
        these.
        """
        known = self._known.get(key)
        if known is None:
            return None
        line, text = object.__new__(boxes.LineBox), make()
        vars(line).update(known[0])
        vars(text).update(known[1])
        line.children, line.text_indent = [text], 0
        line.position_x, line.position_y = self._left, top
        text.position_x = self._left
        # In these steps, as it is without this: rounding shows.
        line.width = text.position_x + text.margin_width() - line.content_box_x()
        across = inline.text_align(self._context, line, self._room, last=False)
        text.position_y = -text.baseline
        for each in (line, text):
            each.position_x = each.position_x + across + self._moved
        text.position_y += top + line.baseline
        return line
