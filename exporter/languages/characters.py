"""Classes of characters: Han, what is as wide as Han, what no text may have."""

from __future__ import annotations

from exporter.patterns import pattern

# For use inside the brackets of a regular expression.
HAN = "\u2e80-\u2fdf\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
WIDE_RANGE = f"{HAN}\u3000-\u30ff\uff00-\uff60"
WIDE = pattern(f"[{WIDE_RANGE}]")
# What XML 1.0 forbids (§2.2), and controls that it allows and nothing shows; U+0085 ends a line.
UNSAFE = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


MEAN_WIDTH = 0.55  # average width of a Latin letter in ems, over sans-serif faces


def average_ems(text: str) -> float:
    """Estimate the width of a line in ems if the font is unknown, as on an e-reader.

    For print, `exporter.engine.typeface` measures the real fonts.
    """
    wide = len(WIDE.findall(text))
    return wide + (len(text) - wide) * MEAN_WIDTH


def join_lines(lines: tuple[str, ...]) -> str:
    """Join the lines of a headline: Chinese with a full-width space, other scripts with one."""
    text = ""
    for line in lines:
        wide = bool(text and WIDE.match(text[-1]) and WIDE.match(line[:1]))
        text += ("\u3000" if wide else " ") * bool(text) + line
    return text
