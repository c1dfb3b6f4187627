"""An empty page in the middle; a blank page that fills the last sheet passes."""

from __future__ import annotations

from drafts import PressDraft

USE = "press"


def broken(draft: PressDraft) -> None:
    draft.pages[1].Contents = draft.stream(b"")


def passes(draft: PressDraft) -> None:
    draft.pages[3].Contents = draft.stream(b"")
