"""Which sentence is set large in a frame, and where: away from its own place in the text.

A plan keeps room for one sentence above the text of some columns. A reader who sees it beside the
same words in the text reads them twice: then it stands below the text of these columns, or another
sentence that has room stands there.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from lxml import etree

from exporter.languages.bound import whole_spans
from exporter.layouts.makeup.measure.headline_breaks import broken, filled
from exporter.layouts.makeup.measure.parts import Exhibit, Parts
from exporter.layouts.makeup.measure.pull_quotes import pull_quote
from exporter.layouts.makeup.plan.frame import Frame
from exporter.layouts.makeup.plan.gallery import PlacedShot
from exporter.layouts.makeup.plan.grid import GAP, SheetGrid
from exporter.layouts.makeup.plan.legs import Leg
from exporter.layouts.makeup.plan.story import Position
from exporter.layouts.makeup.stylesheet import points
from exporter.xhtml import Element

FULL = 0.98  # of its room that a line takes: what nearly fills it may have one line more
# Lines between a rule and the sentence, and of each of its lines, as in the style.
AIR, LEADING = 0.25, 1.75
AWAY = 7  # lines from a sentence to where it is set large at which it is not read as repeated


def apart(frame: Frame, parts: Parts, grid: SheetGrid) -> tuple[Frame, Parts]:
    """Return a frame and its parts with the sentence that is set large away from its own place.

    It stands where it was planned or below the text, the first that is far enough away, else the
    farthest. Without such a sentence both are as they were.
    """
    shot = next((each for each in frame.shots if _is_quote(each, parts)), None)
    if shot is None:
        return frame, parts
    frames, room = [frame, *_with_quote_below(frame, shot)], _lines_measured(shot)
    best, most = (frame, parts.quotes[0]), -1.0
    for text, made in product(_having_room(parts.quotes, room, shot.columns, grid), frames):
        distance = _distance(made, _span(parts, text), parts, grid)
        if distance > most:
            best, most = (made, text), distance
        if distance >= AWAY:
            break
    made, text = best
    element = pull_quote(text)
    lines = min(room, len(_lines_of(text, shot.columns, grid)))
    _break(element[0], lines, parts.language, shot.columns, grid)
    if lines < room:
        # What it lacks of its room is as much above as below it, between its rules.
        spare = (room - lines) * LEADING
        element.set("style", f"padding:{points((AIR + spare / 2) * grid.line)} 0")
    return made, replace(parts, quote=Exhibit(element, rigid=True))


def _is_quote(shot: PlacedShot, parts: Parts) -> bool:
    return parts.quote is not None and shot.shot.number == len(parts.exhibits)


def _lines_measured(shot: PlacedShot) -> int:
    """Return the lines of the sentence that was measured, which may be fewer than `_lines_of` it:
    one that nearly fills its lines."""
    return math.floor((shot.shot.fixed[shot.columns] - 2 * AIR) / LEADING)


def _having_room(quotes: Sequence[str], lines: int, columns: int, grid: SheetGrid) -> Iterator[str]:
    """Yield the sentence that was measured, and the longest of as many lines, then of one less."""
    first, *others = quotes
    yield first
    others.sort(key=len, reverse=True)
    for wanted in (lines, lines - 1):
        yield from (each for each in others if len(_lines_of(each, columns, grid)) == wanted)


def _lines_of(text: str, columns: int, grid: SheetGrid) -> tuple[str, ...]:
    """Return the lines of a sentence that is set large over columns."""
    return filled(text, _room(columns, grid), grid.faces.deck.ems)


def _room(columns: int, grid: SheetGrid) -> float:
    """Return the ems that a line of what is set large over columns has room for."""
    return FULL * grid.span(columns) / grid.type.size / grid.scale.quote


def _break(paragraph: Element, number: int, language: str, columns: int, grid: SheetGrid) -> None:
    """Break a sentence that is set large into lines that are about as long and end well.

    One that has no room so is left to break as it was measured.
    """
    text, ems = paragraph.text or "", grid.faces.deck.ems
    lines = broken(text, number, ems, whole_spans(text, language))
    if max(map(ems, lines)) > _room(columns, grid):
        return
    paragraph.text = lines[0]
    for line in lines[1:]:
        etree.SubElement(paragraph, "br").tail = line


def _with_quote_below(frame: Frame, shot: PlacedShot) -> Iterator[Frame]:
    """Yield the frame with the quotation at the foot of its columns, if these hold text alone."""
    columns = range(shot.column, shot.column + shot.columns)
    under = [leg for leg in frame.legs if leg.column in columns]
    below_head = shot.top >= frame.head_lines and len(frame.shots) == 1
    alone = len(under) == shot.columns and {leg.top for leg in under} == {_foot(shot)}
    if frame.story.tail or not below_head or not alone:
        return
    high = max(frame.story.taken(leg.first, leg.last) for leg in under)
    risen = {leg: leg._replace(top=shot.top, lines=high) for leg in under}
    lowered = replace(shot, top=shot.top + high + GAP, lines=shot.lines - GAP)
    legs = tuple(risen.get(leg, leg) for leg in frame.legs)
    yield replace(frame, legs=legs, shots=(lowered,))


def _span(parts: Parts, text: str) -> tuple[Position, Position] | None:
    """Return where a sentence begins and ends in the text; None in its first paragraph.

    With that, which every reader begins with, it is always read twice.
    """
    opening = next(iter(parts.body), None)
    for paragraph in parts.body.iterchildren("p"):
        at = "".join(paragraph.itertext()).find(text)
        if at >= 0 and paragraph is not opening:
            number = int(paragraph.get("data-b"))
            return (number, at), (number, at + len(text) - 1)
    return None


def _distance(
    frame: Frame, span: tuple[Position, Position] | None, parts: Parts, grid: SheetGrid
) -> float:
    """Return the lines between a sentence in the text and the room for what is set large.

    It is endless for one that is not in the frame, and none for one that begins the text.
    """
    shot = next(each for each in frame.shots if _is_quote(each, parts))
    if span is None:
        return 0.0
    step = (grid.column + grid.gap) / grid.line
    gap, near = grid.gap / grid.line, math.inf
    for leg in frame.texts:
        lines = _lines(frame, leg, *span)
        if lines is None:
            continue
        beside = max(shot.column - leg.column, leg.column - shot.column - shot.columns + 1, 0)
        across = (beside - 1) * step + gap if beside else 0.0
        top, bottom = lines
        near = min(near, math.hypot(across, max(shot.top - bottom, top - _foot(shot), 0)))
    return near


def _foot(shot: PlacedShot) -> int:
    return shot.top + shot.lines


def _lines(frame: Frame, leg: Leg, start: Position, end: Position) -> tuple[int, int] | None:
    """Return the lines of a sentence in a leg, counted from the frame's top; None without any."""
    story = frame.story
    starts = [piece.start for piece in story.slices[leg.first : leg.last]]
    first = max((number for number, at in enumerate(starts) if at <= start), default=0)
    last = max((number for number, at in enumerate(starts) if at <= end), default=-1)
    following = leg.last < len(story.slices) and story.slices[leg.last].start <= start
    if last < first or following:
        return None
    top = leg.top + story.taken(leg.first, leg.first + first)
    return top, leg.top + story.taken(leg.first, leg.first + last + 1)
