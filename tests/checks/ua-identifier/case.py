"""A file that names no conformance; one that names an amendment too passes."""

from __future__ import annotations

from drafts import ScreenDraft

USE = "screen"


def broken(draft: ScreenDraft) -> None:
    draft.properties = ""


def passes(draft: ScreenDraft) -> None:
    draft.properties += "<pdfuaid:amd>2012</pdfuaid:amd>"
