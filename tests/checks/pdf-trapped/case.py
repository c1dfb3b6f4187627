"""Trapping that is unknown; a file that is trapped passes."""

from __future__ import annotations

from drafts import PressDraft
from pikepdf import Name

USE = "press"


def broken(draft: PressDraft) -> None:
    draft.pdf.docinfo["/Trapped"] = Name.Unknown


def passes(draft: PressDraft) -> None:
    draft.pdf.docinfo["/Trapped"] = Name("/True")
