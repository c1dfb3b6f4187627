"""Lines of headlines and decks: how wide they are, and where they break best."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, combinations, pairwise
from types import MappingProxyType

from exporter.languages.characters import WIDE
from exporter.languages.punctuation import NO_LINE_END, NO_LINE_START
from exporter.languages.segmentation import JOINER, Spans
from exporter.languages.typography import SPACE as BREAK_CHANCE
from exporter.languages.typography import broken_words
from exporter.patterns import pattern

# A line may end after a space; in Chinese after any character, but for marks (CLREQ, 行首行尾禁则)
# and joiners.
BREAK = pattern(
    f"(?<= )(?! )|(?<={WIDE.pattern})(?<![{NO_LINE_END}])(?![{NO_LINE_START}{JOINER} ])"
    f"|(?<=[{NO_LINE_START}])(?![{NO_LINE_START}{JOINER}])(?={WIDE.pattern}|[“‘A-Za-z0-9])"
)
# A character with the accents and signs, and what is joined, that it is shown with; a flag.
CLUSTER = pattern(
    "(?s)[\U0001f1e6-\U0001f1ff]{2}"
    "|.(?:[\u0300-\u036f\u0591-\u05bd\u064b-\u065f\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]|\u200d.)*"
)
QUOTED = pattern("[“‘「『《〈][^”’」』》〉]{1,8}[”’」』》〉]")
# How much wider than the mean a line may be for breaks at spaces or after marks alone.
UNEVEN = 1.45
# How much wider than the narrowest lines those may be that end in better places; what is a tenth
# wider costs half as much as a line that ends with “of”.
WIDER, WIDTH_COST = 1.26, 4.0
MOST_KEPT = 256  # texts in pieces, of which each is broken into several numbers of lines
MOST_WORDS = 24  # of a headline that all ways to break are tried of
LITTLE, LITTLE_COST = 0.5, 0.7  # share of the widest line, below which another looks like a rest
WIDE_SPACE = "\u3000"  # between the author's lines of Chinese
SPACES = " " + WIDE_SPACE
Ems = Callable[[str], float]
# What no line breaks inside of: its text, its width, and that without the space at its end.
Piece = tuple[str, float, float]


def broken(
    text: str,
    number: int,
    ems: Ems,
    held: Spans = (),
    costs: Mapping[int, float] = MappingProxyType({}),
) -> tuple[str, ...]:
    """Break a text into `number` lines or fewer, the widest as narrow as can be.

    `ems` measures a text in ems of its size. Lines end at the author's spaces or else after marks,
    if none gets much wider than others for it, and never inside of what is `held`. Where `costs`
    has what it costs to end a line before a character, lines may be wider to end well.
    """
    if costs and number > 1:
        pieces = _pieces(text, ems, held)
        if number <= len(pieces) <= MOST_WORDS:
            return _well_broken(pieces, number, ems, costs)
    if number > 1 + text.count(WIDE_SPACE) > 1:
        return _parts_broken(text, number, ems, held)
    for ends in (SPACES, SPACES + NO_LINE_START):
        lines = _broken(_pieces(text, ems, held, ends), number, ems)
        if len(lines) == number and max(map(ems, lines)) * number <= ems(text) * UNEVEN + 1:
            return lines
    return _broken(_pieces(text, ems, held), number, ems)


def _parts_broken(text: str, number: int, ems: Ems, held: Spans) -> tuple[str, ...]:
    """Break a text into more lines than its author wrote: at his, and some of them again."""
    first, _, rest = text.partition(WIDE_SPACE)
    begin = len(text) - len(rest)
    after = [(start - begin, end - begin) for start, end in held if start >= begin]
    ways = [
        (*broken(first, lines, ems, held), *broken(rest, number - lines, ems, tuple(after)))
        for lines in range(1, number)
        if number - lines > rest.count(WIDE_SPACE)
    ]
    return min(ways, key=lambda lines: (-len(lines), max(map(ems, lines))))


def _well_broken(
    pieces: Sequence[Piece], number: int, ems: Ems, costs: Mapping[int, float]
) -> tuple[str, ...]:
    """Break pieces where lines end best, of all ways that make them little wider than need be."""
    least = max(map(ems, _broken(pieces, number, ems)))
    places = [0, *accumulate(len(piece) for piece, _, _ in pieces)]
    starts = [0.0, *accumulate(width for _, width, _ in pieces)]

    def cost(cuts: tuple[int, ...]) -> float:
        lines = pairwise((0, *cuts, len(pieces)))
        widths = [starts[end - 1] - starts[start] + pieces[end - 1][2] for start, end in lines]
        if max(widths) > WIDER * least:
            return math.inf
        rests = LITTLE_COST * sum(width < LITTLE * max(widths) for width in widths)
        ends = sum(costs.get(places[cut], 0.0) for cut in cuts)
        return WIDTH_COST * (max(widths) / least - 1) + rests + ends

    best = min(combinations(range(1, len(pieces)), number - 1), key=cost)
    found = pairwise((0, *best, len(pieces)))
    return tuple("".join(piece for piece, _, _ in pieces[a:b]).strip() for a, b in found)


def _broken(pieces: Sequence[Piece], number: int, ems: Ems) -> tuple[str, ...]:
    low = max(own for _, _, own in pieces)
    high = sum(width for _, width, _ in pieces)
    while high - low > 0.05:
        middle = (low + high) / 2
        if len(_forward(pieces, middle)) <= number:
            high = middle
        else:
            low = middle
    high += 0.01
    ways = _forward(pieces, high), _backward(pieces, high)
    return max(ways, key=lambda lines: (-len(lines), min(map(ems, lines))))


def filled(text: str, width: float, ems: Ems, held: Spans = ()) -> tuple[str, ...]:
    """Break a text into lines of at most this many ems; a longer word has a line of its own."""
    return _forward(_pieces(text, ems, held), width)


def parted(text: str, width: float, ems: Ems, held: Spans = ()) -> tuple[str, ...]:
    """Break a text into lines of at most this many ems, and words that are wider than that.

    An address or a long word breaks after a mark, if it has one.
    """
    pieces: list[str] = []
    for piece, _, own in _pieces(text, ems, held):
        pieces += [piece] if own <= width else _narrower(piece, width, ems)
    return _forward([(each, ems(each), ems(each.rstrip())) for each in pieces], width)


def _narrower(text: str, width: float, ems: Ems) -> Iterator[str]:
    """Part what is wider than a line, inside of words where they are wider, too."""
    for word, _, own in _pieces(text, ems, ()):
        opened = "".join(piece.text for piece in broken_words(word)) if own > width else word
        for part in opened.split(BREAK_CHANCE):
            yield from [part] if ems(part.rstrip()) <= width else CLUSTER.findall(part)


def line_ends(text: str, held: Spans = ()) -> list[int]:
    """Return the places in a text where a line may end, never inside of what is `held`."""
    cuts = (match.start() for match in BREAK.finditer(text) if match.start())
    return [cut for cut in cuts if not any(start < cut < end for start, end in held)]


@lru_cache(maxsize=MOST_KEPT)
def _pieces(text: str, ems: Ems, held: Spans, ends: str = "") -> tuple[Piece, ...]:
    """Part a text where a line may end; if there are `ends`, only after these, and in no quote."""
    cuts = line_ends(text, (*held, *(match.span() for match in QUOTED.finditer(text) if ends)))
    if ends:
        cuts = [cut for cut in cuts if text[cut - 1] in ends]
    parts = [text[a:b] for a, b in pairwise([0, *cuts, len(text)]) if a < b] or [text]
    return tuple((part, ems(part), ems(part.rstrip())) for part in parts)


def _forward(pieces: Sequence[Piece], most: float) -> tuple[str, ...]:
    """Fill lines from the first piece on."""
    lines, taken = [""], 0.0
    for piece, width, own in pieces:
        if lines[-1] and taken + own > most:
            lines.append("")
            taken = 0.0
        lines[-1] += piece
        taken += width
    return tuple(line.strip() for line in lines)


def _backward(pieces: Sequence[Piece], most: float) -> tuple[str, ...]:
    """Fill lines from the last piece back."""
    lines, taken = [""], 0.0
    for piece, width, own in reversed(pieces):
        if lines[0] and taken + width > most:
            lines.insert(0, "")
            taken = 0.0
        taken += width if lines[0] else own
        lines[0] = piece + lines[0]
    return tuple(line.strip() for line in lines)
