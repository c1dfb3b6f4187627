"""Rules of pictures."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.checks.pdf.document import Document, Page
from exporter.checks.pdf.image_objects import Picture
from exporter.checks.pdf.marks import Mark
from exporter.checks.pdf.rules.grouping import hits
from exporter.checks.rules import Hit, rule
from exporter.findings import Severity
from exporter.pdf.geometry import sides
from exporter.profiles import Profile

FEW_PIXELS = 16  # what is no wider or higher is not a photograph (GWG 2015, 4.26)
BITONAL = 3.5  # a picture of black and white dots needs as many times the resolution


@rule(
    "pdf-image-dpi",
    "Picture resolution too low",
    clause="GWG 2015, 4.26",
    advice="use the original picture, or place it smaller",
    press=Severity.ERROR,
    screen=Severity.WARNING,
    archive=Severity.WARNING,
)
def image_dpi(document: Document, profile: Profile) -> Iterator[Hit]:
    """Find pictures with a lower resolution, as placed, than the profile requires."""
    if not profile.least_dpi:
        return

    def faults(page: Page) -> Iterator[tuple[str, Mark]]:
        for mark in page.marks:
            picture = mark.picture
            if picture is None or min(picture.width, picture.height) <= FEW_PIXELS:
                continue
            dpi = resolution(picture, mark) / page.unit
            least = profile.least_dpi * (BITONAL if picture.bitonal else 1)
            if round(dpi) < least:
                yield f"picture with {dpi:.0f} dpi, the least is {least:.0f} dpi", mark

    yield from hits(document, faults)


def resolution(picture: Picture, mark: Mark) -> float:
    """Return the resolution of a placed picture in dpi, the lower of both directions."""
    width, height = sides(mark.matrix)
    return min(
        72 * picture.width / width if width else float("inf"),
        72 * picture.height / height if height else float("inf"),
    )
