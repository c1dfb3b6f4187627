"""Frees what a long document no longer needs, and leaves out of fonts what no PDF needs.

WeasyPrint keeps everything until the PDF is written: the styles of every ``::before`` there might
be, the boxes of sheets that are painted, the operators of their contents one by one, and the whole
of each font that is used, which for Chinese are 25 MB a weight. The PDF uses none of that. A
document laid out like this can only be written once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

import pydyf
from weasyprint import document as document_module
from weasyprint import layout as layout_package
from weasyprint.css import StyleFor
from weasyprint.formatting_structure import build
from weasyprint.pdf import fonts

from exporter.engine import fence
from exporter.engine.patched import packed, small_pictures
from exporter.engine.patched.cut_fonts import in_one_pass
from exporter.engine.patched.painted import PaintedPage
from exporter.engine.patched.patches import Patches

if TYPE_CHECKING:
    from weasyprint.css import ComputedStyle
    from weasyprint.document import Page
    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.layout import LayoutContext
    from weasyprint.pdf.stream import Stream

# What the context of a layout holds of its boxes and styles.
HELD = {
    *("style_for", "page_maker", "target_collector", "current_footnote_area", "footnotes"),
    *("_excluded_shapes", "_excluded_shapes_root_boxes", "running_elements", "broken_out_of_flow"),
    *("page_footnotes", "current_page_footnotes", "reported_footnotes"),
}


def install(patches: Patches) -> None:
    """Replace the functions of WeasyPrint that hold more than they need."""
    patches.method(StyleFor, "__init__", _forgetting(StyleFor.__init__))
    patches.method(StyleFor, "set_computed_styles", _sharing(StyleFor.set_computed_styles))
    patches.function(
        layout_package.layout_document, _without_styles(layout_package.layout_document)
    )
    patches.function(build.flex_children, _sendable(build.flex_children))
    patches.method(document_module.Page, "paint", _painted_once(document_module.Page.paint))
    patches.method(PaintedPage, "paint", _painted_once(PaintedPage.paint))
    # The whole font is read when it is first used, but needed only to make its subset.
    patches.method(fonts, "get_hb_object_data", _later(fonts.get_hb_object_data))
    patches.attribute(fonts.Font, "file_content", property(_fetch, _keep))
    patches.method(fonts.Font, "_harfbuzz_subset", in_one_pass(fonts.Font._harfbuzz_subset))
    if fence.works("painted"):
        small_pictures.install(patches)
    if fence.works("packed"):
        packed.install(patches)


def _forgetting(init: Callable[..., None]) -> Callable[..., None]:
    """Give a cascade the memory of styles of pseudo-elements that `_sharing` uses, for its life."""

    def make(self: StyleFor, *arguments: object, **options: object) -> None:
        self._pseudo_styles = {}
        init(self, *arguments, **options)
        # The pages' margin boxes come later, one by one, and are not alike.
        self._pseudo_styles = None

    return make


def _sharing(set_computed_styles: Callable[..., None]) -> Callable[..., None]:
    """Let pseudo-elements with the same parent style and declarations share one style.

    WeasyPrint does so for elements only; each of these has several pseudo-elements.
    """

    def compute(
        self: StyleFor,
        element: object,
        parent: Box,
        pseudo_type: str | None = None,
        **options: object,
    ) -> None:
        known = self._pseudo_styles
        if known is None or pseudo_type is None:
            set_computed_styles(self, element, parent, pseudo_type=pseudo_type, **options)
            return
        styles = self.get_computed_styles()
        cascaded = self.get_cascaded_styles().get((element, pseudo_type), {})
        declared = tuple((name, id(value), weight) for name, (value, weight) in cascaded.items())
        key = id(styles[parent, None]), pseudo_type, declared
        style = known.get(key)
        if style is None:
            set_computed_styles(self, element, parent, pseudo_type=pseudo_type, **options)
            known[key] = styles[element, pseudo_type]
        else:
            styles[element, pseudo_type] = style

    return compute


def _without_styles(layout_document: Callable[..., Iterator[Page]]) -> Callable[..., object]:
    """Free the styles of elements when the last of their boxes is laid out.

    Pictures keep the context of layout, and with it all that it holds; so does the context itself.
    """

    def lay_out(
        html: object, root_box: Box, context: LayoutContext, *arguments: object
    ) -> Iterator[Page]:
        yield from layout_document(html, root_box, context, *arguments)
        for style in context.style_for.get_computed_styles().values():
            _part(style)
        for name in HELD & vars(context).keys():
            delattr(context, name)

    return lay_out


def _part(style: ComputedStyle) -> None:
    """Let go of the anonymous style of a style: they hold each other, and with them all above.

    Only the collector would free them, which looks at a hundred thousand objects to do so.
    """
    anonymous = vars(style).pop("anonymous_style", None)
    if anonymous is not None:
        vars(anonymous).pop("specified", None)  # itself
        _part(anonymous)


def _sendable(flex_children: Callable[..., list[Box]]) -> Callable[..., list[Box]]:
    """Return ``flex_children`` whose boxes can be pickled.

    WeasyPrint gives each a nameless function that says it does not float.
    """

    def made(box: Box, children: list[Box]) -> list[Box]:
        found = flex_children(box, children)
        for child in (*children, *found):
            if "is_floated" in vars(child):
                child.is_floated = _never
        return found

    return made


def _never() -> bool:
    return False


def _painted_once(paint: Callable[..., None]) -> Callable[..., None]:
    """Free the boxes of a page when it is painted, and make its content one string."""

    def paint_once(page: Page, stream: Stream, scale: float = 1) -> None:
        paint(page, stream, scale)
        del page._page_box
        page.links = []
        stream._tags = None
        content = b"\n".join(map(pydyf._to_bytes, stream.stream))
        stream.stream = [content]
        packed.expect(content)

    return paint_once


def _later(get_data: Callable[[object], bytes]) -> Callable[[object], Callable[[], bytes]]:
    """Return a function that promises the data of a face."""
    return lambda face: partial(get_data, face)


def _fetch(font: object) -> bytes:
    """Return the data of a font, fetched again each time."""
    data: bytes = vars(font)["file_content"]()
    return data


def _keep(font: object, data: bytes | Callable[[], bytes]) -> None:
    vars(font)["file_content"] = data if callable(data) else lambda: data
