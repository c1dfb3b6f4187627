"""Read the source for the preview: the issue, its style, and all findings."""

from __future__ import annotations

from pathlib import Path

from exporter import api
from exporter.edition.style import Style
from exporter.errors import InvalidSource
from exporter.findings import Finding, errors
from exporter.model import Issue
from exporter.options import Options
from exporter.preview.page_state import ArticleState, place_of
from exporter.publication_file import places_above
from exporter.readers.folder import ISSUE_FILE


def sources(source: Path) -> list[Path]:
    """Return the paths to watch: the source, and each publication.yaml above it."""
    folder = source.parent if source.name == ISSUE_FILE else source
    return [folder, *(path for path in places_above(folder) if path.is_file())]


def read(source: Path, options: Options) -> tuple[Issue, Style, list[Finding]]:
    """Return an issue, its style and its findings; raises `InvalidSource` with all errors."""
    examined = api.examine_issue(source, options.reading)
    if examined.issue is None or errors(examined.findings):
        raise InvalidSource(examined.findings)
    style = api.site_tools(options).style_of(examined.issue)
    return examined.issue, style, list(examined.findings)


def article_states(issue: Issue) -> dict[str, ArticleState]:
    """Return the articles in order, by id."""
    return {
        article.id: ArticleState(
            article.id,
            article.title,
            page.label,
            place_of(issue.root / article.source, 1, issue.root),
        )
        for page in issue.pages
        for article in page.articles
    }
