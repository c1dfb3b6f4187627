"""Fills columns evenly, at the least height in lines that holds all of their content.

WeasyPrint begins with the mean of their heights and adds what the block after a column wants, which
may be a whole article: columns end far apart, and some run over the sheet. Here the height is found
by halving. Where columns go on overleaf, few lines are never left alone for the next sheet; and a
block that has no room at the head of a column begins the next sheet, below columns that are even.
A block at the head of a column has no margin above it. A figure that has no room at the foot of a
column comes behind the text that has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import TYPE_CHECKING

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, column, percent
from weasyprint.text import line_break

from exporter.engine.patched.moved_figures import Moves, Run

if TYPE_CHECKING:
    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.layout import LayoutContext

    from exporter.engine.patched.paragraph import SkipStack

NextPage = dict[str, object]
Column = tuple["Box | None", "SkipStack", NextPage]  # with where its content goes on
Lists = tuple[list["Box"], list["Box"]]  # of absolute and fixed boxes

ROUNDING = 1e-3  # pixels by which columns may claim more than they have
FEW = 4  # lines of each column: fewer do not stand alone at the head of a sheet
FREE = 3  # lines at the foot of a column, from which a figure that has no room there is moved


@dataclass
class Filled:
    """Columns as they were laid out, where their content goes on, and the highest of them.

    They are `stuck` before a block that had no room at the head of a column.
    """

    columns: list[Box]
    resume_at: SkipStack
    next_page: NextPage
    height: float
    stuck: bool


@dataclass(frozen=True)
class Columns:
    """A run of blocks to set in columns from a height of the sheet on, `widths` of one and the gap.

    `is_empty`: whether the sheet is, so that what is too high for it has to stand there all the
    same. `styles` are of a first letter and line. So many `moves` were
    made before.
    """

    context: LayoutContext
    box: Box
    containing_block: Box
    run: Run
    moves: Moves
    moved: int
    widths: tuple[float, float]
    count: int
    top: float
    is_empty: bool
    styles: tuple[object, object]
    known: dict[tuple[float, str], float]

    @property
    def line(self) -> float:
        """The height of a line."""
        return float(line_break.strut(self.box.style)[0]) or 1.0

    def set(self, room: float, skip_stack: SkipStack, lists: Lists, is_last: bool) -> Filled:
        """Set the blocks from a place on in `room` pixels, or as many as have room.

        `is_last`: whether nothing comes after them in their box. Where they end is `known` when
        they are set once more, with less room below them.
        """
        key = self.top, str(skip_stack)
        if key in self.known and self.known[key] <= room:
            return self.fill(self.known[key], skip_stack, lists)
        line = self.line
        whole = self.fill(room, skip_stack)
        if whole.stuck and self.is_empty and not whole.columns:
            return self.fill(room, skip_stack, lists, forced=True)
        if whole.resume_at is None or whole.stuck:
            height = self._least(whole, skip_stack, room, line)
            if whole.resume_at is None:
                self.known[key] = height
        else:
            few = is_last and self._is_few(whole.resume_at, line)
            height = self._before_few(skip_stack, room, line) if few else room
        return self.fill(height, skip_stack, lists)

    def _least(self, whole: Filled, skip_stack: SkipStack, room: float, line: float) -> float:
        """Return the least height that holds what higher columns hold, near what the mean takes."""
        taken = sum(bottom(each) - self.top for each in whole.columns)
        least, most = ceil(taken / line / self.count - 0.1), ceil(room / line)
        tried, step = least, 1
        while least < most:
            filled = self.fill(tried * line, skip_stack)
            if filled.columns and filled.resume_at == whole.resume_at:
                most = tried
            else:
                least = tried + 1
            tried = min(least + step - 1, (least + most) // 2)
            step *= 2
        return min(room, most * line)

    def _before_few(self, skip_stack: SkipStack, room: float, line: float) -> float:
        """Return the height at which what comes overleaf has `FEW` lines of each column."""
        lines = floor(room / line + ROUNDING)
        for height in ((lines - kept) * line for kept in range(1, FEW + 1)):
            if height < FEW * line:
                break
            if not self._is_few(self.fill(height, skip_stack).resume_at, line):
                return height
        return room

    def _is_few(self, resume_at: SkipStack, line: float) -> bool:
        """Whether what is left from a place on has room in few lines of each column."""
        return self.fill((FEW - 1) * line, resume_at, is_rest=True).resume_at is None

    def fill(
        self,
        height: float,
        skip_stack: SkipStack,
        lists: Lists | None = None,
        forced: bool = False,
        is_rest: bool = False,
    ) -> Filled:
        """Lay out columns of a height; without `lists` they are only tried out.

        If it is `forced`, what has no room at the head of a column stands there all the same. What
        is the `rest` of a try stays as that left it.
        """
        column_of = self._column if is_rest else self._filled
        if not is_rest:
            self.moves.back(self.moved)
        shapes = len(self.context.excluded_shapes)
        filled = Filled([], skip_stack, {"break": "any", "page": None}, 0, False)
        for number in range(self.count):
            made, resume_at, next_page = column_of(number, height, filled.resume_at, lists, forced)
            if made is None:
                filled.stuck = True
                break
            filled.columns.append(made)
            filled.resume_at, filled.next_page = resume_at, next_page
            if resume_at is None:
                break
        filled.height = max((bottom(each) - self.top for each in filled.columns), default=0)
        if lists is None:
            block.remove_placeholders(self.context, filled.columns, [], [])
            del self.context.excluded_shapes[shapes:]
        return filled

    def _filled(
        self, number: int, height: float, skip_stack: SkipStack, lists: Lists | None, forced: bool
    ) -> Column:
        """Lay out one column of a height, with text in place of figures that have no room."""
        made, resume_at, next_page = self._column(number, height, skip_stack, lists, forced)
        while made is None or resume_at:
            end, moved = bottom(made) if made else self.top, len(self.moves.made)
            place = resume_at if made else skip_stack
            if end + FREE * self.line > self.top + height or not self.moves.behind(self.run, place):
                break
            again = self._column(number, height, skip_stack, lists, forced)
            if again[0] is None or bottom(again[0]) <= end:
                self._remove(again[0], lists)
                self.moves.back(moved)
                break
            self._remove(made, lists)
            made, resume_at, next_page = again
        return made, resume_at, next_page

    def _remove(self, made: Box | None, lists: Lists | None) -> None:
        """Let go what stands in a column that is not used."""
        if made is not None:
            block.remove_placeholders(self.context, [made], *(lists or ([], [])))

    def _column(
        self,
        number: int,
        height: float,
        skip_stack: SkipStack,
        lists: Lists | None,
        forced: bool,
    ) -> Column:
        """Lay out one column of a height."""
        (width, gap), blocks = self.widths, self.run.children
        space = self.context.page_bottom - self.top - height - ROUNDING
        own = column._create_column_box(
            self.box, self.containing_block, [each.copy() for each in blocks], width, self.top
        )
        own.position_y -= _margin_above(blocks, skip_stack, width)
        if lists:
            is_rtl = self.box.style["direction"] == "rtl"
            left = self.box.width - width if is_rtl else 0
            own.position_x += left + number * (width + gap) * (-1 if is_rtl else 1)
        made, resume_at, next_page = block.block_box_layout(
            self.context,
            own,
            space,
            skip_stack,
            self.containing_block,
            forced,
            *(lists or ([], [])),
            None if lists else [],
            *self.styles,
            discard=False,
            max_lines=None,
        )[:3]
        if made is not None:
            made.height -= self.top - made.position_y
            made.position_y = self.top
        return made, resume_at, next_page


def _margin_above(blocks: Sequence[Box], skip_stack: SkipStack, width: float) -> float:
    """Return the margin above the block that begins a column, in one that is not the first."""
    found: Box | None = None
    while skip_stack:
        ((index, skip_stack),) = skip_stack.items()
        found = blocks[index]
        if not isinstance(found, boxes.BlockBox):
            break
        blocks = found.children
    margins = []
    while isinstance(found, boxes.BlockLevelBox):
        margins.append(percent.percentage(found.style["margin_top"], found.style, width))
        is_open = isinstance(found, boxes.BlockBox) and not (
            found.style["border_top_width"] or found.style["padding_top"].value
        )
        found = found.children[0] if is_open and found.children else None
    return max((each for each in margins if isinstance(each, int | float)), default=0)


def bottom(box: Box) -> float:
    """Return where the content of a box ends: a box cut in two claims the whole column."""
    while isinstance(box, boxes.BlockContainerBox):
        last = block.find_last_in_flow_child(box.children)
        if last is None:
            break
        box = last
    if isinstance(box, boxes.LineBox):
        return float(box.position_y + box.height)
    return float(box.position_y + box.margin_height())


def runs(box: Box, skip: int) -> Iterator[Run]:
    """Part the children of a box into runs in columns and those that span all of them."""
    run: list[Box] = []
    for index, child in enumerate(box.children[skip:], skip):
        if child.style["column_span"] == "all":
            if run:
                yield Run(box, index - len(run), run)
            yield Run(box, index, [child])
            run = []
        else:
            run.append(child)
    if run:
        yield Run(box, len(box.children) - len(run), run)


def measures(box: Box) -> tuple[int, float, float]:
    """Return the number of columns of a box, their width and the gap between them."""
    style = box.style
    wanted, number = style["column_width"], style["column_count"]
    gap = style["font_size"]
    if style["column_gap"] != "normal":
        gap = percent.percentage(style["column_gap"], style, box.width)
    if wanted == "auto":
        return number, max(0, box.width - (number - 1) * gap) / number, gap
    most = max(1, floor((box.width + gap) / (wanted + gap)))
    count = most if number == "auto" else min(number, most)
    return count, (box.width + gap) / count - gap, gap
