"""A link without a description; one with a short description passes."""

from __future__ import annotations

from drafts import ScreenDraft

USE = "screen"


def broken(draft: ScreenDraft) -> None:
    del draft.note.Contents


def passes(draft: ScreenDraft) -> None:
    draft.note.Contents = "→ 2"
