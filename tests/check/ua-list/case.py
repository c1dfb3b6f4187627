"""A list that holds a paragraph; one that holds a caption passes."""

from __future__ import annotations

from drafts import ScreenDraft

USE = "screen"


def broken(draft: ScreenDraft) -> None:
    draft.words("P", 100, draft.list)


def passes(draft: ScreenDraft) -> None:
    draft.words("Caption", 100, draft.list)
