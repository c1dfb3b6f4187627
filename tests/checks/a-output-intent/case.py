"""An area in CMYK, and an output intent in RGB; one in RGB passes."""

from __future__ import annotations

from drafts import ArchiveDraft

USE = "archive"


def broken(draft: ArchiveDraft) -> None:
    draft.artifact("0 1 1 0 k 50 20 20 20 re f")


def passes(draft: ArchiveDraft) -> None:
    draft.artifact("0 1 1 rg 50 20 20 20 re f")
