"""Validate the EPUB options before anything is read or written."""

from __future__ import annotations

from exporter.errors import UsageError
from exporter.options import Options
from exporter.writers.epub.vertical import judge_writing

LEAST_IMAGE, MOST_IMAGE = 100, 10_000


def judge_epub_options(options: Options) -> None:
    """Raise `UsageError` for invalid sizes, fonts, writing modes and voices.

    Raises `MissingDependency` for a voice or an encoder that is not installed.
    """
    if not LEAST_IMAGE <= options.max_image <= MOST_IMAGE:
        raise UsageError(
            f"pictures of {options.max_image} pixels are out of range, "
            f"choose {LEAST_IMAGE} to {MOST_IMAGE}"
        )
    judge_writing(options.writing)
    if options.embed_fonts:
        from exporter.writers.epub.embedding import judge_fonts

        judge_fonts(options.embed_fonts)
    if options.voice or options.lexicon:
        from exporter.writers.epub.narration import judge_narration

        judge_narration(options)
