"""A file without structure; one whose structure is no guess passes."""

from __future__ import annotations

from drafts import ScreenDraft

USE = "screen"


def broken(draft: ScreenDraft) -> None:
    del draft.pdf.Root.StructTreeRoot
    del draft.pages[0].Annots


def passes(draft: ScreenDraft) -> None:
    draft.pdf.Root.MarkInfo.Suspects = False
