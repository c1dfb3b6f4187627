"""Rules of one plant: what its sheet says of edges, of type, of tints and of black."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from exporter.checks.pdf.colours import ALL
from exporter.checks.pdf.document import Document, Page
from exporter.checks.pdf.image_objects import (
    BrokenPicture,
    Picture,
    Placed,
    is_coloured,
    most_black,
)
from exporter.checks.pdf.marks import Kind, Mark
from exporter.checks.pdf.rules.grouping import hits, name
from exporter.checks.rules import Hit, rule
from exporter.findings import Severity
from exporter.pdf.geometry import Rect, inside, meet, touches
from exporter.profiles import Profile
from exporter.units import MM

SLACK_PT = 0.1
TINT_SLACK = 0.5  # per cent: what rounding of a tint may add
BLACK_SLACK = 2.0  # per cent: what JPEG may add to a dark spot of a picture
SOLID = 99.5  # per cent: no tint any more
INKED = 0.1  # of any ink: what white type stands out from
COVERED = 0.5  # of the type's box: below, it stands beside the ink
NUMBER = re.compile(r"\d+(?=\D*$)")


@rule(
    "pdf-clear-edge",
    "Ink on an edge that must stay white",
    clause="the plant's specification, `clear_mm` of the profile",
    advice="keep the edge white: give the paper a smaller `type_area`",
    press=Severity.ERROR,
)
def clear_edge(document: Document, profile: Profile) -> Iterator[Hit]:
    """Find marks on the edges that the press must keep white, such as for grippers."""
    if not any(profile.clear_mm):
        return

    def faults(page: Page) -> Iterator[tuple[str, Mark]]:
        clear = _within(page, _edges(page, profile.clear_mm))
        for mark in page.marks:
            shown = meet(mark.box, page.trim)
            is_white = mark.colour is not None and mark.colour.white
            if touches(mark.box, page.trim) and not is_white and not inside(shown, clear, SLACK_PT):
                yield f"{mark.kind} on an edge that must stay white", mark

    yield from hits(document, faults)


def _edges(page: Page, sides: tuple[float, float, float, float]) -> Rect:
    """Return left, bottom, right, top in mm: the outer edge of an odd page is on its right."""
    top, outer, bottom, inner = sides
    found = NUMBER.search(page.label)
    number = int(found[0]) if found else page.number
    left, right = (inner, outer) if number % 2 else (outer, inner)
    return left, bottom, right, top


def _within(page: Page, edges: Rect) -> Rect:
    left, bottom, right, top = (edge * MM / page.unit for edge in edges)
    return page.trim[0] + left, page.trim[1] + bottom, page.trim[2] - right, page.trim[3] - top


@rule(
    "pdf-marks",
    "Marks beyond the bleed",
    clause="the plant's specification, `marks: none` of the profile",
    advice="export it without printer's marks and slug line",
    press=Severity.WARNING,
)
def printer_marks(document: Document, profile: Profile) -> Iterator[Hit]:
    """Find marks, colour bars and slug lines for a plant that sets its own."""
    if profile.marks != "none":
        return

    def faults(page: Page) -> Iterator[tuple[str, Mark]]:
        for mark in page.drawing.marks:
            is_white = mark.colour is not None and mark.colour.white
            if not (mark.hidden or is_white or touches(mark.box, page.bleed)):
                yield f"{mark.kind} beyond the bleed, the plant takes no marks", mark

    yield from hits(document, faults)


@rule(
    "pdf-safe-zone",
    "Text too near to the trim",
    clause="the plant's specification, `safe_mm` of the profile",
    advice="move it inwards: cutting is not exact",
    press=Severity.WARNING,
)
def safe_zone(document: Document, profile: Profile) -> Iterator[Hit]:
    """Find text that may be cut off in trimming."""
    if not profile.safe_mm:
        return

    def faults(page: Page) -> Iterator[tuple[str, Mark]]:
        safe = _within(page, (profile.safe_mm,) * 4)
        for mark in page.texts():
            if touches(mark.box, page.trim) and not inside(mark.box, safe, SLACK_PT):
                yield f"text within {profile.safe_mm:g} mm of the trim", mark

    yield from hits(document, faults)


@rule(
    "pdf-reversed-text",
    "White type too small",
    clause="the plant's specification, `reversed_from_pt` of the profile",
    advice="set it larger and bolder, or black",
    press=Severity.WARNING,
)
def reversed_text(document: Document, profile: Profile) -> Iterator[Hit]:
    """Find small white text on ink, which fills in if plates are out of register."""
    least = profile.reversed_from_pt
    if not least:
        return

    def faults(page: Page) -> Iterator[tuple[str, Mark]]:
        for number, mark in enumerate(page.marks):
            small = mark.kind is Kind.TEXT and round(mark.size * page.unit, 1) < least
            white = mark.colour is not None and mark.colour.white
            if small and white and any(_beneath(mark, each) for each in page.marks[:number]):
                yield f"white text under {least:g} pt", mark

    yield from hits(document, faults)


def _beneath(text: Mark, other: Mark) -> bool:
    """Whether a mark prints ink beneath most of a text."""
    if other.kind is Kind.TEXT or (other.colour is not None and not _inked(other)):
        return False
    left, bottom, right, top = meet(text.box, other.box)
    shared = max(right - left, 0) * max(top - bottom, 0)
    x0, y0, x1, y1 = text.box
    return shared > COVERED * (x1 - x0) * (y1 - y0)


def _inked(mark: Mark) -> bool:
    inks = mark.colour.inks if mark.colour else None
    return inks is None or any(tint > INKED for tint in inks.values())


@rule(
    "pdf-tint-range",
    "Tint that the press can't print",
    clause="the plant's specification, `tints` of the profile",
    advice="use a tint within the range, solid ink, or none",
    press=Severity.WARNING,
)
def tint_range(document: Document, profile: Profile) -> Iterator[Hit]:
    """Find tints so light that they break off, or so dark that they fill in."""
    least, most = profile.tints

    def faults(page: Page) -> Iterator[tuple[str, Mark]]:
        for mark in page.marks:
            inks = mark.colour.inks if mark.colour and mark.kind is not Kind.SHADING else None
            tints = [100 * tint for tint in (inks or {}).values()]
            if any(TINT_SLACK < tint < least - TINT_SLACK for tint in tints):
                yield f"{mark.kind} in a tint under {least:g} %", mark
            elif any(most + TINT_SLACK < tint < SOLID for tint in tints):
                yield f"{mark.kind} in a tint over {most:g} %", mark

    yield from hits(document, faults)


@rule(
    "pdf-black-limit",
    "Too much black",
    clause="the plant's specification, `black_limit` of the profile",
    advice="lower the black: type and lines alone are solid",
    press=Severity.WARNING,
)
def black_limit(document: Document, profile: Profile) -> Iterator[Hit]:
    """Find areas and pictures with more black ink than the plant allows."""
    limit = profile.black_limit
    if limit == 100:
        return
    for page in document.pages:
        for mark in page.marks:
            black = _black(page, mark)
            if black > limit + (BLACK_SLACK if mark.picture else TINT_SLACK):
                message = f"{mark.kind} with {black:.0f} % black, {limit} % is the limit"
                yield Hit(message, page, (mark.box,), name(page, mark))


@rule(
    "pdf-black-page",
    "Colour on a page in black only",
    clause="the plant's specification, `black_pages` of the profile",
    advice="convert it to black, or move it to a colour page",
    press=Severity.ERROR,
)
def black_page(document: Document, profile: Profile) -> Iterator[Hit]:
    """Find marks with any ink but black on pages printed in black only."""

    def faults(page: Page) -> Iterator[tuple[str, Mark]]:
        if not profile.prints_black(page.label or str(page.number)):
            return
        for mark in page.marks:
            if _is_coloured(page, mark):
                yield f"{mark.kind} in colour on a page in black only", mark

    yield from hits(document, faults)


def _is_coloured(page: Page, mark: Mark) -> bool:
    """Whether a mark has any ink but black; RGB and registration colour have rules of their own."""
    picture = mark.picture
    if picture and not picture.stencil:
        return bool(_of_picture(page, mark, picture, is_coloured))
    used = mark.colour.used if mark.colour else []
    return ALL not in used and any(name != "Black" for name in used)


def _of_picture(
    page: Page, mark: Mark, picture: Picture, measure: Callable[[Picture, Placed], float]
) -> float:
    """Return `measure` for what is seen of a picture; 0 for a damaged one."""
    try:
        return measure(picture, page.placed(mark))
    except BrokenPicture as error:
        page.drawing.problems.append(f"picture {picture.name} {error}")
        return 0.0


def _black(page: Page, mark: Mark) -> float:
    """Return the black of an area or a picture, in per cent; 0 for type and lines."""
    picture = mark.picture
    if picture and not picture.stencil:
        return _of_picture(page, mark, picture, most_black)
    inks = mark.colour.inks if mark.colour and mark.kind is Kind.AREA else None
    return 100 * (inks or {}).get("Black", 0.0)
