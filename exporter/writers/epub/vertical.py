"""Vertical writing, and the languages that have it."""

from __future__ import annotations

from exporter.errors import UsageError
from exporter.languages.tags import is_ideographic
from exporter.nearest import unknown

MODES = ("horizontal", "vertical")


def judge_writing(writing: str, language: str = "ja") -> None:
    """Raise `UsageError` for an unknown writing mode, or one that the language does not have."""
    if writing not in MODES:
        raise UsageError(unknown("writing mode", writing, MODES))
    if writing == "vertical" and not is_ideographic(language):
        raise UsageError(f"`{language}` is not written vertically, only Chinese and Japanese are")
