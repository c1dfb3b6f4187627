"""Makes columns even and end on the grid of lines, so that what is below them is on it too.

The box of columns gets the whole lines that its content takes. Columns of a height that the style
sets, and those with notes at their foot, are left to WeasyPrint.
"""

from __future__ import annotations

from itertools import groupby
from math import ceil
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from weasyprint.layout import absolute, block, column, percent
from weasyprint.text import line_break

from exporter.engine.patched import heads_alone
from exporter.engine.patched.even_columns import Columns, Lists, NextPage, bottom, measures, runs
from exporter.engine.patched.moved_figures import Run, moves_of
from exporter.engine.patched.patches import Function, Patches

if TYPE_CHECKING:
    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.layout import LayoutContext

    from exporter.engine.patched.paragraph import SkipStack

# The heights of columns by where they begin on the sheet and in their content.
Known = dict[tuple[float, str], float]


def install(patches: Patches) -> None:
    """Replace the layout of columns by one that is even and settles them on whole lines."""
    original = column.columns_layout
    known: WeakKeyDictionary[Box, Known] = WeakKeyDictionary()
    layout: Function = _Layout

    def columns_layout(context: LayoutContext, box: Box, *arguments: object) -> object:
        usual = (box.style["height"], box.style["column_fill"]) == ("auto", "balance")
        if not (usual and box.children) or context.footnotes:
            return original(context, box, *arguments)
        context.in_column = True
        try:
            result = layout(context, box, *arguments, known=known.setdefault(box, {})).result()
        finally:
            context.in_column = False
        if result[0] is not None and result[1] is None:
            _settle(result[0])
        return result

    patches.function(original, columns_layout)
    heads_alone.install(patches)


class _Layout:
    """The layout of a box of columns, with what spans all of them, on one sheet."""

    def __init__(
        self,
        context: LayoutContext,
        box: Box,
        bottom_space: float,
        skip_stack: SkipStack,
        containing_block: Box,
        page_is_empty: bool,
        absolute_boxes: list[Box],
        fixed_boxes: list[Box],
        adjoining_margins: list[float],
        *styles: object,
        known: Known,
    ) -> None:
        is_relative = box.style["position"] == "relative"
        self.context, self.space, self.containing_block = context, bottom_space, containing_block
        self.skip_stack, self.is_empty, self.styles = skip_stack, page_is_empty, styles
        self.known, self.moves = known, moves_of(box)
        self.lists: Lists = ([] if is_relative else absolute_boxes, fixed_boxes)
        self.source, self.box = box, box.copy_with_children(box.children)
        self.moves.begin(str(skip_stack))
        self.box.position_y += block.collapse_margin(adjoining_margins)
        block.block_level_width(self.box, containing_block)
        self.top = self.box.content_box_y()
        self.margins: list[float] = []
        self.made: list[Box] = []
        self.next_page: NextPage = {"break": "any", "page": None}

    def result(self) -> tuple[Box | None, SkipStack, NextPage, list[float], bool]:
        """Return what WeasyPrint's function does."""
        resume_at = self._set_runs()
        if not self.made:
            return None, {0: None}, {"break": "any", "page": None}, [], False
        box = self.box
        box.children = self.made
        self.top += block.collapse_margin(self.margins)
        height = self.top - box.content_box_y()
        low = box.min_height if box.min_height != "auto" else 0
        box.height = max(height, low)
        for child in reversed(self.made):
            if not child.is_column:
                break
            child.height += box.height - height
        if box.style["position"] == "relative":
            for each in self.lists[0]:
                absolute.absolute_layout(
                    self.context, each, box, self.lists[1], self.space, skip_stack=None
                )
        return box, resume_at, self.next_page, [], False

    def _set_runs(self) -> SkipStack:
        """Set one run after the other; return where the next sheet goes on."""
        ((skip, inner),) = (self.skip_stack or {0: None}).items()
        for run in runs(self.source, skip):
            block = run.children[0]
            is_across = block.style["column_span"] == "all"
            place = inner if is_across or inner is None else {0: inner}
            left = self._span(block.copy(), place) if is_across else self._fill(run, place)
            if left is not None:
                return {run.first + index: rest for index, rest in left.items()}
            inner, self.is_empty = None, False
        return None

    def _span(self, child: Box, skip_stack: SkipStack) -> SkipStack:
        """Set a block over all columns; return where it goes on."""
        percent.resolve_percentages(child, self.containing_block)
        child.position_x, child.position_y = self.box.content_box_x(), self.top
        made, resume_at, self.next_page, self.margins, *_ = block.block_level_layout(
            self.context,
            child,
            self.space,
            skip_stack,
            self.containing_block,
            self.is_empty,
            *self.lists,
            self.margins,
            *self.styles,
        )
        if made is None:
            return {0: skip_stack}
        self.made.append(made)
        self.top = made.border_height() + made.border_box_y()
        self.margins.append(made.margin_bottom)
        return {0: resume_at} if resume_at else None

    def _fill(self, run: Run, skip_stack: SkipStack) -> SkipStack:
        """Set blocks in columns; return where they go on."""
        self.top += block.collapse_margin(self.margins)
        self.margins = []
        count, width, gap = measures(self.box)
        columns = Columns(
            self.context,
            self.box,
            self.containing_block,
            run,
            self.moves,
            len(self.moves.made),
            (width, gap),
            count,
            self.top,
            self.is_empty,
            (self.styles[0], self.styles[1]),
            self.known,
        )
        room = self.context.page_bottom - self.top - self.space
        is_last = run.first + len(run.children) == len(self.box.children)
        filled = columns.set(room, skip_stack, self.lists, is_last)
        if not filled.columns:
            return skip_stack or {0: None}
        self.next_page = filled.next_page
        highest = max(each.margin_height() for each in filled.columns)
        for each in filled.columns:
            each.height = highest
        self.top += min(room, highest)
        self.made += filled.columns
        return filled.resume_at


def _settle(box: Box) -> None:
    """Give each run of columns the whole lines it needs; move up what follows it."""
    line, _ = line_break.strut(box.style)
    moved = 0.0
    for are_columns, run in groupby(box.children, lambda child: bool(child.is_column)):
        children = list(run)
        for child in children:
            child.translate(0, -moved)
        if are_columns and line:
            top = children[0].position_y
            needed = max(map(bottom, children)) - top
            height = ceil(needed / line - 0.01) * line
            moved += children[0].height - height
            for child in children:
                child.height = height
    box.height -= moved
