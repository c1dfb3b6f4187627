"""How each article fits its page: lines over, lines and characters short."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from exporter.languages.tags import is_ideographic
from exporter.layouts.makeup.advice import lines_short
from exporter.layouts.makeup.places import rectangles
from exporter.layouts.makeup.plan.grid import SheetGrid
from exporter.layouts.makeup.result import SheetResult
from exporter.preview.page_state import Area, ArticleState, SheetState

LATIN = 2.2  # Latin characters per em, spaces included


def characters(lines: int, area: SheetGrid, language: str) -> int:
    """Estimate how many characters a number of lines in a column hold."""
    ems = area.column / area.type.size
    return lines * math.floor(ems if is_ideographic(language) else ems * LATIN)


def sheet_states(sheets: Sequence[tuple[SheetResult, str]]) -> list[SheetState]:
    """Return the state of sheets for the page; each comes with the name of its picture."""
    results = [sheet for sheet, _ in sheets]
    by_sheet: dict[int, list[Area]] = {}
    for each in rectangles(results):
        area = results[each.sheet - 1].fit
        if area:
            wide, high = area.area.paper.width_mm, area.area.paper.height_mm
            shares = each.x / wide, each.y / high, each.width / wide, each.height / high
            found = Area(each.article, *(round(share, 4) for share in shares))
            by_sheet.setdefault(each.sheet, []).append(found)
    return [
        _sheet_state(sheet, name, tuple(by_sheet.get(number, ())))
        for number, (sheet, name) in enumerate(sheets, 1)
    ]


def _sheet_state(sheet: SheetResult, name: str, areas: tuple[Area, ...]) -> SheetState:
    fit, job = sheet.require_fit(), sheet.job
    short = lines_short(sheet)
    language = job.edition.language
    return SheetState(
        label=job.label,
        page=job.page.label,
        picture=name,
        width=round(fit.area.paper.width_mm),
        height=round(fit.area.paper.height_mm),
        filled=round(100 * fit.own, 1),
        lines_over=fit.over,
        lines_short=short,
        characters=characters(fit.over or short, fit.area, language),
        areas=areas,
    )


def fitted(
    articles: Mapping[str, ArticleState], sheets: Sequence[SheetResult]
) -> dict[str, ArticleState]:
    """Return articles with their fit: lines continued elsewhere, and lines left empty."""
    found = dict(articles)
    for sheet in sheets:
        if sheet.fit is None:
            continue
        for rest in sheet.job.rests:
            lines = sum(piece.lines + piece.before for piece in rest.slices)
            _note(found, sheet, rest.story.id, lines_over=lines)
        for placed in sheet.fit.placements:
            frame = placed.frame
            if frame.white > 0:
                _note(found, sheet, frame.story.id, lines_short=frame.white)
            if sheet.job.part:
                _note(found, sheet, frame.story.id, is_elsewhere=True)
    return found


def _note(
    found: dict[str, ArticleState],
    sheet: SheetResult,
    story: str,
    lines_over: int = 0,
    lines_short: int = 0,
    is_elsewhere: bool = False,
) -> None:
    state = found.get(story.partition(".")[0])
    if state is None or sheet.fit is None:
        return
    over, short = max(state.lines_over, lines_over), max(state.lines_short, lines_short)
    found[state.id] = replace(
        state,
        lines_over=over,
        lines_short=0 if over else short,
        characters=characters(over or short, sheet.fit.area, sheet.job.edition.language),
        is_elsewhere=state.is_elsewhere or (is_elsewhere and not sheet.job.rests),
    )
