"""Contrast of the colours that a style sheet sets (WCAG 2.2, 1.4.3), in light and in dark."""

from __future__ import annotations

import re
from collections.abc import Iterator

LEAST = 4.5
WHITE, DARK = (255.0, 255.0, 255.0), (18.0, 18.0, 18.0)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
PART = re.compile(r"([^{}]*)([{}])")
DECLARATION = re.compile(r"(?<![\w-])(color|background(?:-color)?|opacity)\s*:\s*([^;}]+)")
HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})\b", re.I)
VALUE = r"(\d+\.?\d*|\.\d+)"
RGB = re.compile(r"rgba?\(\s*N[\s,]+N[\s,]+N(?:[\s,/]+N)?\s*\)".replace("N", VALUE))
SHARE = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?)(%?)", re.I)
NAMES = {"black": (0.0, 0.0, 0.0), "white": WHITE, "red": (255.0, 0.0, 0.0)}

Colour = tuple[float, float, float]


def faint_colours(style: str) -> Iterator[str]:
    """Yield what is wrong with each rule whose text is too faint.

    A rule that sets its text's colour alone is judged on white, on near black, or on both where
    it holds in light and dark; one that sets both colours is judged by them. Text without a
    colour of its own is the reader's affair, but for `opacity`.
    """
    for selector, body, dark in _rules(COMMENT.sub("", style)):
        values = {name.removesuffix("-color"): text for name, text in DECLARATION.findall(body)}
        text, ground = _colour(values.get("color", "")), _colour(values.get("background", ""))
        if text:
            grounds = [ground] if ground else [DARK] if dark else [WHITE, DARK]
            ratio = min(contrast(text, each) for each in grounds)
        elif values.get("opacity"):
            share = _share(values["opacity"])
            ratio = contrast((255 * (1 - share),) * 3, WHITE)
        else:
            continue
        if ratio < LEAST and "img" not in selector:
            yield f"the text of `{selector}` has a contrast of {ratio:.2f} : 1"


def _share(value: str) -> float:
    """Read an opacity, `0.5` or `50%` (CSS Color 4); 1, as it stands without one, if it is none."""
    match = SHARE.match(value)
    share = float(match[1]) / (100 if match[2] else 1) if match else 1.0
    return min(max(share, 0.0), 1.0)


def _rules(style: str) -> Iterator[tuple[str, str, bool]]:
    """Yield selector, declarations, and whether the rule holds in dark mode only."""
    stack: list[str] = []
    for text, brace in PART.findall(style):
        if brace == "{":
            stack.append(" ".join(text.split()))
        elif stack:
            selector = stack.pop()
            if text.strip():
                yield selector, text, any("dark" in outer for outer in stack)


def _colour(value: str) -> Colour | None:
    """Read a colour that covers what is behind it; None for others."""
    if match := HEX.search(value):
        digits = match[1] if len(match[1]) == 6 else "".join(2 * digit for digit in match[1])
        red, green, blue = (int(digits[place : place + 2], 16) for place in (0, 2, 4))
        return float(red), float(green), float(blue)
    if match := RGB.search(value):
        covers = float(match[4] or 1) > 0.9
        return (float(match[1]), float(match[2]), float(match[3])) if covers else None
    return NAMES.get(value.strip().lower())


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two sRGB colours (WCAG 2.2, contrast ratio)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        value / 255 / 12.92 if value <= 10 else ((value / 255 + 0.055) / 1.055) ** 2.4
        for value in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
