"""A font whose glyphs have no characters; one with a map to characters passes."""

from __future__ import annotations

from drafts import ScreenDraft

USE = "screen"


def broken(draft: ScreenDraft) -> None:
    draft.resource("Font", "F5", draft.font("Secret", unicode=False), page=1)
    draft.tagged(draft.paragraph, "BT /F5 9 Tf 20 100 Td (A) Tj ET", page=1)


def passes(draft: ScreenDraft) -> None:
    font = draft.font("Open", unicode=False)
    font.ToUnicode = draft.stream(b"")
    draft.resource("Font", "F5", font, page=1)
    draft.tagged(draft.paragraph, "BT /F5 9 Tf 20 100 Td (A) Tj ET", page=1)
