"""Text that continues elsewhere: where a story is cut, and what is left of it.

A story is cut between two lines, never inside one, and so that neither part is a mere few lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from exporter.layouts.makeup.plan.best_plan import best_plan
from exporter.layouts.makeup.plan.demand import demand
from exporter.layouts.makeup.plan.frame_book import FrameBook
from exporter.layouts.makeup.plan.grid import SheetGrid, sheet_room
from exporter.layouts.makeup.plan.quality import FULL, Fit, is_inverted
from exporter.layouts.makeup.plan.story import Head, Slice, Story

LEAST = 9  # least lines of an article that stay, and that continue elsewhere
KEPT = 0.5  # least share of a cut story that stays, if others can be cut too
TRIES = 14
MORE_TRIES = 3  # with more cut off, if the lead's headline is not the largest


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

    A page whose lead's headline would not be the largest is cut a little more, if that helps. The
    rest of a story that is cut begins at its `end`. `book` has frames that are known already.
    """
    found: list[Carried] = []
    for carried in _carried(stories, area, book or FrameBook(area)):
        found.append(carried)
        if not is_inverted(carried.fit) or len(found) > MORE_TRIES:
            break
    return min(found, key=lambda each: is_inverted(each.fit), default=None)


def _carried(stories: Sequence[Story], area: SheetGrid, book: FrameBook) -> Iterator[Carried]:
    """Yield the page with its longest stories cut, each time by more, where it fits then."""
    room, known = sheet_room(area), _Cuts()
    excess = max(demand(stories, area, book) - 0.985 * room, area.columns * 2)
    for attempt in range(TRIES):
        step = room * (0.03 if attempt < 5 else 0.1)
        carried = _of(stories, area, book, known, excess)
        if carried and carried.fit.filled < FULL:
            # By half a step less, it may fit too, and be fuller.
            fuller = _of(stories, area, book, known, excess - step / 2)
            carried = fuller or carried
        if carried:
            yield carried
        excess += step


def _of(
    stories: Sequence[Story], area: SheetGrid, book: FrameBook, known: _Cuts, excess: float
) -> Carried | None:
    """Return the page with so many lines cut off its stories; None if it does not fit."""
    cut, rests = _cut(stories, known, int(excess) + 1)
    fit = known.plan(cut, area, book) if rests else None
    return Carried(replace(fit, over=sum(map(_lines, rests.values()))), rests) if fit else None


def _lines(slices: tuple[Slice, ...]) -> int:
    return sum(piece.lines + piece.before for piece in slices)


def _cut(
    stories: Sequence[Story], known: _Cuts, excess: int
) -> tuple[list[Story], dict[str, tuple[Slice, ...]]]:
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
        most = max(LEAST, int(share * story.lines), story.lines - excess - 1)
        head, rest = known.of(story, most)
        if rest:
            kept[story.id], rests[story.id] = head, rest
            excess -= _lines(rest)
    return [kept[story.id] for story in stories], rests


class _Cuts:
    """Stories that are cut, each once: the frames of a page cut a little more are known then."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, int], tuple[Story, tuple[Slice, ...]]] = {}
        self.plans: dict[tuple[int, ...], Fit | None] = {}

    def plan(self, stories: Sequence[Story], area: SheetGrid, book: FrameBook) -> Fit | None:
        """Return the best plan of some stories: to cut a little more may cut the same."""
        key = tuple(map(id, stories))
        if key not in self.plans:
            self.plans[key] = best_plan(stories, area, book=book)
        return self.plans[key]

    def of(self, story: Story, lines: int) -> tuple[Story, tuple[Slice, ...]]:
        """Return a story with at most this many lines of text, and the slices that continue."""
        key = story.id, end_of(story, lines)
        if key not in self.known:
            self.known[key] = cut_story(story, lines)
        return self.known[key]


def cut_story(story: Story, lines: int) -> tuple[Story, tuple[Slice, ...]]:
    """Return the story with at most this many lines of text, and the slices that continue."""
    stop = end_of(story, lines)
    if stop <= 0 or stop >= len(story.slices):
        return story, ()
    rest = story.slices[stop:]
    return replace(story, slices=story.slices[:stop], tail=1, end=rest[0].start), rest


def end_of(story: Story, lines: int) -> int:
    """Return the slice with which the rest begins of a story of at most this many lines."""
    stop = story.pour(0, lines)
    while stop > 0 and _lines(story.slices[stop:]) < LEAST:
        stop = story.pour(0, story.ends[stop - 1] - 1) if story.ends[stop - 1] > 1 else 0
    return stop


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
        quote=None,
        tail=0,
        end=None,
        columns=0,
        rank=50 + story.rank,
    )
