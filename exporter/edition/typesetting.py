"""Typesetting of text for print: where lines may and may not break, marks, dots.

A tree is read as a sequence of texts and tags; each text is split into pieces, which are written
back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from lxml import etree

from exporter.languages.bound import bound
from exporter.languages.characters import HAN, WIDE_RANGE
from exporter.languages.punctuation import CLOSING, OPENING
from exporter.languages.segmentation import JOINER, glued
from exporter.languages.tags import direction, is_ideographic
from exporter.languages.typography import (
    LONG,
    SLASH,
    Mark,
    Piece,
    alphabetic,
    dotted,
    fractions,
    ideographic,
    joined,
    list_style,
    parted,
    with_numbers,
)
from exporter.languages.weak_ends import halved
from exporter.patterns import pattern
from exporter.xhtml import Element, has_class, is_of

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# Elements of few lines, where each break is noticed: they break only between words.
HEADS = HEADINGS | {"caption", "th", "td"}
# In a narrow cell of a table a phone number must break.
CELLS = frozenset(("td", "th"))
INLINE = frozenset("a abbr b cite em i q small span strong sub sup".split())
IN_LAST_LINE = frozenset("a b em i span strong".split())
BLOCKS = HEADINGS | {"p", "li", "dd", "dt", "figcaption", "caption", *CELLS}
LATIN_QUOTES = '"“‘„«'
IDEOGRAPHS = re.compile(f"[{HAN}]")
# LINE and PARAGRAPH SEPARATOR, of other programs: an engine has no glyph for them.
SEPARATOR = re.compile("[\u2028\u2029]")
BETWEEN_WIDE = pattern(f"(?<=[{WIDE_RANGE}]){SEPARATOR.pattern}+(?=[{WIDE_RANGE}])")
LINES = ("kicker", "deck", "credit", "byline")  # classes of paragraphs that are lines of a head
LIST_ATTRIBUTES = ("start", "type", "reversed")


@dataclass
class Text:
    """The text of an element, or its tail, and the pieces that it is set as."""

    owner: Element
    is_tail: bool
    raw: str
    pieces: list[Piece] = field(default_factory=list)

    def replace(self, parts: Callable[[str], list[Piece]]) -> None:
        """Split the pieces that have no mark."""
        self.pieces = [
            part for each in self.pieces for part in ([each] if each.mark else parts(each.text))
        ]


@dataclass(frozen=True)
class Tag:
    """Where an element begins, or ends."""

    element: Element
    is_end: bool = False

    def is_one_of(self, names: frozenset[str]) -> bool:
        """Whether its element has one of these names."""
        return self.element.tag in names


Row = Sequence[Text | Tag]


def typeset(root: Element, language: str) -> None:
    """Set the texts of a tree for print, and the numbers of its lists."""
    _number_lists(root)
    row = list(_row(root))
    for text in _texts(row):
        if SEPARATOR.search(text.raw):
            text.raw = SEPARATOR.sub(" ", BETWEEN_WIDE.sub("", text.raw))
    for text in _texts_inside(row, *CELLS, inside=False):
        text.raw = with_numbers(text.raw)
    for text, is_credit in _with_places(row, _is_credit):
        if is_credit:
            text.raw = halved(text.raw, language)
    if is_ideographic(language):
        _set_ideographic(row, language)
    else:
        _set_alphabetic(row, language)
    for text in _texts(row):
        if SLASH in text.raw:
            text.replace(fractions)
        _write(text)


def _number_lists(root: Element) -> None:
    """Give lists their CSS: WeasyPrint leaves attributes to style sheets, and has no rule here."""
    for element in root.iter("ol"):
        own = {name: element.get(name) for name in LIST_ATTRIBUTES if element.get(name)}
        if style := list_style(own):
            element.set("style", style)
    for item in root.iter("li"):
        if (value := item.get("value") or "").isdecimal():
            item.set("style", f"counter-increment:list-item 0;counter-set:list-item {value}")


def _row(root: Element) -> Iterator[Text | Tag]:
    """Yield the texts and tags of a tree in order."""
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        yield Tag(element, is_end=event != "start")
        if event == "start":
            if element.text:
                yield Text(element, False, element.text)
        elif element.tail and element is not root:
            yield Text(element, True, element.tail)


def _texts(row: Row) -> Iterator[Text]:
    return (each for each in row if isinstance(each, Text))


def _texts_inside(row: Row, *names: str, inside: bool = True) -> Iterator[Text]:
    """Yield the texts inside of elements that have one of these names, or those outside of all."""
    found = _with_places(row, lambda element: element.tag in names)
    return (text for text, is_inside in found if is_inside is inside)


def _with_places(row: Row, is_wanted: Callable[[Element], bool]) -> Iterator[tuple[Text, bool]]:
    """Yield each text, and whether it is inside a wanted element."""
    depth = 0
    for each in row:
        if isinstance(each, Text):
            yield each, depth > 0
        elif is_wanted(each.element):
            depth += -1 if each.is_end else 1


def _write(text: Text) -> None:
    """Write a text as its pieces: the marked ones are elements."""
    owner, parent = text.owner, text.owner.getparent() if text.is_tail else text.owner
    place = parent.index(owner) + 1 if text.is_tail else 0
    first = text.pieces[0].text if text.pieces and not text.pieces[0].mark else ""
    if text.is_tail:
        owner.tail = first
    else:
        owner.text = first
    last: Element = None
    for piece in text.pieces[bool(first) :]:
        if piece.mark:
            last = _element(piece, piece.mark)
            parent.insert(place, last)
            place += 1
        else:
            last.tail = piece.text


def _element(piece: Piece, mark: Mark) -> Element:
    element = etree.Element("i" if mark is Mark.DOT else "span")
    if mark is not Mark.PART:
        element.set("class", str(mark))
    element.text = piece.text
    return element


# Languages --------------------------------------------------------------------------------


def _set_alphabetic(row: Row, language: str) -> None:
    for text, is_in_head in _with_places(row, _is_head):
        if is_in_head:
            text.raw = bound(text.raw, language)
    for text in _texts(row):
        text.pieces = alphabetic(text.raw, language) if text.raw.strip() else [Piece(text.raw)]
        text.pieces = joined(text.pieces)
    if direction(language) == "ltr":
        for start in _starts(row, _is_line):
            _mark_first(start, LATIN_QUOTES, Mark.HANGING)
    _part_long(row)


def _set_ideographic(row: Row, language: str) -> None:
    for text, has_few_lines in _with_places(row, _has_few_lines):
        if has_few_lines and text.raw.strip():
            text.raw = glued(text.raw, language)
    places = [index for index, each in enumerate(row) if isinstance(each, Text)]
    for index, (text, composed) in zip(places, _with_places(row, _is_composed), strict=True):
        text.pieces = [Piece(text.raw)]
        if text.raw.strip():
            before, after = _neighbour(row, index, -1), _neighbour(row, index, 1)
            text.pieces = ideographic(text.raw, before, after, language, composed)
    _hold_last_pairs(row)
    for start in _starts(row, _is_edge):
        _mark_first(start, OPENING, Mark.HALF)
    for end in _credit_ends(row):
        _mark_last(end, CLOSING, Mark.HALF)
    for text in _texts_inside(row, "em"):
        text.replace(dotted)
    _part_long(row)


def _is_head(element: Element) -> bool:
    """Whether an element is a headline, a subhead or the like."""
    return element.tag in HEADINGS or (element.tag == "p" and is_of(element, "kicker", "deck"))


def _is_credit(element: Element) -> bool:
    """Whether an element says where a text is from."""
    return element.tag == "p" and has_class(element, "credit")


def _has_few_lines(element: Element) -> bool:
    """Whether each break in an element is seen."""
    return element.tag in HEADS or _is_head(element)


def _is_composed(element: Element) -> bool:
    """Whether an element is a paragraph, whose lines are composed together."""
    return element.tag == "p" and not is_of(element, *LINES)


def _neighbour(row: Row, index: int, step: int) -> str:
    """Return the character next to a text, past inline tags only; else nothing."""
    index += step
    while 0 <= index < len(row):
        each = row[index]
        if isinstance(each, Text):
            return each.raw[0 if step > 0 else -1]
        if not each.is_one_of(INLINE):
            return ""
        index += step
    return ""


def _part_long(row: Row) -> None:
    for text in _texts(row):
        if len(text.raw) >= LONG:
            text.replace(parted)


# The last line ----------------------------------------------------------------------------


def _hold_last_pairs(row: Row) -> None:
    """Leave no single character on the last line of a block (CLREQ §3.2.5, 孤字不成行)."""
    for index in range(len(row)):
        if _ends_lines(row, index):
            _hold_last_pair(row, index)


def _ends_lines(row: Row, index: int) -> bool:
    """Whether a block ends, or a line of a headline that others follow."""
    tag = row[index]
    if not isinstance(tag, Tag) or not tag.is_end:
        return False
    if tag.is_one_of(BLOCKS):
        return True
    following = tag.element.getnext()
    return (
        _is_line(tag.element)
        and following is not None
        and _is_line(following)
        and not (tag.element.tail or "").strip()
    )


def _hold_last_pair(row: Row, end: int) -> None:
    """Forbid a break before the last ideograph of a line that ends at `end`."""
    walk = _backwards(row, end)
    last = next((each for each in walk if not _may_follow(each)), None)
    if not isinstance(last, Place) or not IDEOGRAPHS.match(last.character):
        return
    before = next((each for each in walk if _is_before(each)), None)
    if isinstance(before, Place) and not before.character.isspace() and before.character != JOINER:
        last.insert(JOINER)


@dataclass(frozen=True)
class Place:
    """A character of a text: in which of its pieces, and where in that."""

    text: Text
    number: int
    index: int

    @property
    def character(self) -> str:
        """The character."""
        return self.text.pieces[self.number].text[self.index]

    def insert(self, mark: str) -> None:
        """Put a mark before the character."""
        piece = self.text.pieces[self.number]
        set_text = f"{piece.text[: self.index]}{mark}{piece.text[self.index :]}"
        self.text.pieces[self.number] = Piece(set_text, piece.mark)


def _backwards(row: Row, end: int) -> Iterator[Place | Tag]:
    """Yield the characters and tags before a place of a row, from there backwards."""
    for each in (row[place] for place in range(end - 1, -1, -1)):
        if isinstance(each, Tag):
            yield each
            continue
        for number in reversed(range(len(each.pieces))):
            for index in reversed(range(len(each.pieces[number].text))):
                yield Place(each, number, index)


def _may_follow(each: Place | Tag) -> bool:
    """Whether the last ideograph of a line may still be before a mark, or a tag."""
    if isinstance(each, Tag):
        return each.is_one_of(IN_LAST_LINE)
    return not each.character.isalnum() and not each.character.isspace()


def _is_before(each: Place | Tag) -> bool:
    """Whether a character, or the start of the block, is before an ideograph."""
    return isinstance(each, Place) or each.is_one_of(BLOCKS)


# Edges ------------------------------------------------------------------------------------

# Half of a full-width mark is blank. The visible half of a first mark of heads and captions begins
# at the edge of a column, and that of a credit's last mark ends there. A Latin quotation mark hangs
# outside of the edge.


def _is_line(element: Element) -> bool:
    """Whether an element is a line of a headline."""
    return element.tag == "span" and has_class(element, "line")


def _is_edge(element: Element) -> bool:
    """Whether an element begins at the edge of a column, without an indent."""
    if element.tag == "p":
        return is_of(element, "kicker", "deck")
    return element.tag == "figcaption" or _is_line(element)


def _starts(row: Row, is_wanted: Callable[[Element], bool]) -> Iterator[Text]:
    """Yield the texts that wanted elements begin with."""
    wanted = None
    for each in row:
        if isinstance(each, Text):
            if wanted is not None:
                yield each
            wanted = None
        elif not each.is_end and is_wanted(each.element):
            wanted = each.element
        elif each.is_end and each.element is wanted:
            wanted = None


def _credit_ends(row: Row) -> Iterator[Text]:
    """Yield the texts that credits end with."""
    for before, tag in pairwise(row):
        is_end = isinstance(tag, Tag) and tag.is_end and tag.element.tag == "p"
        if is_end and isinstance(before, Text) and has_class(before.owner, "credit"):
            yield before


def _mark_first(text: Text, marks: str, mark: Mark) -> None:
    """Make the first character of a text its own piece if it is one of some marks."""
    first, *others = text.pieces
    if not first.mark and first.text[0] in marks:
        text.pieces = joined([Piece(first.text[0], mark), Piece(first.text[1:]), *others])


def _mark_last(text: Text, marks: str, mark: Mark) -> None:
    """Make the last character of a text its own piece if it is one of some marks."""
    *others, last = text.pieces
    if not last.mark and last.text[-1] in marks:
        text.pieces = joined([*others, Piece(last.text[:-1]), Piece(last.text[-1], mark)])
