"""What Pango is told of a style before it lays a text out, told once for each style.

WeasyPrint makes a context, the description of a font and its features for every line: that takes
longer than to shape the line. Here the first layout of a style stays without a text, and those that
follow are copies of it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from weasyprint.text.ffi import ffi, gobject, pango
from weasyprint.text.line_break import Layout

from exporter.engine.patched.patches import Patches

if TYPE_CHECKING:
    from weasyprint.css import ComputedStyle

MOST_STYLES = 1_000


class TextSettings:
    """Layouts without a text, by the identity of their style."""

    def __init__(self) -> None:
        # The style is beside them to be kept alive: its identity is what they are found by.
        self._known: dict[int, tuple[ComputedStyle, dict[str, object]]] = {}

    def clear(self) -> None:
        """Forget everything."""
        self._known.clear()

    def install(self, patches: Patches) -> None:
        """Replace the setting up of a layout."""
        _declare()
        patches.method(Layout, "setup", self.wrap(Layout.setup))

    def wrap(self, setup: Callable[..., None]) -> Callable[..., None]:
        """Return ``setup`` with a memory."""
        results = self._known

        def quick_setup(layout: Layout, style: ComputedStyle) -> None:
            known = results.get(id(style))
            if known is None:
                if len(results) >= MOST_STYLES:
                    results.clear()
                known = results[id(style)] = style, _set_up(setup, style)
            attributes = vars(layout)
            attributes.update(known[1])
            copied = pango.pango_layout_copy(attributes["layout"])
            attributes["layout"] = ffi.gc(copied, gobject.g_object_unref)

        return quick_setup


def _set_up(setup: Callable[..., None], style: ComputedStyle) -> dict[str, object]:
    """Return the attributes of a layout of a style, among them Pango's layout."""
    layout = object.__new__(Layout)
    setup(layout, style)
    attributes: dict[str, object] = vars(layout)
    return attributes


@cache
def _declare() -> None:
    if not hasattr(pango, "pango_layout_copy"):
        ffi.cdef("PangoLayout * pango_layout_copy (PangoLayout *layout);")
