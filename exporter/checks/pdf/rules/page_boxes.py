"""Rules of the page boxes (ISO 32000-1, 14.11.2)."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.checks.pdf.document import Document, Page
from exporter.checks.pdf.marks import Kind, Mark
from exporter.checks.rules import Hit, rule
from exporter.findings import Severity
from exporter.pdf.geometry import Rect, inside
from exporter.profiles import Profile
from exporter.units import MM

SLACK_PT = 0.01
NEAR_MM = 0.5  # about what a cutter is off by: nearer to the trim is at it
LONG_MM = 5.0  # shorter than it are ends of rules and letters
SIDES = ("left", "foot", "right", "head")
BLEEDING = (Kind.PICTURE, Kind.AREA, Kind.SHADING)
SMALLEST_PT, LARGEST_PT = 3, 14_400  # ISO 32000-1, annex C


@rule(
    "pdf-media-box",
    "MediaBox missing or wrong",
    clause="ISO 32000-1, 7.7.3.3 and annex C",
    advice="give the page a MediaBox of four numbers",
    press=Severity.ERROR,
    screen=Severity.ERROR,
    archive=Severity.ERROR,
)
def media_box(document: Document, _: Profile) -> Iterator[Hit]:
    """Find pages without a size, or with an invalid one."""
    for page in document.pages:
        box = page.box("/MediaBox")
        if box is None:
            yield Hit("there is no MediaBox", page)
            continue
        width, height = box[2] - box[0], box[3] - box[1]
        if min(width, height) < SMALLEST_PT or max(width, height) > LARGEST_PT:
            yield Hit(f"the MediaBox is {width:g} × {height:g} pt", page)


@rule(
    "pdf-trim-box",
    "TrimBox missing or wrong",
    clause="ISO 15930-7 (page boxes); ISO 32000-1, 14.11.2",
    advice="set the TrimBox to the finished page, inside the BleedBox and the MediaBox",
    press=Severity.ERROR,
)
def trim_box(document: Document, _: Profile) -> Iterator[Hit]:
    """Find pages whose trimmed size is missing, or extends beyond its bleed or sheet."""
    for page in document.pages:
        fault = trim_fault(page)
        if fault:
            yield Hit(fault, page)


def trim_fault(page: Page) -> str:
    """Return what is wrong with a page's TrimBox, if anything is."""
    trim, art = page.trim_given, page.box("/ArtBox")
    if trim is None:
        return "" if art else "there is no TrimBox"
    if art:
        return "there are a TrimBox and an ArtBox"
    if not inside(trim, page.media, SLACK_PT):
        return "the TrimBox extends beyond the MediaBox"
    if page.bleed_given and not inside(trim, page.bleed_given, SLACK_PT):
        return "the TrimBox extends beyond the BleedBox"
    return ""


@rule(
    "pdf-bleed-box",
    "Not enough bleed",
    clause="ISO 15930-7 (page boxes); ISO 32000-1, 14.11.2",
    advice="set the BleedBox beyond the TrimBox by the profile's bleed, inside the MediaBox",
    press=Severity.ERROR,
)
def bleed_box(document: Document, profile: Profile) -> Iterator[Hit]:
    """Find pages whose bleed is narrower than the profile asks, or extends beyond the sheet."""
    for page in document.pages:
        if page.trim_given is None:
            continue
        bleed = page.bleed_given
        if bleed is None:
            if profile.bleed_mm:
                yield Hit("there is no BleedBox", page)
        elif not inside(bleed, page.media, SLACK_PT):
            yield Hit("the BleedBox extends beyond the MediaBox", page)
        elif inside(page.trim_given, bleed, SLACK_PT):
            yield from _narrow(page, page.trim_given, bleed, profile.bleed_mm)


def _narrow(page: Page, trim: Rect, bleed: Rect, wanted: float) -> Iterator[Hit]:
    sides = (trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3])
    least = min(sides)
    if least < wanted * MM / page.unit - SLACK_PT:
        yield Hit(f"the bleed is {max(least, 0) * page.unit / MM:.2f} mm, not {wanted:g} mm", page)


@rule(
    "pdf-bleed-content",
    "Picture or tint ends at the trim",
    clause="ISO 32000-1, 14.11.2 (bleed box)",
    advice="extend it to the BleedBox: what ends at the trim shows white after cutting",
    press=Severity.WARNING,
)
def bleed_content(document: Document, profile: Profile) -> Iterator[Hit]:
    """Find pictures and areas that touch the edge of the trimmed page and end there."""
    for page in document.pages:
        if page.trim_given is None or not profile.bleed_mm:
            continue
        inked = [mark.box for mark in page.marks if mark.kind in BLEEDING and not _white(mark)]
        short = [
            (box, side)
            for box in inked
            for side in range(4)
            if _ends_at(box, side, page, profile.bleed_mm)
            # Something below may go on where this ends.
            and not any(_goes_on(other, box, side, page, profile.bleed_mm) for other in inked)
        ]
        if short:
            sides = ", ".join(SIDES[side] for side in sorted({side for _, side in short}))
            yield Hit(f"a picture or tint ends at the trim: {sides}", page, (short[0][0],))


def _white(mark: Mark) -> bool:
    return mark.colour is not None and mark.colour.white


def _ends_at(box: Rect, side: int, page: Page, bleed_mm: float) -> bool:
    """Whether a box touches part of a side of the trim and does not reach the bleed."""
    unit = MM / page.unit
    along = box[2 + (side + 1) % 2] - box[(side + 1) % 2]
    away = _beyond(box, side, page.trim) / unit
    return along > LONG_MM * unit and -NEAR_MM < away < bleed_mm - NEAR_MM


def _goes_on(other: Rect, box: Rect, side: int, page: Page, bleed_mm: float) -> bool:
    """Whether another box reaches the bleed along the whole side of a box."""
    near, across = NEAR_MM * MM / page.unit, (side + 1) % 2
    wide = other[across] <= box[across] + near and other[across + 2] >= box[across + 2] - near
    return wide and _beyond(other, side, page.trim) >= (bleed_mm - NEAR_MM) * MM / page.unit


def _beyond(box: Rect, side: int, trim: Rect) -> float:
    """Return how far a box extends beyond a side of the trim: 0 left, 1 foot, 2 right, 3 head."""
    return box[side] - trim[side] if side > 1 else trim[side] - box[side]


@rule(
    "pdf-crop-box",
    "CropBox hides part of the sheet",
    clause="GWG 2015 (crop box)",
    advice="remove the CropBox, or make it equal to the MediaBox",
    press=Severity.WARNING,
)
def crop_box(document: Document, _: Profile) -> Iterator[Hit]:
    """Find pages that viewers and some RIPs show only in part."""
    for page in document.pages:
        if page.box("/CropBox") and not inside(page.media, page.crop, SLACK_PT):
            yield Hit("the CropBox is smaller than the MediaBox", page)


@rule(
    "pdf-page-scale",
    "Page is scaled",
    clause="GWG 2015 (page scaling); ISO 32000-1, 7.7.3.3",
    advice="remove UserUnit and scale the page itself",
    press=Severity.ERROR,
)
def page_scale(document: Document, _: Profile) -> Iterator[Hit]:
    """Find pages whose unit is not 1/72 inch: not all RIPs support others."""
    for page in document.pages:
        if page.unit != 1:
            yield Hit(f"the page is scaled by {page.unit:g} (UserUnit)", page)
