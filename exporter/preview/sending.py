"""The articles and pages of an issue that is read again and again, told by identity.

An article that did not change is the same object as before, here and in the process beside, which
is sent those alone that it does not have. So what was made of it is found without comparing texts.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Hashable
from dataclasses import dataclass, field
from itertools import count
from typing import TypeVar, cast

from exporter.model import Article, Issue, Page

Part = TypeVar("Part", Article, Page)


@dataclass(frozen=True)
class _Known:
    """A part of the issue, its number, and its bytes, in which other parts have their numbers."""

    part: Article | Page
    number: int
    data: bytes


@dataclass(frozen=True)
class Parcel:
    """An issue for the process beside: bytes, those of its parts by number, all that it needs."""

    data: bytes
    new: tuple[tuple[int, bytes], ...]
    numbers: frozenset[int]


@dataclass
class Sender:
    """The parts of the last issue, and which of them the process beside has."""

    known: dict[Hashable, _Known] = field(default_factory=dict)  # by where they are in the issue
    numbers: dict[int, int] = field(default_factory=dict)  # by the identity of the part
    next_number: count[int] = field(default_factory=count)
    process: int = 0
    has: frozenset[int] = frozenset()

    def same(self, issue: Issue) -> Issue:
        """Return an issue with the parts of before where they are equal in everything."""
        before, self.known, self.numbers = self.known, {}, {}
        pages = tuple(self._page(place, page, before) for place, page in enumerate(issue.pages))
        return issue.model_copy(update={"pages": pages})

    def _page(self, place: int, page: Page, before: dict[Hashable, _Known]) -> Page:
        articles = tuple(self._kept(each.id, each, before) for each in page.articles)
        if any(new is not old for new, old in zip(articles, page.articles, strict=True)):
            page = page.model_copy(update={"articles": articles})
        return self._kept(place, page, before)

    def _kept(self, place: Hashable, part: Part, before: dict[Hashable, _Known]) -> Part:
        found = before.get(place)
        if found is None or found.part is not part:
            data = self._dumped(part)
            if found is None or found.data != data:
                found = _Known(part, next(self.next_number), data)
        self.known[place] = found
        self.numbers[id(found.part)] = found.number
        return cast("Part", found.part)

    def _dumped(self, value: object) -> bytes:
        buffer = io.BytesIO()
        _Pickler(buffer, self.numbers, value).dump(value)
        return buffer.getvalue()

    def parcel(self, value: object, process: int) -> Parcel:
        """Return something that has the last issue, with the parts that the process lacks."""
        has = self.has if process and process == self.process else frozenset()
        numbers = frozenset(each.number for each in self.known.values())
        new = tuple(
            (each.number, each.data) for each in self.known.values() if each.number not in has
        )
        return Parcel(self._dumped(value), new, numbers)

    def sent(self, parcel: Parcel, process: int) -> None:
        """Note what the process has now."""
        self.process, self.has = process, parcel.numbers


class _Pickler(pickle.Pickler):
    """Pickles the parts of an issue as their numbers, but for the value itself."""

    def __init__(self, file: io.BytesIO, numbers: dict[int, int], value: object) -> None:
        super().__init__(file, protocol=pickle.HIGHEST_PROTOCOL)
        self.numbers, self.value = numbers, value

    def persistent_id(self, value: object) -> int | None:
        """Return the number of a part; None for what is pickled as usual."""
        if value is self.value or not isinstance(value, Article | Page):
            return None
        return self.numbers.get(id(value))


class _Unpickler(pickle.Unpickler):
    def persistent_load(self, number: int) -> Article | Page:
        """Return the part with a number."""
        return _parts[number]


_parts: dict[int, Article | Page] = {}  # of the last issue, in the process beside


def unpacked(parcel: Parcel) -> object:
    """Return what is in a parcel, in the process that it was sent to."""
    for number, data in parcel.new:  # the articles of a page come before it
        _parts[number] = cast("Article | Page", _loaded(data))
    for number in _parts.keys() - parcel.numbers:
        del _parts[number]
    return _loaded(parcel.data)


def _loaded(data: bytes) -> object:
    return _Unpickler(io.BytesIO(data)).load()
