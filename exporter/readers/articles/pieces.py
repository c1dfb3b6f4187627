"""What one file holds: articles, where they belong, and the findings."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from exporter.content.sanitize import clean_text
from exporter.findings import Finding
from exporter.readers.tools.assemble import Assembly
from exporter.readers.tools.drafts import DraftArticle

MAX_BYTES = 2_000_000  # of one article as text: a novel has fewer


@dataclass
class Piece:
    """The articles of one file; `pictures` maps addresses in them to files.

    `unused` has the lines of keys in its front matter that no part of an article is made of.
    """

    path: Path
    articles: list[DraftArticle] = field(default_factory=list)
    section: str = ""
    pictures: dict[str, Path] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    unused: dict[str, int] = field(default_factory=dict)


def text_of(path: Path, assembly: Assembly) -> str | None:
    """Return the text of an article; None if it can't be read or is empty, which is noted."""
    text = assembly.text(path, MAX_BYTES)
    if text is None or clean_text(text).strip():
        return text
    assembly.warn("source-empty", path, 0, "has no text: left out")
    return None
