"""Typographic quotation marks and apostrophes for straight ones, by language.

A mark opens after a space, a bracket, a dash or a sign such as =, and closes otherwise. Feet,
inches, minutes and seconds (6'2", 12") stay as they are: a number before a mark that closes nothing
is a measure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import chain

from exporter.languages.typography import ADDRESS
from exporter.languages.vocabulary import find

STRAIGHT = re.compile("[\"']")
APOSTROPHE = "\u2019"
BEFORE_OPENING = frozenset("([{<«“‘„‚–—-/=&+\u00a0\u202f\u2009")
# Words that begin with an apostrophe, and decades: ’tis, rock ’n’ roll, the ’90s.
ELIDED = re.compile(r"'(?:(?:tis|twas|twere|til|em|n)\b|\d\ds?\b)", re.I)
FEET_AND_INCHES = re.compile("\\d'\\s?\\d+(?:½|¼|¾|\\.\\d+)?\"")
# Gershayim and geresh, typed as straight marks between letters of a Hebrew word.
HEBREW = re.compile(r"(?<=[א-ת])[\"'](?=[א-ת])")
CLOSES = re.compile(r"(?<=\S)'(?!\w)")  # a mark that may end a quotation between single marks
# Chinese and Japanese type their own marks, so theirs are set only where an issue asks for it.
OWN_MARKS = ("zh", "ja")
# Inner marks for outer ones, those of German too: „…“. Marks of another shape need none.
INNER = str.maketrans("“”„", "‘’‚")
TYPED, AUTO = "typed", "auto"


@dataclass(frozen=True)
class Marks:
    """The quotation marks of a language: outer and inner ones, and the space inside the outer."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str
    space: str = ""


def marks_of(language: str, wish: str = AUTO) -> Marks | None:
    """Return the marks to set in a language; None if its text stays as typed.

    `wish` is `typed`, `typographic`, or `auto`: typographic except in Chinese and Japanese.
    """
    own = language.lower().split("-")[0] in OWN_MARKS
    if wish == TYPED or (wish == AUTO and own):
        return None
    found = (find(language) or {}).get("marks", {})
    if "quotes" not in found:
        return None
    opening, closing, inner_opening, inner_closing = found["quotes"]
    return Marks(opening, closing, inner_opening, inner_closing, found.get("space", ""))


def with_inner_marks(text: str) -> str:
    """Return a text to stand between “ and ” in a message: the same marks in it are inner ones."""
    return text.translate(INNER)


@dataclass
class Quoting:
    """Sets the marks of one run of text, which may come in pieces; `before` is its last character.

    `open` are the straight marks that were opened and not yet closed, `last_closing` is the place
    in the piece of the last mark that may close; -1 if there is none.
    """

    marks: Marks
    before: str = ""
    open: list[str] = field(default_factory=list)
    last_closing: int = -1

    def set(self, text: str, after: str = "") -> str:
        """Return a piece of the text with its marks; `after` is what follows the piece."""
        if not STRAIGHT.search(text):
            self.before = text[-1:] or self.before
            return text
        forms = (form.finditer(text) for form in (ADDRESS, FEET_AND_INCHES, HEBREW))
        kept = {place for found in chain(*forms) for place in range(*found.span())}
        whole, done = text + after, 0
        # Looked for once: a search behind each mark would take squared time.
        self.last_closing = max((found.start() for found in CLOSES.finditer(whole)), default=-1)
        made: list[str] = []
        for found in STRAIGHT.finditer(text):
            place = found.start()
            if place in kept:
                continue
            before = text[place - 1] if place else self.before
            made += [text[done:place], self._mark(found[0], before, whole, place)]
            done = place + 1
        self.before = text[-1:]
        return "".join((*made, text[done:]))

    def _mark(self, mark: str, before: str, text: str, place: int) -> str:
        """Return what is set for a straight mark after one character of a text."""
        after = text[place + 1 : place + 2]
        if mark == "'" and ((before.isalnum() and after.isalpha()) or ELIDED.match(text, place)):
            return APOSTROPHE
        ends = mark in self.open and not after.isalnum()
        if self._may_open(before) and not ends:
            return self._opened(mark, after, place)
        if mark in self.open:
            while self.open.pop() != mark:
                pass
            return self._closed(mark)
        if before.isdigit():
            return mark
        return APOSTROPHE if mark == "'" else self._closed(mark)

    def _may_open(self, before: str) -> bool:
        """Whether a mark may open after a character: a space, a bracket, an opening mark."""
        opening = before in BEFORE_OPENING or before in self.open[-1:]
        return not before or before.isspace() or opening

    def _opened(self, mark: str, after: str, place: int) -> str:
        if not after or after.isspace():
            # Nothing is quoted: a mark by itself, or a closing one after a space.
            return mark
        if mark == "'" and self.last_closing <= place + 1:
            return APOSTROPHE
        self.open.append(mark)
        marks = self.marks
        return f"{marks.opening}{marks.space}" if mark == '"' else marks.inner_opening

    def _closed(self, mark: str) -> str:
        marks = self.marks
        return f"{marks.space}{marks.closing}" if mark == '"' else marks.inner_closing
