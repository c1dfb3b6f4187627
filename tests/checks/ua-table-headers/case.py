"""A table without header cells; a header cell of a row passes."""

from __future__ import annotations

from drafts import ScreenDraft
from pikepdf import Array, Dictionary, Name

USE = "screen"


def broken(draft: ScreenDraft) -> None:
    draft.head.S = Name.TD


def passes(draft: ScreenDraft) -> None:
    draft.head.A = Array([Dictionary(O=Name.Layout), Dictionary(O=Name.Table, Scope=Name.Row)])
