"""An area that is neither tagged nor artifact; one that is an artifact passes."""

from __future__ import annotations

from drafts import ScreenDraft

USE = "screen"


def broken(draft: ScreenDraft) -> None:
    draft.paint("0 g 50 100 20 20 re f", 1)


def passes(draft: ScreenDraft) -> None:
    draft.artifact("0 g 50 100 20 20 re f")
