"""A writer of another package: whatever it raises is an error that names it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from exporter.errors import OutputError, SourceError
from exporter.extensions import WriterObject
from exporter.findings import Finding
from exporter.guard import guarded
from exporter.model import Issue
from exporter.options import Options
from exporter.profiles import Profile
from exporter.writers.base import Writer

if TYPE_CHECKING:
    from exporter.edition import Edition

ADVICE = "report it to the authors of the package"


class AddedWriter(Writer):
    """A writer that is an object of another package; only its `write` is required."""

    def __init__(self, added: WriterObject) -> None:
        self.name = str(added.name)
        self.suffixes = tuple(suffix.lower() for suffix in added.suffixes)
        self._added = added
        check = getattr(added, "check", None)
        self._check = check or super().check
        self._file_name = getattr(added, "file_name", None)
        self.checks = check is not None

    def write(self, edition: Edition, path: Path, options: Options) -> list[Finding]:
        """Let the package write the file."""

        from exporter.pictures.files import PictureError

        def refuse(why: str) -> OutputError:
            return OutputError(f"the writer {self.name} failed ({why}), {ADVICE}")

        with guarded(refuse, OSError, PictureError):
            return list(self._added.write(edition, path, options))

    def file_name(self, issue: Issue, options: Options) -> str:  # noqa: ARG002
        """Return the name that the package gives to the file in a folder."""

        def refuse(why: str) -> OutputError:
            return OutputError(
                f"the writer {self.name} names no file ({why}), report it to its authors"
            )

        if self._file_name is None:
            return ""
        with guarded(refuse):
            return Path(self._file_name(issue)).name

    def check(self, path: Path, profile: Profile | None) -> list[Finding]:
        """Let the package check a finished file."""

        def refuse(why: str) -> SourceError:
            return SourceError(
                f"{path}: the writer {self.name} can't check it ({why}), report it to its authors"
            )

        with guarded(refuse):
            return list(self._check(path, profile))
