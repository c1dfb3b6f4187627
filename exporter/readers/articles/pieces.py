"""What one file holds: articles, where they belong, and the findings."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from exporter.findings import Finding
from exporter.readers.tools.drafts import DraftArticle


@dataclass
class Piece:
    """The articles of one file; `pictures` maps addresses in them to files."""

    path: Path
    articles: list[DraftArticle] = field(default_factory=list)
    section: str = ""
    pictures: dict[str, Path] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
