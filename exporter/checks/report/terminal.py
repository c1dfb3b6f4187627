"""Findings as a table for a terminal, and the list of all rules."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from exporter.checks.report.groups import grouped
from exporter.checks.rules import Rule, Use
from exporter.findings import Finding, Severity
from exporter.messages import (
    clause_words,
    parts_of,
    place_of,
    rule_title,
    severity_word,
    translated,
)

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
HEADS = {Use.PRESS: "press", Use.SCREEN: "screen", Use.ARCHIVE: "archive"}


def findings_table(title: str, findings: Iterable[Finding]) -> Table:
    """Return a table of what is wrong with one file."""
    from rich.table import Table

    table = Table(title=title, title_justify="left", expand=True, show_lines=True)
    table.add_column(translated("Rule"), no_wrap=True)
    table.add_column(translated("Where"), ratio=2)
    table.add_column(translated("What is wrong, and what to do"), ratio=4)
    for group in grouped(findings):
        first = group.first
        place = place_of(first.place) if first.place else translated("the whole file")
        more = "\n" + translated(f"in all: pages {group.pages}") if len(group.findings) > 1 else ""
        table.add_row(_rule(first), _plain(place + more), _plain("\n→ ".join(parts_of(first))))
    return table


def rules_table(rules: Iterable[Rule]) -> Table:
    """Return a table of rules: id, what it finds, how bad it is for which use, and the clause."""
    from rich.table import Table

    table = Table(expand=True)
    table.add_column(translated("Rule"), no_wrap=True)
    table.add_column(translated("Finds"), ratio=3)
    for use in Use:
        table.add_column(translated(HEADS[use]), no_wrap=True)
    table.add_column(translated("Clause"), ratio=4)
    for rule in rules:
        levels = [_plain(severity_word(rule.severities.get(use, "–"))) for use in Use]
        title = rule_title(rule.id, rule.title)
        table.add_row(rule.id, _plain(title), *levels, _plain(clause_words(rule.clause)))
    return table


def _rule(finding: Finding) -> RenderableType:
    from rich.text import Text

    colour = COLOURS[finding.severity]
    severity = severity_word(finding.severity)
    return Text.assemble((severity, f"bold {colour}"), "\n", finding.rule)


def _plain(text: str) -> RenderableType:
    """Return text that rich prints as it is, brackets and escapes included."""
    from rich.text import Text

    return Text("".join(c if c.isprintable() or c == "\n" else "�" for c in text))
