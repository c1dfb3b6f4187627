"""Formulas in words, as newspapers write them: 流量＝面积×流速. Lines end after their signs.

A formula breaks after a sign (GB 3102.11); a term of a few characters stays whole with its unit, a
longer one breaks before that, or between words.
"""

from __future__ import annotations

import re

from exporter.languages.characters import WIDE, WIDE_RANGE, average_ems
from exporter.languages.segmentation import JOINER, glued
from exporter.patterns import pattern
from exporter.xhtml import Element

FORMULA = "formula"  # class of a paragraph that is one
LONGEST = 80  # characters
WHOLE = 10  # ems of a term that no line parts: in a narrow column, a line has some more
# What is no sentence, with an equals sign and wide characters; and the signs after which it breaks.
WORDED = re.compile(r"[^。！？；：，…=＝]{1,60}[=＝][^。！？；：，…]{2,60}")
SIGN = re.compile(r"(?<=[=＝×÷＋－−·])")
INSIDE = pattern(f"(?<=[{WIDE_RANGE}])(?=\\S)|(?<=\\S)(?=[{WIDE_RANGE}])")
# What a term has beside its name: a unit in brackets, and its sign.
UNIT = re.compile(r"(.*?)([（(][^（）()]*[）)])?([=＝×÷＋－−·]?)$", re.DOTALL)


def set_worded_formulas(root: Element, language: str) -> None:
    """Hold the terms of formulas together that are paragraphs of their own."""
    for paragraph in root.iter("p"):
        text = (paragraph.text or "").strip()
        if len(paragraph) or paragraph.get("class") or len(text) > LONGEST:
            continue
        if WORDED.fullmatch(text) and WIDE.search(text):
            paragraph.set("class", FORMULA)
            paragraph.text = "".join(_held(term, language) for term in SIGN.split(text))


def _held(term: str, language: str) -> str:
    """Return a term that no line parts; a long one may break before its unit, or between words."""
    if average_ems(term) <= WHOLE:
        return _joined(term)
    name, unit, end = UNIT.findall(term)[0]
    return (_joined(name) if len(name) <= WHOLE else glued(name, language)) + _joined(unit + end)


def _joined(text: str) -> str:
    """Return a text that no line parts."""
    return INSIDE.sub(JOINER, text)
