"""Rules over an issue that a reader took: what is not wrong enough to refuse it."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.content.pictures import PictureError, decode
from exporter.findings import Finding, Severity
from exporter.model import Issue

__all__ = ["check_issue"]


def check_issue(issue: Issue) -> list[Finding]:
    """Return what is wrong with the pictures and figures of an issue."""
    return [*_broken_pictures(issue), *_figures_without_alt(issue)]


def _broken_pictures(issue: Issue) -> Iterator[Finding]:
    """Decode every picture whole: some are broken in the middle only."""
    for picture in issue.pictures:
        try:
            decode(picture)
        except PictureError as error:
            yield Finding(error.rule, picture.path, 0, error.message, error.advice)


def _figures_without_alt(issue: Issue) -> Iterator[Finding]:
    """Find figures without words for those who can't see them (WCAG 2.2, 1.1.1)."""
    for article in issue.articles:
        for figure in article.figures:
            if not figure.alt:
                name = figure.picture.path.name
                yield Finding(
                    "issue-figure-alt",
                    issue.root / article.source,
                    0,
                    f"picture `{name}` has no alternative text",
                    "say in `alt` what is to be seen",
                    Severity.WARNING,
                )
