"""Rules of what is too thin or too small to print."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.checks.pdf.colours import Colour
from exporter.checks.pdf.document import Document, Page
from exporter.checks.pdf.marks import Kind, Mark
from exporter.checks.pdf.rules.grouping import hits
from exporter.checks.rules import Hit, rule
from exporter.findings import Severity
from exporter.profiles import Profile

SLACK_PT = 0.0005  # sizes are rounded to three decimals (GWG 2015, 3.15)
READABLE_PT = 4.0  # in one ink; ruby of newspapers is as small
TINT = 0.1  # less of an ink has no edge to be seen


@rule(
    "pdf-hairline",
    "Line too thin",
    clause="ISO 32000-1, 8.4.3.2; GWG 2015 (thin lines)",
    advice="make it as thick as the profile asks",
    press=Severity.ERROR,
)
def hairline(document: Document, profile: Profile) -> Iterator[Hit]:
    """Find strokes and thin filled rectangles that are thinner than the profile allows."""

    def faults(page: Page) -> Iterator[tuple[str, Mark]]:
        for mark in page.marks:
            width = mark.size * page.unit
            if mark.kind is Kind.LINE and width < profile.hairline_pt - SLACK_PT:
                yield f"line of {width:.3g} pt, the least is {profile.hairline_pt} pt", mark

    yield from hits(document, faults)


@rule(
    "pdf-small-text",
    "Text too small to print",
    clause="GWG 2015 (small text); CLREQ (sizes of type)",
    advice=f"set it in {READABLE_PT:g} pt or more; in several inks, set it larger or in black",
    press=Severity.WARNING,
)
def small_text(document: Document, profile: Profile) -> Iterator[Hit]:
    """Find text too small to read, or too small for the register of several plates."""
    register = profile.multi_ink_from_pt

    def faults(page: Page) -> Iterator[tuple[str, Mark]]:
        for mark in page.texts():
            size = round(mark.size * page.unit, 1)
            colour = mark.colour
            mixed = colour is not None and _several(colour)
            if size < READABLE_PT:
                yield f"text under {READABLE_PT:g} pt", mark
            elif size < register and mixed:
                yield f"text under {register:g} pt in several inks ({colour})", mark

    yield from hits(document, faults)


def _several(colour: Colour) -> bool:
    """Whether a colour is made of several inks, except blacks that other rules report."""
    inks = [tint for tint in (colour.inks or {}).values() if tint > TINT]
    return len(inks) > 1 and not colour.mixed_black and not colour.rich_black
