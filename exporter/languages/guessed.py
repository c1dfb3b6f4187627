"""The language of a text that names none and is not in Chinese, Japanese or Korean."""

from __future__ import annotations

import re
from collections import Counter

# Scripts that one language of the press stands for, by the range of their letters.
SCRIPTS = {
    "ru": "[\u0400-\u04ff]",
    "ar": "[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufefc]",
    "he": "[\u05d0-\u05ea]",
    "el": "[\u0370-\u03ff]",
    "th": "[\u0e00-\u0e7f]",
    "hi": "[\u0900-\u097f]",
}
# Letters that only another language of the script has.
OTHERS = {"ru": ("uk", "[іїєґІЇЄҐ]"), "ar": ("fa", "[پچژگ]")}
# Words that hardly a sentence is without.
WORDS = {
    "en": "the and of to in is was for that with",
    "de": "der die und das ist nicht den von mit ein",
    "fr": "le les des et est une dans pour que du",
    "es": "el los que del las por una con se en",
    "pt": "não uma os que do da em para com dos",
    "it": "il di che la per una sono del della non",
    "nl": "de het een van en is dat niet voor met",
}
WORD = re.compile(r"[^\W\d_]+")
LEAST = 20  # words, of which few are known
MOST = 20_000  # characters that are looked at
COMMONEST = frozenset(word for known in WORDS.values() for word in known.split())


def guess_other_language(text: str) -> str:
    """Return the tag of the language that the script, else the commonest words, speak for."""
    text = text[:MOST]
    letters = len(WORD.findall(text)) and sum(map(str.isalpha, text))
    for language, script in SCRIPTS.items():
        found = len(re.findall(script, text))
        if found * 2 > letters:
            other, own = OTHERS.get(language, ("", "(?!)"))
            return other if len(re.findall(own, text)) * 50 > found else language
    words = Counter(word.lower() for word in WORD.findall(text))
    if words.total() < LEAST:
        return "en"
    counts = {tag: sum(words[word] for word in known.split()) for tag, known in WORDS.items()}
    best = max(counts, key=lambda tag: counts[tag])
    # Several of these words are those of two languages.
    is_sure = counts[best] * 10 > words.total() and counts[best] > 2 * counts["en"]
    return best if is_sure else "en"


def has_latin_sentences(text: str) -> bool:
    """Whether a text has sentences in one of these languages: not names, titles or an address."""
    words = [word.lower() for word in WORD.findall(text)]
    return len(words) >= LEAST and sum(map(COMMONEST.__contains__, words)) * 10 > len(words)
