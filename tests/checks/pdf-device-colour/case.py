"""A calibrated grey in a file of PDF/X-1a; one of the press's own black passes."""

from __future__ import annotations

from drafts import PressDraft
from pikepdf import Array, Dictionary, Name

USE = "press"
PROFILE = {"variant": "pdf/x-1a"}
SAVE = {"min_version": "1.4"}


def _named(draft: PressDraft) -> None:
    draft.pdf.docinfo["/GTS_PDFXVersion"] = "PDF/X-1a:2003"
    draft.properties = ""


def broken(draft: PressDraft) -> None:
    _named(draft)
    grey = Array([Name.CalGray, Dictionary(WhitePoint=[0.9505, 1, 1.089])])
    draft.resource("ColorSpace", "Grey", grey)
    draft.paint("/Grey cs .5 scn 40 100 30 30 re f")


def passes(draft: PressDraft) -> None:
    _named(draft)
    draft.paint(".5 g 40 100 30 30 re f")
