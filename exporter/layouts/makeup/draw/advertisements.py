"""Advertisements at the size sold: the trim of the artwork on the trim of the box, in points.

A box takes whole columns and lines of the grid; what it advertises stands in them at 100 %. One
that bleeds stands on the edge of the sheet, and goes on beyond it by the artwork's own bleed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exporter.edition import Edition
from exporter.layouts.makeup.draw.extras import BLEED_MM, NEAR, Artwork, Extra
from exporter.layouts.makeup.plan.grid import SheetGrid
from exporter.layouts.makeup.plan.slicing import Placement
from exporter.layouts.makeup.stylesheet import place_style
from exporter.model import Advertisement, Place
from exporter.units import MM

WHOLE = 0.97  # share of the paper from which an advertisement is the whole sheet
LEAST_REST = 0.45  # of a column: narrower room beside a box stays white
LEAST_HIGH = 8  # lines of such room


@dataclass(frozen=True)
class Box:
    """The trim of an advertisement on the sheet, from the top left corner of the paper."""

    left: float
    top: float
    width: float
    height: float


def reserved(box: Advertisement, area: SheetGrid, alone: bool) -> tuple[int, int]:
    """Return the columns and lines of the grid that a box takes.

    `alone` tells that no other box wants the foot of the page: one that bleeds there stands on the
    edge of the sheet, and takes no more of the grid than is above the margin. One that is made to
    fit takes the room of its printed size.
    """
    columns = math.ceil((box.width_mm * MM + area.gap) / (area.column + area.gap) - 0.02)
    height = box.height_mm * MM * scale(box, area)
    if box.bleed and box.place is Place.BOTTOM and alone:
        height -= _foot(area)
    lines = math.ceil(height / area.line - 0.02)
    return min(columns, area.columns), max(1, min(lines, area.lines))


def _foot(area: SheetGrid) -> float:
    """Return the margin below the grid."""
    return area.paper.height_mm * MM - area.y(area.lines)


def scale(box: Advertisement, area: SheetGrid) -> float:
    """Return the size at which a box is printed, 1 if it is that which was sold.

    One that is larger than the sheet is made to fit the type area, or the sheet if it bleeds.
    """
    paper = area.paper
    height = area.height + (_foot(area) if box.bleed else 0)
    least = min(1.0, height / (box.height_mm * MM))
    if box.width_mm <= paper.width_mm + NEAR:
        return least
    return min(least, (paper.width_mm if box.bleed else area.width / MM) / box.width_mm)


def is_whole_sheet(box: Advertisement, area: SheetGrid) -> bool:
    """Whether a box has no room but on a whole sheet, beside nothing else."""
    paper = area.paper
    if box.width_mm > paper.width_mm + NEAR or box.height_mm > paper.height_mm + NEAR:
        return False
    bleeds = box.bleed and box.width_mm > WHOLE * paper.width_mm
    high = WHOLE * paper.height_mm if bleeds else area.height / MM
    return box.height_mm > high


def trim(
    box: Advertisement, area: SheetGrid, placed: Placement, others: Sequence[Placement]
) -> Box:
    """Return where a box stands: at the outer edge of its columns, or in their middle.

    One with room to spare for a strip beside it stands at one side, not in the middle.
    """
    size = scale(box, area)
    width, height = box.width_mm * MM * size, box.height_mm * MM * size
    paper, frame = area.paper.width_mm * MM, placed.frame
    left, room = area.x(placed.column, frame.columns), area.room(placed.column, frame.columns)
    first, last = left <= area.left + 1, left + room >= area.left + area.width - 1
    if first == last:
        is_narrow = room - width - area.gap >= LEAST_REST * area.column
        x = left if is_narrow and not box.bleed else left + (room - width) / 2
    elif first:
        x = 0 if box.bleed else left
    else:
        x = paper - width if box.bleed else left + room - width
    y = area.y(placed.line)
    if box.bleed and not any(_is_below(each, placed) for each in others):
        y = area.paper.height_mm * MM - height
    return Box(x, y, width, height)


def rest(at: Box, area: SheetGrid, placed: Placement) -> Box | None:
    """Return the room beside a box in its columns that something else can fill; None if little."""
    columns = placed.frame.columns
    left, room = area.x(placed.column, columns), area.room(placed.column, columns)
    before = at.left - left - area.gap
    after = left + room - at.left - at.width - area.gap
    height = min(at.height, area.y(area.lines) - at.top)
    if max(before, after) < LEAST_REST * area.column or height < LEAST_HIGH * area.line:
        return None
    x = left if before > after else at.left + at.width + area.gap
    return Box(x, at.top, max(before, after), height)


def whole_sheet(box: Advertisement, area: SheetGrid) -> Box:
    """Return where a box stands that has the sheet for itself: in its middle."""
    width, height = box.width_mm * MM, box.height_mm * MM
    paper = area.paper
    return Box(
        (paper.width_mm * MM - width) / 2, (paper.height_mm * MM - height) / 2, width, height
    )


def _is_below(other: Placement, placed: Placement) -> bool:
    apart = other.column >= placed.column + placed.frame.columns
    apart = apart or placed.column >= other.column + other.frame.columns
    return not apart and other.line > placed.line


def edges(box: Advertisement, at: Box, area: SheetGrid) -> tuple[bool, bool, bool, bool]:
    """Tell which edges of a box that bleeds lie on the sheet's: left, top, right, bottom."""
    paper, near = area.paper, NEAR * MM
    away = (
        at.left,
        at.top,
        paper.width_mm * MM - at.left - at.width,
        paper.height_mm * MM - at.top - at.height,
    )
    left, top, right, bottom = (box.bleed and abs(each) < near for each in away)
    return left, top, right, bottom


def html(
    edition: Edition,
    extra: Extra | None,
    box: Advertisement,
    at: Box,
    area: SheetGrid,
    bleed_mm: float,
) -> str:
    """Return an advertisement, cut off at its trim but where it bleeds."""
    bleeding, image = False, ""
    styles = {"box": place_style(at.left, at.top, at.width, at.height), "place": ""}
    if extra:
        bleeding, styles = placed(extra, box, at, area, bleed_mm)
        image = extra.resource.name
    kind = "paid bleeding" if bleeding else "paid"
    return edition.render_document(
        "makeup/advertisement.html", kind=kind, image=image, alt=box.alt, **styles
    )


def placed(
    extra: Extra, box: Advertisement, at: Box, area: SheetGrid, bleed_mm: float
) -> tuple[bool, dict[str, str]]:
    """Return whether artwork bleeds, and the CSS of its `box` and its `place` in that.

    Its trim is in the middle of the box. It is set whole: at 100 % of its size if it tells one and
    there is room. What bleeds and is of another size than its box ends at its own trim.
    """
    art = extra.artwork or Artwork(box.width_mm, box.height_mm)
    size = share(art, at)
    width, height = art.width_mm * MM * size, art.height_mm * MM * size
    own = Box(at.left + (at.width - width) / 2, at.top + (at.height - height) / 2, width, height)
    seen = own if box.bleed and _differs(art, box) else at
    on_edge = edges(box, seen, area)
    left, top, right, bottom = (bleed_mm * MM * each for each in on_edge)
    beyond = [each * MM * size for each in art.beyond_mm]
    frame = (
        seen.left - left,
        seen.top - top,
        seen.width + left + right,
        seen.height + top + bottom,
    )
    place = (
        own.left - beyond[0] - frame[0],
        own.top - beyond[1] - frame[1],
        own.width + beyond[0] + beyond[2],
        own.height + beyond[1] + beyond[3],
    )
    return any(on_edge), {"box": place_style(*frame), "place": place_style(*place)}


def share(art: Artwork, at: Box) -> float:
    """Return the size at which artwork is set whole in a box: 1 if it tells one that fits."""
    fits = min(at.width / art.width_mm, at.height / art.height_mm) / MM
    return min(1.0, fits) if art.measured else fits


def faults(extra: Extra | None, box: Advertisement, area: SheetGrid) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the size of a box, and what to do."""
    size, paper = scale(box, area), area.paper
    booked = f"{box.width_mm:g} × {box.height_mm:g} mm"
    if size < 1 and not is_whole_sheet(box, area):
        room = f"{paper.width_mm:g} × {area.height / MM:.0f} mm"
        yield (
            f"is {booked}, more than the sheet's {room}: it is printed at {100 * size:.0f} %",
            "give it a size that fits, `bleed: true`, or a larger paper",
        )
    elif not box.bleed and box.width_mm * MM > area.width + NEAR * MM:
        yield (
            f"is {booked}, wider than the type area of {area.width / MM:.0f} mm: it stands in the "
            "margins",
            "check that the press prints there, or give it `bleed: true`",
        )
    if extra and extra.artwork:
        yield from _other_size(extra, extra.artwork, box, area)
        if extra.bleeds and min(extra.artwork.beyond_mm) < BLEED_MM - 0.1:
            yield (
                f"bleeds, but its artwork has {min(extra.artwork.beyond_mm):.1f} mm of bleed",
                f"ask for artwork with {BLEED_MM:g} mm of bleed on every side",
            )


def _other_size(
    extra: Extra, art: Artwork, box: Advertisement, area: SheetGrid
) -> Iterator[tuple[str, str]]:
    """Yield that artwork is of another size than its box, and how large it is set for that."""
    if not _differs(art, box):
        return
    width, height = art.width_mm, art.height_mm
    size = 1 if is_whole_sheet(box, area) else scale(box, area)
    size = share(art, Box(0, 0, box.width_mm * MM * size, box.height_mm * MM * size))
    pixels = extra.resource.picture
    found = f"{width:.1f} × {height:.1f} mm"
    if not art.measured:
        found = f"of another shape ({pixels.width} × {pixels.height} pixels)"
    room = f"{box.width_mm:g} × {box.height_mm:g} mm"
    made = f"{width * size:.0f} × {height * size:.0f} mm"
    if extra.story:
        yield (
            f"is booked at {room}, its artwork is {found}: it is set whole, in the middle, {made}",
            "ask for artwork of the size booked, or correct `width_mm` and `height_mm`",
        )
    else:
        yield (
            f"is for a sheet of {room}, its artwork is {found}: it is set whole, in the middle, "
            f"{made}",
            f"ask for artwork of the size of the sheet, with {BLEED_MM:g} mm of bleed",
        )


def _differs(art: Artwork, box: Advertisement) -> bool:
    """Whether artwork is of another size than its box; of a picture, of another shape."""
    return max(abs(art.width_mm - box.width_mm), abs(art.height_mm - box.height_mm)) > NEAR
