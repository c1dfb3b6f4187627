"""What a reader is, and what it gives."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from exporter.findings import Finding
from exporter.model import Issue


@dataclass(frozen=True)
class Reading:
    """The issue, unless an error forbids it, and everything found on the way."""

    issue: Issue | None
    findings: tuple[Finding, ...] = ()


class Reader(Protocol):
    """Turns one source format into an `Issue`."""

    name: str
    """Short name, for `--from` and messages."""
    sign: str
    """What such a source looks like, in a few words."""

    def knows(self, source: Path) -> bool:
        """Whether `source` looks like this format; must be quick and never raise."""

    def read(self, source: Path) -> Reading:
        """Read `source`; what is wrong with it goes into the findings, nothing is raised."""
