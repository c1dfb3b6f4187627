"""A Latin font whose codes are the font's own; one with names of glyphs passes."""

from __future__ import annotations

from drafts import ScreenDraft
from pikepdf import Array, Dictionary, Name

USE = "screen"


def broken(draft: ScreenDraft) -> None:
    draft.boxes.Encoding = Dictionary(Type=Name.Encoding, Differences=Array([65, Name.A]))


def passes(draft: ScreenDraft) -> None:
    draft.boxes.Encoding = Dictionary(
        Type=Name.Encoding, BaseEncoding=Name.WinAnsiEncoding, Differences=Array([65, Name.B])
    )
