"""Plain names of C types are found as cffi parses them, without parsing."""

import cffi
import pytest
from cffi.cparser import Parser
from weasyprint.text.ffi import ffi

from exporter.engine.patched import engine
from exporter.engine.patched.plain_types import quick

NAMES = (
    *("PangoRectangle *", "PangoLogAttr[]", "hb_tag_t[100]", "char[4]", "char[]", "int32_t"),
    *("unsigned int *", "uint32_t *", "PangoGlyphInfo", "gpointer", "gpointer *", "FcConfig *"),
    *("unsigned char *", "long long[2]", "FcResult *", "gchar[]", "PangoFont *[3]", "GSList"),
)
OTHERS = ("void *", "const char *", "char **", "int (*)(int)", "struct GSList *", "FcResult[2][3]")


@pytest.mark.parametrize("name", NAMES + OTHERS)
def test_a_name_is_the_type_that_cffi_parses(name):
    assert quick(ffi._parser)(name) == Parser.parse_type(ffi._parser, name)


def test_plain_names_are_not_parsed(monkeypatch):
    found = quick(ffi._parser)
    monkeypatch.setattr(Parser, "_parse", None)
    for name in NAMES:
        found(name)


def test_an_unknown_name_is_an_error():
    with pytest.raises(cffi.CDefError):
        quick(ffi._parser)("PangoNothing *")


def test_names_are_found_so_in_the_engine():
    with engine():
        assert "parse_type" in vars(ffi._parser)
    assert "parse_type" not in vars(ffi._parser)
