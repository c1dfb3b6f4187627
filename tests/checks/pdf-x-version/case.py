"""A file that says it is PDF/X-3; one that says it after a line break passes."""

from __future__ import annotations

from drafts import PressDraft

USE = "press"


def broken(draft: PressDraft) -> None:
    draft.properties = draft.properties.replace("X-4", "X-3")


def passes(draft: PressDraft) -> None:
    draft.properties = "\n" + draft.properties
