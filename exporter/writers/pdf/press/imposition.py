"""Add blank sheets to fill a signature; put two pages on a sheet, as spreads or as a booklet.

A page is placed by its TrimBox and keeps its bleed on the outer sides; at the spine it ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pikepdf
from pikepdf import Array, Dictionary, Name

from exporter.findings import Finding
from exporter.languages.tags import direction
from exporter.layouts.sheets import Sheet
from exporter.units import MM
from exporter.writers.pdf.job import Job

BOOKLET_SIGNATURE = 4


@dataclass(frozen=True)
class Spread:
    """Two pages side by side by their numbers from 0 (none: nothing is there).

    `depth` is how many sheets lie around this one.
    """

    left: int | None
    right: int | None
    depth: int = 0


def add_blanks(job: Job) -> None:
    """Add blank sheets at the end, up to a multiple of the signature (of 4 in a booklet)."""
    signature = job.profile.signature
    if job.profile.impose == "booklet":
        signature = max(signature, BOOKLET_SIGNATURE)
        signature += -signature % BOOKLET_SIGNATURE
    count, last = len(job.pdf.pages), job.pdf.pages[-1]
    blanks = -count % signature
    if blanks:
        job.findings.append(_blanks_added(job, count, blanks, signature))
    for number in range(1, blanks + 1):
        page = Dictionary(
            Type=Name.Page, MediaBox=last.MediaBox, TrimBox=last.TrimBox, Resources=Dictionary()
        )
        job.pdf.pages.append(pikepdf.Page(job.pdf.make_indirect(page)))
        job.pdf.pages[-1].Contents = job.pdf.make_stream(b"")
        job.sheets.append(Sheet(None, number, blank=True))
        job.labels.append(job.sheets[-1].label)


def _blanks_added(job: Job, count: int, blanks: int, signature: int) -> Finding:
    message = (
        f"the number of sheets, {count}, must be a multiple of {signature} in this profile:"
        f" blank sheets are added at the end ({blanks})"
    )
    advice = "fill them, or set `signature` in the profile (--signature)"
    return Finding("pdf-blank-sheets", job.edition.issue.origin, 0, message, advice)


def impose(job: Job) -> None:
    """Put two pages on a sheet, by the profile."""
    count = len(job.pdf.pages)
    spreads = list(booklet(count) if job.profile.impose == "booklet" else reader_spreads(count))
    if direction(job.edition.language) == "rtl":
        # Bound at the right: the first page is on the left, and the sheets are read from the right.
        spreads = [replace(each, left=each.right, right=each.left) for each in spreads]
    pages = list(job.pdf.pages)
    labels = [[job.labels[number] for number in _numbers(spread)] for spread in spreads]
    for spread in spreads:
        job.pdf.pages.append(_imposed(job, pages, spread))
    del job.pdf.pages[:count]
    job.labels = [" + ".join(each) for each in labels]
    job.sheets = []


def reader_spreads(count: int) -> Iterator[Spread]:
    """Yield reader spreads: the first page alone, on the right."""
    for left in range(-1, count, 2):
        right = left + 1 if left + 1 < count else None
        yield Spread(left if left >= 0 else None, right)


def booklet(count: int) -> Iterator[Spread]:
    """Yield the sides of saddle-stitched sheets, the outermost first; `count` is whole fours."""
    for depth in range(count // BOOKLET_SIGNATURE):
        first = 2 * depth
        last = count - 1 - first
        yield Spread(last, first, depth)
        yield Spread(first + 1, last - 1, depth)


def _numbers(spread: Spread) -> Iterator[int]:
    yield from (number for number in (spread.left, spread.right) if number is not None)


def _imposed(job: Job, pages: Sequence[pikepdf.Page], spread: Spread) -> pikepdf.Page:
    """Make the sheet of a spread, in points: its TrimBox begins at 0, 0."""
    bleed = job.profile.bleed_mm * MM
    creep = spread.depth * job.profile.creep_mm * MM
    low, bottom, high, top = trim_box(pages[next(_numbers(spread))])
    width, height = high - low, top - bottom
    content = []
    forms = Dictionary()
    for number, name, x, shift in (
        (spread.left, "/Left", 0.0, creep),
        (spread.right, "/Right", width, -creep),
    ):
        if number is None:
            continue
        forms[name] = _form(job.pdf, pages[number])
        box = trim_box(pages[number])
        clip = x - (bleed if x == 0 else 0), -bleed, width + bleed, height + 2 * bleed
        content.append(
            f"q {numbers(clip)} re W n 1 0 0 1 "
            f"{numbers((x + shift - box[0], -box[1]))} cm {name} Do Q"
        )
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([-bleed, -bleed, 2 * width + bleed, height + bleed]),
        TrimBox=Array([0, 0, 2 * width, height]),
        Resources=Dictionary(XObject=forms),
        Contents=job.pdf.make_stream("\n".join(content).encode()),
    )
    grouped = [pages[number] for number in _numbers(spread) if "/Group" in pages[number].obj]
    if grouped:
        page.Group = grouped[0].obj.Group
    return pikepdf.Page(job.pdf.make_indirect(page))


def _form(pdf: pikepdf.Pdf, page: pikepdf.Page) -> object:
    """Make a form XObject of a page, to place several on a sheet."""
    page.contents_coalesce()
    form = pdf.make_stream(page.Contents.read_bytes())
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = page.MediaBox
    form.Resources = page.Resources
    if "/Group" in page:
        form.Group = page.Group
    return form


def trim_box(page: pikepdf.Page) -> tuple[float, float, float, float]:
    """Return the TrimBox of a page in points."""
    left, bottom, right, top = map(float, page.TrimBox)
    return left, bottom, right, top


def numbers(values: tuple[float, ...]) -> str:
    """Format numbers for a content stream, to 0.0001 pt."""
    return " ".join(f"{value:.4f}".rstrip("0").rstrip(".") or "0" for value in values)
