"""Rules of the page boxes (ISO 32000-1, 14.11.2)."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.checks.pdf.document import MM, Document, Page
from exporter.checks.rules import Hit, rule
from exporter.findings import Severity
from exporter.pdf.geometry import Rect, inside
from exporter.profiles import Profile

SLACK_PT = 0.01
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
    """Find pages without a size, or with one that no program can handle."""
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
    """Find pages whose trimmed size is missing, or lies outside its bleed or sheet."""
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
    "pdf-crop-box",
    "CropBox hides part of the sheet",
    clause="GWG 2015 (crop box)",
    advice="remove the CropBox, or make it equal to the MediaBox",
    press=Severity.WARNING,
)
def crop_box(document: Document, _: Profile) -> Iterator[Hit]:
    """Find pages of which viewers and some RIPs show a part."""
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
    """Find pages whose unit is not 1/72 inch: not every RIP knows of others."""
    for page in document.pages:
        if page.unit != 1:
            yield Hit(f"the page is scaled by {page.unit:g} (UserUnit)", page)
