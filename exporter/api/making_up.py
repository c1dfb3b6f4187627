"""Make up the sheets of an issue, with a report on each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from exporter.api.input import read_with_style
from exporter.api.judging import judge_options, judge_strictly, known_label
from exporter.api.results import MakeupReport
from exporter.api.targets import copied, judge_output
from exporter.edition import Edition, make_edition
from exporter.edition.style import Style
from exporter.findings import Finding
from exporter.model import Issue
from exporter.options import Options
from exporter.outputs import temporary_folder
from exporter.readers.base import Reading
from exporter.writers import file_stem

if TYPE_CHECKING:
    from exporter.layouts.makeup.render import SheetDocument


def make_up(
    source: Path | str | Issue,
    output: Path | str | None = None,
    options: Options | None = None,
    pages: Sequence[str] = (),
    png: bool = False,
) -> MakeupReport:
    """Make up the given pages of an issue, or all pages, named by their labels.

    With `output`, the sheets are written there as a PDF or, with `png`, as one picture per sheet,
    named after `output` and the page; a picture has 80 px an inch. Raises `UsageError` for a page
    that is not in the issue, `OutputError` for a file that can't be written, and as `read` does.
    """
    from exporter.writers.pdf import write_sheets
    from exporter.writers.pdf.sheet_pictures import write_pictures

    options = options or Options()
    judge_options(options)
    reading, style = read_with_style(source, options)
    issue = reading.require_issue()
    pages = [known_label(label, issue) for label in pages]
    path = Path(output) if output else None
    if path:
        judge_output(path, issue, set())
    with temporary_folder() as folder:
        pdf = folder / "sheets"
        made, findings = write_sheets(_with_pictures(issue, style), pdf, options, pages)
        judge_strictly(findings, options.reading)
        written: tuple[Path, ...] = (copied(pdf, path),) if path and not png else ()
        if png:
            labels = [sheet.job.label for sheet in made.sheets]
            stem = path.with_suffix("") if path else Path(file_stem(issue))
            written = write_pictures(pdf, stem, labels)
    return _report(made, written, reading, findings)


def _with_pictures(issue: Issue, style: Style) -> Edition:
    edition = make_edition(issue, style)
    edition.load_pictures()
    return edition


def _report(
    made: SheetDocument, written: tuple[Path, ...], reading: Reading, findings: Sequence[Finding]
) -> MakeupReport:
    """Report on made-up sheets and the files that were written of them."""
    from exporter.layouts.makeup.issue import report
    from exporter.layouts.makeup.places import advertisements, rectangles

    sheets = tuple(map(report, made.sheets))
    places = tuple(rectangles(made.sheets))
    found = dict.fromkeys((*reading.findings, *findings))
    boxes = tuple(advertisements(made.sheets))
    told = tuple(found), reading.changes, reading.reasons
    return MakeupReport(written, sheets, places, *told, boxes)


def draw_facsimiles(issue: Issue, folder: Path, options: Options, style: Style) -> Issue:
    """Return an issue with made-up pages as facsimiles, written to `folder`."""
    from exporter.layouts.makeup.facsimiles import with_facsimiles
    from exporter.writers.pdf import write_sheets

    options.progress("facsimiles")
    edition = make_edition(issue, style)
    edition.load_pictures()
    pdf = folder / "sheets"
    made, _ = write_sheets(edition, pdf, options)
    return with_facsimiles(issue, made.sheets, pdf, folder)
