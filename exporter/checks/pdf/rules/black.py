"""Rules of black and overprint: what makes small black type sharp on a newspaper press."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.checks.pdf.document import Document, Page
from exporter.checks.pdf.marks import Kind, Mark
from exporter.checks.pdf.rules.grouping import hits
from exporter.checks.rules import Hit, rule
from exporter.findings import Severity
from exporter.profiles import Profile


@rule(
    "pdf-black-not-k",
    "Black made of several inks",
    clause="GWG 2015 (black text); ISO 12647-3 (register)",
    advice="set it in 100 % black ink alone",
    press=Severity.ERROR,
)
def black_not_k(document: Document, _: Profile) -> Iterator[Hit]:
    """Find black-looking text and lines made of cyan, magenta, yellow and less than full black."""

    def faults(page: Page) -> Iterator[tuple[str, Mark]]:
        for mark in page.marks:
            if mark.kind not in (Kind.TEXT, Kind.LINE) or mark.colour is None:
                continue
            if mark.colour.mixed_black:
                yield f"{mark.kind} in a black of several inks ({mark.colour})", mark

    yield from hits(document, faults)


@rule(
    "pdf-rich-black-small",
    "Small text in rich black",
    clause="GWG 2015 (rich black text)",
    advice="set it in 100 % black ink alone, or larger",
    press=Severity.ERROR,
)
def rich_black_small(document: Document, profile: Profile) -> Iterator[Hit]:
    """Find text under the profile's size in full black with other inks beneath it."""
    limit = profile.rich_black_from_pt

    def faults(page: Page) -> Iterator[tuple[str, Mark]]:
        for mark in page.texts():
            small = round(mark.size * page.unit, 1) < limit
            if small and mark.colour and mark.colour.rich_black:
                yield f"text of {mark.size:.1f} pt in rich black ({mark.colour})", mark

    yield from hits(document, faults)


@rule(
    "pdf-overprint-black",
    "Black text knocks out what is beneath",
    clause="ISO 32000-1, 8.6.7; GWG 2015 (overprint of black text)",
    advice="let it overprint: `/op true /OPM 1` before it",
    press=Severity.WARNING,
)
def overprint_black(document: Document, profile: Profile) -> Iterator[Hit]:
    """Find small text in 100 % black only that does not overprint."""
    limit = profile.rich_black_from_pt

    def faults(page: Page) -> Iterator[tuple[str, Mark]]:
        for mark in page.texts():
            if mark.colour is None or round(mark.size * page.unit, 1) >= limit:
                continue
            overprints = mark.overprint and (mark.overprint_mode == 1 or not _four(mark))
            if mark.colour.black_alone and not overprints:
                yield "black text does not overprint", mark

    yield from hits(document, faults)


def _four(mark: Mark) -> bool:
    return mark.colour is not None and mark.colour.space.components == 4


@rule(
    "pdf-white-overprint",
    "White set to overprint",
    clause="ISO 32000-1, 8.6.7; GWG 2015 (overprint of white)",
    advice="switch overprint off: white that overprints vanishes",
    press=Severity.ERROR,
)
def white_overprint(document: Document, _: Profile) -> Iterator[Hit]:
    """Find white text, lines and areas that overprint."""

    def faults(page: Page) -> Iterator[tuple[str, Mark]]:
        for mark in page.marks:
            if mark.overprint and mark.colour and mark.colour.white:
                yield f"white {mark.kind} overprints", mark

    yield from hits(document, faults)
