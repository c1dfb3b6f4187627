"""A film on the page; a stamp passes."""

from __future__ import annotations

from drafts import ArchiveDraft
from pikepdf import Name

USE = "archive"


def broken(draft: ArchiveDraft) -> None:
    draft.annotation("Movie")


def passes(draft: ArchiveDraft) -> None:
    draft.annotation("Stamp", Name=Name.Approved)
