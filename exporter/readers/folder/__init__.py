"""Reader of the issue folder, the native source format.

2018-07-03/
  issue.yaml           publication, date, number, and the pages in order
  01/                  one folder a page, named by its label
    10-first-story.md  front matter + Markdown; the files' order is the order on the page
    20-second.docx     or a document of Word or OpenDocument
    photo.jpg
"""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path

from exporter.model import Issue
from exporter.options import DEFAULT, ReadOptions
from exporter.readers.base import Reading
from exporter.readers.folder.issue_files import ISSUE_FILE
from exporter.readers.folder.reading import FolderReading
from exporter.readers.tools.source_files import head

HEADLINE = re.compile(r"^headline:", re.MULTILINE)
LOOKED_AT = 5  # articles to check to recognise a folder without issue.yaml


class IssueFolder:
    """Reads issue folders."""

    name = "issue folder"
    sign = f"a folder with {ISSUE_FILE}, or that file"

    def knows(self, source: Path) -> bool:
        """Whether it is a folder with an issue.yaml in it, or such a file."""
        return source.name == ISSUE_FILE or (source / ISSUE_FILE).is_file()

    def misses(self, source: Path) -> str:
        """Say so where articles are in page folders, or YAML under another name."""
        if source.is_dir():
            texts = map(head, islice(source.glob("*/*.md"), LOOKED_AT))
            return f"has no {ISSUE_FILE}" * any(HEADLINE.search(text) for text in texts)
        is_yaml = source.suffix.lower() in (".yaml", ".yml")
        return f"is not called {ISSUE_FILE}" if is_yaml else ""

    def read(self, source: Path, options: ReadOptions = DEFAULT) -> Reading:
        """Read the folder; every error in it is among the findings."""
        return FolderReading(_root(source), options).reading()

    def glance(self, source: Path, options: ReadOptions = DEFAULT) -> Issue | None:
        """Read what issue.yaml says of an issue, without its pages; None if that is wrong."""
        return FolderReading(_root(source), options).glance()


def _root(source: Path) -> Path:
    return source.parent if source.name == ISSUE_FILE else source


READER = IssueFolder()

__all__ = ["ISSUE_FILE", "READER", "IssueFolder"]
