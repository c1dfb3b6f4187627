"""An area of half its ink in a file of PDF/X-1a; one of all its ink passes."""

from __future__ import annotations

from drafts import PDF_1_4, X1A, PressDraft
from pikepdf import Dictionary, Name

USE = "press"
PROFILE, SAVE = X1A, PDF_1_4


def broken(draft: PressDraft) -> None:
    _veiled(draft, 0.5)


def passes(draft: PressDraft) -> None:
    _veiled(draft, 1)


def _veiled(draft: PressDraft, alpha: float) -> None:
    draft.state_x1a()
    draft.resource("ExtGState", "Veil", Dictionary(Type=Name.ExtGState, ca=alpha))
    draft.paint("/Veil gs 0 .5 .5 0 k 40 100 30 30 re f")
