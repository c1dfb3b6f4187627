"""Artwork that is not of the size of its box or sheet, for a build and before one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exporter.edition import make_edition
from exporter.edition.style import Style
from exporter.findings import Finding
from exporter.layouts.makeup.draw.advertisements import faults
from exporter.layouts.makeup.draw.extras import Extra, box_name, extras, sheet_name
from exporter.layouts.makeup.plan.grid import SheetGrid, sheet_grid
from exporter.model import Advertisement, Issue, Page
from exporter.profiles import Profile


def told(
    label: str,
    boxes: Iterable[tuple[Extra | None, Advertisement]],
    whole: Extra | None,
    area: SheetGrid,
) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the advertisements of a page and its facsimile, and what to do.

    `boxes` are what was booked with its artwork, `whole` stands for a page without articles.
    """
    found = [
        (f"advertisement `{box.alt or number}` on page {label}", extra, box)
        for number, (extra, box) in enumerate(boxes, 1)
    ]
    if whole and whole.box:
        found.append((f"the facsimile of page {label}", whole, whole.box))
    for who, extra, box in found:
        for wrong, remedy in faults(extra, box, area):
            yield f"{who} {wrong}", remedy


def check_artwork_sizes(issue: Issue, profile: Profile, style: Style) -> Iterator[Finding]:
    """Yield what a build for a profile would tell of the sizes of artwork, on its paper."""
    if any(profile.clear_mm) or not any(map(_shows_artwork, issue.pages)):
        return
    area = sheet_grid(profile.paper, issue.publication.language, style=style)
    sheet = area.paper.width_mm, area.paper.height_mm
    made = extras(make_edition(issue), profile.bleed_mm > 0, sheet)
    known = {each.story or sheet_name(each.page): each for each in made}
    for number, page in enumerate(issue.pages, 1):
        names = (box_name(number, place) for place, _ in enumerate(page.advertisements, 1))
        boxes = [
            (known.get(name), box) for name, box in zip(names, page.advertisements, strict=True)
        ]
        for wrong, remedy in told(page.label, boxes, known.get(sheet_name(number)), area):
            yield Finding("pdf-advertisement-size", issue.origin, 0, wrong, remedy)


def _shows_artwork(page: Page) -> bool:
    bleeds = bool(page.facsimile and page.facsimile.bleed and not page.articles)
    return bleeds or bool(page.advertisements)
