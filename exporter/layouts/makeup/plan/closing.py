"""Closing what is left over on a page, in the order of the trade.

The search itself chooses picture heights, headline sizes and spaces. Where that is not enough the
body type of the whole page gets tighter or looser, step by step; where a page has too little, a
house box takes the rest; where it has too much, text continues elsewhere (`carry`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain, zip_longest

from exporter.layouts.makeup.plan.best_plan import best_plan, plan_of
from exporter.layouts.makeup.plan.demand import (
    CROWDED,
    filling,
    growth,
    load,
    roomier,
    small_enough,
)
from exporter.layouts.makeup.plan.frame_book import FrameBook, LowestFrames
from exporter.layouts.makeup.plan.grid import GAP, SheetGrid, sheet_room
from exporter.layouts.makeup.plan.orders import HOUSE, other_orders, with_box_at_foot, with_boxes
from exporter.layouts.makeup.plan.quality import (
    FULL,
    RIVALS,
    Fit,
    better,
    disobeyed,
    empty,
    fuller,
    is_as_good,
    is_better_led,
    is_cramped,
    is_good,
    is_grey,
    is_open,
    is_right,
    is_rivalled,
    judged,
    largest_share,
    ragged,
    too_much,
)
from exporter.layouts.makeup.plan.search import is_possible
from exporter.layouts.makeup.plan.slicing import picture_area, with_house_box
from exporter.layouts.makeup.plan.story import Story
from exporter.layouts.papers import Type
from exporter.model import PageLayout, Place

# Plans of one shape that are tried where the free search leaves room: it keeps only the best parts.
FIXED = (PageLayout.STRIPS, PageLayout.SHELF, PageLayout.TOWER)
MOST_QUOTES = 3  # pull quotes on a page that no author asked for
RELIEF = 4  # steps of smaller body type that are tried for cramped or uneven stories
ROOMY = 0.97  # share of a page; stories that take more leave no room for a house box
CRAMMED = 0.99  # share of a page; if stories at their smallest take more, other orders are tried
LOW = 0.9  # share of the lines of a sheet; one that ends above has a house box below

Measured = tuple[SheetGrid, list[Story]]
Measure = Callable[[Type], Measured]


@dataclass(frozen=True)
class Fitter:
    """Makes one page up.

    `measure` gives the area and the stories for a body type; `tight` and `loose` are the body
    types to try, each beginning with the usual one. `foretell` gives the least that the stories
    take in one in which they were not measured, or None. `seen` are the plans that were
    found on the way.
    """

    measure: Measure
    tight: Sequence[Type]
    loose: Sequence[Type]
    layout: PageLayout = PageLayout.AUTO
    books: dict[Type, FrameBook] = field(default_factory=dict)
    foretell: Callable[[Type], Measured | None] = lambda _: None
    seen: list[Fit] = field(default_factory=list)

    def fit(self) -> Fit | None:
        """Return the page made up; None if it does not fit at the tightest body type.

        One that is not full, or uneven, is never worse than with a plan of a fixed shape.
        """
        best = self.shaped()
        uneven = best and best.stories and (not is_good(best) or ragged(best))
        if best and uneven and self.layout is PageLayout.AUTO:
            for layout in FIXED:
                best = fuller(best, replace(self, layout=layout).in_order())
        return best and self.footed(self.quoted(self.dominated(best)))

    def footed(self, fit: Fit) -> Fit:
        """Return a page with a house box at its foot if all columns end far above it.

        The search sets one rather beside a smaller picture, which may leave more of the page empty.
        """
        area, box = fit.area, _house(fit.stories)
        foot = max((each.line + each.frame.lines for each in fit.placements), default=area.lines)
        if foot > LOW * area.lines or any(each.filler for each in fit.stories):
            return fit
        frame = self.book(area).frames(box, area.columns)[area.lines + GAP - foot]
        placed = with_house_box(frame, foot, fit.placements)
        return judged([*fit.stories, box], placed, area, fit.cost + frame.cost)

    def shaped(self) -> Fit | None:
        """Return the page made up in the shape of `layout`; None if it does not fit."""
        usual = self.tight[0]
        area, stories = self.measure(usual)
        if not stories:
            return empty(area)
        if load(stories, area, self.book(area)) > CROWDED:
            return None
        fit = self.plan(stories, area) or self.otherwise(stories, area)
        if fit is None:
            return self.tighter(stories, area)
        if not is_right(fit):
            fit = self.improved(fit)
        return fit if is_good(fit) else self.closed(fit)

    def book(self, area: SheetGrid) -> FrameBook:
        """Return the frames of the stories as they were measured at a body type."""
        return self.books.setdefault(area.type, FrameBook(area))

    def improved(self, fit: Fit) -> Fit:
        """Return the page in the body type that suits it best, the nearest first.

        Smaller type gives cramped stories room; larger type takes room from a story whose picture
        would fill a sheet of little text. Either may align the stories.
        """
        best = fit
        for kind in self.kinds(fit):
            best = better(best, self.at(kind))
            if is_right(best):
                return best
        return best

    def quoted(self, fit: Fit) -> Fit:
        """Return the page with pull quotes, if that makes it better.

        Those of second stories make room where an article takes too much, in the type of the page
        or a larger one that was tried. A page without any picture has them in all of its stories,
        which may take other shapes than strips then.
        """
        heavy, grey = too_much(fit), is_grey(fit)
        found = [each.id for each in fit.stories if each.quote and (grey or each.rank > 1)]
        if not (found and (heavy or grey)):
            return fit
        best = self.with_quotes(fit, found, fit.area, fit.stories)
        for kind in self.books if heavy else ():
            if kind.line > fit.type.line:
                other = self.with_quotes(fit, found, *self.measure(kind))
                best = other if too_much(other) < too_much(best) else best
        return best

    def with_quotes(
        self, fit: Fit, found: Sequence[str], area: SheetGrid, stories: Sequence[Story]
    ) -> Fit:
        """Return the page with as many of some pull quotes as make it better, or as it is."""
        heavy = too_much(fit)
        for number in range(min(MOST_QUOTES, len(found)), 0, -1):
            quoted = [each.quoted if each.id in found[:number] else each for each in stories]
            other = self.plan(quoted, area)
            if other is None or not is_as_good(other, fit):
                continue
            if too_much(other) < heavy or (not heavy and other.cost < fit.cost):
                return other
        return fit

    def dominated(self, fit: Fit) -> Fit:
        """Return the page with one picture that dominates, the lead's, if another is as large.

        That takes a search: of each height only the best plan is kept, its pictures as they come.
        Body types that were tried come after that of the page.
        """
        if not is_rivalled(fit) or fit.lead is None:
            return fit
        most = RIVALS * picture_area(fit.lead) * fit.type.line
        for kind in sorted(self.books, key=lambda each: abs(each.line - fit.type.line)):
            area, stories = self.measure(kind)
            found = fit.stories if kind == fit.type else stories
            bounded = [each.below(most / kind.line) if each.rank > 1 else each for each in found]
            other = self.plan(bounded, area)
            if other and is_better_led(other, fit):
                return other
        return fit

    def kinds(self, fit: Fit) -> Iterator[Type]:
        """Yield the body types in which a page may be better, from the nearest on.

        Of the larger ones, a page that is not full has those that may fill it; smaller ones only
        make room for pictures there.
        """
        full, pictured = fit.own >= FULL, any(story.shots for story in fit.stories)
        tight = (full or pictured) and (is_cramped(fit) or ragged(fit))
        smaller = self.tight[1 : 1 + RELIEF] if tight else ()
        larger = [kind for kind in self.loose[1:] if self.leaves_room(kind, fit)]
        if not full:
            larger = [kind for kind in larger if filling(kind, fit) >= FULL] or larger
        if not smaller:
            # An article that is too large: what should make it small enough comes first.
            others, limit = 1 - largest_share(fit), fit.area.lead_share
            lighter = [kind for kind in larger if 1 - others * growth(kind, fit.type) < limit]
            larger = lighter or larger[::-1]
        for pair in zip_longest(smaller, larger):
            yield from filter(None, pair)

    def leaves_room(self, kind: Type, fit: Fit) -> bool:
        """Whether stories take little enough at their smallest for a body type other than now."""
        text = sum(story.lines for story in fit.stories) / sheet_room(fit.area)
        other = load(fit.stories, fit.area, self.book(fit.area)) - text
        return text * growth(kind, fit.type) + other <= ROOMY

    def plan(self, stories: Sequence[Story], area: SheetGrid) -> Fit | None:
        """Return the best plan of stories as they were measured; None if they do not fit."""
        found = best_plan(stories, area, self.layout, self.book(area))
        self.seen.extend([found] if found else [])
        return found

    def otherwise(self, stories: Sequence[Story], area: SheetGrid) -> Fit | None:
        """Return a plan for stories that have room on the sheet, but no plan in their order.

        Other orders are tried, then a house box. None if there is none, or too little room.
        """
        if not self.may_be_otherwise(stories, area):
            return None
        taken = load(stories, area, self.book(area))
        if taken > CRAMMED:
            return None
        fit = self.reordered(stories, area)
        return fit or (self.with_house(stories, area) if taken <= ROOMY else None)

    def may_be_otherwise(self, stories: Sequence[Story], area: SheetGrid) -> bool:
        """Whether any cuts make stories fit in another order or with a house box.

        On most pages with too much none do: to know it takes no frames, but to know the load does.
        """
        return self.has_room_otherwise(stories, self.book(area))

    def has_room_otherwise(self, stories: Sequence[Story], book: FrameBook) -> bool:
        """Whether any cuts make stories fit with the frames of a book."""
        house = _house(stories)
        housed = chain([with_box_at_foot(stories, house)], with_boxes(stories, house))
        return any(
            is_possible(order, self.layout, book, free=True) for order in other_orders(stories)
        ) or any(is_possible(order, self.layout, book) for order in housed)

    def reordered(self, stories: Sequence[Story], area: SheetGrid) -> Fit | None:
        """Return the page in the first other order that fills it, else in the best; or None."""
        best: Fit | None = None
        for order in other_orders(stories):
            fit = plan_of(order, self.layout, 1, self.book(area), free=True)
            best = fit if best is None else better(best, fit)
            if best and is_good(best):
                break
        return best

    def at(self, kind: Type) -> Fit | None:
        """Return the best plan at a body type; None if the stories do not fit."""
        area, stories = self.measure(kind)
        return self.plan(stories, area)

    def tighter(self, stories: Sequence[Story], area: SheetGrid) -> Fit | None:
        """Return the page at the first tight body type that fills it, else the best; or None."""
        best: Fit | None = None
        for kind in self.promising(stories, area):
            if self.is_hopeless(kind):
                continue
            area, found = self.measure(kind)
            fit = self.plan(found, area) or self.otherwise(found, area)
            best = fit if best is None else better(best, fit)
            if best and is_good(best):
                return best
        return best and self.housed(best)

    def promising(self, stories: Sequence[Story], area: SheetGrid) -> Sequence[Type]:
        """Leave out the tight body types at which the stories clearly can't fit.

        Stories that take more than the sheet are measured in the tightest first: those that no cuts
        make fit there fit in none.
        """
        kinds = small_enough(self.tight, stories, area, self.book(area))
        if len(kinds) > 1 and load(stories, area, self.book(area)) > 1:
            if self.is_hopeless(kinds[-1]):
                return ()
            area, found = self.measure(kinds[-1])
            possible = is_possible(found, self.layout, self.book(area))
            return kinds if possible or self.may_be_otherwise(found, area) else ()
        return kinds

    def is_hopeless(self, kind: Type) -> bool:
        """Whether there is no room in a type for what the stories take at least.

        They were not measured in it.
        """
        least = self.foretell(kind) if kind not in self.books else None
        if least is None:
            return False
        area, stories = least
        book = LowestFrames(area)
        possible = is_possible(stories, self.layout, book)
        return not possible and not self.has_room_otherwise(stories, book)

    def housed(self, fit: Fit) -> Fit:
        """Return the page with a house box, or in another order, where it is not full without."""
        if is_good(fit):
            return fit
        stories = [story for story in fit.stories if not story.filler]
        fit = better(fit, self.with_house(stories, fit.area))
        return fit if is_good(fit) else better(fit, self.reordered(stories, fit.area))

    def closed(self, fit: Fit) -> Fit:
        """Fill a page that has too little: looser body type first, then a house box."""
        return self.housed(self.looser(fit))

    def looser(self, fit: Fit) -> Fit:
        """Return a page that has too little in looser body type, if that fills it better."""
        best = fit
        for kind in roomier(self.loose, fit):
            found = self.at(kind)
            if found is None:
                break
            best = better(best, found)
            if is_good(best) and not ragged(best):
                break
        return best

    def in_order(self) -> Fit | None:
        """Return the page in the shape of `layout`, stories in their order; None if none fits."""
        area, stories = self.measure(self.tight[0])
        fit = self.plan(stories, area)
        if fit is None or is_good(fit):
            return fit
        fit = self.looser(fit)
        return fit if is_good(fit) else better(fit, self.with_house(fit.stories, fit.area))

    def others(self, fit: Fit) -> Iterator[Fit]:
        """Yield the page in other shapes at the body type of `fit`, and in smaller types."""
        if self.layout is PageLayout.AUTO:
            yield from filter(None, (replace(self, layout=each).at(fit.type) for each in FIXED))
        smaller = [kind for kind in self.tight if kind.line < fit.type.line]
        yield from filter(None, map(self.at, smaller))

    def with_house(self, stories: Sequence[Story], area: SheetGrid) -> Fit | None:
        """Return the page with a house box, last or beside a story of fixed width; or None."""
        box = _house(stories)
        best = self.plan(with_box_at_foot(stories, box), area)
        for tried in with_boxes(stories, box):
            if best is not None and not disobeyed(best) and not is_open(best):
                break
            other = self.plan(tried, area)
            best = other if best is None else better(best, other)
        return best


def _house(stories: Sequence[Story]) -> Story:
    """Return a house box for the foot of a page."""
    return _house_of(len(stories) + 1)


@cache
def _house_of(rank: int) -> Story:
    # One story, for a book to have its frames once.
    return Story(HOUSE, rank, {}, filler=True, place=Place.BOTTOM)
