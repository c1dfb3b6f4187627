"""What an art director measures of a made-up sheet: hierarchy, alignment, balance, white space.

Shares are parts of 1, areas are counted in lines of one column. House boxes and advertisements are
no articles: they count only for balance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exporter.layouts.makeup.plan.frame import Frame
from exporter.layouts.makeup.plan.grid import GAP, MM, SheetGrid
from exporter.layouts.makeup.plan.legs import unevenness
from exporter.layouts.makeup.plan.quality import Fit
from exporter.layouts.makeup.plan.slicing import Placement, picture_area, rows

# How dark parts of a sheet look beside each other, from the grey of its body text.
TEXT, HEADLINE, PICTURE = 1.0, 2.0, 2.5


@dataclass(frozen=True)
class Measures:
    """Measures of one sheet; None where a sheet has nothing to measure.

    `lead_share` and `picture_share` are of the articles' area. `headlines_fall`: no headline is
    larger than the lead's; `lead_picture`: the largest picture is the lead's, if it has one.
    `even_legs` is the share of articles whose legs end within a line of each other, as far as
    their rooms do; `common_tops` that of articles side by side whose texts begin on one line;
    `even_gaps` that of gaps between articles of the usual height. `head_void` is the largest room
    that stays empty beside the longest line of a headline, in mm². `balance` is 1 where both halves
    of a sheet, left and right, upper and lower, are equally dark. `white` is the share of the type
    area that is empty. `loose_lines` is the share of justified lines of words whose spaces are
    wider by more than a third of an em.
    """

    lead_share: float | None
    picture_share: float | None
    headlines_fall: bool | None
    lead_picture: bool | None
    even_legs: float | None
    common_tops: float | None
    even_gaps: float | None
    head_void: int | None
    balance: float | None
    white: float
    loose_lines: float | None


def measures(fit: Fit, loose_lines: float | None = None) -> Measures:
    """Return the measures of a made-up sheet; those of its lines are known once it is drawn."""
    articles = [each for each in fit.placements if not _is_box(each.frame)]
    frames = [each.frame for each in articles]
    lead = fit.lead if frames else None
    area = sum(map(_area, frames))
    return Measures(
        lead_share=_share(_area(lead), area) if lead else None,
        picture_share=_share(sum(map(_pictures, frames)), area),
        headlines_fall=_headlines_fall(lead, frames),
        lead_picture=_lead_has_picture(lead, frames),
        even_legs=_mean([_legs_are_even(frame) for frame in frames if len(frame.legs) > 1]),
        common_tops=_mean([one.head_lines == other.head_lines for one, other in rows(articles)]),
        even_gaps=_mean(list(_gaps(fit.placements))),
        head_void=max(
            (_void(each, fit.area) for each in articles if each.frame.head), default=None
        ),
        balance=_balance(fit),
        white=round(1 - fit.filled, 3),
        loose_lines=loose_lines,
    )


def _is_box(frame: Frame) -> bool:
    return frame.story.filler or frame.story.box is not None


def _headlines_fall(lead: Frame | None, frames: Sequence[Frame]) -> bool | None:
    """Whether the lead's headline is the largest; the first of briefs is no lead."""
    if lead is None or lead.story.small:
        return None
    return all(frame.size <= lead.size for frame in frames)


def _lead_has_picture(lead: Frame | None, frames: Sequence[Frame]) -> bool | None:
    """Whether the largest picture is the lead's."""
    if lead is None or not picture_area(lead):
        return None
    return picture_area(lead) == max(map(picture_area, frames))


def _area(frame: Frame) -> int:
    return frame.columns * frame.lines


def _pictures(frame: Frame) -> int:
    return sum(shot.columns * shot.lines for shot in frame.shots if shot.shot.ratio)


def _share(part: float, whole: float) -> float | None:
    return round(part / whole, 3) if whole else None


def _mean(found: Sequence[bool]) -> float | None:
    return _share(sum(found), len(found))


def _legs_are_even(frame: Frame) -> bool:
    """Whether the lines left empty at the feet of all legs differ by one at most."""
    return not unevenness(frame.story, frame.legs)


def _void(placed: Placement, area: SheetGrid) -> int:
    """Return the room beside the longest line of a headline, as high as its head, in mm²."""
    head = placed.frame.head
    if head is None or head.upright or not head.wording:
        return 0
    longest = max(map(area.faces.headline.ems, head.wording)) * head.size
    beside = area.room(placed.column, placed.frame.head_columns) - longest
    return round(max(0.0, beside) * head.height * area.line / MM**2)


def _gaps(placed: Sequence[Placement]) -> Iterator[bool]:
    """Yield for each article above another whether the gap between them is no larger than usual."""
    below = (each.lines_below(placed) for each in placed)
    yield from (lines == 0 for lines in below if lines is not None)


def _balance(fit: Fit) -> float | None:
    """Compare how dark the halves of the sheet are."""
    across, down = fit.area.columns / 2, (fit.area.lines + GAP) / 2
    sides = [0.0, 0.0, 0.0, 0.0]
    for left, top, columns, lines, dark in _patches(fit.placements):
        first = max(0.0, min(columns, across - left)) / columns
        upper = max(0.0, min(lines, down - top)) / lines
        weight = columns * lines * dark
        for side, share in enumerate((first, 1 - first, upper, 1 - upper)):
            sides[side] += weight * share
    if not any(sides):
        return None
    uneven = (abs(a - b) / max(a, b) for a, b in (sides[:2], sides[2:]))
    return round(1 - sum(uneven) / 2, 3)


def _patches(placed: Sequence[Placement]) -> Iterator[tuple[int, int, int, int, float]]:
    """Yield column, line, columns, lines and darkness of the parts of articles and boxes."""
    for each in placed:
        frame = each.frame
        if _is_box(frame):
            yield each.column, each.line, frame.columns, frame.lines, TEXT
        if frame.head_lines:
            top = each.line + frame.head_top
            yield each.column, top, frame.head_columns, frame.head_lines, HEADLINE
        for shot in frame.shots:
            column, top = each.column + shot.column, each.line + shot.top
            yield column, top, shot.columns, shot.lines, PICTURE if shot.shot.ratio else TEXT
        for leg in frame.texts:
            yield each.column + leg.column, each.line + leg.top, 1, leg.lines, TEXT
