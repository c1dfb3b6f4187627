"""A picture that is smoothed; one that is not passes."""

from __future__ import annotations

from drafts import ArchiveDraft

USE = "archive"


def broken(draft: ArchiveDraft) -> None:
    draft.pages[0].Resources.XObject.Im.Interpolate = True


def passes(draft: ArchiveDraft) -> None:
    draft.pages[0].Resources.XObject.Im.Interpolate = False
