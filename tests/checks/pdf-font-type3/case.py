"""A font of drawings; one that nothing is set in passes."""

from __future__ import annotations

from drafts import PressDraft
from pikepdf import Dictionary, Name

USE = "press"


def broken(draft: PressDraft) -> None:
    glyph = draft.stream(b"500 0 0 0 400 700 d1 0 0 400 700 re f")
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=[0, 0, 500, 700],
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
        CharProcs=Dictionary(A=glyph),
        Encoding=Dictionary(Type=Name.Encoding, Differences=[65, Name.A]),
        FirstChar=65,
        LastChar=65,
        Widths=[500],
        Resources=Dictionary(),
    )
    draft.resource("Font", "F3", draft.pdf.make_indirect(font))
    draft.text("/Over gs 0 0 0 1 k", font="F3")


def passes(draft: PressDraft) -> None:
    glyph = draft.stream(b"500 0 0 0 400 700 d1 0 0 400 700 re f")
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=[0, 0, 500, 700],
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
        CharProcs=Dictionary(A=glyph),
        Encoding=Dictionary(Type=Name.Encoding, Differences=[65, Name.A]),
        FirstChar=65,
        LastChar=65,
        Widths=[500],
        Resources=Dictionary(),
    )
    draft.resource("Font", "F3", draft.pdf.make_indirect(font))
