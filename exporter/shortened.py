"""Texts cut for a message, which shows how something begins."""

from __future__ import annotations


def shortened(text: str, most: int) -> str:
    """Return a text of at most `most` characters; one that is cut ends with an ellipsis."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
