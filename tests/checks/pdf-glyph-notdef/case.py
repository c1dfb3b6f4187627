"""Glyph 0 of a composite font, where a CMap sends the code; a glyph of its own passes."""

from __future__ import annotations

from typing import Any

from drafts import PressDraft
from pikepdf import Name

USE = "press"
CMAP = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
1 begincodespacerange <0000> <ffff> endcodespacerange
1 begincidrange <0102> <0103> 2 endcidrange
1 begincidchar <0101> %d endcidchar
endcmap end end"""


def _add(draft: PressDraft, glyph: int) -> None:
    font: Any = draft.glyphs("Few")
    font.Encoding = draft.stream(CMAP % glyph, Type=Name.CMap, CMapName=Name("/Own"))
    draft.resource("Font", "F6", font)
    draft.paint("/Over gs 0 0 0 1 k BT /F6 9 Tf 20 100 Td <010201010103> Tj ET")


def broken(draft: PressDraft) -> None:
    _add(draft, 0)


def passes(draft: PressDraft) -> None:
    _add(draft, 4)
