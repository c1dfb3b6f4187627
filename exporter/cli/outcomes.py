"""The results of a command: how each source is run, and what is printed about it."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from exporter import interruption
from exporter.cli.reports import print_findings, say, tell
from exporter.cli.settings import with_place
from exporter.errors import BuildFailed, ExporterError, InvalidSource, PreflightFailed, UsageError
from exporter.findings import Finding, Severity, grouped
from exporter.messages import as_dict, error_word, translated, words_of
from exporter.outputs import recorded

if TYPE_CHECKING:
    from exporter.api import BuildReport

Report = dict[str, Any]  # of one source, as --json prints it
SHOWN_REASONS = 8


class Ended(SystemExit):
    """The process was ended by a signal; the exit code is 128 plus the signal number."""


def exit_code(end: KeyboardInterrupt | Ended) -> int:
    """The exit code after a signal: 130 for Ctrl-C, 143 for SIGTERM."""
    return int(end.code or 0) if isinstance(end, Ended) else 128 + signal.SIGINT


def cache_beside(output: list[Path]) -> Path:
    """Return the folder in which fetched pictures are kept, beside the first output."""
    first = output[0] if output else Path()
    return (first.parent if first.suffix else first) / ".exporter-pictures"


def write_repairs(path: Path | None, reports: list[Report]) -> None:
    """Write every repair into a file, as JSON."""
    if path is None:
        return
    from exporter.outputs import beside

    changes = [change.as_dict() for report in reports for change in report["changes"]]
    reasons = [reason for report in reports for reason in report["reasons"]]
    with beside(path) as temporary:
        text = json.dumps({"reasons": reasons, "changes": changes}, ensure_ascii=False, indent=2)
        temporary.write_text(f"{text}\n", encoding="utf-8")


def attempt(source: Path, work: Callable[[Path], BuildReport]) -> Report:
    """Process one source; an error becomes part of the report."""
    report: Report = {"source": str(source), "failed": False, "code": 0}
    report |= {"changes": (), "reasons": ()}
    try:
        with recorded() as written:
            done = work(source)
    except (KeyboardInterrupt, Ended) as end:
        interruption.forget()
        messages = ["interrupted: only the files listed were written, run it again"]
        report |= _failure(ExporterError(), [], messages)
        outputs = [str(path) for path in written]
        return report | {"interrupted": True, "outputs": outputs, "code": exit_code(end)}
    except (InvalidSource, PreflightFailed) as error:
        return report | _failure(error, list(error.findings), [])
    except ExporterError as error:
        return report | _failure(error, [], messages_of(error))
    except OSError as error:
        return report | _failure(ExporterError(), [], [os_text(error)])
    outputs = [str(path) for path in done.outputs]
    report |= {"changes": done.changes, "reasons": done.reasons}
    return report | {"outputs": outputs, "findings": list(done.findings), "messages": []}


def messages_of(error: ExporterError) -> list[str]:
    """Return the messages of an error; one about an option says which settings file set it."""
    place = with_place if isinstance(error, UsageError) else str
    return [place(message) for message in error.messages]


def _failure(error: ExporterError, findings: list[Finding], messages: list[str]) -> Report:
    return {
        "failed": True,
        "code": error.exit_code,
        "outputs": [],
        "findings": findings,
        "messages": messages,
    }


def os_text(error: OSError) -> str:
    """Return the message for an unexpected system error, such as a full disk."""
    words = error.strerror or str(error)
    return f"{error.filename}: {words}" if error.filename else words


def finish(reports: list[Report], as_json: bool, quiet: bool) -> None:
    """Print the reports; exit with the code of a single failure, or that for several."""
    failed = [report for report in reports if report["failed"]]
    if as_json:
        print(json.dumps(_plain(reports), ensure_ascii=False, indent=2))
    else:
        for report in reports:
            _print_report(report, quiet)
        if failed and len(reports) > 1:
            names = ", ".join(report["source"] for report in failed)
            done = len(reports) - len(failed)
            say(translated(f"{done} of {len(reports)} succeeded; failed: {names}"))
    if reports and reports[-1].get("interrupted"):
        raise typer.Exit(reports[-1]["code"])
    if failed:
        alone = len(reports) == 1
        raise typer.Exit(failed[0]["code"] if alone else BuildFailed.exit_code)


def _plain(reports: list[Report]) -> list[Report]:
    from exporter.repair.changes import counts

    return [
        {name: value for name, value in report.items() if name not in ("changes", "file")}
        | {"findings": [as_dict(finding) for finding in report["findings"]]}
        | {"repairs": counts(report["changes"]), "reasons": list(report["reasons"])}
        for report in reports
    ]


def _print_report(report: Report, quiet: bool) -> None:
    for message in report["messages"]:
        say(f"{error_word()}: {translated(message)}")
    if report.get("file"):
        print_findings(report, quiet)
    for finding in [] if report.get("file") else grouped(report["findings"]):
        if finding.severity is Severity.ERROR or not quiet:
            say(words_of(finding))
    if report["changes"] and not quiet:
        _print_repairs(report)
    for path in [] if quiet else report["outputs"]:
        print(path)


def _print_repairs(report: Report) -> None:
    """Print how many repairs of each kind there are, and why they were made."""
    from exporter.repair.changes import counts

    numbers = (f"{number} × {kind}" for kind, number in counts(report["changes"]).items())
    say(translated(f"repaired: {', '.join(numbers)}"))
    for reason in report["reasons"][:SHOWN_REASONS]:
        say(f"  {reason}")
    if len(report["reasons"]) > SHOWN_REASONS:
        tell(f"  and {len(report['reasons']) - SHOWN_REASONS} more reasons: see --repair-report")
