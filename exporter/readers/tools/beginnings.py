"""The beginning of a text, which stands for a headline that it does not have."""

from __future__ import annotations

import re
from html import unescape

LONGEST_START = 60  # characters of a text that stand for a headline it does not have
# The first sentence, where it is short enough to be a headline; its full stop is left out.
SENTENCE = re.compile(rf".{{4,{LONGEST_START}}}?(?:[。！？]|(?<!\b\w)(?<!\b\w\w)[.!?](?=\s|\Z))")


def first_words(xhtml: str) -> str:
    """Return the beginning of a body, for an article without a headline."""
    first = xhtml.partition("</p>")[0] or xhtml
    parts = re.sub(r"<[^>]*>", "", re.sub(r"<(?:br|/(?:h\d|li|t[dh]))\b[^>]*>", " ", first))
    words = " ".join(unescape(parts).split())
    sentence = SENTENCE.match(words)
    if sentence or len(words) <= LONGEST_START:
        return (sentence[0] if sentence else words).rstrip("。.")
    start = words[:LONGEST_START]
    whole = re.match(r"(.{15,})[ ，；：、]", f"{start} " if words[LONGEST_START] == " " else start)
    return f"{(whole[1] if whole else start).rstrip(' ,;:，；：、—')}…"
