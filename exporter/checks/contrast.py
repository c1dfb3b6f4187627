"""Contrast of the colours that a style sheet sets (WCAG 2.2, 1.4.3), in light and in dark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import tinycss2
from tinycss2.ast import Node
from tinycss2.color4 import Color, parse_color

LEAST, LEAST_OF_LARGE = 4.5, 3.0
WHITE, DARK = (255.0, 255.0, 255.0), (18.0, 18.0, 18.0)
OPAQUE = 0.9  # the least alpha of a colour that is judged as if it covered what is behind it
BOM = "\ufeff"
PROPERTIES = ("color", "background", "background-color", "opacity")
# Rules that set none of them, which are most, are removed before parsing, because parsing is slow;
# rules with strings, escapes or comments are kept, because these can hide a brace.
RULE = re.compile(r"[^{};]*\{[^{}]*\}")
KEPT = re.compile(r"color|background|opacity|[\"'\\]|/\*|\*/", re.IGNORECASE)

Colour = tuple[float, float, float]
Tokens = list[Node]
Rule = tuple[str, dict[str, Tokens], bool]


# Cached: issues of a publication share a few style sheets, and parsing one takes 35 ms.
@lru_cache(maxsize=16)
def faint_colours(style: str, *, own: bool = True) -> tuple[str, ...]:
    """Return what is wrong with each rule whose text is too faint.

    A rule that sets its text's colour alone is judged on white, on near black, or on both where
    it holds in light and dark; one that sets both colours is judged by them. Text without a
    colour of its own is left to the reader, except for `opacity`. In a sheet that is not our `own`
    such text may stand on any ground that the sheet paints, be large, or be there for a moment:
    it is faint if no size and no such ground makes it legible.
    """
    return tuple(_faint_rules(style, own))


def _faint_rules(style: str, own: bool) -> Iterator[str]:
    coloured = RULE.sub(lambda rule: rule[0] if KEPT.search(rule[0]) else "", style.lstrip(BOM))
    sheet = tinycss2.parse_stylesheet(coloured, skip_comments=True, skip_whitespace=True)
    rules = list(_rules(sheet))
    painted = {_colour(values.get("background", [])) for _, values, _ in rules} - {None}
    for selector, values, dark in rules:
        text, ground = _colour(values.get("color", [])), _colour(values.get("background", []))
        if text:
            grounds = [ground] if ground else [DARK] if dark else [WHITE, DARK]
            ratio = min(contrast(text, each) for each in grounds)
            if not own and not ground:
                grounds = [DARK if dark else WHITE, *filter(None, painted)]
                ratio = max(contrast(text, each) for each in grounds)
        elif "opacity" in values:
            ratio = contrast((255 * (1 - _share(values["opacity"])),) * 3, WHITE)
        else:
            continue
        least = LEAST if own else LEAST_OF_LARGE
        if ratio < least and "img" not in selector and (own or ":" not in selector):
            yield f"the text of `{selector}` has a contrast of {ratio:.2f} : 1"


def _rules(nodes: Iterable[Node], dark: bool = False) -> Iterator[Rule]:
    """Yield selector, values by property, and whether the rule holds in dark mode only."""
    for node in nodes:
        if node.type == "qualified-rule":
            selector = " ".join(tinycss2.serialize(node.prelude).split())
            content = tinycss2.parse_blocks_contents(node.content)
            yield selector, _values(content), dark
            yield from _rules(content, dark)
        elif node.type == "at-rule" and node.content:
            inner = tinycss2.parse_blocks_contents(node.content)
            yield from _rules(inner, dark or "dark" in tinycss2.serialize(node.prelude))


def _values(content: Tokens) -> dict[str, Tokens]:
    """Return what a rule's declarations set, `background-color` under `background`."""
    return {
        each.lower_name.removesuffix("-color"): each.value
        for each in content
        if each.type == "declaration" and each.lower_name in PROPERTIES
    }


def _share(value: Tokens) -> float:
    """Read an opacity, `0.5` or `50%` (CSS Color 4); 1 if it is missing or invalid."""
    for token in value:
        if token.type in ("number", "percentage"):
            share = token.value / (100 if token.type == "percentage" else 1)
            return float(min(max(share, 0.0), 1.0))
    return 1.0


def _colour(value: Tokens) -> Colour | None:
    """Read the first colour of a value that covers what is behind it; None without one.

    `currentcolor` and system colours are the reader's own.
    """
    for token in value:
        found = parse_color(token)
        if found and not isinstance(found, str):
            covers = (found.alpha or 0) > OPAQUE
            return srgb(found) if covers else None
    return None


def srgb(found: Color) -> Colour | None:
    """Return a colour's red, green and blue, 0 to 255; None in a space that can't be converted."""
    try:
        coordinates = found.to("srgb").coordinates
    except NotImplementedError:
        return None
    red, green, blue = (255 * (each or 0) for each in coordinates)  # `none` counts as 0
    return red, green, blue


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
