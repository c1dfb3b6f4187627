"""A report of findings to look at: one HTML file with a picture of every page, marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from exporter.checks.pdf import check_document, own_profile
from exporter.checks.pdf.document import Document, Page, open_document
from exporter.checks.report.data_urls import data_address
from exporter.checks.report.groups import Group, grouped
from exporter.checks.report.template import filled
from exporter.findings import Box, Finding, Severity
from exporter.guard import reason
from exporter.messages import parts_of
from exporter.profiles import Profile

if TYPE_CHECKING:
    from PIL import Image

PICTURE_PX = 900  # the longer side of a page's picture
LEAST_MARK = 0.4  # per cent of the page: a hairline must be seen

__all__ = ["report_pdf"]


@dataclass(frozen=True)
class Mark:
    """A rectangle of a finding on the picture of a page, in per cent of its size."""

    number: int
    severity: Severity
    title: str
    left: float
    top: float
    width: float
    height: float
    first: bool


def report_pdf(path: Path, profile: Profile | None = None) -> tuple[list[Finding], str]:
    """Check a PDF; returns what is wrong with it and the HTML that shows it.

    The HTML needs no other file and is the same for the same PDF. Raises what `preflight` raises.
    """
    with open_document(path) as document:
        profile = profile or own_profile(document)
        findings = check_document(document, profile)
        return findings, _html(document, profile, findings)


def _html(document: Document, profile: Profile, findings: Sequence[Finding]) -> str:
    groups = grouped(findings)
    counts = {
        severity: sum(finding.severity is severity for finding in findings) for severity in Severity
    }
    return filled(
        "report.html",
        file=document.path.name,
        profile=profile,
        counts=counts,
        size=_size(document),
        groups=groups,
        pages=list(_pages(document, groups)),
    )


def _size(document: Document) -> str:
    width, height = document.pages[0].mm(document.pages[0].trim)[2:]
    return f"{width:.0f} × {height:.0f} mm"


def _pages(document: Document, groups: Sequence[Group]) -> Iterator[dict[str, object]]:
    for page in document.pages:
        picture, width, height = _picture(page)
        yield {
            "number": page.number,
            "label": page.label if page.label != str(page.number) else "",
            "picture": picture,
            "width": width,
            "height": height,
            "marks": list(_marks(page, groups)),
            "groups": [group for group in groups if any(_of(page, group))],
        }


def _picture(page: Page) -> tuple[str, int, int]:
    """Return the picture of a page as a data address, and its size in pixels."""
    image = _painted(page)
    return data_address(image), image.width, image.height


def _painted(page: Page) -> Image.Image:
    """Return the picture of a page; a grey one of a page that PDFium can't paint."""
    from PIL import Image

    try:
        sheet = page.document.reader[page.number - 1]
        scale = PICTURE_PX / max(*sheet.get_size(), 1)
        painted: Image.Image = sheet.render(scale=scale).to_pil().convert("RGB")
    except Exception as error:
        page.document.problems.append(f"page {page.number} can't be rendered ({reason(error)})")
        return Image.new("RGB", (PICTURE_PX, PICTURE_PX), "#ddd")
    return painted


def _of(page: Page, group: Group) -> Iterator[Finding]:
    """Yield the findings of a group on a page."""
    for finding in group.findings:
        if finding.place and finding.place.page == page.number:
            yield finding


def _marks(page: Page, groups: Sequence[Group]) -> Iterator[Mark]:
    """Yield the rectangles of the findings on a page; the largest lie undermost."""
    shown = page.mm(page.crop)
    found = [
        _mark(group.number, finding, box, shown, index == 0)
        for group in groups
        for finding in _of(page, group)
        for index, box in enumerate(finding.place.boxes if finding.place else ())
    ]
    yield from sorted(found, key=lambda mark: -mark.width * mark.height)


def _mark(number: int, finding: Finding, box: Box, shown: Box, first: bool) -> Mark:
    left = 100 * (box.x - shown.x) / shown.width
    top = 100 * (box.y - shown.y) / shown.height
    return Mark(
        number,
        finding.severity,
        f"{finding.rule}: {parts_of(finding)[0]}",
        round(left, 2),
        round(top, 2),
        round(max(100 * box.width / shown.width, LEAST_MARK), 2),
        round(max(100 * box.height / shown.height, LEAST_MARK), 2),
        first,
    )
