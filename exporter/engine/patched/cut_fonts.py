"""Fonts cut down by HarfBuzz in one pass, without the tables that no PDF needs.

WeasyPrint cuts a font twice: to the glyphs that are used, then to the numbers up to the last of
them. HarfBuzz does both at once, in a third of the time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from weasyprint.text.ffi import ffi, harfbuzz, harfbuzz_subset
from weasyprint.text.fonts import get_hb_object_data

if TYPE_CHECKING:
    from weasyprint.pdf.fonts import Font

# Tables for those who lay text out, sorted. Text of a PDF is laid out, and measures of vertical
# lines stand beside its font (ISO 32000-2 §9.7.4.3). Up to HarfBuzz 6 at least, GDEF can't be cut
# for many glyphs of some fonts (LXGW WenKai): the whole font would be embedded.
DROPPED = (
    *("BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GDEF", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT"),
    *("SVG ", "VORG", "vhea", "vmtx"),
)
Cut = Callable[["Font", Mapping[int, str], bool], None]


def in_one_pass(in_two: Cut) -> Cut:
    """Return what cuts a font down to glyphs, which keep their numbers; `in_two` where that fails.

    It stands for WeasyPrint's own, which says so if it fails, too.
    """

    def cut(font: Font, glyphs: Mapping[int, str], hinting: bool) -> None:
        face = harfbuzz_subset.hb_subset_or_fail(font.hb_face, _wanted(font, glyphs, hinting))
        if face:
            font.file_content = bytes(get_hb_object_data(ffi.gc(face, harfbuzz.hb_face_destroy)))
        else:
            in_two(font, glyphs, hinting)

    return cut


def _wanted(font: Font, glyphs: Mapping[int, str], hinting: bool) -> object:
    """Return what HarfBuzz is told: the glyphs and tables of a font, and how to write them."""
    wanted = harfbuzz_subset.hb_subset_input_create_or_fail()
    wanted = ffi.gc(wanted, harfbuzz_subset.hb_subset_input_destroy)
    _add(harfbuzz_subset.hb_subset_input_glyph_set(wanted), sorted(glyphs))
    dropped = harfbuzz_subset.HB_SUBSET_SETS_DROP_TABLE_TAG
    tags = [harfbuzz.hb_tag_from_string(name.encode(), -1) for name in DROPPED]
    _add(harfbuzz_subset.hb_subset_input_set(wanted, dropped), tags)
    harfbuzz_subset.hb_subset_input_set_flags(wanted, _flags(font, hinting))
    return wanted


def _add(numbers: object, added: Sequence[int]) -> None:
    """Add sorted numbers to a set of HarfBuzz."""
    array = ffi.new("hb_codepoint_t[]", added)
    harfbuzz.hb_set_add_sorted_array(numbers, array, len(added))


def _flags(font: Font, hinting: bool) -> int:
    flags: int = (
        harfbuzz_subset.HB_SUBSET_FLAGS_RETAIN_GIDS
        | harfbuzz_subset.HB_SUBSET_FLAGS_PASSTHROUGH_UNRECOGNIZED
        | harfbuzz_subset.HB_SUBSET_FLAGS_DESUBROUTINIZE
    )
    if not hinting:
        flags |= harfbuzz_subset.HB_SUBSET_FLAGS_NO_HINTING
    if font.missing:
        flags |= harfbuzz_subset.HB_SUBSET_FLAGS_NOTDEF_OUTLINE
    return flags
