"""Closing what is left over on a page, in the order of the trade.

The search itself chooses picture heights, headline sizes and spaces. Where that is not enough the
body type of the whole page gets tighter or looser, step by step; where a page has too little, a
house box takes the rest; where it has too much, text continues elsewhere (`carry`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, zip_longest

from exporter.layouts.makeup.plan.frame import GAP, Frame, FrameBook, sheet_room
from exporter.layouts.makeup.plan.grid import SheetGrid
from exporter.layouts.makeup.plan.legs import balanced, unevenness
from exporter.layouts.makeup.plan.search import search
from exporter.layouts.makeup.plan.slicing import Placement, picture_area, placements, rows
from exporter.layouts.makeup.plan.story import Story
from exporter.layouts.papers import Type
from exporter.model import PageLayout, Place

FULL = 0.96
# Plans of one shape that are tried where the free search leaves room: it keeps only the best parts.
FIXED = (PageLayout.STRIPS, PageLayout.SHELF, PageLayout.TOWER)
EMPTY = 14.0  # cost of an empty line at the foot, by column
HOUSE = "house"
MOST_BOXED = 7  # stories of a page with advertisements for which two house boxes are tried
RELIEF = 2  # steps of smaller type that larger pictures are worth
THRIFT = (1, 12, 4)  # from the best plan to the fullest, and between them if that one is full
UPSTAGED = 0.03  # of a page, that counts as empty if the lead isn't largest, or its headline small
RAGGED = 0.01  # the same for each story of uneven feet, and for neighbours' texts not on one line
HOUSE_SHARE = 0.5  # of what a house box fills, that counts as empty beside other plans
MUTED = 0.75  # of its largest size, below which a lead's headline makes a page try smaller type
ROOMY = 0.97  # of a page, which stories must not take more of for a house box to be tried
CRAMMED = 0.99  # of a page, which stories at their smallest take, for other orders to be tried
TIGHT = 1.02  # of a page, which stories are thought to take at a body type that is tried
CROWDED = 1.5  # sheets that stories take at their smallest, which no body type makes one
SPARSE = 0.9  # filled with articles so little, a page is tried in every fixed shape
HOPELESS = 0.9  # filled so little, a page needs other means than thrift

Measure = Callable[[Type], tuple[SheetGrid, list[Story]]]


@dataclass(frozen=True)
class Fit:
    """A page made up: where its stories stand, and how full the sheet is.

    `filled` is the share of the type area below the furniture that is not empty, `house` the share
    that a house box takes. `over` are the lines of text that found no room: they are carried.
    """

    area: SheetGrid
    stories: tuple[Story, ...]
    placements: tuple[Placement, ...]
    filled: float
    house: float
    cost: float
    over: int = 0

    @property
    def type(self) -> Type:
        """Body type of the page."""
        return self.area.type

    @property
    def own(self) -> float:
        """Share that the stories fill, without a house box."""
        return self.filled - self.house

    @property
    def lead(self) -> Frame | None:
        """Frame of the first by rank: an article, if there is one."""
        frames = (placed.frame for placed in self.placements)
        return min(frames, key=lambda frame: frame.story.rank, default=None)

    @property
    def lead_size(self) -> float:
        """Size of the lead's headline in points, 0 without articles."""
        return self.lead.size if self.lead else 0


@dataclass(frozen=True)
class Fitter:
    """Makes one page up.

    `measure` gives the area and the stories for a body type; `tight` and `loose` are the body
    types to try, each beginning with the usual one.
    """

    measure: Measure
    tight: Sequence[Type]
    loose: Sequence[Type]
    layout: PageLayout = PageLayout.AUTO
    books: dict[Type, FrameBook] = field(default_factory=dict)

    def fit(self) -> Fit | None:
        """Return the page made up; None if it does not fit at the tightest body type.

        One with much room left is never less full than with a plan of a fixed shape.
        """
        best = self.shaped()
        if self.layout is PageLayout.AUTO and best and best.stories and best.own < SPARSE:
            for layout in FIXED:
                best = _better(best, replace(self, layout=layout).in_order())
        return best

    def shaped(self) -> Fit | None:
        """Return the page made up in the shape of `layout`."""
        usual = self.tight[0]
        area, stories = self.measure(usual)
        if not stories:
            return empty(area)
        if load(stories, area, self.book(area)) > CROWDED:
            return None
        fit = self.plan(stories, area) or self.otherwise(stories, area)
        if fit is None:
            return self.tighter(stories, area)
        if _is_cramped(fit) or _ragged(fit):
            fit = self.relieved(fit)
        return fit if _is_good(fit) else self.closed(fit)

    def book(self, area: SheetGrid) -> FrameBook:
        """Return the frames of the stories as they were measured at a body type."""
        return self.books.setdefault(area.type, FrameBook(area))

    def relieved(self, fit: Fit) -> Fit:
        """Return the page in a little smaller type, if that gives what is cramped its room.

        Where it does not, it may still fill the sheet, align articles or enlarge the lead's head.
        """
        best = fit
        for kind in self.tight[1 : 1 + RELIEF]:
            other = self.at(kind)
            if other is None or not _is_good(other):
                continue
            if not _is_cramped(other) and not _ragged(other):
                return other
            if not _is_good(best) or _is_muted(best) or _ragged(best):
                best = _better(best, other)
        return best

    def plan(self, stories: Sequence[Story], area: SheetGrid) -> Fit | None:
        """Return the best plan of stories as they were measured."""
        return best_plan(stories, area, self.layout, self.book(area))

    def otherwise(self, stories: Sequence[Story], area: SheetGrid) -> Fit | None:
        """Return a plan where stories that would have room find none in their order.

        They go in other orders then, or a house box makes the shapes fit.
        """
        taken = load(stories, area, self.book(area))
        if taken > CRAMMED:
            return None
        fit = self.reordered(stories, area)
        return fit or (self.with_house(stories, area) if taken <= ROOMY else None)

    def reordered(self, stories: Sequence[Story], area: SheetGrid) -> Fit | None:
        """Return the page with its stories in the first other order in which it is full."""
        best: Fit | None = None
        for order in _orders(stories):
            fit = _best_plan(order, self.layout, 1, self.book(area), free=True)
            best = fit if best is None else _better(best, fit)
            if best and _is_good(best):
                break
        return best

    def at(self, kind: Type) -> Fit | None:
        """Return the best plan at a body type."""
        area, stories = self.measure(kind)
        return self.plan(stories, area)

    def tighter(self, stories: Sequence[Story], area: SheetGrid) -> Fit | None:
        """Return the page at the first tight body type at which it is full, else the fullest."""
        best: Fit | None = None
        for kind in _promising(self.tight, stories, area, self.book(area)):
            area, found = self.measure(kind)
            fit = self.plan(found, area) or self.otherwise(found, area)
            best = fit if best is None else _better(best, fit)
            if best and _is_good(best):
                return best
        return best and self.housed(best)

    def housed(self, fit: Fit) -> Fit:
        """Return the page with a house box, or in another order, where it is not full without."""
        if _is_good(fit):
            return fit
        stories = [story for story in fit.stories if not story.filler]
        fit = _better(fit, self.with_house(stories, fit.area))
        return fit if _is_good(fit) else _better(fit, self.reordered(stories, fit.area))

    def closed(self, fit: Fit) -> Fit:
        """Fill a page that has too little: looser body type first, then a house box."""
        return self.housed(self.looser(fit))

    def looser(self, fit: Fit) -> Fit:
        """Return a page that has too little in looser body type, if that fills it better."""
        best = fit
        for kind in _roomier(self.loose, fit):
            found = self.at(kind)
            if found is None:
                break
            best = _better(best, found)
            if _is_good(best) and not _ragged(best):
                break
        return best

    def in_order(self) -> Fit | None:
        """Return the page in the shape of `layout`, its stories in their order alone."""
        area, stories = self.measure(self.tight[0])
        fit = self.plan(stories, area)
        if fit is None or _is_good(fit):
            return fit
        fit = self.looser(fit)
        return fit if _is_good(fit) else _better(fit, self.with_house(fit.stories, fit.area))

    def others(self, fit: Fit) -> Iterator[Fit]:
        """Yield the page in other shapes at the body type of `fit`, and in smaller types."""
        if self.layout is PageLayout.AUTO:
            yield from filter(None, (replace(self, layout=each).at(fit.type) for each in FIXED))
        smaller = [kind for kind in self.tight if kind.line < fit.type.line]
        yield from filter(None, map(self.at, smaller))

    def with_house(self, stories: Sequence[Story], area: SheetGrid) -> Fit | None:
        """Return the page with a house box at its end, or beside a story of fixed width."""
        box = Story(HOUSE, len(stories) + 1, {}, filler=True, place=Place.BOTTOM)
        best = self.plan([*stories, box], area)
        for tried in _housed(stories, box):
            if best is not None and not _disobeyed(best):
                break
            other = self.plan(tried, area)
            best = other if best is None else _better(best, other)
        return best


def _housed(stories: Sequence[Story], box: Story) -> Iterator[list[Story]]:
    """Yield stories with house boxes where they may help: beside those of a wanted shape or place.

    Boxes for advertisements have sizes of their own: two of ours make up for two of them.
    """
    free = replace(box, place=Place.ANY)
    yield from (
        [*stories[:number], free, *stories[number:]]
        for number, story in enumerate(stories, 1)
        if story.columns
    )
    if any(story.box for story in stories) and len(stories) <= MOST_BOXED:
        # What is at the right over several others comes after them.
        at_right = sorted(stories, key=lambda story: story.place is Place.RIGHT)
        for order in (list(stories), at_right):
            yield from _with_two(order, free)


def _with_two(order: Sequence[Story], free: Story) -> Iterator[list[Story]]:
    """Yield stories with a house box at each place, then with two."""
    places = range(len(order) + 1)
    yield from ([*order[:place], free, *order[place:]] for place in places)
    other = replace(free, id=f"{HOUSE}-2")
    for first, second in combinations(places, 2):
        yield [*order[:first], free, *order[first:second], other, *order[second:]]


def _orders(stories: Sequence[Story]) -> Iterator[list[Story]]:
    """Yield other orders to try, the lead and what has its place staying where they are."""
    free = [number for number, story in enumerate(stories) if number and not story.place]
    chosen = [stories[number] for number in free]
    longest = sorted(chosen, key=lambda story: -story.lines)
    half = (len(longest) + 1) // 2
    mixed = [each for pair in zip_longest(longest[:half], longest[half:]) for each in pair if each]
    tried: list[list[Story]] = []  # each takes a search of the whole page
    for order in (chosen, longest, mixed):
        for turn in range(max(1, len(order))):
            turned = order[turn:] + order[:turn]
            if turned not in tried:
                tried.append(turned)
                by_place = dict(zip(free, turned, strict=True))
                yield [by_place.get(number, story) for number, story in enumerate(stories)]


def _better(one: Fit, other: Fit | None) -> Fit:
    return other if other is not None and rank(other) > rank(one) else one


def empty(area: SheetGrid) -> Fit:
    """Return a page without any story: furniture alone."""
    return Fit(area, (), (), 0.0, 0.0, 0.0)


def demand(stories: Sequence[Story], area: SheetGrid, book: FrameBook | None = None) -> float:
    """Return the lines of columns that stories take at their smallest, about."""
    book = book or FrameBook(area)
    least = (book.least(story) for story in stories)
    return sum(
        _estimate(story, area) if math.isinf(lines) else lines
        for story, lines in zip(stories, least, strict=True)
    )


def load(stories: Sequence[Story], area: SheetGrid, book: FrameBook | None = None) -> float:
    """Return the sheets that stories take at their smallest, about."""
    return demand(stories, area, book) / sheet_room(area)


def _estimate(story: Story, area: SheetGrid) -> float:
    """Estimate the lines of columns of a story that no frame on the sheet holds."""
    if story.box:
        return story.box[0] * (story.box[1] + GAP)
    heads = (head.lines * columns for columns, found in story.heads.items() for head in found)
    pictures = sum(
        min(shot.fixed.values())
        if shot.fixed
        else area.column * shot.ratio * (1 - area.crop) / area.line + shot.below[1]
        for shot in story.shots
    )
    return story.lines + min(heads, default=0) + pictures + GAP


def _promising(
    types: Sequence[Type], stories: Sequence[Story], area: SheetGrid, book: FrameBook
) -> Sequence[Type]:
    """Leave out the tight body types at which the stories clearly can't fit."""
    text = sum(story.lines for story in stories)
    other = demand(stories, area, book) - text
    usual = types[0]
    for number, kind in enumerate(types[1:], 1):
        share = kind.size * kind.line / (usual.size * usual.line)
        if text * share + other <= sheet_room(area) * TIGHT:
            return types[number:]
    return ()


def _roomier(types: Sequence[Type], fit: Fit) -> Sequence[Type]:
    """Return the loose body types to try: from the largest that surely fits, or the next, on."""
    usual = types[0]
    fitting = [
        number
        for number, kind in enumerate(types)
        if number and fit.own * kind.size * kind.line / (usual.size * usual.line) <= 1.0
    ]
    return types[max(fitting, default=1) :]


# One search ---------------------------------------------------------------------------------


def best_plan(
    stories: Sequence[Story],
    area: SheetGrid,
    layout: PageLayout = PageLayout.AUTO,
    book: FrameBook | None = None,
) -> Fit | None:
    """Return the best plan of a page at one body type, None if there is none.

    A page that is not full is searched again with more thrift.
    """
    book = book or FrameBook(area)
    best: Fit | None = None
    for thrift in THRIFT:
        fit = _best_plan(stories, layout, thrift, book)
        if fit is None:
            break
        # Of full plans the one of less thrift is the better.
        full = fit.own >= FULL and not _is_inverted(fit)
        if best is None or rank(fit) > rank(best) or full:
            best = fit
        if full is (thrift == THRIFT[0]) or fit.own < HOPELESS:
            break
    return best


def rank(fit: Fit) -> tuple[int, bool, float]:
    """Rank plans: what authors asked for counts most, then whether the page is good.

    Last counts how full the page is of articles, less what is ugly about it.
    """
    lost = UPSTAGED * (_is_inverted(fit) + _is_muted(fit)) + RAGGED * _ragged(fit)
    return -_disobeyed(fit), _is_good(fit), fit.filled - HOUSE_SHARE * fit.house - lost


def _disobeyed(fit: Fit) -> int:
    """Return how many stories are not set as their authors asked for."""
    return sum(
        placed.frame.story.columns not in (0, placed.frame.columns)
        or _is_misplaced(placed, fit.area)
        for placed in fit.placements
    )


def _is_good(fit: Fit) -> bool:
    """Whether a page is full of its stories, the lead first, and as its authors asked for."""
    return fit.own >= FULL and not _disobeyed(fit) and not _is_inverted(fit)


def _is_inverted(fit: Fit) -> bool:
    """Whether a headline or a picture is larger than the lead's, if the lead has one."""
    if fit.lead is None:
        return False
    frames = [placed.frame for placed in fit.placements]
    picture = picture_area(fit.lead)
    return fit.lead_size < max(frame.size for frame in frames) * (not fit.lead.story.small) or (
        0 < picture < max(map(picture_area, frames))
    )


def _is_cramped(fit: Fit) -> bool:
    """Whether the lead, its picture or a drawing has less room than it should."""
    return _is_muted(fit) or any(
        shot.columns == 1 < placed.frame.columns
        and (shot.shot.rigid or placed.frame.story.rank == 1)
        for placed in fit.placements
        for shot in placed.frame.shots
    )


def _ragged(fit: Fit) -> int:
    """Return how many stories have uneven feet, or a text that begins on another line beside it."""
    frames = (placed.frame for placed in fit.placements)
    uneven = sum(unevenness(frame.story, frame.legs) > 0 for frame in frames)
    beside = rows(fit.placements)
    return uneven + sum(one.head_lines != other.head_lines for one, other in beside)


def _is_muted(fit: Fit) -> bool:
    """Whether the lead's headline is much smaller than it might be."""
    heads = fit.lead.story.heads.values() if fit.lead else ()
    return fit.lead_size < MUTED * max((head.size for each in heads for head in each), default=0)


def _is_misplaced(placed: Placement, area: SheetGrid) -> bool:
    place, frame = placed.frame.story.place, placed.frame
    return (
        (place is Place.TOP and placed.line > 0)
        or (place is Place.LEFT and placed.column > 0)
        or (place is Place.RIGHT and placed.column + frame.columns < area.columns)
    )


def _best_plan(
    stories: Sequence[Story],
    layout: PageLayout,
    thrift: float,
    book: FrameBook,
    free: bool = False,
) -> Fit | None:
    area = book.grid
    plans = search(stories, area, layout, thrift, book, free=free)
    if not plans:
        return None
    empty = EMPTY * area.columns
    best = min(plans, key=lambda plan: (plan.cost - empty * plan.lines, plan.lines))
    return judged(stories, tuple(map(_balanced, placements(best))), area, best.cost)


def _balanced(placed: Placement) -> Placement:
    frame = placed.frame
    return replace(placed, frame=replace(frame, legs=balanced(frame.story, frame.legs)))


def judged(
    stories: Sequence[Story], placed: tuple[Placement, ...], area: SheetGrid, cost: float
) -> Fit:
    """Return a made-up page with what is filled of it."""
    room = sheet_room(area)
    taken = sum(each.frame.columns * each.frame.lines - each.frame.white for each in placed)
    house = sum(each.frame.columns * each.frame.lines for each in placed if each.frame.story.filler)
    foot = max((each.line + each.frame.lines for each in placed), default=0)
    # Spreading put a line of one column below a frame: one at most.
    spread = sum(each.frame.columns for each in placed if each.lines_below(placed) == 1)
    filled = min(1.0, (taken + spread) / room) if foot else 0.0
    return Fit(area, tuple(stories), placed, filled, house / room, cost)
