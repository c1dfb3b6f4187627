"""Two notes of one identifier; two of their own pass."""

from __future__ import annotations

from drafts import ScreenDraft
from pikepdf import String

USE = "screen"


def broken(draft: ScreenDraft) -> None:
    _notes(draft, "note-1", "note-1")


def passes(draft: ScreenDraft) -> None:
    _notes(draft, "note-1", "note-2")


def _notes(draft: ScreenDraft, *names: str) -> None:
    for number, name in enumerate(names):
        draft.words("Note", 100 - 15 * number).ID = String(name)
