"""A link that hides an annotation; one to an address passes."""

from __future__ import annotations

from drafts import ArchiveDraft
from pikepdf import Dictionary, Name, String

USE = "archive"


def broken(draft: ArchiveDraft) -> None:
    del draft.note.Dest
    draft.note.A = Dictionary(S=Name.Hide, T=draft.note)


def passes(draft: ArchiveDraft) -> None:
    del draft.note.Dest
    draft.note.A = Dictionary(S=Name.URI, URI=String("https://example.org/"))
