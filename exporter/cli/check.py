"""exporter check: what is wrong with issues, PDFs and EPUBs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from exporter.cli.choices import Json, Quiet
from exporter.cli.outcomes import attempt, finish, write_repairs
from exporter.cli.reading_options import ReadingChoice
from exporter.cli.reports import print_rules, progress, tell
from exporter.errors import InvalidSource, UsageError
from exporter.findings import errors
from exporter.outputs import temporary_folder


def check(
    reading: ReadingChoice,
    source: Annotated[
        list[Path],
        typer.Argument(
            help="Issues, or PDF and EPUB files made by any program.", show_default=False
        ),
    ],
    profile: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="What a PDF is for: screen, press, newsprint, heatset, magazine, archive, or a "
            "YAML file of your own. For an issue, its pictures are checked, too. Without it, what "
            "the PDF claims: PDF/X is checked as `press`, PDF/A as `archive`, any other as "
            "`screen`.",
            show_default=False,
        ),
    ] = "",
    html: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write an HTML report on one PDF, with a picture of each page and the findings "
            "marked on it.",
            show_default=False,
        ),
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option(
            metavar="PDF",
            help="Report what changed in one PDF since this earlier one, instead of checking it; "
            "--html adds pictures of the differences.",
            show_default=False,
        ),
    ] = None,
    rules: Annotated[  # noqa: ARG001 - its callback does it
        bool,
        typer.Option(
            "--rules",
            callback=print_rules,
            is_eager=True,
            help="List all rules with their severity and the clause of the standard.",
        ),
    ] = False,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Report what is wrong with issues, PDFs and EPUBs."""
    from exporter import api
    from exporter.checks.epubcheck import unchecked
    from exporter.profiles import find_profile

    api.judge_reading(reading.options)
    if html and len(source) > 1:
        raise UsageError("--html reports on one PDF, name only one")
    if against and (len(source) > 1 or profile):
        raise UsageError("--against compares two PDFs: name one PDF to check, and no --profile")
    used = find_profile(profile) if profile else None
    reports = []
    with temporary_folder() as folder, progress(quiet or as_json) as show:
        options = reading.fetching(folder, show)
        for path in source:
            show(str(path))
            report = attempt(
                path,
                lambda path: (
                    api.compare(path, against, html)
                    if against
                    else api.examine(path, options, used, html)
                ),
            )
            if errors(report["findings"]):
                report |= {"failed": True, "code": InvalidSource.exit_code}
            reports.append(report | {"file": bool(against) or api.is_product(path)})
            if report.get("interrupted"):
                break
    write_repairs(reading.report, reports)
    finish(reports, as_json, quiet)
    if quiet or as_json:
        return
    if not any(report["findings"] for report in reports):
        tell("nothing found")
    if any(path.suffix.lower() == ".epub" for path in source):
        tell(unchecked())
