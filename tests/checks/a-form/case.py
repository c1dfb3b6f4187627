"""A form whose fields are drawn by viewers; one that keeps their appearance passes."""

from __future__ import annotations

from drafts import ArchiveDraft
from pikepdf import Dictionary

USE = "archive"


def broken(draft: ArchiveDraft) -> None:
    draft.pdf.Root.AcroForm = Dictionary(Fields=[], NeedAppearances=True)


def passes(draft: ArchiveDraft) -> None:
    draft.pdf.Root.AcroForm = Dictionary(Fields=[], NeedAppearances=False)
