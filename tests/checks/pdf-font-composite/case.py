"""An embedded font that does not say which of its glyphs a CID is; one that does passes."""

from __future__ import annotations

from drafts import ScreenDraft

USE = "screen"
MAP = b"""begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange
1 beginbfrange <0000> <0002> <0041> endbfrange endcmap"""


def broken(draft: ScreenDraft) -> None:
    del _font(draft).DescendantFonts[0].CIDToGIDMap


def passes(draft: ScreenDraft) -> None:
    _font(draft)


def _font(draft: ScreenDraft) -> object:
    font = draft.glyphs("Boxes")
    font.ToUnicode = draft.stream(MAP)
    draft.resource("Font", "F5", font, page=1)
    draft.tagged(draft.element("P", draft.document), "BT /F5 9 Tf 20 100 Td <0002> Tj ET", page=1)
    return font
