"""How wide other texts would be in the place of one that was laid out on a single line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from weasyprint.text import line_break

if TYPE_CHECKING:
    from exporter.engine.boxes import TextBox

Width = Callable[[str], float]
"""Returns the width of a text in CSS pixels."""


def width_of(box: TextBox) -> Width | None:
    """Return what measures other texts as the one of a box was.

    None if they might be another text when they are set, or make the line higher.
    """
    style = box.style
    is_own = style["text_transform"] == "none" and style["white_space"] in ("normal", "nowrap")
    if not is_own or style["line_height"] == "normal" or style["vertical_align"] != "baseline":
        return None

    def width(text: str) -> float:
        layout = line_break.Layout(style)
        layout.set_text(text)
        return float(line_break.line_size(layout.get_first_line()[0], style)[0])

    return width
