"""A title that is not shown; a title in the XMP metadata alone passes."""

from __future__ import annotations

from drafts import ScreenDraft

USE = "screen"


def broken(draft: ScreenDraft) -> None:
    draft.pdf.Root.ViewerPreferences.DisplayDocTitle = False


def passes(draft: ScreenDraft) -> None:
    draft.pdf.docinfo["/Title"] = ""
