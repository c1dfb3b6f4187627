"""Finds the C types that plain names stand for, such as `PangoRectangle *` or `char[4]`.

cffi parses each name that it meets for the first time as C, with all the types that WeasyPrint
declares before it, which takes milliseconds, in each process anew.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable

from weasyprint.text.ffi import ffi

from exporter.engine.patched.patches import Patches

model = sys.modules[type(ffi._parser).__module__].model  # of cffi, which WeasyPrint brings
PLAIN = re.compile(r"(\w+(?: \w+)*)( \*)?(?:\[(\d*)\])?")


def install(patches: Patches) -> None:
    """Let the declarations of WeasyPrint's libraries find plain names themselves."""
    patches.attribute(ffi._parser, "parse_type", quick(ffi._parser))


def quick(parser: ffi.CType) -> Callable[[str], object]:
    """Return what finds the type of a name by the declarations of a parser."""
    parse_type = parser.parse_type

    def found_type(name: str) -> object:
        plain = PLAIN.fullmatch(name)
        found, qualifiers = _named(parser, plain[1]) if plain else (None, 0)
        if plain is None or found is None:
            return parse_type(name)
        if plain[2]:
            found = parser._get_type_pointer(found, qualifiers)
        if plain[3] is None:
            return found
        return model.ArrayType(found, int(plain[3]) if plain[3] else None)

    return found_type


def _named(parser: ffi.CType, name: str) -> tuple[object, int]:
    """Return the type that is declared by a name, or that C has, and its qualifiers."""
    if name in model.PrimitiveType.ALL_PRIMITIVE_TYPES:
        return model.PrimitiveType(name), 0
    found, qualifiers = parser._declarations.get(f"typedef {name}", (None, 0))
    return found, qualifiers
