"""Reader of an article page of a web edition saved as text, one file or a folder of them.

首页 | 版面导航 | 标题导航        navigation
   第01版:头版                  page directory, a page a line …
借鉴经验                        the headlines of the current page
第01版                         … and once more in two lines
头版
新闻内容
2018年07月03日 星期二上一期下一期
借鉴经验                        the headline's lines
    Paragraphs, indented.
    (据新华社)                  credit
… | … | … |                   link spam
"""

from __future__ import annotations

from pathlib import Path

from exporter.options import DEFAULT, ReadOptions
from exporter.readers.base import Reading
from exporter.readers.saved_page.merged import merged
from exporter.readers.saved_page.page import missing_signs, read_page
from exporter.readers.tools import source_files
from exporter.readers.tools.assemble import Assembly

SUFFIXES = (".txt", ".text")


class SavedPageReader:
    """Reads saved article pages."""

    name = "saved-page"
    sign = "an article page of a web edition saved as text (.txt), or a folder of them"

    def knows(self, source: Path) -> bool:
        """Whether it is a text with a page directory and a date, or a folder with such a text."""
        if source.is_dir():
            found = source_files.walk(source, SUFFIXES, limit=200)
            return any(_is_saved_page(path) for path, _ in zip(found, range(5), strict=False))
        return source.suffix.lower() in (*SUFFIXES, "") and _is_saved_page(source)

    def misses(self, source: Path) -> str:
        """Return which of the signs of a saved page a text has not."""
        text = source_files.head(source) if source.suffix.lower() in SUFFIXES else ""
        return f"has {' and '.join(missing_signs(text))}" if text else ""

    def read(self, source: Path, options: ReadOptions = DEFAULT) -> Reading:
        """Read the page, or the pages, which merge into one issue."""
        assembly = Assembly(source, options)
        paths = list(source_files.walk(source, SUFFIXES)) if source.is_dir() else [source]
        pages = [page for path in paths if (page := read_page(path, assembly))]
        if not pages:
            assembly.fail(
                "source-empty", source, 0, "it contains no saved page", "save article pages as text"
            )
            return assembly.reading(None)
        return assembly.reading(merged(pages, assembly))


def _is_saved_page(path: Path) -> bool:
    return not missing_signs(source_files.head(path))


READER = SavedPageReader()

__all__ = ["READER", "SavedPageReader"]
