"""Everything that can go wrong, and the exit code of each.

ExporterError               1   the root; never raised itself
├── UsageError              2   an option or argument is invalid
├── SourceError             3   the source is invalid or unknown
│   ├── UnknownSource       3   no reader knows this file or folder
│   └── InvalidSource       3   a reader knows it, and found errors: all of them
├── MissingDependency       4   this machine lacks a library, a font or a program
├── OutputError             5   the output can't be written
├── BuildFailed             6   some of several issues were not built
└── PreflightFailed         7   a PDF for the press or the archive has errors: it is not written
"""

from __future__ import annotations

from collections.abc import Iterable

from exporter.findings import Finding


class ExporterError(Exception):
    """Base class of all errors that a user can cause or fix; its text is for users.

    It may take several messages: `messages` has them, `str()` has one per line.
    """

    exit_code = 1

    @property
    def messages(self) -> tuple[str, ...]:
        """The messages; each is printed as a separate error."""
        return tuple(map(str, self.args))

    def __str__(self) -> str:
        return "\n".join(self.messages)


class UsageError(ExporterError):
    """An option or argument is invalid."""

    exit_code = 2


class SourceError(ExporterError):
    """The source is invalid or unknown."""

    exit_code = 3


class UnknownSource(SourceError):
    """No reader knows this file or folder."""


class InvalidSource(SourceError):
    """The source has errors; `findings` holds all of them, warnings included."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(map(str, self.findings)))

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        """Return what makes it again in another process: an error's text is not its arguments."""
        return type(self), (self.findings,)


class MissingDependency(ExporterError):
    """This machine lacks a library, a font or a program; the text says what to install."""

    exit_code = 4


class OutputError(ExporterError):
    """The result can't be written there."""

    exit_code = 5


class BuildFailed(ExporterError):
    """Some of several issues were not built; the others were."""

    exit_code = 6


class PreflightFailed(ExporterError):
    """A PDF for the press or the archive has errors; `findings` holds all, warnings included."""

    exit_code = 7

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(map(str, self.findings)))

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        """Return what makes it again in another process: an error's text is not its arguments."""
        return type(self), (self.findings,)
