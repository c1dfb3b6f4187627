"""Remembers what WeasyPrint's layout computes repeatedly, without changing a byte of the result.

Balancing columns lays the same paragraphs out many times at slightly different heights. Each
cache answers such a repeated question with the answer that WeasyPrint itself gave the first time;
what its key must hold is documented beside it. A key holds boxes and styles by their identity, so
the cache also holds the objects themselves: no other object gets that identity while they live.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Generic, TypeVar

from weasyprint import layout as layout_package
from weasyprint.draw.color import get_color
from weasyprint.formatting_structure import boxes
from weasyprint.layout import background, percent
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.text import line_break
from weasyprint.text.ffi import TO_UNITS

from exporter.engine import fence
from exporter.engine.patched import kin_styles, known_values, plain_types, quick_styles
from exporter.engine.patched.known_values import KnownValues
from exporter.engine.patched.line_cache import LineCache, copy_layout
from exporter.engine.patched.patches import Function, Patches
from exporter.engine.patched.text_settings import TextSettings

if TYPE_CHECKING:
    from weasyprint.css import ComputedStyle
    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.layout import LayoutContext

Found = TypeVar("Found")

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
        # WeasyPrint remembers struts too, by a text of 16 properties, which takes longer to make
        # than anything else there.
        self._struts = OfStyles(line_break.strut)
        self._sizes = OfStyles(_fixed_sizes)
        self._bare = OfStyles(_is_bare)
        self._settings = TextSettings()

    def install(self, patches: Patches) -> None:
        """Replace the functions of WeasyPrint that the caches answer for."""
        if fence.works("types"):
            plain_types.install(patches)
        self._lines.install(patches)
        known = KnownValues()
        known_values.install(patches)
        kin_styles.install(patches, known)
        quick_styles.install(patches, known.note)
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
            self._struts.of,
            except_in=("weasyprint.css.units", "weasyprint.css.computed_values"),
        )
        patches.function(
            percent.resolve_percentages, _quick_resolve(percent.resolve_percentages, self._sizes)
        )
        patches.function(
            background.layout_box_backgrounds,
            _quick_backgrounds(background.layout_box_backgrounds, self._bare),
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


class OfStyles(Generic[Found]):
    """What was found of styles, by their identity."""

    def __init__(self, find: Callable[[ComputedStyle], Found]) -> None:
        self.find = find
        # The style is beside what was found to be kept alive: its identity is the key.
        self._results: dict[int, tuple[ComputedStyle, Found]] = {}

    def clear(self) -> None:
        """Forget everything."""
        self._results.clear()

    def of(self, style: ComputedStyle) -> Found:
        """Return what is found of a style, as it was found the first time."""
        known = self._results.get(id(style))
        if known is None:
            if len(self._results) >= MAXIMUM_ENTRIES:
                self._results.clear()
            known = self._results[id(style)] = (style, self.find(style))
        return known[1]


def _quick_resolve(
    resolve_percentages: Callable[..., None], sizes: OfStyles[dict[str, object] | None]
) -> Callable[..., None]:
    """Return ``resolve_percentages`` with a short way for styles that have fixed sizes only."""

    def resolve(box: Box, containing_block: Box) -> None:
        known = sizes.of(box.style)
        if known is None:
            resolve_percentages(box, containing_block)
        else:
            box.__dict__.update(known)

    return resolve


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


def _quick_backgrounds(
    layout_box_backgrounds: Callable[..., None], bare: OfStyles[bool]
) -> Callable[..., None]:
    """Return ``layout_box_backgrounds`` with a short way for styles with nothing behind a box.

    Those of lines and texts are such.
    """

    def lay_out(page: Box, box: Box, get_image: Function, *how: object, **more: object) -> None:
        # An absolute box has a placeholder.
        box = box._box if type(box) is AbsolutePlaceholder else box
        if how or more or box is page or not bare.of(box.style):
            layout_box_backgrounds(page, box, get_image, *how, **more)
            return
        box.__dict__.update(BARE)
        for child in box.all_children():
            lay_out(page, child, get_image)

    return lay_out


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
