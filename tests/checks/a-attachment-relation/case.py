"""An attachment whose part is not told; one whose part is told to be another passes."""

from __future__ import annotations

from drafts import ArchiveDraft
from pikepdf import Name

USE = "archive"


def broken(draft: ArchiveDraft) -> None:
    del draft.attachment.AFRelationship


def passes(draft: ArchiveDraft) -> None:
    draft.attachment.AFRelationship = Name.Unspecified
