"""Spaces at which no line of a head ends: inside a date, between a number and what it counts."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from exporter.languages.dates import months
from exporter.languages.segmentation import Spans, word_spans
from exporter.languages.tags import script
from exporter.patterns import pattern

NO_BREAK = "\u00a0"
# Spaces of English at which a good paper breaks no line of any text: before a dash, in 7 May,
# £7 million, 20 mph, Mr Tait, page 5.
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
ENGLISH = pattern(
    " (?=[–—] )"
    f"|(?<=[0-9]) (?=(?:{MONTHS}|million|billion|per cent|am|pm|km|kg|mm|cm|mph|ft)\\b)"
    f"|(?<=May|uly|une) (?=[0-9]{{1,2}}\\b)|(?<=rch|ber|ary|ust|ril) (?=[0-9]{{1,2}}\\b)"
    r"|(?<=\b(?:Mr|Ms|Dr|St|pp|No)) (?=[A-Z0-9])|(?<=\bMrs) (?=[A-Z])|(?<=\b[Pp]age) (?=[0-9])"
)
# What numbers count: as words by language, and the signs of all.
COUNTED = {
    "en": "thousand|[mb]illion|hundred|dozen|per cent|percent|[ap]m|pounds|euros",
    "de": r"Million(?:en)?|Milliarden?|Mio\.|Mrd\.|Prozent|Euro|Cent|Uhr",
    "fr": "millions?|milliards?|pour cent|euros?|heures?",
    "es": "mil|millón|millones|por ciento|euros?|horas?",
    "it": "mila|milion[ei]|miliard[oi]|per cento|euro|ore",
    "pt": "mil|milhão|milhões|por cento|euros?|reais|horas?",
    "nl": "miljoen|miljard|procent|euro|uur",
}
UNITS = r"[%‰€£$¥]|°[CF]?|[kcmµ]?m[²³]?|[km]?g|[cdmh]?l|[kMGT]?Wh?|[kMGT]B|k?t|ha|mph|km/h|ft|lb"
# After the day: 1st, 19., 1er, 19 de; before the month: ב.
DAY = r"(?<!\w)\d{1,2}(?:st|nd|rd|th|er|[.º°])?"
OF = "(?:de |ב)?"


def bound_spans(text: str, language: str) -> Spans:
    """Return the spaces that end no line of a head, each with what is after it, by index.

    They are those of a date, as 19 June 1926, and those before a unit or another word counted.
    """
    text = text.replace(NO_BREAK, " ")
    found = [*_pattern(language).finditer(text)]
    if script(language) == "en":
        found += ENGLISH.finditer(text)
    spaces = (index for each in found for index in range(*each.span()) if text[index] == " ")
    return tuple((index, index + 2) for index in spaces)


@lru_cache(maxsize=4096)
def whole_spans(text: str, language: str) -> Spans:
    """Return all pairs of characters that no line of a headline parts: in words, dates, numbers."""
    return (*word_spans(text, language), *bound_spans(text, language))


def bound(text: str, language: str) -> str:
    """Return a text of a head with no-break spaces where no line of it ends."""
    spaces = {start for start, _ in bound_spans(text, language)}
    return "".join(NO_BREAK if index in spaces else mark for index, mark in enumerate(text))


@cache
def _pattern(language: str) -> re.Pattern[str]:
    names = [month for month in months(language) if not month.isdigit()]
    short = {rf"{name[:3]}{name[3]}?\b\.?" for name in names if len(name) > 4}
    month = f"(?:{'|'.join([*map(re.escape, names), *sorted(short)]) or '(?!)'})"
    counted = "|".join(filter(None, (UNITS, COUNTED.get(script(language)))))
    return re.compile(
        rf"{DAY} {OF}{month}(?: (?:de )?\d{{4}}(?!\d))?"
        rf"|(?<!\w){month} \d{{1,2}}(?!\d)(?:,? \d{{4}}(?!\d))?|(?<!\w){month} \d{{4}}(?!\d)"
        rf"|(?<=\d) (?:{counted})(?!\w)"
    )
