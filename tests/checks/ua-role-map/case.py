"""A type of its own that stands for nothing; one that stands for a paragraph passes."""

from __future__ import annotations

from drafts import ScreenDraft
from pikepdf import Dictionary, Name

USE = "screen"


def broken(draft: ScreenDraft) -> None:
    draft.paragraph.S = Name.Deck


def passes(draft: ScreenDraft) -> None:
    draft.paragraph.S = Name.Deck
    draft.tree.RoleMap = Dictionary(Deck=Name.Lead, Lead=Name.P)
