"""A file of PDF 2.0; one of PDF 1.7 passes."""

from __future__ import annotations

from typing import Any

from drafts import PressDraft

USE = "press"
SAVE: dict[str, Any] = {}


def broken(_: PressDraft) -> None:
    SAVE["force_version"] = "2.0"


def passes(_: PressDraft) -> None:
    SAVE["force_version"] = "1.7"
