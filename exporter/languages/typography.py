"""What a PDF engine does not know of typography, said by the text itself.

Texts come in without markup, and go out as pieces, some of them marked to be set in a way of their
own. What is around a text is the business of `edition/typesetting.py`.

A WORD JOINER (U+2060) forbids a break and shows nothing, a ZERO WIDTH SPACE (U+200B) allows one.
E-readers break lines by their own rules, and it would get in the way of their search, so only
print gets it. So it is with SOFT HYPHENs (U+00AD) and NO-BREAK SPACEs (U+00A0).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from exporter.languages.bound import ENGLISH, NO_BREAK
from exporter.languages.characters import HAN
from exporter.languages.punctuation import (
    CLOSING,
    JOINING,
    NO_LINE_END,
    NO_LINE_START,
    OPENING,
    STOPS,
    squeezed,
)
from exporter.languages.segmentation import JOINER
from exporter.patterns import pattern

if TYPE_CHECKING:
    from pyphen import Pyphen

SPACE = "\u200b"
HYPHEN = "\u00ad"
# Web and e-mail addresses, and codes of letters and digits: a hyphen in one would be copied.
_REST = r"[!-:=?-~]*[\w/=#-]"
ADDRESS = pattern(
    rf"(?:https?://|ftp://|www\.){_REST}"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    rf"|(?<![\w@-])(?:[A-Za-z0-9-]{{2,}}\.)+[a-z]{{2,}}(?![\w@])(?:/(?:{_REST})?)?"
    r"|(?<![\w&+/=.-])(?=[A-Za-z+/=_.-]*[0-9])[A-Za-z0-9+/=_.-]{16,}",
    re.ASCII,
)
LONG_WORD = pattern(r"[!-~]{22,}")
# Ranges and scores: 10–12, 9.30–11, £4–£6, 203–5.
RANGE = pattern(r"(?<=[0-9])–(?=[0-9£$€])")
AFTER_MARK = pattern(r"(?:[/.?=_@:&-]|%(?![0-9A-Fa-f]{2}))(?=[A-Za-z0-9%])|(?<=\w)(?=%)")
# What has no mark to break after may break after every so many characters.
CODE = pattern(r"[A-Za-z0-9+=]{4}(?=[A-Za-z0-9+=]{4})")
CODED = 16  # characters without a mark from which an address or a code is broken so
# Marks that may not part can go on for longer than a line is: 啊！！！！！！！！
MARKS = pattern(f"[{NO_LINE_END}]*[{NO_LINE_START}!?.~]+|[{NO_LINE_END}]+")
MANY_MARKS = 12  # get a chance to break: about as many fit into a narrow column
MARK_PAIR = pattern("——|……|[^—…]{1,2}|.")
# A run of characters that no column holds may break after every four: its lines are nearly full.
# Marks are more often a rule that fills a line.
ENDLESS = pattern(f"[^\\s{SPACE}{HAN}]{{36,}}")
# It breaks inside of no emoji: neither beside a joiner nor before what changes the one before.
_EMOJI = "(?<!\u200d)(?![\u200d\ufe0e\ufe0f\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff])"
FOUR = pattern(rf"\w{{4}}(?=\w{{4}})|[^\w{SPACE}]{{18,}}?{_EMOJI}(?=[^\w{SPACE}]{{18}})")
LONG = 4_000  # characters of a text that is too long to be laid out in one piece
PIECE = pattern(f"(?s).{{1500,}}?[ {SPACE}。；](?=[^ {SPACE}”’」』）])|.+$")
# A Latin word in Chinese that is not a part of an address.
LATIN_WORD = pattern(
    f"(?<![!-'*-~{SPACE}])[A-Za-z\u00c0-\u024f]{{7,}}(?![!-'*+\\-/-~{SPACE}]|\\.[!-~{SPACE}])"
)
# A genus and its species, in Latin: no dictionary of English knows them.
SPECIES = pattern(r"(?<![A-Za-z ])[A-Z][a-z]{2,} [a-z]{4,}(?![A-Za-z ])")
GREEK_START = pattern(rf"(?<=[a-z]{{3}})(p){HYPHEN}(t)")
# What starts no line, and Unicode's rules don't know of.
NO_START = pattern(f"(?<=[^\\s{JOINER}{SPACE}])(?=[{JOINING}]|(?<!—)—)")
# Unicode knows not whether a quotation mark opens or closes, and never breaks beside one.
QUOTED = pattern(
    f"(?<=[{HAN}\\w%℃{CLOSING}{STOPS}])(?=“)|(?<=[{HAN}{CLOSING}{STOPS}])(?=‘)"
    f"|(?<=”)(?=[{HAN}\\w￥{OPENING}])|(?<=’)(?=[{HAN}{OPENING}])"
)
# A number and what it counts stay together: 4.6万, 15元, 2018年, 100公里. In paragraphs they may
# part where the lines would be loose otherwise.
MEASURE = pattern(
    "(?<=[0-9])(?=[万亿年月日号时点分秒元角岁米克吨升度亩])"
    "|(?<=[0-9])(?=公里|公斤|公顷|千克|千米|毫米|厘米|毫升|小时|分钟|美元|欧元|港元)"
    "|(?<=[0-9][公千毫厘小分美欧港])(?=[里斤顷克米升时钟元])"
)
LIST_STYLES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
# CLREQ §3.3.1, 着重号: a dot under each character; WeasyPrint has no text-emphasis.
DOTTED = pattern(f"[{HAN}]")

# A phone or an account number: groups of digits, which no line parts and no line stretches.
NUMBER = pattern(r"(?<![\w.,-])(?:\+?[0-9]{1,5}|\([0-9]{2,5}\))(?: [0-9]{2,5}){1,5}(?![\w-])")
DIGITS = range(7, 17)  # in such a number; what is shorter is a date or a score


SLASH = "\u2044"
FRACTION = pattern(f"([0-9]+){SLASH}([0-9]+)")


class Mark(StrEnum):
    """How a piece of a text is set: the class of its element in style sheets."""

    ADDRESS = "address"  # without hyphens
    BELOW = "below"  # the lower number of a fraction
    DOT = "dot"  # one character with a dot below
    HALF = "half"  # a full-width mark of half the width
    HANGING = "hanging"  # a mark outside of the edge
    OVER = "over"  # the upper number of a fraction
    PART = "part"  # of a text that is too long for an engine


@dataclass(frozen=True)
class Piece:
    """A piece of a text; without a mark it is text alone."""

    text: str
    mark: Mark | None = None


def with_numbers(text: str) -> str:
    """Keep the groups of phone numbers together."""
    return NUMBER.sub(_number, text)


def _number(found: re.Match[str]) -> str:
    count = sum(character.isdigit() for character in found[0])
    return found[0].replace(" ", NO_BREAK) if count in DIGITS else found[0]


def list_style(attributes: Mapping[str, str], before: int = 0) -> str:
    """Return the CSS of a numbered list by its attributes; `before` items stand elsewhere."""
    step = -1 if "reversed" in attributes else 1
    start = int(attributes.get("start") or 1) + step * before
    kind = LIST_STYLES.get(attributes.get("type", ""))
    rules = [f"counter-reset:list-item {start - step}"] if start != 1 or step < 0 else []
    rules += [f"list-style-type:{kind}"] if kind else []
    return ";".join(rules)


def parted(text: str) -> list[Piece]:
    """Part a long text where a line may break, so that no engine reads all of it for each line."""
    if len(text) < LONG:
        return [Piece(text)]
    return [Piece(part, Mark.PART) for part in PIECE.findall(text)]


def fractions(text: str) -> list[Piece]:
    """Set the numbers of a fraction as 1⁄7 apart: few fonts know their small figures.

    Their slash (U+2044) is so narrow that full figures would overlap.
    """
    found, end = [], 0
    for each in FRACTION.finditer(text):
        found += [Piece(text[end : each.start()]), Piece(each[1], Mark.OVER)]
        found += [Piece(SLASH), Piece(each[2], Mark.BELOW)]
        end = each.end()
    return joined([*found, Piece(text[end:])])


def dotted(text: str) -> list[Piece]:
    """Set each character of an emphasis apart, for the style sheet to draw its dot."""
    cuts = [0, *(place for each in DOTTED.finditer(text) for place in each.span()), len(text)]
    parts = (text[start:end] for start, end in pairwise(cuts))
    return [Piece(part, Mark.DOT if DOTTED.match(part) else None) for part in parts if part]


def ideographic(
    text: str, before: str, after: str, language: str, in_paragraph: bool = False
) -> list[Piece]:
    """Set the line breaks and the squeezed marks of a text between two characters.

    In a paragraph numbers may part from what they count: its lines are composed.
    """
    broken = [each if each.mark else Piece(_hyphenated(each.text)) for each in broken_words(text)]
    whole = f"{before}{''.join(each.text for each in broken)}{after}"
    inserted: dict[int, str] = {}
    for place in (NO_START,) if in_paragraph else (NO_START, MEASURE):
        inserted |= dict.fromkeys((match.start() for match in place.finditer(whole)), JOINER)
    inserted |= dict.fromkeys((match.start() for match in QUOTED.finditer(whole)), SPACE)
    half = set(squeezed(whole, language))
    return joined(_inserted(broken, len(before), inserted, half))


def _inserted(
    pieces: Iterable[Piece], index: int, inserted: Mapping[int, str], half: Set[int]
) -> Iterator[Piece]:
    """Yield pieces, of which `index` is the first place, with what is inserted before places.

    Places in `half` are marked. A break after the last piece belongs to the next text.
    """
    places = sorted({*inserted, *half})
    for piece in pieces:
        end = index + len(piece.text)
        if piece.mark is None:
            yield from _parts(piece.text, index, places, inserted, half)
        else:
            yield Piece(inserted.get(index, ""))
            yield Piece(piece.text, Mark.HALF if index in half else piece.mark)
        index = end


def _parts(
    text: str, index: int, places: Sequence[int], inserted: Mapping[int, str], half: Set[int]
) -> Iterator[Piece]:
    """Yield the parts of a text without a mark between the places where something is to be done."""
    start = 0
    for place in places[bisect_left(places, index) : bisect_left(places, index + len(text))]:
        yield Piece(text[start : place - index] + inserted.get(place, ""))
        start = place - index
        if place in half:
            yield Piece(text[start], Mark.HALF)
            start += 1
    yield Piece(text[start:])


def _hyphenated(text: str) -> str:
    """Allow hyphens in Latin words, and breaks in rows of marks."""
    text = LATIN_WORD.sub(_hyphenate, SPECIES.sub(_hyphenate_latin, text))
    return MARKS.sub(_break_marks, text)


def joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Return pieces, those without a mark joined with their neighbours, empty ones left out."""
    made: list[Piece] = []
    for mark, run in groupby(pieces, lambda each: each.mark):
        texts = [each.text for each in run]
        made += [Piece(text, mark) for text in (texts if mark else ["".join(texts)])]
    return [each for each in made if each.text]


@cache
def _dictionary(language: str) -> Pyphen:
    # Only here: an EPUB needs no dictionary.
    from pyphen import Pyphen

    return Pyphen(lang=language, left=3, right=3)


def _hyphenate_latin(name: re.Match[str]) -> str:
    """Allow hyphens in the name of a species: its words are hyphenated as in Italian.

    But in Latin a syllable may begin as words from Greek do: micro-pterus.
    """
    words = (_dictionary("it_IT").inserted(word, HYPHEN) for word in name[0].split(" "))
    return GREEK_START.sub(rf"{HYPHEN}\1\2", " ".join(words))


def _hyphenate(word: re.Match[str]) -> str:
    """Allow hyphens in a Latin word: a line of Chinese has no spaces to make up for it.

    The dictionaries know different words; that of Italian parts words of Latin.
    """
    languages = ("en_GB", "en_US", "it_IT")
    made = (str(_dictionary(each).inserted(word[0], HYPHEN)) for each in languages)
    return next((each for each in made if HYPHEN in each), word[0])


def alphabetic(text: str, language: str) -> list[Piece]:
    """Set the line breaks of a text in a language that parts its words by spaces."""
    english = language.lower().startswith("en")
    return list(broken_words(ENGLISH.sub(NO_BREAK, text) if english else text))


def broken_words(text: str) -> Iterator[Piece]:
    """Allow breaks in words that no column holds: in addresses after a mark, else anywhere."""
    done = 0
    for address in ADDRESS.finditer(text):
        yield Piece(_break_word(text[done : address.start()]))
        yield Piece(_address(address[0]), Mark.ADDRESS)
        done = address.end()
    yield Piece(_break_word(text[done:]))


def _break_word(text: str) -> str:
    text = RANGE.sub(rf"\g<0>{JOINER}", text)
    text = LONG_WORD.sub(lambda word: AFTER_MARK.sub(rf"\g<0>{SPACE}", word[0]), text)
    return ENDLESS.sub(lambda run: FOUR.sub(rf"\g<0>{SPACE}", run[0]), text)


def _address(address: str) -> str:
    """Allow breaks in an address or a code, and no hyphens."""
    parts = AFTER_MARK.sub(rf"\g<0>{SPACE}", address).split(SPACE)
    long = (CODE.sub(rf"\g<0>{SPACE}", part) if len(part) >= CODED else part for part in parts)
    return SPACE.join(long)


def _break_marks(marks: re.Match[str]) -> str:
    """Allow breaks between pairs of many marks: those of —— and …… stay together."""
    if len(marks[0]) < MANY_MARKS:
        return marks[0]
    pairs = MARK_PAIR.findall(marks[0])
    last = -2 if len(pairs[-1]) == 1 else -1
    return SPACE.join((*pairs[:last], "".join(pairs[last:])))
