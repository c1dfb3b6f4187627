"""A page made up, and how good it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from exporter.layouts.makeup.plan.frame import Frame
from exporter.layouts.makeup.plan.grid import SheetGrid, sheet_room
from exporter.layouts.makeup.plan.legs import empty_lines, unevenness
from exporter.layouts.makeup.plan.shapes import is_strip
from exporter.layouts.makeup.plan.slicing import Placement, picture_area, rows
from exporter.layouts.makeup.plan.story import Story
from exporter.layouts.papers import Type
from exporter.model import Place

FULL = 0.96
NEARLY = 0.9  # share of a page; of two pages that fill it, the one less ugly is the better
UPSTAGED = 0.06  # share of a page that counts as empty if the lead, or its headline, is too small
FOOT = 0.85  # share of the lines of a sheet; a page with a house box that ends above is open
HOUSED = 0.014  # share that counts as empty for a house box, besides
HOUSE_SHARE = 0.5  # share of a house box that counts as empty when plans are compared
MORE_HOUSE = 0.75  # the same beside plans of a fixed shape
MUTED = 0.75  # share of its largest size; a lead's smaller headline makes a page try smaller type
FEW = 3  # articles of a page from which one of them may be too large
NARROW = 0.06  # share that counts as empty if the lead's picture, or a drawing, has one column
HEAVIER = 1.0  # share of a page that counts as empty, by what an article takes beyond `lead_share`
HOLE = 5  # empty lines of a leg above a table that look like a hole
RIVALS = 0.8  # size of a picture beside the lead's, above which it is nearly as large
ENOUGH = 0.95  # share of a page that is filled if one picture is to dominate
LESS_FULL = 0.025  # share of a page more that may stay empty for pages to differ
MORE_VARIED = 0.02  # share of the articles' area more that one may take for pages to differ
THIN = 0.03  # share that counts as empty for each short text in a strip of many columns
OPEN = 0.95  # share of a page; one that is less full looks empty
LACKING = 6.0  # the same for what a page nearly full lacks of that, besides that it is empty
RAGGED = 0.06  # the same for each line that feet are uneven by, and each text off its line
MOST_RAGGED = 4  # lines that the feet of a story count as uneven by: more look no worse


Other = tuple[tuple[Placement, ...], float]


@dataclass(frozen=True)
class Fit:
    """A page made up: where its stories stand, and how full the sheet is.

    `filled` is the share of the type area below the furniture that is not empty, `house` the share
    that a house box takes. `over` are the lines of text that found no room: they are carried.
    `others` are plans of other archetypes, each with what it costs more.
    """

    area: SheetGrid
    stories: tuple[Story, ...]
    placements: tuple[Placement, ...]
    filled: float
    house: float
    cost: float
    over: int = 0
    others: tuple[Other, ...] = field(default=(), compare=False, repr=False)

    @property
    def type(self) -> Type:
        """Body type of the page."""
        return self.area.type

    @property
    def own(self) -> float:
        """Share of the type area that the stories fill, without a house box: 0 to 1."""
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


def empty(area: SheetGrid) -> Fit:
    """Return a page without any story: furniture alone."""
    return Fit(area, (), (), 0.0, 0.0, 0.0)


def better(one: Fit, other: Fit | None) -> Fit:
    """Return the plan that ranks higher; the first one of two that rank alike."""
    return other if other is not None and rank(other) > rank(one) else one


def rank(fit: Fit) -> tuple[int, bool, float]:
    """Rank plans: what authors asked for counts most, then whether the page is nearly full.

    Last counts how full the page is of articles, less what is ugly about it.
    """
    return -disobeyed(fit), _is_full(fit, NEARLY), _worth(fit, HOUSE_SHARE)


def fuller(one: Fit, other: Fit | None) -> Fit:
    """Return the plan whose stories fill more; a house box hardly makes up for them.

    What authors asked for counts more; of equals it is the first one.
    """
    if other is None or disobeyed(one) != disobeyed(other):
        return better(one, other)
    first, second = ((_is_full(fit, NEARLY), _worth(fit, MORE_HOUSE)) for fit in (one, other))
    return other if second > first else one


def _worth(fit: Fit, house: float) -> float:
    """Return how full a page is, less a part of its house box and what is ugly about it."""
    lost = UPSTAGED * (is_inverted(fit) + is_muted(fit)) + RAGGED * ragged(fit)
    lost += NARROW * has_narrow_picture(fit) + HEAVIER * too_much(fit) + THIN * strips(fit)
    lost += LACKING * max(0.0, OPEN - max(fit.own, NEARLY))
    return fit.filled - house * fit.house - HOUSED * (fit.house > 0) - lost


def disobeyed(fit: Fit) -> int:
    """Return the number of stories that are not set as their authors asked."""
    return sum(
        placed.frame.story.columns not in (0, placed.frame.columns)
        or _is_misplaced(placed, fit.area)
        for placed in fit.placements
    )


def is_good(fit: Fit) -> bool:
    """Whether a page is full of its stories, the lead first, and as its authors asked for."""
    return _is_full(fit, FULL) and not disobeyed(fit)


def _is_full(fit: Fit, share: float) -> bool:
    """Whether stories fill a share of the page, the lead first."""
    return fit.own >= share and not is_inverted(fit)


def is_right(fit: Fit) -> bool:
    """Whether a page is good, its stories even and not cramped, none too large."""
    worse = ragged(fit) or is_cramped(fit) or too_much(fit) or strips(fit)
    return is_good(fit) and not worse


def is_as_good(other: Fit, fit: Fit) -> bool:
    """Whether another plan of a page is hardly worse by anything that is measured."""
    return (
        rank(other)[:2] >= rank(fit)[:2]
        and other.filled >= max(fit.filled - LESS_FULL, min(fit.filled, OPEN))
        and other.house <= fit.house
        and ragged(other) <= ragged(fit)
        and is_cramped(other) <= is_cramped(fit)
        and is_rivalled(other) <= is_rivalled(fit)
        and too_much(other) <= too_much(fit) + MORE_VARIED
    )


def is_better_led(other: Fit, fit: Fit) -> bool:
    """Whether a plan as good as one with a rival of the lead's picture has none."""
    kept = other.own >= min(fit.own, ENOUGH) and too_much(other) <= too_much(fit)
    kept = kept and strips(other) <= strips(fit)
    return kept and is_as_good(other, fit) and not is_rivalled(other)


def is_inverted(fit: Fit) -> bool:
    """Whether a headline or a picture is larger than the lead's, if the lead has one."""
    if fit.lead is None:
        return False
    frames = [placed.frame for placed in fit.placements]
    picture = picture_area(fit.lead)
    return fit.lead_size < max(frame.size for frame in frames) * (not fit.lead.story.small) or (
        0 < picture < max(map(picture_area, frames))
    )


def is_rivalled(fit: Fit) -> bool:
    """Whether a picture is nearly as large as the lead's, if the lead has one."""
    most = RIVALS * picture_area(fit.lead) if fit.lead else 0
    others = (picture_area(each.frame) for each in fit.placements if each.frame is not fit.lead)
    return 0 < most < max(others, default=0)


def too_much(fit: Fit) -> float:
    """Return the share of all articles' area that one takes beyond what the style allows."""
    return max(0.0, largest_share(fit) - fit.area.lead_share)


def largest_share(fit: Fit) -> float:
    """Return the share of all articles' area that the largest takes; 0 beside less than two."""
    frames = [each.frame for each in fit.placements if each.frame.legs or each.frame.head]
    if len(frames) < FEW:
        return 0
    areas = [frame.columns * frame.lines for frame in frames]
    return max(areas) / sum(areas)


def is_grey(fit: Fit) -> bool:
    """Whether several articles have no picture among them."""
    texts = [each.frame for each in fit.placements if each.frame.legs]
    return len(texts) >= FEW and not any(picture_area(each.frame) for each in fit.placements)


def is_open(fit: Fit) -> bool:
    """Whether a page ends far above the foot of its sheet, all columns of it."""
    foot = max((each.line + each.frame.lines for each in fit.placements), default=0)
    return foot < FOOT * fit.area.lines


def is_cramped(fit: Fit) -> bool:
    """Whether the lead, its picture or a drawing has less room than it should."""
    return is_muted(fit) or has_narrow_picture(fit)


def has_narrow_picture(fit: Fit) -> bool:
    """Whether a picture of the lead, or a drawing, is over one column of a wider article."""
    return any(
        shot.columns == 1 < placed.frame.columns
        and shot.shot.ratio
        and (shot.shot.rigid or placed.frame.story.rank == 1)
        for placed in fit.placements
        for shot in placed.frame.shots
    )


def ragged(fit: Fit) -> int:
    """Return the lines by which feet of stories are uneven, and how many texts are off their line.

    Those begin on another line than the one beside them. A hole above a table that stands in the
    text counts like one line.
    """
    frames = [placed.frame for placed in fit.placements]
    uneven = sum(min(unevenness(frame.story, frame.legs), MOST_RAGGED) for frame in frames)
    uneven += sum(max(empty_lines(each.story, each.lead), default=0) > HOLE for each in frames)
    beside = rows(fit.placements)
    return uneven + sum(one.head_lines != other.head_lines for one, other in beside)


def strips(fit: Fit) -> int:
    """Return how many stories have too few lines for their columns."""
    frames = (placed.frame for placed in fit.placements)
    return sum(is_strip(len(frame.legs), frame.story.lines) for frame in frames)


def is_muted(fit: Fit) -> bool:
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


def judged(
    stories: Sequence[Story], placed: tuple[Placement, ...], area: SheetGrid, cost: float
) -> Fit:
    """Return a made-up page with its filled share; `cost` is that of its plan."""
    room = sheet_room(area)
    taken = sum(each.frame.columns * each.frame.lines - each.frame.white for each in placed)
    house = sum(each.frame.columns * each.frame.lines for each in placed if each.frame.story.filler)
    foot = max((each.line + each.frame.lines for each in placed), default=0)
    # Spreading put a line of one column below a frame: one at most.
    spread = sum(each.frame.columns for each in placed if each.lines_below(placed) == 1)
    filled = min(1.0, (taken + spread) / room) if foot else 0.0
    return Fit(area, tuple(stories), placed, filled, house / room, cost)
