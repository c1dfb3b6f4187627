"""A list that holds a paragraph; one that holds a list passes."""

from __future__ import annotations

from drafts import ScreenDraft

USE = "screen"


def broken(draft: ScreenDraft) -> None:
    draft.words("P", 100, draft.list)


def passes(draft: ScreenDraft) -> None:
    inner = draft.element("L", draft.list)
    draft.words("LBody", 100, draft.element("LI", inner))
