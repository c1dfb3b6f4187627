"""What a command waits for is begun before the libraries of the command line are loaded."""

from __future__ import annotations

from collections.abc import Sequence


def begin(arguments: Sequence[str]) -> None:
    """Begin what a command with these arguments will ask for."""
    if arguments[:1] == ["build"]:
        from exporter.api.words_ahead import load_words_ahead  # others are not to wait for it

        load_words_ahead(arguments[1:], "--no-cache" not in arguments)
