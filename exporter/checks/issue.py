"""Rules over an issue that a reader took: what is not wrong enough to refuse it."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.checks.alternatives import check_alternatives
from exporter.findings import Finding
from exporter.model import Issue
from exporter.pictures.files import PictureError, decode

__all__ = ["check_issue"]


def check_issue(issue: Issue) -> list[Finding]:
    """Return what is wrong with the pictures and figures of an issue."""
    return [*_broken_pictures(issue), *check_alternatives(issue)]


def _broken_pictures(issue: Issue) -> Iterator[Finding]:
    """Decode every picture whole: some are broken in the middle only."""
    for picture in issue.pictures:
        try:
            decode(picture)
        except PictureError as error:
            yield Finding(error.rule, picture.path, 0, error.message, error.advice)
