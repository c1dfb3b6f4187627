"""A file that says it is PDF/A-2; one whose metadata have line breaks passes."""

from __future__ import annotations

from drafts import ArchiveDraft

USE = "archive"


def broken(draft: ArchiveDraft) -> None:
    draft.properties = draft.properties.replace("<pdfaid:part>3", "<pdfaid:part>2")


def passes(draft: ArchiveDraft) -> None:
    draft.properties = draft.properties.replace("><", ">\n<")
