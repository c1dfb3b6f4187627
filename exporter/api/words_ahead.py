"""The dictionary of Chinese words, loaded before anything else of a build is."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from exporter.kept import user_entries
from exporter.languages import dictionary
from exporter.patterns import pattern

SETTINGS = ("issue.yaml", "../publication.yaml", "../../publication.yaml")
CHINESE = pattern(r"\blanguage:\s*['\"]?zh")


def load_words_ahead(folders: Iterable[str], keep: bool) -> None:
    """Load the dictionary in a process beside this one if any of some folders is a Chinese issue.

    `keep`: whether words that earlier builds have found may be used: they need no dictionary.
    """
    if any(map(_is_chinese, folders)):
        dictionary.load_ahead(user_entries(keep))


def _is_chinese(folder: str) -> bool:
    """Whether the settings of an issue, or of its publication, name Chinese as the language."""
    with suppress(OSError, ValueError):  # no path, or no text: the reader says so
        files = (Path(folder, name) for name in SETTINGS)
        return any(CHINESE.search(each.read_text("utf-8")) for each in files if each.is_file())
    return False
