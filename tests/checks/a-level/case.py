"""A file of level B, which need not be tagged; one of level A passes."""

from __future__ import annotations

from drafts import ArchiveDraft

USE = "archive"


def broken(draft: ArchiveDraft) -> None:
    draft.properties = draft.properties.replace("conformance>A", "conformance>B")


def passes(draft: ArchiveDraft) -> None:
    assert "conformance>A" in draft.properties
