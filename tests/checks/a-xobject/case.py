"""A form with PostScript; a plain one passes."""

from __future__ import annotations

from drafts import ArchiveDraft
from pikepdf import Name

USE = "archive"


def broken(draft: ArchiveDraft) -> None:
    _form(draft, Subtype2=Name.PS)


def passes(draft: ArchiveDraft) -> None:
    _form(draft)


def _form(draft: ArchiveDraft, **values: object) -> None:
    form = draft.stream(
        b".25 w 0 0 m 60 0 l S", Type=Name.XObject, Subtype=Name.Form, BBox=[0, -1, 60, 1], **values
    )
    draft.resource("XObject", "Rule", form)
    draft.artifact("1 0 0 1 20 15 cm /Rule Do")
