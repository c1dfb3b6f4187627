"""A state with a transfer function; one with the default passes."""

from __future__ import annotations

from drafts import ArchiveDraft
from pikepdf import Dictionary, Name

USE = "archive"


def broken(draft: ArchiveDraft) -> None:
    _state(draft, TR2=Name.Identity)


def passes(draft: ArchiveDraft) -> None:
    _state(draft, TR2=Name.Default, RI=Name.Saturation)


def _state(draft: ArchiveDraft, **values: object) -> None:
    draft.resource("ExtGState", "Own", Dictionary(Type=Name.ExtGState, **values))
    draft.artifact("/Own gs .25 w 20 15 m 100 15 l S")
