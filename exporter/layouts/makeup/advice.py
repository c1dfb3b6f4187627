"""What an editor can do about a sheet that its articles do not fill, in words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from exporter.amounts import amount
from exporter.findings import Finding
from exporter.languages.quotation import with_inner_marks
from exporter.languages.tags import is_ideographic
from exporter.layouts.makeup.plan.grid import SheetGrid, sheet_room
from exporter.layouts.makeup.plan.story import Story
from exporter.layouts.makeup.result import SheetResult
from exporter.model import PageLayout

TOLD = 0.1  # share of the type area without articles above which editors are warned
WORDS = 0.37  # words an em of a line of Latin text, with the spaces
SHAPE, CAPTION = 2 / 3, 2  # height by width of a usual photograph, and the lines below it
HALF = 0.5  # of the room, which an article to move here fills at least


def short(sheets: Sequence[SheetResult]) -> Iterator[Finding]:
    """Yield a finding for each sheet with more room left than an editor would print."""
    for sheet in sheets:
        job, lines = sheet.job, lines_short(sheet)
        if lines:
            share = lines / sheet_room(sheet.fit.area) if sheet.fit else 0
            house = ", which a house box fills" if sheet.fit and sheet.fit.house else ""
            yield Finding(
                "pdf-makeup-short",
                job.edition.issue.origin,
                0,
                f"page {job.label} is {amount(lines, 'line')} of a column short: "
                f"{share:.0%} of its sheet{house}",
                ", or ".join(_ways(sheet, lines, sheets)),
            )


def lines_short(sheet: SheetResult) -> int:
    """Return the lines of one column that no article fills; 0 if they are few."""
    job, fit = sheet.job, sheet.fit
    if fit is None or not fit.placements or not job.articles or job.layout is PageLayout.FLOW:
        return 0
    empty = 1 - fit.own
    return round(empty * sheet_room(fit.area)) if empty > TOLD else 0


def _ways(sheet: SheetResult, lines: int, sheets: Sequence[SheetResult]) -> Iterator[str]:
    """Yield what would fill so many lines: text, a picture, an article from a crowded page."""
    fit, language = sheet.require_fit(), sheet.job.edition.language
    ems = fit.area.column / fit.type.size
    if is_ideographic(language):
        yield f"write about {amount(lines * math.floor(ems), 'character')} more"
    else:
        yield f"write about {amount(round(lines * ems * WORDS / 10) * 10, 'word')} more"
    yield from _picture(sheet, lines)
    for other in sheets:
        for story in _movable(other, lines) if other is not sheet else ():
            yield f"move “{_headline(other, story)}” here from page {other.job.label}"
            return


def _picture(sheet: SheetResult, lines: int) -> Iterator[str]:
    """Yield which article could have a picture, and over how many columns."""
    fit = sheet.require_fit()
    bare = [each for each in fit.stories if each.slices and not each.shots and not each.small]
    columns = [each for each in range(1, fit.area.columns) if _taken(fit.area, each) <= lines]
    if bare and columns:
        name = _headline(sheet, max(bare, key=lambda story: story.lines))
        yield f"add a picture of {amount(columns[-1], 'column')} to “{name}”"


def _taken(area: SheetGrid, columns: int) -> float:
    """Return the lines of one column that a picture over some columns takes."""
    return columns * (area.span(columns) * SHAPE / area.line + CAPTION)


def _movable(sheet: SheetResult, lines: int) -> list[Story]:
    """Return the articles of a crowded page that would fill so many lines elsewhere."""
    fit = sheet.fit
    if fit is None or not (fit.over or sheet.job.part):
        return []
    return [
        story
        for story in fit.stories[1:]
        if story.id in _articles(sheet) and HALF * lines <= story.lines <= lines
    ]


def _articles(sheet: SheetResult) -> dict[str, str]:
    return {each.article.id: each.article.title for each in sheet.job.articles}


def _headline(sheet: SheetResult, story: Story) -> str:
    return with_inner_marks(_articles(sheet).get(story.id, story.id))
