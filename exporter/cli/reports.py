"""The output of `exporter check` for PDFs and EPUBs, and the list of rules."""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import typer

from exporter.findings import Severity
from exporter.messages import translated, words_of

WIDE = 170  # columns of the list of rules without a terminal
# Controls, and characters that change the direction of the text (UAX 9).
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def printable(text: str) -> str:
    """Return text on one line: a file name may hold a line break, or terminal commands."""
    return CONTROL.sub(lambda match: ascii(match[0])[1:-1], text)


def print_rules(wanted: bool) -> None:
    """Print every rule with its severities and clause, and end the program."""
    if not wanted:
        return
    from rich.console import Console

    from exporter.checks import all_rules
    from exporter.checks.report.terminal import rules_table

    width = None if sys.stdout.isatty() else WIDE
    Console(width=width).print(rules_table(all_rules().values()))
    raise typer.Exit


def print_findings(report: Mapping[str, Any], quiet: bool) -> None:
    """Print the findings of one file: a table on a terminal, else a line each."""
    findings = [
        finding for finding in report["findings"] if finding.severity is Severity.ERROR or not quiet
    ]
    if not findings:
        return
    if not sys.stdout.isatty():
        for finding in findings:
            print(printable(words_of(finding, with_rule=True)))
        return
    from rich.console import Console

    from exporter.checks.report.terminal import findings_table

    Console().print(findings_table(report["source"], findings))


def say(text: str) -> None:
    """Print a line to standard error."""
    print(printable(text), file=sys.stderr)


def tell(text: str) -> None:
    """Print a message to standard error in the language of the user."""
    say(translated(text))


@contextlib.contextmanager
def progress(quiet: bool) -> Iterator[Callable[[str], None]]:
    """Show the current step, on a terminal only."""
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.markup import escape

    with Console(stderr=True).status("") as status:
        yield lambda text: status.update(escape(printable(text)))
