"""Layers whose setting has no name; one that has a name passes."""

from __future__ import annotations

from drafts import ScreenDraft
from pikepdf import Array, Dictionary, Name, String

USE = "screen"


def broken(draft: ScreenDraft) -> None:
    _layers(draft, "")


def passes(draft: ScreenDraft) -> None:
    _layers(draft, "All")


def _layers(draft: ScreenDraft, name: str) -> None:
    layer = draft.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Text")))
    setting = Dictionary(Name=String(name), Order=Array([layer]))
    draft.pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=setting)
