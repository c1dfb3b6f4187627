"""Rules of the pages of a publication: how many, how large, empty or not."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.checks.pdf.document import Document
from exporter.checks.pdf.rules.page_boxes import trim_fault
from exporter.checks.rules import Hit, rule
from exporter.findings import Severity
from exporter.patterns import pattern
from exporter.pdf.geometry import touches
from exporter.profiles import Profile

SAME_MM = 0.1
BLANK = pattern(r"blank(-\d+)?")
BESIDE = " + "  # between the labels of two pages on a sheet


@rule(
    "pdf-page-count",
    "Page count not a multiple of the signature",
    clause="GWG 2015 (number of pages)",
    advice="add blank pages, or change the profile's signature",
    press=Severity.ERROR,
)
def page_count(document: Document, profile: Profile) -> Iterator[Hit]:
    """Find a number of pages that is not a multiple of the profile's signature.

    Our imposed files hold sheets whose labels name both pages: these are counted. A file of one
    page is a page of its own, as `--split` writes them: then nothing is counted.
    """
    count = sum(len(page.label.split(BESIDE)) for page in document.pages)
    if len(document.pages) > 1 and count % profile.signature and not profile.impose:
        yield Hit(f"{count} pages are not a multiple of {profile.signature}")


@rule(
    "pdf-page-size",
    "Pages of different sizes, or not of the paper's",
    clause="GWG 2015 (page size); the plant's specification, `paper` of the profile",
    advice="give every page the same TrimBox, of the size of the paper",
    press=Severity.ERROR,
)
def page_size(document: Document, profile: Profile) -> Iterator[Hit]:
    """Find pages whose trimmed size is not that of the paper, if the profile gives its measures.

    Else those that differ from most pages. Invalid TrimBoxes don't count.
    """
    pages = [page for page in document.pages if not trim_fault(page)]
    sizes = [page.mm(page.trim)[2:] for page in pages]
    rounded = [(round(width, 1), round(height, 1)) for width, height in sizes]
    usual = sizes[rounded.index(max(rounded, key=rounded.count))] if sizes else (0, 0)
    if not profile.impose:
        usual = profile.paper_mm or usual
    for page, (width, height) in zip(pages, sizes, strict=True):
        if max(abs(width - usual[0]), abs(height - usual[1])) > SAME_MM:
            wanted = f"{usual[0]:.1f} × {usual[1]:.1f}"
            yield Hit(f"the page is {width:.1f} × {height:.1f} mm, not {wanted}", page)


@rule(
    "pdf-page-empty",
    "Empty page",
    clause="GWG 2015 (empty pages)",
    advice="check that nothing is missing; blank pages that fill the signature are not reported",
    press=Severity.WARNING,
    screen=Severity.WARNING,
    archive=Severity.WARNING,
)
def page_empty(document: Document, profile: Profile) -> Iterator[Hit]:
    """Find pages with an empty TrimBox, except those that fill the last signature.

    Ours are labelled as blank: they may fill one of another number of pages.
    """
    empty = [
        not any(touches(mark.box, page.trim) for mark in page.marks) for page in document.pages
    ]
    filling = 0
    if len(empty) % profile.signature == 0:
        while filling < profile.signature - 1 and filling + 1 < len(empty) and empty[-filling - 1]:
            filling += 1
    for page, nothing in zip(document.pages, empty, strict=True):
        if nothing and page.number <= len(empty) - filling and not BLANK.fullmatch(page.label):
            yield Hit("the page is empty", page)
