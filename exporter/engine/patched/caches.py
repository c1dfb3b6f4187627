"""Remembers what WeasyPrint's layout computes repeatedly, without changing a byte of the result.

Balancing columns lays the same paragraphs out many times at slightly different heights. Each
cache answers such a repeated question with the answer that WeasyPrint itself gave the first time;
what its key must hold is documented beside it. A key holds boxes and styles by their identity, so
the cache also holds the objects themselves: no other object gets that identity while they live.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from weasyprint import layout as layout_package
from weasyprint.draw.color import get_color
from weasyprint.formatting_structure import boxes
from weasyprint.layout import background, percent
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.text import line_break
from weasyprint.text.ffi import TO_UNITS

from exporter.engine.patched import kin_styles, quick_styles
from exporter.engine.patched.line_cache import LineCache, copy_layout
from exporter.engine.patched.patches import Function, Patches
from exporter.engine.patched.text_settings import TextSettings

if TYPE_CHECKING:
    from weasyprint.css import ComputedStyle
    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.layout import LayoutContext

# Size of a cache before it is emptied. Repetitions are on the same sheet, so the size of a few
# sheets is enough: larger caches took more memory and saved no time.
MAXIMUM_LINES = 4_000
MAXIMUM_ENTRIES = 4_000
MAXIMUM_CHARACTERS = 4_000_000

WRAPPING = ("normal", "pre-wrap", "pre-line")
# Names of attributes are interned: pages are pickled, and equal names that are not one and the same
# object would be written twice.
_SIZES = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in ("left", "right")),
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in ("top", "bottom")),
    *("width", "min_width", "max_width", "height", "min_height", "max_height"),
)
SIZES = tuple(map(sys.intern, _SIZES))
MINIMUM_SIZES = ("min_width", "min_height")
BORDERS = tuple(sys.intern(f"border_{side}_width") for side in ("top", "right", "bottom", "left"))

_RADII = (
    f"border_{edge}_{side}_radius" for edge in ("top", "bottom") for side in ("left", "right")
)
RADII = tuple(map(sys.intern, _RADII))
BARE = {**dict.fromkeys(RADII, (0, 0)), "background": None}


class LayoutCaches:
    """All the caches of layout: `install` puts them in, `clear` empties them."""

    def __init__(self) -> None:
        self._lines = LineCache(MAXIMUM_LINES)
        self._splits = SplitCache()
        self._struts = StrutCache()
        self._sizes = SizeCache()
        self._bare = BareStyles()
        self._settings = TextSettings()

    def install(self, patches: Patches) -> None:
        """Replace the functions of WeasyPrint that the caches answer for."""
        self._lines.install(patches)
        kin_styles.install(patches)
        quick_styles.install(patches)
        self._settings.install(patches)
        # Each text in an SVG picture makes a style of its own: nothing there comes again.
        patches.function(
            line_break.split_first_line,
            self._splits.wrap(line_break.split_first_line),
            except_in=("weasyprint.svg.text",),
        )
        # The cascade calls it while a style is being computed: only finished styles are remembered.
        patches.function(
            line_break.strut,
            self._struts.wrap(line_break.strut),
            except_in=("weasyprint.css.units", "weasyprint.css.computed_values"),
        )
        patches.function(percent.resolve_percentages, self._sizes.wrap(percent.resolve_percentages))
        patches.function(
            background.layout_box_backgrounds, self._bare.wrap(background.layout_box_backgrounds)
        )
        patches.method(
            boxes.Box, "is_in_normal_flow", _quick_flow_test(boxes.Box.is_in_normal_flow)
        )
        patches.function(
            layout_package.layout_document, self._clearing(layout_package.layout_document)
        )

    def clear(self) -> None:
        """Forget everything, and with it every box and style of the documents laid out."""
        for cache in (self._lines, self._splits, self._struts, self._sizes, self._bare):
            cache.clear()
        self._settings.clear()

    def _clearing(self, layout_document: Callable[..., Iterator[object]]) -> Callable[..., object]:
        """Empty the caches after the layout of each document."""

        def layout_and_clear(*arguments: object, **options: object) -> Iterator[object]:
            try:
                yield from layout_document(*arguments, **options)
            finally:
                self.clear()

        return layout_and_clear


class SplitCache:
    """The first line that fits of a text, by text, style and width."""

    def __init__(self) -> None:
        # The style is beside each result to be kept alive: its identity is in the key.
        self._results: dict[object, tuple[ComputedStyle, tuple[object, ...]]] = {}
        self._characters = 0

    def clear(self) -> None:
        """Forget everything."""
        self._results.clear()
        self._characters = 0

    def wrap(self, split_first_line: Function) -> Callable[..., object]:
        """Return ``split_first_line`` with a memory.

        The Pango layout in a result is drawn, and may be changed, by the box that got it: each
        caller gets a copy. ``max_width`` is the one attribute that the caller's width sets.
        """
        results = self._results

        def split(
            text: str,
            style: ComputedStyle,
            context: LayoutContext,
            max_width: float | None,
            justification_spacing: float,
            is_line_start: bool = True,
            minimum: bool = False,
        ) -> tuple[object, ...]:
            if justification_spacing:
                how = max_width, justification_spacing, is_line_start, minimum
                return tuple(split_first_line(text, style, context, *how))
            key = (id(style), text, is_line_start, minimum, *_width_class(style, max_width))
            known = results.get(key)
            if known is None:
                result = split_first_line(
                    text, style, context, max_width, 0, is_line_start, minimum
                )
                known = (style, tuple(result))
                self._remember(key, known, len(text))
            pango_layout, *measures = known[1]
            pango_layout = copy_layout(pango_layout)
            pango_layout.max_width = max_width
            return (pango_layout, *measures)

        return split

    def _remember(
        self, key: object, known: tuple[ComputedStyle, tuple[object, ...]], characters: int
    ) -> None:
        self._characters += characters
        if len(self._results) >= MAXIMUM_ENTRIES or self._characters > MAXIMUM_CHARACTERS:
            self.clear()
            self._characters = characters
        self._results[key] = known


def _width_class(style: ComputedStyle, max_width: float | None) -> tuple[float | None, ...]:
    """Return what WeasyPrint's line splitting can tell about a width.

    Columns side by side have widths that differ in the last bits. Pango is given the width in
    1024ths of a pixel, and the widths of texts that it is compared with are whole such units, so
    its whole units decide. The ratio to the font size decides how much text is tried at first.
    Letter spacing and the zone of automatic hyphenation make fractions of units count.
    """
    if max_width is None or style["white_space"] not in WRAPPING:
        return (max_width,)
    font_size = style["font_size"]
    units = max_width * TO_UNITS
    if (
        not font_size
        or not 0 <= units < 2**31
        or style["letter_spacing"] != "normal"
        or style["hyphens"] == "auto"
    ):
        return (max_width,)
    return (int(units), int(max_width / font_size * 4), font_size * 4 > max_width)


class StrutCache:
    """The line height and baseline of a style."""

    def __init__(self) -> None:
        self._results: dict[int, tuple[ComputedStyle, object]] = {}

    def clear(self) -> None:
        """Forget everything."""
        self._results.clear()

    def wrap(self, strut: Callable[[ComputedStyle], object]) -> Callable[[ComputedStyle], object]:
        """Return ``strut`` with a memory by the identity of the style.

        WeasyPrint has a memory of its own, whose key is a text made of 16 properties: making it
        takes longer than anything else in the function.
        """
        results = self._results

        def quick_strut(style: ComputedStyle) -> object:
            known = results.get(id(style))
            if known is None:
                if len(results) >= MAXIMUM_ENTRIES:
                    results.clear()
                known = results[id(style)] = (style, strut(style))
            return known[1]

        return quick_strut


class SizeCache:
    """The used sizes of boxes whose style has no percentage among them."""

    def __init__(self) -> None:
        self._results: dict[int, tuple[ComputedStyle, dict[str, object] | None]] = {}

    def clear(self) -> None:
        """Forget everything."""
        self._results.clear()

    def wrap(self, resolve_percentages: Callable[..., None]) -> Callable[..., None]:
        """Return ``resolve_percentages`` with a short way for styles that have fixed sizes only."""
        results = self._results

        def quick_resolve(box: Box, containing_block: Box) -> None:
            style = box.style
            known = results.get(id(style))
            if known is None:
                if len(results) >= MAXIMUM_ENTRIES:
                    results.clear()
                known = results[id(style)] = (style, _fixed_sizes(style))
            if known[1] is None:
                resolve_percentages(box, containing_block)
            else:
                box.__dict__.update(known[1])

        return quick_resolve


def _fixed_sizes(style: ComputedStyle) -> dict[str, object] | None:
    """Return the used sizes that do not depend on the containing block; None if any does.

    Collapsed borders are set by the table, and other box sizings take the padding off the width.
    """
    if style["border_collapse"] == "collapse" or style["box_sizing"] != "content-box":
        return None
    sizes: dict[str, object] = {}
    for name in SIZES:
        value = style[name]
        if value == "auto":
            sizes[name] = 0 if name in MINIMUM_SIZES else "auto"
        elif getattr(value, "unit", None) == "px":
            sizes[name] = value.value
        else:
            return None
    for name in BORDERS:
        sizes[name] = style[name]
    return sizes


class BareStyles:
    """The styles with nothing behind or around their boxes, as those of lines and texts."""

    def __init__(self) -> None:
        self._results: dict[int, tuple[ComputedStyle, bool]] = {}

    def clear(self) -> None:
        """Forget everything."""
        self._results.clear()

    def wrap(self, layout_box_backgrounds: Callable[..., None]) -> Callable[..., None]:
        """Return ``layout_box_backgrounds`` with a short way for boxes of such styles."""
        results = self._results

        def quick_backgrounds(
            page: Box, box: Box, get_image: Function, *how: object, **more: object
        ) -> None:
            # An absolute box has a placeholder.
            box = box._box if type(box) is AbsolutePlaceholder else box
            if how or more or box is page:
                layout_box_backgrounds(page, box, get_image, *how, **more)
                return
            style = box.style
            known = results.get(id(style))
            if known is None:
                if len(results) >= MAXIMUM_ENTRIES:
                    results.clear()
                known = results[id(style)] = (style, _is_bare(style))
            if not known[1]:
                layout_box_backgrounds(page, box, get_image)
                return
            box.__dict__.update(BARE)
            for child in box.all_children():
                quick_backgrounds(page, child, get_image)

        return quick_backgrounds


def _is_bare(style: ComputedStyle) -> bool:
    """Whether a style has no background, shadow, pictures of borders or round corners."""
    pictures = (style[name][0] for name in ("border_image_source", "mask_border_source"))
    images = (kind for kind, _ in style["background_image"])
    return (
        get_color(style, "background_color").alpha == 0
        and all(kind == "none" for kind in (*pictures, *images))
        and not style["box_shadow"]
        and all((0, "px") in style[name] for name in RADII)
    )


def _quick_flow_test(is_in_normal_flow: Callable[[Box], bool]) -> Callable[[object], bool]:
    """Return ``is_in_normal_flow`` with a short way for what nearly every box is."""

    def quick_flow_test(box: Box) -> bool:
        style = box.style
        if style["float"] == "none" and style["position"] in ("static", "relative"):
            return True
        return is_in_normal_flow(box)

    return quick_flow_test
