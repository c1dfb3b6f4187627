"""exporter makeup: make up the pages of an issue, and report how each fits its sheet."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from exporter import interruption
from exporter.amounts import amount
from exporter.cli.choices import Jobs, Json, NoCache, Paper, Quiet, Source, Style
from exporter.cli.outcomes import Ended, cache_beside, exit_code, write_repairs
from exporter.cli.reading_options import ReadingChoice
from exporter.cli.reports import progress, say
from exporter.findings import grouped
from exporter.messages import as_dict, words_of
from exporter.outputs import recorded


def makeup(
    reading: ReadingChoice,
    source: Source,
    page: Annotated[
        list[str],
        typer.Option(
            "--page",
            metavar="LABEL",
            help="Page to make up; may be repeated. Without it: all pages.",
        ),
    ] = [],  # noqa: B006 - typer copies it
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="PDF to write, or PNG with --png.",
            show_default=False,
        ),
    ] = None,
    png: Annotated[bool, typer.Option("--png", help="Write one PNG for each sheet.")] = False,
    style: Style = "",
    paper: Paper = "",
    jobs: Jobs = 0,
    no_cache: NoCache = False,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Make up pages and report how each fits its sheet.

    That is how full it is, the size of its type, and the lines continued elsewhere.
    """
    from exporter import api

    with progress(quiet or as_json) as show:
        folder = cache_beside([output] if output else [])
        options = api.Options(
            style=style,
            paper=paper,
            jobs=jobs,
            cache=not no_cache,
            progress=show,
            reading=reading.fetching(folder, show),
        )
        with recorded() as written:
            try:
                report = api.make_up(source, output, options, page, png)
            except (KeyboardInterrupt, Ended) as end:
                interruption.forget()
                if as_json:
                    outputs = [str(path) for path in written]
                    ended = {"source": str(source), "interrupted": True, "outputs": outputs}
                    print(json.dumps(ended, ensure_ascii=False, indent=2))
                raise typer.Exit(exit_code(end)) from None
    write_repairs(reading.report, [{"changes": report.changes, "reasons": report.reasons}])
    if as_json:
        plain = {
            "source": str(source),
            "outputs": [str(path) for path in report.outputs],
            "sheets": [sheet.as_dict() for sheet in report.sheets],
            "articles": [each.as_dict() for each in report.rectangles],
            "advertisements": [each.as_dict() for each in report.advertisements],
            "findings": [as_dict(finding) for finding in report.findings],
        }
        print(json.dumps(plain, ensure_ascii=False, indent=2))
        return
    for finding in [] if quiet else grouped(report.findings):
        say(words_of(finding))
    print("page      articles  filled  house box  body type      carried on")
    for sheet in report.sheets:
        kind = f"{sheet.size:g}/{sheet.line:g} pt"
        carried = amount(sheet.carried, "line") if sheet.carried else "-"
        print(
            f"{sheet.label:<9} {sheet.articles:>8}  {sheet.filled:>5.1f}%  {sheet.house:>8.1f}%"
            f"  {kind:<13}  {carried}"
        )
    for path in report.outputs:
        print(path)
