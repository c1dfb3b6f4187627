"""Every rule by its id: those of the rulebook, and those that look at PDFs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from exporter.checks.rules import Rule, Use, add, registered
from exporter.findings import Finding
from exporter.profiles import Profile
from exporter.rulebook import RULES

for _id, _entry in RULES.items():
    _severities = dict.fromkeys(Use, _entry.printed or _entry.severity)
    _severities[Use.SCREEN] = _entry.severity
    add(Rule(_id, _entry.title, _entry.clause, _entry.advice, _severities))

FAMILIES = ("pdf", "ua", "a", "epub", "icml", "issue", "source", "plugin")


def all_rules() -> dict[str, Rule]:
    """Return every rule by its id, those of PDFs, EPUBs and issues."""
    import exporter.checks.pdf.rules  # noqa: F401 - importing registers them

    return dict(sorted(registered().items(), key=_order))


def pdf_rules() -> Iterator[Rule]:
    """Yield the rules that look at a PDF."""
    return (rule for rule in all_rules().values() if rule.check)


def by_profile(findings: Iterable[Finding], profile: Profile) -> list[Finding]:
    """Return findings of a build with the severities of the profile, without those it turns off."""
    found = list(findings)
    rules = all_rules() if found else {}
    judged = ((finding, rules[finding.rule].severity(profile)) for finding in found)
    return [replace(finding, severity=severity) for finding, severity in judged if severity]


def _order(item: tuple[str, Rule]) -> tuple[int, str]:
    family = item[0].split("-")[0]
    return (FAMILIES.index(family), item[0])
