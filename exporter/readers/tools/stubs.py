"""Articles of which only the headline was saved: they are in the issue and say so."""

from __future__ import annotations

from html import escape
from pathlib import Path

from exporter.languages.labels import labels
from exporter.model import Kind
from exporter.readers.tools.drafts import DraftArticle


def headline_alone(
    headline: tuple[str, ...], path: Path, language: str, line: int = 0
) -> DraftArticle:
    """Make an article from a headline alone, with a note in the language of the issue.

    `path` and `line` are where the headline was found; line 0 is the whole file.
    """
    note = f"<p>{escape(labels(language).headline_alone)}</p>"
    return DraftArticle(headline, note, source=path, line=line, kind=Kind.BRIEF)
