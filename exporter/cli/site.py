"""exporter site: the web edition of a publication."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from exporter.amounts import amount
from exporter.cli.choices import Jobs, Json, Quiet
from exporter.cli.reading_options import ReadingChoice, given
from exporter.cli.reports import progress, say, tell
from exporter.errors import BuildFailed, ExporterError
from exporter.findings import Finding, Severity, grouped
from exporter.messages import as_dict, error_word, translated, words_of

if TYPE_CHECKING:
    from exporter.api import SiteReport


def site(
    reading: ReadingChoice,
    source: Annotated[
        Path,
        typer.Argument(
            metavar="PUBLICATION",
            help="Folder with a publication.yaml and the issues in it.",
            show_default=False,
        ),
    ],
    folder: Annotated[
        Path,
        typer.Argument(help="Folder of the site; other files in it are kept.", show_default=False),
    ],
    base_url: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS",
            help="Address of the site, with its path. Default: `url` of publication.yaml.",
        ),
    ] = "",
    jobs: Jobs = 0,
    archive: Annotated[
        str,
        typer.Option(
            metavar="STORE",
            help="Reuse files from this store of `exporter archive` for downloads.",
            show_default=False,
        ),
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Write nothing; print what would be made.")
    ] = False,
    serve: Annotated[
        bool,
        typer.Option("--serve", help="Then serve the site on this machine (127.0.0.1)."),
    ] = False,
    port: Annotated[
        int,
        typer.Option(min=0, max=65_535, metavar="N", help="Port for --serve; 0 picks a free one."),
    ] = 8000,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Make the web edition of a publication, with its feeds.

    Updates an existing site: new and changed issues, and the pages that refer to them.
    """
    from exporter import api

    with progress(quiet or as_json) as show:
        options = api.Options(
            jobs=jobs,
            progress=show,
            reading=reading.fetching(folder.parent / ".exporter-pictures", show),
        )
        report = api.site(source, folder, options, base_url, dry_run, given(), archive)
    if as_json:
        print(json.dumps(_plain(report, dry_run), ensure_ascii=False, indent=2))
    else:
        _print(report, dry_run, quiet)
    if serve and not dry_run:
        from exporter.publication.site.serve import serve as show_site

        show_site(folder, port, say)
    if report.failed:
        raise typer.Exit(BuildFailed.exit_code)


def _plain(report: SiteReport, dry_run: bool) -> dict[str, Any]:
    return {
        "dry_run": dry_run,
        "issues": report.issues,
        "made": {folder: str(source) for folder, source in report.made.items()},
        "removed": list(report.removed),
        "moved": report.moved,
        "written": list(report.written),
        "failed": {str(path): _messages(error) for path, error in report.failed.items()},
        "findings": [as_dict(finding) for finding in report.findings],
    }


def _messages(error: ExporterError) -> list[str]:
    return [str(finding) for finding in getattr(error, "findings", ())] or list(error.messages)


def _print(report: SiteReport, dry_run: bool, quiet: bool) -> None:
    for finding in grouped(report.findings):
        if finding.severity is Severity.ERROR or not quiet:
            say(words_of(finding))
    for path, error in report.failed.items():
        for finding in getattr(error, "findings", ()) or [error]:
            severity = getattr(finding, "severity", Severity.ERROR)
            if severity is Severity.ERROR or not quiet:
                is_one = isinstance(finding, Finding)
                say(words_of(finding) if is_one else f"{error_word()}: {translated(str(finding))}")
        tell(f"{path}: left out")
    if quiet:
        return
    for folder in report.made:
        print(folder)
    for folder in report.removed:
        tell(f"removed: {folder}")
    for old, new in report.moved.items():
        tell(f"moved: {old} → {new}")
    if dry_run:
        tell(f"issues to make: {len(report.made)}")
    else:
        issues, files = amount(report.issues, "issue"), amount(len(report.written), "file")
        tell(f"{issues}, {len(report.made):,} made, {files} written")
