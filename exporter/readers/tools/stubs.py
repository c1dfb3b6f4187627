"""Articles of which only the headline was saved: they stand in the issue and say so."""

from __future__ import annotations

from html import escape
from pathlib import Path

from exporter.model import Kind
from exporter.readers.tools.assemble import DraftArticle

NOTES = {
    "zh-Hans": "（保存的网页只有本文的标题，没有正文。）",
    "zh-Hant": "（儲存的網頁只有本文的標題，沒有內文。）",
    "en": "(The saved pages hold the headline of this article alone, not its text.)",
}


def headline_alone(headline: tuple[str, ...], path: Path, language: str) -> DraftArticle:
    """Make an article of a headline alone, with a note in the language of the issue."""
    note = NOTES.get(language, NOTES["zh-Hans" if language.startswith("zh") else "en"])
    return DraftArticle(headline, f"<p>{escape(note)}</p>", source=path, kind=Kind.BRIEF)
