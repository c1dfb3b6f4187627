"""A link that is not printed; one that is printed, and locked passes."""

from __future__ import annotations

from drafts import ArchiveDraft

USE = "archive"


def broken(draft: ArchiveDraft) -> None:
    draft.note.F = 0


def passes(draft: ArchiveDraft) -> None:
    draft.note.F = 4 | 64
