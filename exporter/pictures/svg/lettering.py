"""The words of a drawing: how large they are, and the drawing with smaller ones.

A chart that is enlarged has its words enlarged with it, until they are larger than the headline
over it. A graphics desk draws it anew at its size; smaller words at their places are the same.
"""

from __future__ import annotations

import re

from lxml import etree

from exporter.pictures.svg.parse import parse, pixels, size_of, view_box

FONT_SIZE = "font-size"
USUAL = 16.0  # px of words without a size
# Distances that belong to the words, not to where they stand.
WITH_WORDS = ("dy", "textLength", "letter-spacing", "word-spacing", "stroke-width")
TEXTS = ("text", "tspan", "textPath")
NUMBER = re.compile(r"-?[0-9]*\.?[0-9]+(?:px)?")


def with_words_of(data: bytes, width: float, most: float) -> bytes | None:
    """Return a drawing that is set `width` wide with words of at most `most`, in the same unit.

    All of them are smaller by one share. None if they are not larger, or none are words.
    """
    root = parse(data)
    texts = list(root.iter(*(f"{{*}}{name}" for name in TEXTS)))
    box = view_box(root)
    unit = width / (box[2] if box else size_of(root)[0])
    largest = max((_size(each) for each in texts), default=0.0)
    if largest * unit <= most:
        return None
    share = most / (largest * unit)
    for each in root.iter("{*}*"):
        own = each.get(FONT_SIZE, "")
        if NUMBER.fullmatch(own):
            each.set(FONT_SIZE, _number(pixels(own) * share))
    for each in texts:
        if _inherited(each) is None:
            each.set(FONT_SIZE, _number(USUAL * share))
        for name in WITH_WORDS:
            length = each.get(name, "")
            if NUMBER.fullmatch(length):
                each.set(name, _number(pixels(length) * share))
    return etree.tostring(root)


def _size(text: etree._Element) -> float:
    """Return the size of words in px."""
    own = _inherited(text)
    return pixels(own) if own and NUMBER.fullmatch(own) else USUAL


def _inherited(text: etree._Element) -> str | None:
    """Return the size that words have, or get from what they are in; None if none is written."""
    found: str | None = next(
        (each.get(FONT_SIZE) for each in (text, *text.iterancestors()) if each.get(FONT_SIZE)), None
    )
    return found


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
