"""Digits of a language: ۱۲ in Persian, ١٢ in Arabic, where its file names them."""

from __future__ import annotations

import re
from functools import cache

from exporter.languages.vocabulary import find

LATIN = "0123456789"
FILL = re.compile(r"(?<!\d)0+(?=\d)")  # zeros before a number
# CSS Counter Styles 3 §6.1, by the digit for one.
COUNTER_STYLES = {"۱": "persian", "١": "arabic-indic", "१": "devanagari", "১": "bengali"}


@cache
def digits(language: str) -> str:
    """Return the digits that a language counts with, 0 first."""
    own = (find(language) or {}).get("marks", {}).get("digits", "")
    return own if len(own) == len(LATIN) else LATIN


def in_digits(text: str, language: str) -> str:
    """Return a text, such as a date or the label of a page, with the digits of a language."""
    own = digits(language)
    return text if own == LATIN else text.translate(str.maketrans(LATIN, own))


def page_number(label: str, language: str) -> str:
    """Return the label of a page as newspapers of a language print it: 1, A1; in Chinese, 01, A01.

    It is often the name of a folder, with zeros for the order of files.
    """
    is_chinese = language.partition("-")[0].lower() == "zh"
    return label if is_chinese else FILL.sub("", label)


def counter_style(language: str) -> str:
    """Return the CSS counter style that counts with the digits of a language; empty for Latin."""
    return COUNTER_STYLES.get(digits(language)[1], "")
