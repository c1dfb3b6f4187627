"""exporter archive: thousands of issues, resumable, on one machine or a cluster."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from exporter.amounts import amount
from exporter.cli.choices import Facsimiles, Jobs, Json, Layout, Paper, Profile, Quiet, Style
from exporter.cli.reading_options import ReadingChoice, given
from exporter.cli.reports import printable, progress, say, tell
from exporter.errors import BuildFailed, UsageError
from exporter.messages import translated

if TYPE_CHECKING:
    from exporter.publication.archive.run import ArchiveReport
    from exporter.readers.settings import Edition

MOST_REASONS = 20  # failed issues to print; the log and --json have all


def archive(
    reading: ReadingChoice,
    store: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="STORE",
            help="Folder or address to export to, such as s3://bucket/news; memory:// to try.",
            show_default=False,
        ),
    ],
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCES",
            help="Publications, issues, folders of issues or of saved web editions by date "
            "(2018/07/03), zip files, quoted patterns, a .txt file that lists any of these, or an "
            "address such as s3://bucket/issues.",
            show_default=False,
        ),
    ] = None,
    edition: Annotated[
        list[str],
        typer.Option(
            "--edition",
            metavar="NAME",
            help="What to make of each issue: epub, lite, pdf, or pages for one PDF per page; may "
            "be repeated. Default: `site: editions` of publication.yaml, or epub.",
            show_default=False,
        ),
    ] = [],  # noqa: B006 - Typer copies it
    scripts: Annotated[
        list[str],
        typer.Option(
            "--also-in",
            metavar="SCRIPT",
            help="Also export in this Chinese script: hans, hant, hant-tw or hant-hk; may be "
            "repeated. Default: `site: scripts` of publication.yaml.",
            show_default=False,
        ),
    ] = [],  # noqa: B006 - Typer copies it
    names: Annotated[
        str,
        typer.Option(
            metavar="TEMPLATE",
            help="File names in the store: {key} is the path of the issue below its source, {name} "
            "the usual file name; also {stem}, {suffix}, {date:%Y/%m}, {code}, {number}, "
            "{edition}, {script}, {page}.",
        ),
    ] = "{key}/{name}",
    style: Style = "",
    paper: Paper = "",
    layout: Layout = "",
    profile: Profile = "screen",
    facsimiles: Facsimiles = None,
    jobs: Jobs = 0,
    engine: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="Run with `dask` or with plain `processes`. Default: dask if the package "
            "distributed is installed.",
            show_default=False,
        ),
    ] = "",
    scheduler: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS",
            help="Use the running Dask cluster at this address, such as tcp://head:8786.",
            show_default=False,
        ),
    ] = "",
    shard: Annotated[
        str,
        typer.Option(
            metavar="N/M",
            help="Export only part N of M of the issues, such as 3/16, to share the work.",
            show_default=False,
        ),
    ] = "",
    verify: Annotated[
        bool,
        typer.Option(
            "--verify",
            help="First compare the files in the store with their records, and export issues that "
            "differ again. Without SOURCES, only report the differences.",
        ),
    ] = False,
    retry_failed: Annotated[
        bool,
        typer.Option("--retry-failed", help="Try failed issues again even if nothing has changed."),
    ] = False,
    stop_after: Annotated[
        int,
        typer.Option(
            min=0, metavar="N", help="Start no more issues after N failures; 0 means no limit."
        ),
    ] = 0,
    issue_timeout: Annotated[
        float,
        typer.Option(
            min=0, metavar="SECONDS", help="Stop an issue that takes longer; 0 means no limit."
        ),
    ] = 900,
    issue_memory: Annotated[
        int,
        typer.Option(
            min=0,
            metavar="MB",
            help="Stop an issue whose process takes more memory; 0 means no limit. Linux only.",
        ),
    ] = 4000,
    log: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Append one JSON object per line for each issue.",
            show_default=False,
        ),
    ] = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Export thousands of issues to a store, and skip what is done.

    An issue is exported again if its source, the options or the version changes. A run can be
    stopped or killed at any time: the next one continues where it stopped.
    """
    from exporter import api
    from exporter.publication.archive.make import ArchiveOptions

    if not sources and not verify:
        raise UsageError("no SOURCES: name a publication, a folder, a pattern or a list")
    how = ArchiveOptions(
        editions=_editions(edition),
        scripts=_scripts(scripts),
        names=names,
        jobs=jobs,
        engine=engine,
        scheduler=scheduler,
        shard=shard,
        verify=verify,
        retry_failed=retry_failed,
        stop_after=stop_after,
        issue_timeout=issue_timeout,
        issue_memory=issue_memory,
        log=log,
    )
    with progress(quiet or as_json) as show:
        options = api.Options(
            style=style,
            paper=paper,
            layout=layout,
            facsimiles=facsimiles,
            profile=profile,
            progress=show,
            reading=reading.fetching(Path(".exporter-pictures"), show),
        )
        report = api.archive(sources or [], store, options, how, given())
    if as_json:
        print(json.dumps(_plain(report), ensure_ascii=False, indent=2))
    else:
        _print(report, quiet, bool(sources))
    if report.failed or report.stopped or (report.wrong and not sources):
        raise typer.Exit(BuildFailed.exit_code)


def _editions(names: list[str]) -> tuple[Edition, ...]:
    from exporter.readers.settings import Edition

    _judge("--edition", "edition", names, [str(each) for each in Edition])
    return tuple(map(Edition, names))


def _scripts(names: list[str]) -> tuple[str, ...]:
    from exporter.options import SCRIPTS

    _judge("--also-in", "script", names, SCRIPTS)
    return tuple(names)


def _judge(option: str, what: str, names: list[str], known: Sequence[str]) -> None:
    """Raise `UsageError` for a name that is not known."""
    from exporter.nearest import unknown

    for name in names:
        if name not in known:
            raise UsageError(f"{option} {name}: {unknown(what, name, known)}")


def _plain(report: ArchiveReport) -> dict[str, Any]:
    return {
        "made": report.made,
        "skipped": report.skipped,
        "failed": {
            key: {"kind": each.kind, "reasons": each.reasons} for key, each in report.failed.items()
        },
        "slowest": {key: seconds for seconds, key in report.slowest},
        "warnings": dict(report.warnings),
        "lost_workers": report.lost,
        "seconds": report.seconds,
        "stopped": report.stopped,
        "wrong": report.wrong,
    }


def _print(report: ArchiveReport, quiet: bool, has_sources: bool) -> None:
    from exporter.publication.archive.watch import duration

    for key, faults in report.wrong.items():
        for fault in faults:
            tell(f"{key}: {fault}{', exported again' if key in report.made else ''}")
    for key, failed in list(report.failed.items())[:MOST_REASONS]:
        for reason in failed.reasons:
            tell(f"error: {key}: {reason}")
    if len(report.failed) > MOST_REASONS:
        tell(f"and {len(report.failed) - MOST_REASONS:,} more, all listed with --json")
    if quiet:
        return
    if not has_sources:
        tell(f"{amount(len(report.wrong), 'issue')} not as recorded")
        return
    for rule, count in report.warnings.most_common():
        tell(f"warning: {rule}: {amount(count, 'time')}")
    if len(report.made) > len(report.slowest):
        slowest = ", ".join(f"{key} {seconds:.1f} s" for seconds, key in report.slowest)
        tell(f"slowest: {slowest}")
    lost = f", {amount(report.lost, 'worker')} replaced" if report.lost else ""
    counts = (
        f"{len(report.made):,} made, {report.skipped:,} up to date, {len(report.failed):,} failed"
    )
    print(printable(translated(f"{counts}{lost}, in {duration(report.seconds)}")))
    if report.stopped:
        say(report.stopped)
