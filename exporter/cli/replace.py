"""exporter replace: pages of a finished PDF, or artwork on them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from exporter.cli.choices import Force, Jobs, Json, NoCache, Paper, Profile, Quiet, Style
from exporter.cli.outcomes import attempt, cache_beside, finish, write_repairs
from exporter.cli.reading_options import ReadingChoice
from exporter.cli.reports import progress
from exporter.errors import UsageError


def replace(
    reading: ReadingChoice,
    file: Annotated[Path, typer.Argument(metavar="PDF", help="Finished PDF.", show_default=False)],
    source: Annotated[
        Path, typer.Argument(metavar="SOURCE", help="Corrected issue.", show_default=False)
    ],
    pages: Annotated[
        list[str] | None,
        typer.Option(
            "--pages",
            metavar="LABEL",
            help="Page to rebuild; may be repeated.",
            show_default=False,
        ),
    ] = None,
    advertisement: Annotated[
        list[str] | None,
        typer.Option(
            "--advertisement",
            metavar="NAME=FILE",
            help="Late PDF or picture for the box of an advertisement, by its `alt` or its page "
            "(05, 05:2 for the second); may be repeated.",
            show_default=False,
        ),
    ] = None,
    force: Force = False,
    profile: Profile = "press",
    style: Style = "",
    paper: Paper = "",
    jobs: Jobs = 0,
    no_cache: NoCache = False,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Replace pages of a PDF, or artwork of advertisements on them.

    The pages are made again from the issue; all other sheets stay unchanged.
    """
    from exporter import api
    from exporter.profiles import find_profile

    with progress(quiet or as_json) as show:
        options = api.Options(
            style=style,
            paper=paper,
            jobs=jobs,
            cache=not no_cache,
            progress=show,
            profile=find_profile(profile),
            reading=reading.fetching(cache_beside([file]), show),
            force=force,
        )
        late = _late_artwork(advertisement or [])
        reports = [
            attempt(source, lambda path: api.replace_pages(file, path, pages or (), options, late))
        ]
    write_repairs(reading.report, reports)
    finish(reports, as_json, quiet)


def _late_artwork(given: list[str]) -> dict[str, Path]:
    """Read `NAME=FILE`; raises `UsageError`."""
    pairs = [each.rpartition("=") for each in given]
    for each, (name, _, path) in zip(given, pairs, strict=True):
        if not name or not path:
            raise UsageError(f"--advertisement: `{each}` is not NAME=FILE, such as 05=late.pdf")
    return {name: Path(path) for name, _, path in pairs}
