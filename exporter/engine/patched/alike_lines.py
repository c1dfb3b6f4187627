"""Lines of one text that differ in it alone: one is made, the others are made like it.

Lines of a document have the same margins and baselines if each is part of one text, in the same
styles and in fonts of the same height. What is left is their text, and where it stands.
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
OWN = frozenset(("children", "position_x", "position_y", "width"))
UPRIGHT = ("margin_top", "margin_bottom", "baseline")

Key = tuple[object, ...]
Values = dict[str, object]
# Attributes of line and text by what decides about them; the styles, by whose identity they are
# found, are beside them to be kept alive.
Known = dict[Key, tuple[Values, Values, object]]


class AlikeLines:
    """What is known of lines of one text, for the lines of a paragraph in a block."""

    def __init__(
        self, context: LayoutContext, known: Known, left: float, room: float, moved: float
    ) -> None:
        """`left`, `room` and `moved`: where lines begin, how wide they are, how far they move."""
        self._context, self._left, self._room, self._moved = context, left, room, moved
        self._known = known

    def note(self, key: Key, box: Box, line: Box) -> None:
        """Note a finished line, made of a box; those of the same key are like it."""
        if key not in self._known:
            [text] = line.children
            before, names = vars(box), vars(line).keys() - OWN
            changed = [each for each in names if before.get(each) is not vars(line)[each]]
            own = {name: getattr(line, name) for name in {*changed, *UPRIGHT}}
            upright = {name: getattr(text, name) for name in UPRIGHT}
            self._known[key] = own, upright, (box.style, text.style)

    def line(
        self, key: Key, box: Box, make: Callable[[], Box], top: float, *, is_last: bool
    ) -> Box | None:
        """Return the line of a text at a height; None if there was none like it."""
        known = self._known.get(key)
        if known is None:
            return None
        line, text = object.__new__(boxes.LineBox), make()
        vars(line).update(vars(box))
        vars(line).update(known[0])
        vars(text).update(known[1])
        line.children = [text]
        line.position_x, line.position_y = self._left, top
        text.position_x = self._left + box.text_indent
        # In these steps, as it is without this: rounding shows.
        line.width = text.position_x + text.margin_width() - line.content_box_x()
        across = inline.text_align(self._context, line, self._room, last=is_last)
        text.position_y = -text.baseline
        for each in (line, text):
            each.position_x = each.position_x + across + self._moved
        text.position_y += top + line.baseline
        return line
