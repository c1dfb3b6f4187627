"""Text that continues elsewhere: where a story is cut, and what is left of it.

A story is cut between two lines, never inside one, and so that neither part is a mere few lines.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from exporter.layouts.makeup.plan.closing import best_plan, demand
from exporter.layouts.makeup.plan.frame import FrameBook, sheet_room
from exporter.layouts.makeup.plan.grid import SheetGrid
from exporter.layouts.makeup.plan.quality import Fit
from exporter.layouts.makeup.plan.story import Head, Slice, Story

LEAST = 9  # least lines of an article that stay, and that continue elsewhere
KEPT = 0.5  # least share of a cut story that stays, if others can be cut too
TRIES = 14


@dataclass(frozen=True)
class Carried:
    """A page of which stories were cut, and their rests: story id → slices that went."""

    fit: Fit
    rests: Mapping[str, tuple[Slice, ...]]


@dataclass(frozen=True)
class Excess:
    """How much a page has too much: the sheets that it takes, and itself cut; None if it is not."""

    load: float
    carried: Carried | None


def carry(
    stories: Sequence[Story], area: SheetGrid, book: FrameBook | None = None
) -> Carried | None:
    """Cut the longest stories of a page until it fits; None if no cut helps.

    The rest of a story that is cut begins at its `end`. `book` has frames that are known already.
    """
    room, book = sheet_room(area), book or FrameBook(area)
    excess = max(demand(stories, area, book) - 0.985 * room, area.columns * 2)
    for attempt in range(TRIES):
        cut, rests = _cut(stories, int(excess) + 1)
        fit = best_plan(cut, area, book=book)
        if fit is not None and rests:
            return Carried(replace(fit, over=sum(map(_lines, rests.values()))), rests)
        excess += room * (0.03 if attempt < 5 else 0.1)
    return None


def _lines(slices: tuple[Slice, ...]) -> int:
    return sum(piece.lines + piece.before for piece in slices)


def _cut(stories: Sequence[Story], excess: int) -> tuple[list[Story], dict[str, tuple[Slice, ...]]]:
    """Cut `excess` lines off the stories, most off the longest.

    None loses more than half where others can be cut instead, or more than its part.
    """
    total = sum(story.lines for story in stories)
    share = min(KEPT, max(0.0, 1 - excess / max(total, 1)))
    kept = {story.id: story for story in stories}
    rests: dict[str, tuple[Slice, ...]] = {}
    for story in sorted(stories, key=lambda story: -story.lines):
        if excess <= 0:
            break
        if story.lines < 2 * LEAST:
            continue
        head, rest = cut_story(
            story, max(LEAST, int(share * story.lines), story.lines - excess - 1)
        )
        if rest:
            kept[story.id], rests[story.id] = head, rest
            excess -= _lines(rest)
    return [kept[story.id] for story in stories], rests


def cut_story(story: Story, lines: int) -> tuple[Story, tuple[Slice, ...]]:
    """Return the story with at most this many lines of text, and the slices that continue."""
    stop = story.pour(0, lines)
    while stop > 0 and _lines(story.slices[stop:]) < LEAST:
        stop = story.pour(0, story.ends[stop - 1] - 1) if story.ends[stop - 1] > 1 else 0
    if stop <= 0 or stop >= len(story.slices):
        return story, ()
    rest = story.slices[stop:]
    return replace(story, slices=story.slices[:stop], tail=1, end=rest[0].start), rest


def rest_of(
    story: Story, slices: tuple[Slice, ...], name: str, heads: Mapping[int, tuple[Head, ...]]
) -> Story:
    """Return the rest of a story as one of its own, its pictures left where the story began."""
    first = replace(slices[0], before=0)
    return replace(
        story,
        id=name,
        heads=heads,
        slices=(first, *slices[1:]),
        shots=(),
        upright=None,
        tail=0,
        end=None,
        columns=0,
        rank=50 + story.rank,
    )
