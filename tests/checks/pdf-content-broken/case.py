"""A page that paints a missing picture; one Q too many, which viewers forgive, passes."""

from __future__ import annotations

from drafts import ScreenDraft

USE = "screen"


def broken(draft: ScreenDraft) -> None:
    draft.paint("/Absent Do", 1)


def passes(draft: ScreenDraft) -> None:
    draft.artifact("q Q Q")
