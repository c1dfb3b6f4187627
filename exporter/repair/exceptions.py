"""What a conversion between Chinese scripts must not leave to OpenCC: names, and known slips.

The table `exceptions.yaml` has what is right for every issue; an issue adds its own words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

from exporter.languages.bylines import DOUBLE_SURNAMES, authors
from exporter.languages.characters import HAN
from exporter.languages.dictionary import chinese_names
from exporter.model import Issue
from exporter.repair.named_places import LANE, counties, lanes, texts

Convert = Callable[[str], str]
SHORTEST_NAME = 2
LONG_NAME = 3  # characters of a name that is no other word


@dataclass(frozen=True)
class Exceptions:
    """Words, each with its right form; where they stand, OpenCC is not asked."""

    words: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds the words, at each place the longest."""
        longest = sorted(self.words, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, longest)) or r"(?!)")

    def apply(self, text: str, convert: Convert) -> str:
        """Convert a text around the words, and put these in their right form."""
        parts, end = [], 0
        for match in self.pattern.finditer(text):
            parts += [convert(text[end : match.start()]), self.words[match[0]]]
            end = match.end()
        return "".join([*parts, convert(text[end:])])


@cache
def of_scripts(source: str, target: str) -> Exceptions:
    """Return the exceptions between two scripts that are so for every issue."""
    table = _table()
    if source == "hans" and target != "hans":
        words = dict(table["traditional"])
        words |= table["taiwan"] if target == "hant-tw" else {}
        words |= _surnames_told(table)
        words |= _after(table["numerals"], table["after_numerals"])
        words |= _after(table["figures"], table["after_figures"])
        for name in table["addressed"]:
            words |= {name + word: name + said for word, said in table["forms_of_address"].items()}
        if target == "hant-hk":
            local = str.maketrans(table["hong_kong"])
            words = {word: form.translate(local) for word, form in words.items()}
        return Exceptions(words)
    if source == "hant-tw" and target == "hans":
        return Exceptions({local: plain for plain, local in table["taiwan"].items()})
    return Exceptions()


def _after(numbers: str, forms: Mapping[str, str]) -> dict[str, str]:
    """Return words behind each of the numbers, with their right forms."""
    return {number + word: number + form for word, form in forms.items() for number in numbers}


def _surnames_told(table: Mapping[str, Any]) -> dict[str, str]:
    """Return what says somebody's surname, with its right form: 他姓余, 我姓钟."""
    forms = dict(zip(table["names"], table["names"], strict=True)) | table["of_names"]
    forms |= {name: name for name in table["surnames"]}
    return {
        f"{who}姓{name}": f"{'貴' if who == '贵' else who}姓{form}"
        for who in table["surname_of"]
        for name, form in forms.items()
    }


def of_issue(issue: Issue, source: str, target: str, convert: Convert) -> Exceptions:
    """Return the exceptions for one issue: the common ones, the names in it, its own words.

    `convert` converts a character or a name.
    """
    common = of_scripts(source, target)
    words = dict(common.words)
    if source == "hans" and target != "hans":
        people = {*_people(issue), *_people_in_texts(issue)}
        words |= {name: name_of(name, convert) for name in people}
        text = texts(issue)
        for name in (*_own_names(issue), *counties(text)):
            words[name] = common.apply(name, convert)
        for name in lanes(issue, text):
            words[name] = common.apply(name[:-1], convert) + LANE
    words |= {word: word for word in issue.keep}
    return Exceptions(words | issue.convert)


def _own_names(issue: Issue) -> Iterator[str]:
    """Yield the names of the publication and its publisher: each has one form wherever it is."""
    own = issue.publication
    yield from (name for name in map(str, (own.name, own.publisher)) if len(name) >= LONG_NAME)


def _people(issue: Issue) -> Iterable[str]:
    """Return the names in the bylines of an issue, and of its editors."""
    lines: list[tuple[str, ...]] = [article.byline for article in issue.articles]
    lines += [(page.editor,) for page in issue.pages]
    names = (name for line in lines for name in authors(tuple(map(str, line))))
    return (name for name in names if len(name) >= SHORTEST_NAME and re.match(f"[{HAN}]", name))


def _people_in_texts(issue: Issue) -> Iterator[str]:
    """Yield the names in the texts of an issue whose first character is a preposition elsewhere."""
    first = _table()["begins_names"]
    for article in issue.articles:
        text = f"{article.title}\n{article.body}"
        if first in text:
            yield from (name for name in chinese_names(text) if name.startswith(first))


def name_of(name: str, convert: Convert) -> str:
    """Return the name of a person in Traditional characters."""
    table = _table()
    length = 2 if name[:2] in DOUBLE_SURNAMES else 1
    kept = (table["names"] + table["surnames"], table["names"])
    return "".join(
        _of_name(sign, kept[place >= length], convert) for place, sign in enumerate(name)
    )


def _of_name(sign: str, kept: str, convert: Convert) -> str:
    return sign if sign in kept else str(_table()["of_names"].get(sign) or convert(sign))


@cache
def _table() -> Mapping[str, Any]:
    text = (Path(__file__).parent / "exceptions.yaml").read_text(encoding="utf-8")
    table: dict[str, object] = yaml.safe_load(text)
    return table
