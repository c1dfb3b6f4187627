"""Words in a language that has no tag; words with one pass."""

from __future__ import annotations

from drafts import ScreenDraft

USE = "screen"


def broken(draft: ScreenDraft) -> None:
    _words(draft, "plain English")


def passes(draft: ScreenDraft) -> None:
    _words(draft, "en-GB")


def _words(draft: ScreenDraft, language: str) -> None:
    text = "0 g BT /F1 9 Tf 20 100 Td (A WORD) Tj ET"
    draft.tagged(draft.paragraph, f"/Span <</Lang ({language})>> BDC {text} EMC")
