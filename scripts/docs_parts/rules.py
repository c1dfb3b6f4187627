"""docs/preflight.md: every rule."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.checks.all_rules import FAMILIES, all_rules
from exporter.checks.rules import Rule, Use

HEADS = {
    "pdf": "PDFs for the press",
    "ua": "PDFs for readers",
    "a": "PDFs for archives",
    "epub": "EPUBs",
    "icml": "Stories for InDesign",
    "issue": "Issue folders",
    "source": "Other sources",
    "plugin": "Plug-ins",
}


def rules() -> Iterator[str]:
    """Yield a table for each family of rules."""
    found = all_rules()
    for family in FAMILIES:
        members = [rule for id, rule in found.items() if id.split("-")[0] == family]
        of_use = any(len(set(rule.severities.values())) > 1 or rule.check for rule in members)
        yield from (f"### {HEADS[family]}", "")
        yield from _by_use(members) if of_use else _alike(members)
        yield ""


def _by_use(rules: list[Rule]) -> Iterator[str]:
    yield from ("| rule | press | screen | archive | what to do | clause |", "| --- " * 6 + "|")
    for rule in rules:
        severities = " | ".join(str(rule.severities.get(use, "–")) for use in Use)
        yield f"| `{rule.id}`<br>{rule.title} | {severities} | {rule.advice} | {_clause(rule)} |"


def _alike(rules: list[Rule]) -> Iterator[str]:
    yield from ("| rule | severity | what to do | clause |", "| --- " * 4 + "|")
    for rule in rules:
        severity = rule.severities[Use.SCREEN]
        yield f"| `{rule.id}`<br>{rule.title} | {severity} | {rule.advice} | {_clause(rule)} |"


def _clause(rule: Rule) -> str:
    """Return the clause; a page of the documentation as a link."""
    if not rule.clause.startswith("docs/"):
        return rule.clause
    page = rule.clause.removeprefix("docs/")
    name = page.partition("#")[2] or page.removesuffix(".md")
    return f"[{name.replace('-', ' ')}]({page})"
