"""An area of half its ink in a file of PDF/X-1a; one of all its ink passes."""

from __future__ import annotations

from drafts import PressDraft
from pikepdf import Dictionary, Name

USE = "press"
PROFILE = {"variant": "pdf/x-1a"}
SAVE = {"min_version": "1.4"}


def _named(draft: PressDraft) -> None:
    draft.pdf.docinfo["/GTS_PDFXVersion"] = "PDF/X-1a:2003"
    draft.properties = ""


def broken(draft: PressDraft) -> None:
    _veiled(draft, 0.5)


def passes(draft: PressDraft) -> None:
    _veiled(draft, 1)


def _veiled(draft: PressDraft, alpha: float) -> None:
    _named(draft)
    draft.resource("ExtGState", "Veil", Dictionary(Type=Name.ExtGState, ca=alpha))
    draft.paint("/Veil gs 0 .5 .5 0 k 40 100 30 30 re f")
