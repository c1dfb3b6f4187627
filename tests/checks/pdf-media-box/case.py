"""A page wider than 5 metres; one of the greatest size passes."""

from __future__ import annotations

from drafts import ScreenDraft

USE = "screen"


def broken(draft: ScreenDraft) -> None:
    draft.pages[1].MediaBox = [0, 0, 14_500, 600]


def passes(draft: ScreenDraft) -> None:
    draft.pages[1].MediaBox = [0, 0, 14_400, 600]
