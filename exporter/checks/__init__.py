"""Rules with stable ids for issues, EPUBs and PDFs; each part is loaded on first use."""

from __future__ import annotations

from pathlib import Path

from exporter.checks.all_rules import all_rules
from exporter.checks.rules import Rule
from exporter.findings import Finding
from exporter.model import Issue
from exporter.profiles import Profile

__all__ = ["Rule", "all_rules", "check_epub", "check_issue", "judge_rules", "preflight"]


def preflight(path: Path, profile: Profile | None = None) -> list[Finding]:
    """Return what is wrong with a PDF, the worst first, then by page.

    Without a profile, it is judged by what it claims itself. A finding names the clause of the
    standard (ISO 32000-1, ISO 15930, ISO 19005-3, ISO 14289-1, GWG 2015), and where on the page it
    is, in mm. Raises `SourceError` or `InvalidSource` if the file can't be read, `UsageError` if
    the profile names an unknown rule.
    """
    from exporter.checks.pdf import preflight as check

    return check(path, profile)


def judge_rules(profile: Profile) -> None:
    """Raise `UsageError` if `rules` of a profile name no rule for PDFs."""
    from exporter.checks.pdf import judge_rules as judge

    judge(profile)


def check_issue(issue: Issue) -> list[Finding]:
    """Return what is wrong with the pictures and figures of an issue; all are decoded."""
    from exporter.checks.issue import check_issue as check

    return check(issue)


def check_epub(path: Path) -> list[Finding]:
    """Return the findings for an EPUB, by our rules and by epubcheck if it is installed.

    Ours are those of EPUB Accessibility 1.1 and WCAG 2.2 that a program can judge. Nothing is
    raised: a file that is no EPUB is a finding.
    """
    from exporter.checks.epub import check_epub as check
    from exporter.checks.epubcheck import epubcheck

    return [*check(path), *epubcheck(path)]
