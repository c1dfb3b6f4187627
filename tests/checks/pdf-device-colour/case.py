"""A calibrated grey in a file of PDF/X-1a; one of the press's own black passes."""

from __future__ import annotations

from drafts import PDF_1_4, X1A, PressDraft
from pikepdf import Array, Dictionary, Name

USE = "press"
PROFILE, SAVE = X1A, PDF_1_4


def broken(draft: PressDraft) -> None:
    draft.state_x1a()
    grey = Array([Name.CalGray, Dictionary(WhitePoint=[0.9505, 1, 1.089])])
    draft.resource("ColorSpace", "Grey", grey)
    draft.paint("/Grey cs .5 scn 40 100 30 30 re f")


def passes(draft: PressDraft) -> None:
    draft.state_x1a()
    draft.paint(".5 g 40 100 30 30 re f")
