"""The made-up sheets as one WeasyPrint document, as many as the issue has pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from exporter.edition import Edition
from exporter.edition.pdf_picture import pages_shown
from exporter.engine import boxes
from exporter.engine.font_configuration import font_configuration
from exporter.engine.renderer import drawn_how, renderer
from exporter.engine.transfer import packer
from exporter.findings import Finding
from exporter.layouts.makeup import parallel
from exporter.layouts.makeup.advice import short
from exporter.layouts.makeup.draw.extras import extras, sheet_name
from exporter.layouts.makeup.draw.sheet_cache import KeptSheets
from exporter.layouts.makeup.draw.verify import Overrun
from exporter.layouts.makeup.elsewhere import elsewhere
from exporter.layouts.makeup.excess import excess, fitted
from exporter.layouts.makeup.flowing import flow_page
from exporter.layouts.makeup.issue import below, carry_over, findings
from exporter.layouts.makeup.jobs import jobs
from exporter.layouts.makeup.measure.cache import user_store
from exporter.layouts.makeup.others import others
from exporter.layouts.makeup.page import PageJob
from exporter.layouts.makeup.result import SheetResult
from exporter.layouts.makeup.setting import Setting
from exporter.layouts.makeup.varied import varied
from exporter.layouts.papers import find_paper
from exporter.layouts.sheets import Sheet
from exporter.layouts.workers import processes
from exporter.options import Options


@dataclass
class SheetDocument:
    """An issue made up: its sheets in order, WeasyPrint's document, what a user should know.

    `pages` are the PDFs that are shown, by the name of their picture; true for those that bleed.
    """

    sheets: list[SheetResult]
    document: boxes.Document
    findings: list[Finding] = field(default_factory=list)
    pages: dict[str, tuple[Path, bool]] = field(default_factory=dict)

    def list_sheets(self) -> list[Sheet]:
        """Return which page of the issue each sheet of the document belongs to."""
        made, parts = [], Counter[int]()
        for sheet in self.sheets:
            for _ in sheet.drawn.pages if sheet.drawn else ():
                parts[sheet.job.number] += 1
                made.append(Sheet(sheet.job.page, parts[sheet.job.number], facing=sheet.job.facing))
        return made


def lay_out_sheets(edition: Edition, options: Options, labels: Sequence[str] = ()) -> SheetDocument:
    """Make up an issue, or those of its pages that `labels` names, and draw the sheets.

    Of `options.pages` the sheets are as in the whole issue, which is made up for that.
    """
    shared = setting(edition, options)
    settled = _drawn(varied(_made_up(jobs(shared), labels, options)), options)
    sheets = [sheet for sheet in settled if _is_wanted(sheet, options.pages)]
    pages = [page for sheet in sheets if sheet.drawn for page in sheet.drawn.pages]
    drawn = (extra.resource for extra in shared.extras.values())
    told = [*short(sheets), *findings(sheets), *elsewhere(settled, options.pages)]
    # A page in the flow layout shows the advertisements of the edition.
    shown = pages_shown((*edition.resources.values(), *drawn))
    return SheetDocument(sheets, shared.empty().copy(pages), told, shown)


def _drawn(made: Sequence[SheetResult], options: Options) -> list[SheetResult]:
    """Return all sheets; a page whose text runs out of its frames flows instead.

    Those of `options.pages` are drawn, of none all.
    """
    flowing: dict[int, tuple[Overrun, ...]] = {}
    while True:
        sheets = carry_over(made, flowing)
        wanted = [sheet for sheet in sheets if _is_wanted(sheet, options.pages)]
        _draw([sheet for sheet in wanted if sheet.drawn is None and sheet.fit], options)
        for sheet in wanted:
            if sheet.drawn and sheet.drawn.overruns:
                _otherwise(sheet)
        overrun = {
            each.job.number: each.drawn.overruns
            for each in sheets
            if each.drawn and each.drawn.overruns
        }
        if overrun.keys() <= flowing.keys():
            return sheets
        flowing |= overrun


def _draw(sheets: Sequence[SheetResult], options: Options) -> None:
    number = processes(options.jobs, len(sheets) // 2)
    if number > 1:
        parallel.draw(sheets, number)
        return
    for sheet in sheets:
        sheet.drawn = sheet.draw()


def _is_wanted(sheet: SheetResult, wanted: Collection[str]) -> bool:
    return not wanted or not set(wanted).isdisjoint(sheet.job.labels)


def _otherwise(sheet: SheetResult) -> None:
    """Make a sheet up by another plan, if there is one that holds what is drawn of it."""
    for fit in others(sheet):
        drawn = sheet.job.draw(sheet.job.sheet(fit, {}, {}))
        if not drawn.overruns:
            sheet.fit, sheet.drawn = fit, drawn
            return


def _made_up(
    pages: Sequence[PageJob], labels: Sequence[str], options: Options
) -> list[SheetResult]:
    """Make up the pages that `labels` names, or all, each for itself, after the front page.

    The front page's lead has the largest headline of the issue, so that its size comes first.
    """
    front = SheetResult(pages[0], None)
    wanted = [job for job in pages[1:] if not labels or not set(labels).isdisjoint(job.labels)]
    number = processes(options.jobs, (len(wanted) + 1) // 2)
    is_wanted = not labels or not set(labels).isdisjoint(front.job.labels)
    if number > 1:
        return parallel.make_up(wanted, number, options.pages, pages[0], is_wanted)
    front.fit = front.job.fit()
    others = below(wanted, fitted(front.job, front.fit))
    return [*([front] if is_wanted else []), *_each(others)]


def _each(wanted: Sequence[PageJob]) -> list[SheetResult]:
    made = []
    for job in wanted:
        fit = job.fit()
        if fit is None:
            excess(job)  # while its frames are known
        made.append(SheetResult(job, fit))
    return made


def setting(edition: Edition, options: Options) -> Setting:
    """Return what the pages of an edition share."""
    fonts = font_configuration()
    clear = any(options.profile.clear_mm)
    paper = find_paper(options.sheet_size, edition.style)
    sheet = None if clear else (paper.width_mm, paper.height_mm)
    found = list(extras(edition, options.profile.bleed_mm > 0 and not clear, sheet))
    pictures = {extra.resource.name: extra.resource for extra in found}
    render = renderer(edition, options.profile, fonts, pictures)
    store = user_store(options.cache)
    return Setting(
        edition,
        options.sheet_size,
        render,
        lambda page: flow_page(edition, page, options, render),
        fonts,
        KeptSheets(store, fonts, drawn_how(options.profile), {**edition.resources, **pictures}),
        packer(options.profile, fonts, {**edition.resources, **pictures}),
        store,
        {extra.story or sheet_name(extra.page): extra for extra in found},
        edition.masthead,
        options.profile.bleed_mm,
        options.profile.least_dpi,
        options.profile.reversed_from_pt,
        clear,
    )
