"""Chinese text → words: by a dictionary, and by where characters stand in words that it lacks.

The likeliest words are those whose frequencies have the largest product. Single characters left in
a row are parted by a hidden Markov model: each begins a word (B), is inside (M), ends one (E) or is
one by itself (S). Dictionary, probabilities and method are those of jieba; `data/words.txt` names
its authors. That file is searched as it is and not loaded: the headlines of an issue ask for a few
hundred of its 350,000 words.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from math import log
from pathlib import Path

from exporter.patterns import pattern

FILE = Path(__file__).with_name("data") / "words.txt"
USUAL = 3  # the frequency of most words, which the file leaves out
DIGITS = 7  # of a place in the file
# What words of the dictionary are made of: Han, and Latin letters, digits and their marks.
RUN = pattern(
    "([\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002a6df\U0002a700-\U0002ebef"
    "\U0002f800-\U0002fa1fa-zA-Z0-9+#&._%-]+)"
)
MODELLED = pattern("([\u4e00-\u9fd5]+)")
LATIN_RUN = pattern("([a-zA-Z0-9]+(?:[._-][a-zA-Z0-9]+)*%?)")
LATIN = pattern("[a-zA-Z0-9]")
IMPOSSIBLE = -3.14e100
# Logarithms of probabilities, by states: of those that a run begins with, and before each of them.
B, M, E, S = range(4)
BEGINNING = (-0.26268660809250016, IMPOSSIBLE, IMPOSSIBLE, -1.4652633398537678)
BEFORE = (
    ((S, -0.7211965654669841), (E, -0.5897149736854513)),
    ((M, -1.2603623820268226), (B, -0.916290731874155)),
    ((M, -0.33344856811948514), (B, -0.51082562376599)),
    ((S, -0.6658631448798212), (E, -0.8085250474669937)),
)


def chinese_words(text: str, *, guess: bool = True) -> list[str]:
    """Part a text into words; what is no run of Han or Latin letters, into characters.

    `guess` takes characters that often stand together for a word that the dictionary lacks.
    """
    made: list[str] = []
    for place, part in enumerate(RUN.split(text)):
        made += _words(part, guess) if place % 2 else part
    return made


def _words(run: str, guess: bool) -> Iterator[str]:
    """Yield the words of a run; those of one character in a row are looked at again."""
    singles = ""
    for word in _likeliest(run):
        if len(word) == 1 and (guess or LATIN.match(word)):
            singles += word
            continue
        yield from _joined(singles, guess)
        singles = ""
        yield word
    yield from _joined(singles, guess)


def _joined(singles: str, guess: bool) -> Iterator[str]:
    """Yield the words that single characters in a row may be."""
    if not guess:
        yield from [singles] if singles else []
        return
    if len(singles) < 2 or any(end == len(singles) for end, _ in _dictionary().at(singles, 0)):
        yield from singles
        return
    for place, part in enumerate(MODELLED.split(singles)):
        yield from _modelled(part) if place % 2 else filter(None, LATIN_RUN.split(part))


# The dictionary ---------------------------------------------------------------------------


class _Dictionary:
    """The file, in which words with the same first character are together.

    `total` is the logarithm of the sum of all frequencies.
    """

    def __init__(self, data: bytes) -> None:
        head, _, self.data = data.partition(b"\n\n")
        *_, total, characters, self.starts = head.split(b"\n")
        self.total = log(int(total))
        self.characters = characters.decode()
        self.places: dict[str, tuple[int, int]] = {}
        self.states: dict[str, tuple[float, ...]] = {}

    def place(self, character: str) -> tuple[int, int]:
        """Return the first and last byte of what is told of a character; (0, 0) if nothing is."""
        if (known := self.places.get(character)) is None:
            at = self.characters.find(character) * DIGITS
            start, stop = self.starts[at : at + DIGITS], self.starts[at + DIGITS : at + 2 * DIGITS]
            known = self.places[character] = (0, 0) if at < 0 else (int(start), int(stop) - 1)
        return known

    def at(self, text: str, start: int) -> Iterator[tuple[int, int]]:
        """Yield where the words end that begin at a place of a text, and how frequent each is."""
        data, end = self.data, start + 1
        found, stop = self.place(text[start])
        rest = b"\n"
        while (found := data.find(rest, found, stop)) >= 0:
            behind = found + len(rest)
            if data[behind] == 0x0A:
                yield end, USUAL
            elif data[behind] == 0x20:
                yield end, int(data[behind : data.index(b"\n", behind)])
            if end == len(text):
                return
            rest += text[end].encode()
            end += 1

    def chances(self, character: str) -> tuple[float, ...]:
        """Return the logarithms of how often a character is in each state."""
        if character not in self.states:
            start, stop = self.place(character)
            told = (
                self.data[start : self.data.find(b"\n", start)].split(b" ") if stop else [b""] * 4
            )
            self.states[character] = tuple(float(each or IMPOSSIBLE) for each in told)
        return self.states[character]


@cache
def _dictionary() -> _Dictionary:
    return _Dictionary(FILE.read_bytes())


def _likeliest(run: str) -> Iterator[str]:
    """Yield the words of a run with the largest product of frequencies."""
    dictionary, length = _dictionary(), len(run)
    total, best = dictionary.total, [(0.0, length)] * (length + 1)
    for start in reversed(range(length)):
        best[start] = max(
            [(log(count) - total + best[end][0], end) for end, count in dictionary.at(run, start)],
            default=(best[start + 1][0] - total, start + 1),
        )
    start = 0
    while start < length:
        end = best[start][1]
        yield run[start:end]
        start = end


# The model --------------------------------------------------------------------------------


def _modelled(run: str) -> Iterator[str]:
    """Yield the words of a run of Han by the likeliest states of its characters (Viterbi)."""
    chances = _dictionary().chances
    best = [first + own for first, own in zip(BEGINNING, chances(run[0]), strict=True)]
    steps: list[list[int]] = []
    for character in run[1:]:
        step, values = [], []
        for ((one, to), (other, too)), own in zip(BEFORE, chances(character), strict=True):
            first, second = best[one] + to + own, best[other] + too + own
            step.append(one if first >= second else other)
            values.append(max(first, second))
        steps.append(step)
        best = values
    states = [max((S, E), key=best.__getitem__)]
    for step in reversed(steps):
        states.append(step[states[-1]])
    start = 0
    for end, state in enumerate(reversed(states), 1):
        if state in (E, S):
            yield run[start:end]
            start = end
