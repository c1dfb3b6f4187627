"""A report of the changes between two PDFs: one HTML file with both pages and their difference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from exporter.checks.compared import Pair, compare
from exporter.checks.report.data_urls import data_address
from exporter.checks.report.template import filled
from exporter.findings import Finding
from exporter.messages import parts_of

if TYPE_CHECKING:
    from PIL import Image

SHOWN_PX = 1_000  # the longer side of a picture in the report
PALE = 0.75  # opacity of the white over unchanged parts


def report_changes(path: Path, before: Path) -> tuple[list[Finding], str]:
    """Compare a PDF with an earlier one; return the findings and an HTML report.

    The HTML is self-contained. Raises the errors of `compare`.
    """
    pairs = compare(path, before)
    html = filled(
        "compared.html",
        file=path.name,
        before=before.name,
        pages=list(_pages(pairs)),
        number=len(pairs),
    )
    return [finding for pair in pairs for finding in pair.findings], html


def _pages(pairs: Sequence[Pair]) -> Iterator[dict[str, object]]:
    for pair in pairs:
        if pair.findings:
            shown = [*pair.pictures, *_difference(pair)]
            names = ("before", "after", "difference")
            yield {
                "label": pair.label,
                "messages": [parts_of(finding)[0] for finding in pair.findings],
                "pictures": [
                    (name, data_address(each, SHOWN_PX))
                    for name, each in zip(names, shown, strict=False)
                ],
            }


def _difference(pair: Pair) -> Iterator[Image.Image]:
    """Return a picture of the difference: removed parts red, added parts blue."""
    from PIL import Image, ImageChops, ImageDraw

    if not pair.places:
        return
    old, new = (picture.convert("L") for picture in pair.pictures)
    # Ink on only one of the pages darkens two of the three bands.
    gone, added = ImageChops.subtract(new, old), ImageChops.subtract(old, new)
    pale = ImageChops.lighter(old, new).point(lambda value: round(value + (255 - value) * PALE))
    bands = (
        ImageChops.subtract(pale, added),
        ImageChops.subtract(ImageChops.subtract(pale, added), gone),
        ImageChops.subtract(pale, gone),
    )
    made = Image.merge("RGB", bands)
    draw = ImageDraw.Draw(made)
    for place in pair.places:
        draw.rectangle(place, outline="#c42b1c", width=2)
    yield made
