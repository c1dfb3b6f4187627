"""A script that runs when the file is opened; a view that is set passes."""

from __future__ import annotations

from drafts import ScreenDraft
from pikepdf import Dictionary, Name

USE = "screen"


def broken(draft: ScreenDraft) -> None:
    draft.pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.beep()")


def passes(draft: ScreenDraft) -> None:
    draft.pdf.Root.OpenAction = Dictionary(S=Name.GoTo, D=[draft.pages[0], Name.Fit])
