"""The command line: parses, calls the API, prints. No logic.

Results go to standard output, progress and messages to standard error.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from exporter import __version__
from exporter.errors import BuildFailed, ExporterError, InvalidSource, MissingDependency
from exporter.findings import Finding, Severity, errors

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")

app = typer.Typer(
    name="exporter",
    help="One issue of a newspaper or magazine in; an EPUB and a PDF out.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)

Sources = Annotated[
    list[Path],
    typer.Argument(help="Issue folders, or their issue.yaml files.", show_default=False),
]
Json = Annotated[bool, typer.Option("--json", help="Print a machine-readable report.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")]


def _version(value: bool) -> None:
    if value:
        print(f"exporter {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """One issue of a newspaper or magazine in; an EPUB and a PDF out."""


@app.command()
def build(
    sources: Sources,
    output: Annotated[
        list[Path],
        typer.Option(
            "--output",
            "-o",
            help="File to write, .epub or .pdf, or a folder; may be repeated. "
            "Without it: EPUB and PDF here, named after publication and date.",
            show_default=False,
        ),
    ] = [],  # noqa: B006 - typer copies it
    style: Annotated[str, typer.Option(help="Style of the EPUB and the PDF.")] = "newspaper",
    paper: Annotated[
        str, typer.Option(help="Paper of the PDF: tabloid, berliner, broadsheet, a3 or a4.")
    ] = "tabloid",
    profile: Annotated[
        str,
        typer.Option(
            help="What the PDF is for: screen, press, newsprint, heatset, magazine, archive, "
            "or a YAML file of your own."
        ),
    ] = "screen",
    icc: Annotated[
        Path | None,
        typer.Option(
            help="ICC profile of the printer, for the press profiles.", show_default=False
        ),
    ] = None,
    bleed: Annotated[
        float | None,
        typer.Option(help="Bleed in mm, in place of the profile's.", show_default=False),
    ] = None,
    signature: Annotated[
        int | None,
        typer.Option(help="Blank sheets are added up to a multiple of this.", show_default=False),
    ] = None,
    impose: Annotated[
        str | None,
        typer.Option(
            help="Two pages on a sheet: spreads, as read, or booklet, as printed and folded.",
            show_default=False,
        ),
    ] = None,
    split: Annotated[
        str | None,
        typer.Option(
            help="Write one PDF a page as well, named by this template; `pages` is "
            "{code}{date:%Y%m%d}{page}.pdf.",
            show_default=False,
        ),
    ] = None,
    build_time: Annotated[
        bool | None,
        typer.Option("--build-time", help="The slug line tells the time.", show_default=False),
    ] = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Export issues to EPUB and PDF; the format follows the name of the file.

    Several issues are built one by one; a broken one does not stop the others.
    """
    from exporter import api
    from exporter.errors import UsageError
    from exporter.profiles import find_profile

    if len(sources) > 1 and any(path.suffix and not path.is_dir() for path in output):
        raise UsageError("several issues can't share one file: with -o, name a folder")
    reports = []
    with _progress(quiet or as_json) as show:
        options = api.Options(
            style=style,
            paper=paper,
            progress=show,
            profile=find_profile(
                profile,
                icc=str(icc) if icc else None,
                bleed_mm=bleed,
                signature=signature,
                impose=impose,
                split=split,
                build_time=build_time,
            ),
        )
        api.judge_options(options)
        for source in sources:
            reports.append(_attempt(source, lambda path: api.build(path, output, options)))
    _finish(reports, as_json, quiet)


@app.command()
def check(source: Sources, as_json: Json = False, quiet: Quiet = False) -> None:
    """Say what is wrong with issues, by file and line; write nothing."""
    reports = []
    for path in source:
        report = _attempt(path, _checked)
        if errors(report["findings"]):
            report |= {"failed": True, "code": InvalidSource.exit_code}
        reports.append(report)
    _finish(reports, as_json, quiet)
    if not quiet and not as_json and not any(report["findings"] for report in reports):
        _say("nothing found")


def _checked(path: Path) -> Any:
    from exporter import api

    return api.BuildReport((), tuple(api.check(path)))


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(help="Folder to make.", show_default=False)],
    language: Annotated[
        str, typer.Option(help="Language of the publication: zh-Hans, zh-Hant, en, …")
    ] = "en",
) -> None:
    """Make an issue folder to start from."""
    from exporter import api

    made = api.new(folder, language)
    print(made)
    _say(f"build it with: exporter build {made}")


@app.command()
def schema(
    file: Annotated[
        str, typer.Argument(help="`issue` for issue.yaml, `article` for front matter.")
    ] = "issue",
) -> None:
    """Print the JSON Schema of issue.yaml or of the articles' front matter."""
    from exporter import api

    print(json.dumps(api.schema(file), ensure_ascii=False, indent=2))


@app.command()
def doctor(as_json: Json = False) -> None:
    """Say what this machine has and lacks: libraries, fonts, programs."""
    from dataclasses import asdict

    from exporter.doctor import doctor as look

    abilities = look()
    if as_json:
        print(json.dumps([asdict(ability) for ability in abilities], ensure_ascii=False, indent=2))
    for ability in [] if as_json else abilities:
        mark = "ok     " if ability.present else "MISSING" if ability.needed else "absent "
        rest = ability.detail if ability.present else f"{ability.detail}  → {ability.advice}"
        print(f"{mark}  {ability.name}: {rest}".rstrip(": "))
    if any(ability.needed and not ability.present for ability in abilities):
        raise typer.Exit(MissingDependency.exit_code)


def _attempt(source: Path, work: Callable[[Path], Any]) -> dict[str, Any]:
    """Do the work for one source; an error becomes part of the report."""
    report: dict[str, Any] = {"source": str(source), "failed": False, "code": 0}
    try:
        done = work(source)
    except InvalidSource as error:
        return report | _failure(error, list(error.findings), [])
    except ExporterError as error:
        return report | _failure(error, [], [str(error)])
    except OSError as error:
        return report | _failure(ExporterError(), [], [_os_text(error)])
    outputs = [str(path) for path in done.outputs]
    return report | {"outputs": outputs, "findings": list(done.findings), "messages": []}


def _failure(error: ExporterError, findings: list[Finding], messages: list[str]) -> dict[str, Any]:
    return {
        "failed": True,
        "code": error.exit_code,
        "outputs": [],
        "findings": findings,
        "messages": messages,
    }


def _os_text(error: OSError) -> str:
    """Word an error of the system that nobody foresaw: a disk full, a file that went away."""
    return f"{error.filename}: {error.strerror}" if error.filename else str(error)


def _finish(reports: list[dict[str, Any]], as_json: bool, quiet: bool) -> None:
    """Print the reports; exit with the code of the one failure, or that of several."""
    failed = [report for report in reports if report["failed"]]
    if as_json:
        print(json.dumps(_plain(reports), ensure_ascii=False, indent=2))
    else:
        for report in reports:
            _print_report(report, quiet)
        if failed and len(reports) > 1:
            names = ", ".join(report["source"] for report in failed)
            _say(f"{len(reports) - len(failed)} of {len(reports)} went well; not: {names}")
    if failed:
        alone = len(reports) == 1
        raise typer.Exit(failed[0]["code"] if alone else BuildFailed.exit_code)


def _plain(reports: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        report | {"findings": [finding.as_dict() for finding in report["findings"]]}
        for report in reports
    ]


def _print_report(report: dict[str, Any], quiet: bool) -> None:
    for message in report["messages"]:
        _say(f"error: {message}")
    for finding in report["findings"]:
        if finding.severity is Severity.ERROR or not quiet:
            _say(f"{finding.severity}: {finding}")
    for path in report["outputs"]:
        print(path)


def _say(text: str) -> None:
    """Print one line: a file name may hold a line break, or orders to the terminal."""
    print(CONTROL.sub(lambda match: ascii(match[0])[1:-1], text), file=sys.stderr)


@contextlib.contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[str], None]]:
    """Show what is being worked on, on a terminal only."""
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status("") as status:
        yield status.update


def _fail(error: ExporterError) -> NoReturn:
    _say(f"error: {error}")
    raise SystemExit(error.exit_code)


def main() -> None:
    """Run the command line; errors that a user can cause end in one line and their exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A file name that the terminal's encoding lacks is no reason to fail.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        app()
    except ExporterError as error:
        _fail(error)
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(1) from None
    except OSError as error:
        _fail(ExporterError(_os_text(error)))
