"""How a Chinese character can be read: pypinyin's table, with tone marks and without."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

VOWELS = "aāáǎàeēéěèêiīíǐìoōóǒòuūúǔùüǖǘǚǜ"
LETTERS = f"bcdfghjklmnpqrstvwxyzńňǹḿɡ{VOWELS}"


@cache
def _table() -> dict[int, str]:
    from pypinyin.constants import PINYIN_DICT

    table: dict[int, str] = PINYIN_DICT
    return table


@lru_cache(maxsize=16_384)
def readings(character: str) -> frozenset[str]:
    """Return every reading of a character: `yè` and `ye` for 頁."""
    marked = [plain_g(reading) for reading in _table().get(ord(character), "").split(",")]
    return frozenset({*marked, *map(without_tone, marked)} - {""})


def can_be_read(character: str, reading: str) -> bool:
    """Whether `reading`, with tone mark or without, is one of the character's."""
    return plain_g(unicodedata.normalize("NFC", reading)) in readings(character)


def plain_g(reading: str) -> str:
    """Write the script g (ɡ) of dictionaries as g, and v for ü as ü."""
    return reading.replace("ɡ", "g").replace("v", "ü")


def without_tone(reading: str) -> str:
    """Drop the tone mark, not the dots of ü."""
    parts = unicodedata.normalize("NFD", reading)
    kept = (part for part in parts if part == "\u0308" or not unicodedata.combining(part))
    return unicodedata.normalize("NFC", "".join(kept))
