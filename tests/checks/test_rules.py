"""Every rule finds the file that breaks it, reports nothing else, and lets the other pass."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import load_case
from drafts import DRAFTS

from exporter.checks import all_rules, preflight
from exporter.messages import words_of
from exporter.profiles import Profile, find_profile

HERE = Path(__file__).parent
PDF_RULES = [rule.id for rule in all_rules().values() if rule.check]
Draw = Callable[[str, str], Path]


def _profile(rule: str) -> Profile:
    case = load_case(rule)
    changes = getattr(case, "PROFILE", {})
    return find_profile(case.USE, **changes, rules=getattr(case, "RULES", {}))


@pytest.mark.parametrize("use", DRAFTS)
def test_a_clean_file_has_no_findings(use: str, tmp_path: Path) -> None:
    path = DRAFTS[use]().save(tmp_path / "clean.pdf")
    assert preflight(path, find_profile(use)) == []


@pytest.mark.parametrize("rule", PDF_RULES)
def test_a_rule_finds_what_breaks_it_and_nothing_else(rule: str, draw: Draw) -> None:
    findings = preflight(draw(rule, "broken"), _profile(rule))
    assert {finding.rule for finding in findings} == {rule}, findings


# Names of PDF, and of units: they have no other in Chinese.
NAMES = re.compile(
    r"`[^`]*`|“[^”]*”|/[\w./-]+|[\w-]+\.(?:pdf|csv|yaml)|pdfaid:\w+|pdfuaid:part"
    r"|\b(?:dpi|dc:title|true|false|pdfxid|nameless)\b"
)


def _english(text: str) -> list[str]:
    """Return the words that are neither quoted nor capitalised, as names of PDF (`BleedBox`)."""
    return re.findall(r"\b[a-z]{3,}\b", NAMES.sub("", text))


@pytest.mark.parametrize("rule", PDF_RULES)
def test_a_finding_has_no_english_in_chinese(rule: str, draw: Draw) -> None:
    findings = preflight(draw(rule, "broken"), _profile(rule))
    lines = [words_of(each, tag) for each in findings for tag in ("zh-Hans", "zh-Hant")]
    assert lines
    assert {line: found for line in lines if (found := _english(line))} == {}


@pytest.mark.parametrize("rule", PDF_RULES)
def test_what_nearly_breaks_a_rule_passes(rule: str, draw: Draw) -> None:
    assert preflight(draw(rule, "passes"), _profile(rule)) == []


def test_every_rule_over_pdfs_has_its_folder() -> None:
    assert sorted(PDF_RULES) == sorted(path.parent.name for path in HERE.glob("*/case.py"))


@pytest.mark.parametrize("rule", all_rules().values(), ids=all_rules())
def test_every_rule_says_what_it_finds_why_and_what_to_do(rule: object) -> None:
    assert re.fullmatch(r"(pdf|ua|a|epub|icml|issue|plugin|source)(-[a-z0-9]+)+", rule.id)
    assert rule.title and rule.clause and rule.advice and rule.severities
