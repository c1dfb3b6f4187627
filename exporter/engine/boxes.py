"""The interface to WeasyPrint's documents, pages and boxes.

Lengths are in CSS pixels. Code outside of `exporter.engine` reads nothing else of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import IO, NewType, Protocol, TypeGuard

TEXT_INDENT = "text_indent"
FONT_SIZE = "font_size"


class Element(Protocol):
    """The HTML element that a box is of."""

    def get(self, name: str, default: str | None = None, /) -> str | None:
        """Return an attribute."""


class Box(Protocol):
    """A box of CSS. The position is that of its margin edge, the size that of its content."""

    element: Element | None
    element_tag: str
    style: Mapping[str, object]
    position_y: float
    width: float
    height: float
    margin_top: float
    margin_bottom: float

    def margin_width(self) -> float:
        """Return the width with padding, border and margin."""

    def margin_height(self) -> float:
        """Return the height with padding, border and margin."""

    def is_in_normal_flow(self) -> bool:
        """Whether it is neither a float nor positioned absolutely."""


class TextBox(Box, Protocol):
    """A piece of text on one line."""

    text: str


class ParentBox(Box, Protocol):
    """A box with others in it."""

    children: Sequence[Box]


class Page(Protocol):
    """A sheet that is laid out; its anchors are the ids of elements that begin on it."""

    width: float
    height: float
    anchors: dict[str, tuple[float, float, float, float]]


class Document(Protocol):
    """Sheets that are laid out, to be written as a PDF."""

    pages: list[Page]

    def copy(self, pages: Sequence[Page]) -> Document:
        """Return a document of other pages, with the metadata of this one."""

    def write_pdf(
        self,
        target: str | IO[bytes],
        zoom: float = 1,
        finisher: Callable[[Document, object], None] | None = None,
        **options: object,
    ) -> None:
        """Write the PDF to the file `target`."""


class Render(Protocol):
    """Lays out HTML in a style, both as text.

    `sheets` are the numbers of the sheets on which link targets begin, by id; if given, each link
    gets the number of its target in the attribute `data-sheet`. `counting` is for documents that
    are not drawn: the lines of their texts may only be counted.
    """

    def __call__(
        self,
        html: str,
        style: str,
        sheets: Mapping[str, int] | None = None,
        *,
        counting: bool = False,
    ) -> Document:
        """Return the document of the HTML."""


# Holds the fonts of documents that are written as one PDF.
Fonts = NewType("Fonts", object)


def keep_links_beyond(pages: Sequence[Page]) -> None:
    """Point links with a target outside these pages to the first page."""
    known = {name for page in pages for name in page.anchors}
    links = (link for page in pages for link in page.links)  # type: ignore[attr-defined]
    beyond = {target for kind, target, *_ in links if kind == "internal"} - known
    pages[0].anchors.update(dict.fromkeys(sorted(beyond), (0.0, 0.0, 0.0, 0.0)))


def content(page: Page) -> ParentBox:
    """Return the box of the body of a page."""
    box: ParentBox = page._page_box.children[0].children[0]  # type: ignore[attr-defined]
    return box


def descend(box: Box) -> Iterator[ParentBox]:
    """Yield the parent boxes directly inside a box, absolutely positioned ones too."""
    for child in getattr(box, "children", ()):
        real: Box = getattr(child, "_box", child)
        if is_parent(real):
            yield real


def find(pages: Sequence[Page], fits: Callable[[ParentBox], bool]) -> Iterator[ParentBox]:
    """Yield the outermost boxes of pages that fit."""

    def search(box: Box) -> Iterator[ParentBox]:
        for child in descend(box):
            if fits(child):
                yield child
            else:
                yield from search(child)

    for page in pages:
        yield from search(page._page_box)  # type: ignore[attr-defined]


def attribute(box: Box, name: str) -> str:
    """Return an attribute of a box's element; empty if it has none, or there is no element."""
    return (box.element.get(name) or "") if box.element is not None else ""


def inner_height(box: Box) -> float:
    """Return the height of a box without its margins."""
    return box.margin_height() - box.margin_top - box.margin_bottom


def bottom(box: Box) -> float:
    """Return where a box ends, without its margin, in px from the top of the page."""
    return box.position_y + box.margin_height() - box.margin_bottom


def text_indent(box: Box) -> float | None:
    """Return the indent of the first line in a block; None if it is a percentage."""
    indent = box.style[TEXT_INDENT]
    if getattr(indent, "unit", "px") != "px":
        return None
    return float(getattr(indent, "value", 0))


def type_size(box: Box) -> float:
    """Return the size of the type in a box, in px."""
    size = box.style[FONT_SIZE]
    return float(size) if isinstance(size, (int, float)) else 0.0


def is_text(box: Box) -> TypeGuard[TextBox]:
    """Whether it is text."""
    from weasyprint.formatting_structure import boxes

    return isinstance(box, boxes.TextBox)


def texts_in(parent: ParentBox) -> Iterator[TextBox]:
    """Yield the texts in a box, in order."""
    for child in parent.children:
        if is_text(child):
            yield child
        elif is_parent(child):
            yield from texts_in(child)


def is_parent(box: Box) -> TypeGuard[ParentBox]:
    """Whether there may be other boxes in it."""
    from weasyprint.formatting_structure import boxes

    return isinstance(box, boxes.ParentBox)


def is_line(box: Box) -> TypeGuard[ParentBox]:
    """Whether it is a line."""
    from weasyprint.formatting_structure import boxes

    return isinstance(box, boxes.LineBox)


def is_inline(box: Box) -> TypeGuard[ParentBox]:
    """Whether it is an inline box with children, and not an inline block."""
    from weasyprint.formatting_structure import boxes

    return type(box) is boxes.InlineBox


def is_block(box: Box) -> TypeGuard[ParentBox]:
    """Whether it is a plain block."""
    from weasyprint.formatting_structure import boxes

    return type(box) is boxes.BlockBox


def is_row(box: Box) -> TypeGuard[ParentBox]:
    """Whether it is a row of a table."""
    from weasyprint.formatting_structure import boxes

    return isinstance(box, boxes.TableRowBox)


def is_replaced(box: Box) -> bool:
    """Whether it is replaced by a picture."""
    from weasyprint.formatting_structure import boxes

    return isinstance(box, boxes.ReplacedBox)
