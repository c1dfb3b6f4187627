"""A file without an identifier; one with it passes."""

from __future__ import annotations

from drafts import PressDraft

USE = "press"
ERASE = {"broken": {b"/ID": b"/IX"}}


def broken(_: PressDraft) -> None:
    """Leave the draft alone: the identifier is made when it is written."""


def passes(_: PressDraft) -> None:
    """Leave the draft alone."""
