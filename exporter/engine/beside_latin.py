"""Where Han characters stand beside Latin letters and numbers: a little room is between them."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.patterns import pattern

# In ems of the text. From a tenth of an em on, programs that extract text see a space.
GAP = 0.08

HAN = (
    "\u2e80-\u2fdf\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
LATIN = "A-Za-z0-9\u00c0-\u024f\u0370-\u04ff"
SIGNS = "%‰°"  # end a number
# Characters without width that may be between.
BETWEEN = "\u00ad\u200b\u2060\ufeff"
BESIDE = pattern(f"(?<=[{LATIN}{SIGNS}])[{BETWEEN}]*[{HAN}]|[{HAN}](?=[{BETWEEN}]*[{LATIN}])")
HAS_LATIN = pattern(f"[{LATIN}{SIGNS}]")
BEFORE = pattern(f"[{LATIN}{SIGNS}][{BETWEEN}]*$")
AFTER = pattern(f"[{BETWEEN}]*[{LATIN}]")


def beside_latin(text: str) -> Iterator[int]:
    """Yield the indexes of the characters of a text that have a gap beside Latin after them."""
    for index, before, after in characters(text):
        if before:
            yield len(text[:index].rstrip(BETWEEN)) - 1
        if after:
            yield index


def characters(text: str) -> Iterator[tuple[int, bool, bool]]:
    """Yield the Han characters beside Latin: index; whether Latin is before; whether after."""
    # It is quicker to look for Latin alone, which most lines have none of.
    for match in BESIDE.finditer(text) if HAS_LATIN.search(text) else ():
        index = match.end() - 1
        before = bool(BEFORE.search(text, max(0, index - 9), index))
        yield index, before, bool(AFTER.match(text, index + 1))
