"""Begins an article below others with its head alone where its picture has no room beside that.

A head and its picture are one block, for which the foot of a sheet may be too low, though it has
room for the head and some lines. Then the picture stands in the text, if it is no wider than one
column: in many columns it would be small for what opens a story.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weasyprint.css.properties import Dimension
from weasyprint.layout import block
from weasyprint.text import line_break

from exporter.engine.patched.even_columns import FEW, measures
from exporter.engine.patched.moved_figures import after_text, moves_of
from exporter.engine.patched.patches import Function, Patches

if TYPE_CHECKING:
    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.layout import LayoutContext

    from exporter.engine.patched.paragraph import SkipStack

OPENING = "opening"  # the class of a head and its picture
ROUNDING = 1.0  # pixels that a picture may be wider than its column
AIR = 0.25  # lines above a picture in a text, as those that the layout puts there have


def install(patches: Patches) -> None:
    """Lay out articles once more that have no room, with their heads alone."""
    original: Function = block.block_box_layout

    def block_box_layout(
        context: LayoutContext,
        box: Box,
        bottom_space: float,
        skip_stack: SkipStack,
        containing_block: Box,
        page_is_empty: bool,
        absolute_boxes: list[Box],
        fixed_boxes: list[Box],
        adjoining_margins: list[float] | None,
        *others: object,
        **how: object,
    ) -> object:
        def lay_out(margins: list[float] | None) -> tuple[Box | None, object]:
            result: tuple[Box | None, object] = original(
                context,
                box,
                bottom_space,
                skip_stack,
                containing_block,
                page_is_empty,
                absolute_boxes,
                fixed_boxes,
                margins,
                *others,
                **how,
            )
            return result

        if skip_stack is not None or not _opens(box):
            return lay_out(adjoining_margins)
        _whole(box)
        place, margins = (box.position_x, box.position_y), list(adjoining_margins or ())
        result = lay_out(adjoining_margins)
        if result[0] is not None or page_is_empty or not _part(box, containing_block.width):
            return result
        box.position_x, box.position_y = place
        apart = lay_out(margins)
        if apart[0] is not None and (apart[1] is None or _has_lines(apart[0])):
            return apart
        if apart[0] is not None:
            block.remove_placeholders(context, [apart[0]], absolute_boxes, fixed_boxes)
        _whole(box)
        return result

    patches.function(block.block_box_layout, block_box_layout)


def _opens(box: Box) -> bool:
    return box.element_tag == "article" and any(map(_is_opening, box.children))


def _is_opening(box: Box) -> bool:
    return box.element is not None and OPENING in (box.element.get("class") or "").split()


def _whole(article: Box) -> None:
    """Put the picture back beside the head, as it is where the article has room."""
    for child in article.children:
        moves_of(child).back(0)
    moves_of(article).back(0)


def _part(article: Box, width: float) -> bool:
    """Set the head of an article alone, and its picture in the text; False if that can't be."""
    number = next(number for number, each in enumerate(article.children) if _is_opening(each))
    opening, below = article.children[number], article.children[number + 1 :]
    body = next((each for each in below if each.style["column_count"] != "auto"), None)
    figures = [each for each in opening.children if each.element_tag == "figure"]
    if body is None or len(figures) != 1 or not (end := after_text(body.children)):
        return False
    count, column, _ = _columns(body, width)
    wide = figures[0].style["width"]
    if count < 2 or getattr(wide, "unit", "") != "px" or wide.value > column + ROUNDING:
        return False
    heads = [_over_all_columns(each) for each in opening.children if each is not figures[0]]
    children = list(article.children)
    children[number] = opening.copy_with_children(heads)
    texts = [*body.children[:end], _in_column(figures[0]), *body.children[end:]]
    moves_of(article).change([(article, children), (body, texts)])
    return True


def _columns(body: Box, width: float) -> tuple[int, float, float]:
    own = body.copy()
    own.width = width
    return measures(own)


def _over_all_columns(head: Box) -> Box:
    own = head.copy()
    own.style = head.style.copy()
    own.style["float"], own.style["width"] = "none", "auto"
    return own


def _in_column(figure: Box) -> Box:
    """Return a figure as it stands in the text, level with the letters beside it."""
    line = float(line_break.strut(figure.style)[0])
    own = figure.copy()
    own.style = figure.style.copy()
    own.style["width"] = "auto"
    own.style["padding_top"] = Dimension(AIR * line, "px")
    own.style["margin_bottom"] = Dimension((1 - AIR) * line, "px")
    return own


def _has_lines(article: Box) -> bool:
    """Whether the text below the head of an article that goes on overleaf has some lines."""
    last = article.children[-1]
    line = float(line_break.strut(last.style)[0])
    return bool(last.children) and last.height >= FEW * line and not _is_opening(last)
