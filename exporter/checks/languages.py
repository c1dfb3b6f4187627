"""Languages of an issue without a language file."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.findings import Finding
from exporter.languages.labels import has_labels
from exporter.model import Issue


def check_languages(issue: Issue) -> Iterator[Finding]:
    """Yield a warning for each language whose words (Page, Contents, …) will be English."""
    of_articles = (article.language for article in issue.articles)
    for language in sorted({issue.publication.language, *filter(None, of_articles)}):
        if not has_labels(language):
            message = f"there are no words for the language `{language}`, English ones are used"
            advice = "install a package with a language file, or write one (docs/languages.md)"
            yield Finding("issue-language", issue.origin, 0, message, advice)
