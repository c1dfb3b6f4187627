"""Full-width marks: where their blank is, and which lose it beside another (CLREQ §3.1.6).

Two blank halves of an em side by side are a hole. So of neighbouring marks one is set half as wide.
Which one depends on where the language's fonts have the ink of its stops: Simplified Chinese in the
left half, Taiwan and Hong Kong in the middle, Japanese in the left half but for `；：？！`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

OPENING = "“‘（《〈「『【〔［｛〖"
CLOSING = "”’）》〉」』】〕］｝〗"
COMMAS = "，。、"
OTHER_STOPS = "；：？！"
STOPS = COMMAS + OTHER_STOPS
# CLREQ §3.1.5, 行首行尾禁则; JLREQ §3.1.7 and 3.1.8: what starts no line, and what ends none.
JOINING = "·～〜／"  # the middle dot, signs of ranges, the solidus
SMALL_KANA = "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶーゝゞヽヾ々"
NO_LINE_START = f"{CLOSING}{STOPS}…—{JOINING}{SMALL_KANA}"
NO_LINE_END = OPENING
TRADITIONAL = re.compile("zh-(?:hant|tw|hk|mo)", re.I)
# What may be between two marks that are neighbours to the eye.
BETWEEN = "[\u200b\u2060]*"


def blank_after(language: str) -> str:
    """Return the marks whose right half is blank in a language's fonts."""
    if TRADITIONAL.match(language):
        return CLOSING
    return CLOSING + (COMMAS if language.lower().startswith("ja") else STOPS)


@cache
def _rules(language: str) -> re.Pattern[str]:
    after = blank_after(language)
    centred = "".join(stop for stop in STOPS if stop not in after)
    # `？！` and `！！！` are one cry: they stay as they are.
    left = f"[{after}](?={BETWEEN}[{OPENING}{CLOSING}{COMMAS}；：])|[{CLOSING}](?={BETWEEN}[？！])"
    return re.compile(f"{left}|(?<=[{OPENING}{centred}])[{OPENING}]")


def squeezed(text: str, language: str) -> Iterator[int]:
    """Yield the indexes of the marks of a text that are set half as wide."""
    kind = "zh-Hans"
    if TRADITIONAL.match(language):
        kind = "zh-Hant"
    elif language.lower().startswith("ja"):
        kind = "ja"
    for match in _rules(kind).finditer(text):
        yield match.start()
