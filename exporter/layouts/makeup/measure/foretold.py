"""What stories take at least in another body type, told from how they were measured in the usual.

Most pages with too much fit in no smaller type: where there is no room for the least that their
stories take, nothing has to be measured. So all that is told here is too low rather than too high.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from exporter.edition.parts import QUESTION
from exporter.engine.patched.word_lines import LETTER, closest
from exporter.layouts.makeup.measure.cutting import FINAL, FIRST
from exporter.layouts.makeup.measure.headline_limits import heads_of, limited_grids
from exporter.layouts.makeup.measure.heads import HeadlineSize
from exporter.layouts.makeup.measure.measured_heads import HEAD_SPACE
from exporter.layouts.makeup.measure.parts import Parts
from exporter.layouts.makeup.plan.grid import SheetGrid
from exporter.layouts.makeup.plan.story import Head, Shot, Slice, Story
from exporter.xhtml import Element

# Elements that make no text smaller, and the classes of such.
PLAIN = {"strong", "b", "em", "i", "a", "span"}
CLASSES = {"", FIRST, FINAL, "half", "dateline", QUESTION}
HALF = 0.5  # ems that a mark beside another one loses
SPACE = 0.25  # ems of the space that a line ends with, which takes no room
DRAWN_IN = 1  # lines that a text has less because marks in its paragraphs are squeezed, at most
SAME = 1e-6


def foretold(
    stories: Sequence[Story], parts: Mapping[str, Parts], usual: SheetGrid, grid: SheetGrid
) -> Iterator[Story | None]:
    """Yield what stories that were measured on the `usual` grid take at least on another one.

    None for one that may take less. Boxes for advertisements stay as they are.
    """
    found = list(parts.values())
    grids = limited_grids(found, grid)
    ranks = {part.article.id: rank for rank, part in enumerate(found, 1)}
    for story in stories:
        if story.box:
            yield story
        elif story.upright or story.inset or any(map(_is_fixed, story.shots)):
            yield None
        else:
            rank, part = ranks[story.id], parts[story.id]
            heads = heads_of(part, rank, grids[rank - 1])
            yield _Least(story, part, usual, grid).story_with(heads)


@dataclass(frozen=True)
class _Least:
    """One story that was measured on the `usual` grid, and another grid."""

    story: Story
    part: Parts
    usual: SheetGrid
    grid: SheetGrid

    def story_with(self, heads: Mapping[int, Sequence[HeadlineSize]]) -> Story:
        """Return the story with the least head, pictures and lines that it has on the grid."""
        lines = self.lines()
        return replace(
            self.story,
            heads={columns: (self.head(sizes),) for columns, sizes in heads.items()},
            shots=tuple(each if self.is_alike else _captioned(each) for each in self.story.shots),
            slices=(Slice((0, 0), lines),) * bool(lines),
        )

    @property
    def grown(self) -> float:
        """How large the type is beside the usual."""
        return self.grid.type.size / self.usual.type.size

    def head(self, sizes: Sequence[HeadlineSize]) -> Head:
        """Return the lowest head of some sizes."""
        known = [head for heads in self.story.heads.values() for head in heads]
        # Lines of a headline are in proportion to its size, or to the lines of the grid.
        higher = self.grid.line / self.usual.line
        line = min((_line_of(head) for head in known if head.wording), default=0.0)
        line *= min(1.0, higher / self.grown)
        headline = min(line * each.size * len(each.wording) for each in sizes)
        others = min((head.others for head in known), default=0.0) * min(1.0, higher, self.grown)
        height = (headline + others) / higher
        # It may leave a void, so that the text may begin beside it.
        lines, void = math.ceil(height + HEAD_SPACE), 0.0 if self.grid.tight else math.inf
        return Head(sizes[0].size, lines, height=height, void=void)

    @property
    def widths(self) -> tuple[float, float]:
        """The ems of a column on the usual grid and on the other."""
        one, other = (each.column / each.type.size for each in (self.usual, self.grid))
        return one, other

    @property
    def is_alike(self) -> bool:
        """Whether lines hold the same on both grids, and are no higher beside their type."""
        one, other = self.widths
        return abs(one - other) < SAME and not self.is_looser

    @property
    def is_looser(self) -> bool:
        """Whether lines are higher beside their type than usually."""
        return self.grid.line / self.usual.line > self.grown + SAME

    def lines(self) -> int:
        """Return the least lines of the text."""
        if self.is_alike:
            return self.story.lines
        counts = Counter[int]()
        for piece in self.story.slices:
            counts[piece.start[0]] += piece.lines
        blocks = ((block, counts[int(block.get("data-b") or 0)]) for block in self.part.body)
        above = sum(piece.before for piece in self.story.slices) * (not self.is_looser)
        return max(0, above + sum(self.lines_of(*each) for each in blocks) - DRAWN_IN)

    def lines_of(self, block: Element, known: int) -> int:
        """Return the least lines of a block, of which those in the usual type are known."""
        if not _is_plain(block):
            return min(known, 1)
        one, other = self.widths
        text = "".join(block.itertext())
        halves = sum(element.get("class") == "half" for element in block.iter("span"))
        ems, spaces = self.grid.faces.text.ems(text) - HALF * halves, text.count(" ")
        # Where it had fewer lines than that, its type is smaller than that of other texts.
        letters = len(LETTER.findall(text))
        is_sure = known >= _least_lines(ems, spaces, letters, one)
        return _least_lines(ems, spaces, letters, other) if is_sure else min(known, 1)


def _least_lines(ems: float, spaces: int, letters: int, width: float) -> int:
    """Return the least lines of a paragraph in a column, in ems; lines end without their space."""
    ems -= closest(spaces, letters)
    least = max(ems / (width + SPACE), (ems - SPACE * spaces) / width)
    return max(math.ceil(least), 1)


def _line_of(head: Head) -> float:
    """Return how high a line of a headline is, in lines of the grid by point of its size."""
    return (head.height - head.others) / (head.size * len(head.wording))


def _is_fixed(shot: Shot) -> bool:
    return bool(shot.fixed or shot.written)


def _captioned(shot: Shot) -> Shot:
    """Return a picture with one line of words below it, if it has any."""
    return replace(shot, below={columns: min(lines, 2) for columns, lines in shot.below.items()})


def _is_plain(block: Element) -> bool:
    """Whether a block of a text is a paragraph whose type is not smaller than that of others."""
    is_usual = all(element.get("class", "") in CLASSES for element in block.iter())
    return block.tag == "p" and is_usual and {each.tag for each in block.iterdescendants()} <= PLAIN
