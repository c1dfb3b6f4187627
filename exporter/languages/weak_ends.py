"""Words that a line of a headline should not end with: what they belong to is on the next line."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from exporter.languages.characters import average_ems
from exporter.languages.punctuation import NO_LINE_END, NO_LINE_START
from exporter.languages.segmentation import ASIAN, JOINER, word_spans
from exporter.languages.tags import script

# Articles, short prepositions and conjunctions, and numbers in words, of languages written with
# spaces.
_WEAK = {
    "en": "a an the and or but nor as at by for from in into of off on onto over than that to up"
    " with without is are was were be has have had his her its my our their your who which when"
    " if not no near two three four five six seven eight nine ten eleven twelve hundred thousand",
    "de": "der die das den dem des ein eine einen einem einer eines und oder aber als am an auf aus"
    " bei beim bis durch für gegen im in ins mit nach ohne über um unter vom von vor wie zu zum"
    " zur nicht kein keine sein seine ihr ihre zwei drei vier fünf sechs sieben acht neun zehn",
    "fr": "le la les un une des du de au aux et ou mais à en dans par pour sur sous sans avec chez"
    " ne son sa ses leur leurs ce cette ces que qui deux trois quatre cinq six sept huit neuf dix",
    "es": "el la los las un una unos unas y e o u pero a al ante con de del desde en entre hacia"
    " hasta para por sin sobre su sus que no dos tres cuatro cinco seis siete ocho nueve diez",
    "it": "il lo la i gli le un uno una e o ma a al alla ai alle con da dal dalla di del della dei"
    " delle in nel nella per su sul sulla tra fra che non due tre quattro cinque sei sette otto"
    " dieci",
    "pt": "o a os as um uma e ou mas ao à aos às com da de do das dos em na no nas nos para por"
    " pela pelo sem sob sobre que não dois duas três quatro cinco seis sete oito nove dez",
    "nl": "de het een en of maar aan bij door in met naar om op over te tot uit van voor zonder"
    " niet geen zijn haar twee drie vier vijf zes zeven acht negen tien",
}
WEAK = {language: frozenset(words.split()) for language, words in _WEAK.items()}
WORD = re.compile(r"(?:\S|\u00a0)+")  # a no-break space is part of one
COMPOUND = re.compile(r"(?<!\S)[^\W\d_]+(?:-[^\W\d_]+)+(?![\w-])")
EDGES = "“”‘’\"'«»„()[],.;:!?…–—"
# What a line's end costs there; after a mark it is better than elsewhere.
AFTER_WEAK, INSIDE_NAME, AFTER_NUMBER, AFTER_MARK = 0.8, 1.0, 1.0, -0.3
# Characters that are held together at most, those of a last word that is short, of a last one in
# Chinese that is.
LONG, SHORT, LITTLE = 16, 7, 2
MOST_HELD = 10.0  # ems of the end of a line that is held together: every column has more


@lru_cache(maxsize=1024)
def end_costs(text: str, language: str) -> tuple[tuple[int, float], ...]:
    """Return what it costs to end a line of a headline before each word of it, by its index.

    Nothing for languages whose small words are not known; they are free to break at any space.
    """
    weak = WEAK.get(script(language))
    if weak is None:
        return ()
    words = [(match.start(), match[0]) for match in WORD.finditer(text)]
    titled = sum(word[0].isupper() for _, word in words) * 2 > len(words) + 1
    return tuple(
        (start, _cost(before, word, weak, titled or first == 0))
        for (first, before), (start, word) in pairwise(words)
    )


def _cost(before: str, after: str, weak: frozenset[str], unsure: bool) -> float:
    """Return the cost of an end between two words; `unsure` whether a capital shows a name."""
    if before[-1] in ",.;:!?…–—":
        return AFTER_MARK
    own = before.strip(EDGES)
    if own.casefold() in weak:
        return AFTER_WEAK
    if own.isdigit() and after[0].islower():
        return AFTER_NUMBER
    names = own[:1].isupper() and after[0].isupper()
    return INSIDE_NAME if names and not unsure else 0.0


def held_together(text: str, language: str) -> str:
    """Return a short headline in which no line that is broken as it falls ends badly.

    No-break spaces follow small words and numbers, word joiners the hyphens of a compound, and the
    last line has more than one short word; in Chinese and Japanese a word joiner does that.
    """
    if ASIAN.search(text):
        return _joined(text, language) if len(text) > LONG // 2 else text
    return _spaced(COMPOUND.sub(_undivided, text), language) if len(text) > LONG else text


def halved(text: str, language: str) -> str:
    """Return a line so that, if it takes two, its second one is no single word.

    In Chinese and Japanese it breaks between words and near its middle.
    """
    if not ASIAN.search(text):
        return held_together(text, language)
    plain = text.replace(JOINER, "")
    held = {start + 1 for start, _ in word_spans(plain, language)}
    half = average_ems(plain) / 2
    ends = [
        (abs(average_ems(plain[end:]) - half), end)
        for end in range(1, len(plain))
        if end not in held and _may_end(plain, end) and average_ems(plain[end:]) <= MOST_HELD
    ]
    held |= set(range(min(ends)[1] + 1, len(plain))) if held and ends else set()
    held = {index for index in held if not plain[index - 1 : index + 1].isascii()}
    return "".join(JOINER * (index in held) + mark for index, mark in enumerate(plain))


def _may_end(text: str, end: int) -> bool:
    """Whether a line may end before a character (CLREQ, 行首行尾禁则), and not inside a number."""
    pair = text[end - 1 : end + 1]
    return not pair.isascii() and pair[0] not in NO_LINE_END and pair[1] not in NO_LINE_START


def _undivided(compound: re.Match[str]) -> str:
    return compound[0].replace("-", f"-{JOINER}") if len(compound[0]) < LONG else compound[0]


def _spaced(text: str, language: str) -> str:
    """Put no-break spaces after what should not end a line, and before a short last piece."""
    costs = dict(end_costs(text, language))
    pieces: list[str] = []
    for match in WORD.finditer(text):
        weak = costs.get(match.start(), 0.0) > 0
        if weak and len(pieces[-1]) + len(match[0]) < LONG:
            pieces[-1] += f"\u00a0{match[0]}"
        else:
            pieces.append(match[0])
    if costs and len(pieces[-1]) <= SHORT and len(pieces[-2]) + len(pieces[-1]) < LONG:
        pieces[-2:] = ["\u00a0".join(pieces[-2:])]
    return " ".join(pieces)


def _joined(text: str, language: str) -> str:
    plain = text.replace(JOINER, "")
    held = {start + 1 for start, _ in word_spans(plain, language)}
    ends = [end for end in range(len(plain) - LITTLE, len(plain)) if end not in held]
    if not held or not ends:
        return text
    held |= set(range(ends[0], len(plain)))
    return "".join(JOINER * (index in held) + mark for index, mark in enumerate(plain))
