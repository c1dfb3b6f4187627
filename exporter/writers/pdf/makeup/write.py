"""Makeup as a WeasyPrint document of as many sheets as the issue has pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from exporter.edition import Edition
from exporter.findings import Finding
from exporter.writers import Options
from exporter.writers.pdf.makeup.issue import MadeUp, findings, make_up
from exporter.writers.pdf.makeup.pages import PageJob, Setting, jobs


@dataclass
class Makeup:
    """An issue made up: its sheets in order, the pages of WeasyPrint, what a user should know."""

    sheets: list[MadeUp]
    document: Any
    findings: list[Finding] = field(default_factory=list)


def made_up(
    edition: Edition, options: Options, weasyprint: Any, labels: Sequence[str] = ()
) -> Makeup:
    """Make up an issue, or those of its pages that `labels` names, and draw the sheets."""
    setting = Setting(edition, options.paper, options.style, _renderer(edition, weasyprint))
    wanted = [job for job in jobs(setting) if not labels or job.page.label in labels]
    sheets = make_up(wanted, _one_by_one)
    for sheet in sheets:
        if sheet.drawn is None and sheet.fit is not None:
            sheet.drawn = sheet.job.draw(sheet.job.sheet(sheet.fit, sheet.tails, sheet.heads))
    pages = [page for sheet in sheets for page in sheet.drawn.pages]
    return Makeup(sheets, sheets[0].drawn.copy(pages), list(findings(sheets)))


def _one_by_one(wanted: Sequence[PageJob]) -> list[MadeUp]:
    return [MadeUp(job, job.fit()) for job in wanted]


def _renderer(edition: Edition, weasyprint: Any) -> Any:
    """Return the function that lays HTML out; fonts and pictures are shared by all sheets."""
    from weasyprint.text.fonts import FontConfiguration

    from exporter.writers.pdf.fetcher import BASE, EditionFetcher

    fetcher = EditionFetcher(edition)
    fonts = FontConfiguration()
    pictures: dict[str, Any] = {}

    def render(html: str) -> Any:
        source = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=fetcher)
        return source.render(font_config=fonts, cache=pictures)

    return render
