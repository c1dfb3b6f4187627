"""What a reader is, its options, and what it returns."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from exporter.errors import InvalidSource
from exporter.findings import Finding, errors
from exporter.model import Issue
from exporter.options import DEFAULT, ReadOptions

if TYPE_CHECKING:
    from exporter.repair.changes import Change


@dataclass(frozen=True)
class Reading:
    """The result of reading: the issue (None after an error), all findings, and all repairs.

    `reasons` says for each document why it was repaired or left unchanged.
    """

    issue: Issue | None
    findings: tuple[Finding, ...] = ()
    changes: tuple[Change, ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def errors(self) -> list[Finding]:
        """The errors, which stop the issue."""
        return errors(self.findings)

    def require_issue(self) -> Issue:
        """Return the issue; raises `InvalidSource` with the findings if there is none."""
        if self.issue is None:
            raise InvalidSource(self.findings)
        return self.issue


class Reader(Protocol):
    """Turns one source format into an `Issue`."""

    name: str
    """Short name, for `--from` and messages."""
    sign: str
    """What such a source looks like, in a few words."""

    def knows(self, source: Path) -> bool:
        """Whether `source` looks like this format; must be quick and never raise."""

    def read(self, source: Path, options: ReadOptions = DEFAULT) -> Reading:
        """Read `source`; what is wrong with it goes into the findings, nothing is raised."""


@runtime_checkable
class Explaining(Protocol):
    """A reader that says of a file it does not know what it would need to know it."""

    name: str

    def misses(self, source: Path) -> str:
        """Return what `source`, almost a file of this format, lacks: `it has no date`.

        Empty if the file is of another format. Must be quick and never raise.
        """
