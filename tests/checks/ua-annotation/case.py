"""A note without a description; one that the element describes passes."""

from __future__ import annotations

from drafts import ScreenDraft
from pikepdf import String

USE = "screen"


def broken(draft: ScreenDraft) -> None:
    del draft.annotation("Text").Contents


def passes(draft: ScreenDraft) -> None:
    note = draft.annotation("Text")
    del note.Contents
    draft.remark.Alt = String("A remark of the proof reader")
