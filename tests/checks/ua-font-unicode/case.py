"""A font whose glyphs have no characters; one with a map to characters passes."""

from __future__ import annotations

from drafts import ScreenDraft

USE = "screen"
MAP = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
1 begincodespacerange <0000> <ffff> endcodespacerange
1 beginbfchar <0002> <0041> endbfchar
endcmap end end"""


def broken(draft: ScreenDraft) -> None:
    draft.resource("Font", "F5", draft.glyphs("Secret"), page=1)
    draft.tagged(draft.element("P", draft.document), "BT /F5 9 Tf 20 100 Td <0002> Tj ET", page=1)


def passes(draft: ScreenDraft) -> None:
    font = draft.glyphs("Open")
    font.ToUnicode = draft.stream(MAP)
    draft.resource("Font", "F5", font, page=1)
    draft.tagged(draft.element("P", draft.document), "BT /F5 9 Tf 20 100 Td <0002> Tj ET", page=1)
