"""A finding: what is wrong, where, and what would be right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path


class Severity(StrEnum):
    """How bad a finding is: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong.

    `rule` is a stable id (`issue-unknown-key`), `line` counts from 1 (0: the whole file),
    `message` says what is wrong and `advice` what would be right.
    """

    rule: str
    path: Path
    line: int
    message: str
    advice: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else str(self.path)
        advice = f", {self.advice}" if self.advice else ""
        return f"{place}: {self.message}{advice}"

    def as_dict(self) -> dict[str, str | int]:
        """Plain values, for a machine-readable report."""
        return {**asdict(self), "path": str(self.path), "severity": str(self.severity)}


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that stop a build."""
    return [finding for finding in findings if finding.severity is Severity.ERROR]
