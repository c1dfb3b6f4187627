"""An element in a language that is none; one with a tag passes."""

from __future__ import annotations

from drafts import ScreenDraft

USE = "screen"


def broken(draft: ScreenDraft) -> None:
    draft.paragraph.Lang = "English (UK)"


def passes(draft: ScreenDraft) -> None:
    draft.paragraph.Lang = "en-GB"
