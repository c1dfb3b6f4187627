"""A figure without alternative text; one with the text that it shows passes."""

from __future__ import annotations

from drafts import ScreenDraft

USE = "screen"


def broken(draft: ScreenDraft) -> None:
    del draft.figure.Alt


def passes(draft: ScreenDraft) -> None:
    del draft.figure.Alt
    draft.figure.ActualText = "A harbour"
