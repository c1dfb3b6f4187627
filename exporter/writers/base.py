"""What a writer is: how its files are called, how it writes and how it judges them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from exporter.errors import InvalidSource
from exporter.findings import Finding, errors
from exporter.model import Issue
from exporter.options import Options
from exporter.outputs import UNFIT
from exporter.profiles import Profile

if TYPE_CHECKING:  # a writer is chosen before there is an edition
    from exporter.edition import Edition

MAX_NAME_BYTES = 200  # with date and suffix it must stay under 255


def file_stem(issue: Issue) -> str:
    """Return `{publication}-{date}`, and the edition, fit for a file name; a code goes first."""
    publication = issue.publication
    name = UNFIT.sub("-", publication.code or publication.name).strip("-.")
    name = name.encode()[:MAX_NAME_BYTES].decode(errors="ignore")
    edition = f"-{issue.edition}" if issue.edition else ""
    return f"{name or 'issue'}-{issue.date.isoformat()}{edition}"


class Writer:
    """Makes one output format. Only `write` must be overridden."""

    name: str
    """Short name, for messages."""
    suffixes: tuple[str, ...]
    """The ends of its files' names, in lower case with the dot, the usual one first."""
    checks = False
    """Whether it has a `check` of finished files, made by any program."""
    takes_pages = False
    """Whether it can write chosen pages alone (`Options.pages`)."""
    parts_words = False
    """Whether it asks for Chinese and Japanese words: their dictionary loads during the reading."""
    may_be_beside = False
    """Whether a fork of the program may write it while the program writes another file."""
    keeps = False
    """Whether what a build makes on the way is kept on disk for the next one."""
    own_options: tuple[str, ...] = ()
    """Options that no other format follows, by their names in `Options`."""

    def is_to_be_loaded(self) -> bool:
        """Whether `load` would take long."""
        return False

    def load(self, options: Options) -> None:
        """Load the libraries that `write` needs; another process reads the source meanwhile."""

    def prepare(self, edition: Edition) -> None:
        """Make what `write` needs of an edition first, in the process that has read its source.

        The edition is sent from there: what it keeps of this is made once.
        """

    def write(self, edition: Edition, path: Path, options: Options) -> list[Finding]:
        """Write the file `path`, moved into place when complete; return the findings."""
        raise NotImplementedError

    def file_name(self, issue: Issue, options: Options) -> str:  # noqa: ARG002
        """Return the name of the file in a folder; empty if a folder gets no such file."""
        return ""

    def judge(self, findings: Sequence[Finding], options: Options) -> None:  # noqa: ARG002
        """Raise `InvalidSource` for a file with errors, which is then not moved into place."""
        if errors(findings):
            raise InvalidSource(list(findings))

    def parts(self, path: Path, issue: Issue, options: Options) -> list[Path]:  # noqa: ARG002
        """Write the further files that `options` ask for beside `path`, and return them."""
        return []

    def check(self, path: Path, profile: Profile | None) -> list[Finding]:
        """Return what is wrong with a finished file; raises `SourceError` if it can't be read."""
        raise NotImplementedError

    def report(self, path: Path, profile: Profile | None) -> tuple[list[Finding], str] | None:  # noqa: ARG002
        """Return the findings of `check` and an HTML report of them, if it makes such reports."""
        return None
