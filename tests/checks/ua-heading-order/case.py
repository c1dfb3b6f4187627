"""H3 after H1; one level at a time down, and up at once passes."""

from __future__ import annotations

from drafts import ScreenDraft

USE = "screen"


def broken(draft: ScreenDraft) -> None:
    draft.words("H3", 100)


def passes(draft: ScreenDraft) -> None:
    draft.words("H2", 100)
    draft.words("H3", 85)
    draft.words("H1", 70)
