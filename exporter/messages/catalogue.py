"""The catalogues of messages, in gettext's format: found by their text, with what varies in it.

A message is composed where a fault is found, in English. Its template is looked up by its fixed
words: `unknown key `{key}`` is the template of ``unknown key `langauge` ``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

FOLDER = Path(__file__).parent
SLOT = re.compile(r"\{(\w+)\}")
# The placeholder of an amount, `{number} lines`: only digits match it.
NUMBER, DIGITS = "number", "[0-9][0-9,]*"
MOST = 4000  # characters of a message that is looked up; a longer one quotes a document
QUOTES = "`“\"'"
# Placeholders whose words are translated one by one: `Cyan 40 Black 90`, `left, foot`.
LISTS, WORD = ("inks", "edges"), re.compile(r"[A-Za-z]+")
PROSE = re.compile(r"[a-z]{2,} [a-z]{2,}")  # words that need a translation
DEEPEST = 4  # messages within messages: `write …, or add a picture of 4 columns to …, or …`


@dataclass(frozen=True)
class Template:
    """A message and its translation, with placeholders `{name}` for what varies."""

    said: str
    translated: str

    @cached_property
    def longest(self) -> str:
        """Its longest fixed words, by which most other templates are ruled out quickly."""
        return max(SLOT.split(self.said)[::2], key=len)

    @cached_property
    def is_told(self) -> bool:
        """Whether it says something by itself: `{first} or {last}` would only mix languages."""
        return bool(PROSE.search(SLOT.sub("`", self.said)))

    @property
    def fixed(self) -> int:
        """How many characters of it are fixed: of two that match, the longer one is meant."""
        return len(SLOT.sub("", self.said))

    def match(self, text: str) -> re.Match[str] | None:
        """Match a message with the template."""
        return self._pattern.fullmatch(text)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        parts = SLOT.split(self.said)
        seen: set[str] = set()
        made = re.escape(parts[0])
        for name, words in zip(parts[1::2], parts[2::2], strict=True):
            what = DIGITS if name == NUMBER else ".+?"
            made += f"(?P={name})" if name in seen else f"(?P<{name}>{what})"
            made += re.escape(words)
            seen.add(name)
        return re.compile(made, re.DOTALL)

    def is_quoted(self, name: str) -> bool:
        """Whether a placeholder stands between quotation marks: what is there stays as it is."""
        before = self.said.partition(f"{{{name}}}")[0]
        return before.endswith(tuple(QUOTES))


@dataclass
class Messages:
    """The messages of one language."""

    exact: dict[str, str]
    templates: tuple[Template, ...]
    _found: dict[str, str | None] = field(default_factory=dict)

    def of(self, text: str, depth: int = 0) -> str | None:
        """Return a message in this language; None if it has none."""
        if text in self.exact or not text:
            return self.exact.get(text, text)
        if f"{text}." in self.exact:  # the help of an option, as advice
            return self.exact[f"{text}."].rstrip(".。")
        if depth >= DEEPEST or len(text) > MOST:
            return None
        if text not in self._found:
            self._found[text] = self._composed(text, depth)
        return self._found[text]

    def parsed(self, text: str) -> tuple[str, dict[str, str]] | None:
        """Return the English template of a message, and what varies in it; None if unknown."""
        if text in self.exact or not text:
            return text, {}
        matched = self._matched(text) if len(text) <= MOST else None
        return (matched[0].said, matched[1].groupdict()) if matched else None

    def _composed(self, text: str, depth: int) -> str | None:
        matched = self._matched(text, depth)
        if matched is None or not self._fits(*matched, depth):
            return self._halves(text, depth) or (self._filled(*matched, depth) if matched else None)
        return self._filled(*matched, depth)

    def _halves(self, text: str, depth: int) -> str | None:
        """Return a message and the advice after a comma, each in this language."""
        for comma in re.finditer(", ", text) if depth == 0 else ():
            halves = [text[: comma.start()], text[comma.end() :]]
            made = [self.of(half, depth + 1) or half for half in halves]
            if made != halves and all(self.is_whole(half, depth + 1) for half in halves):
                return "，".join(made)
        return None

    def _matched(self, text: str, depth: int = 0) -> tuple[Template, re.Match[str]] | None:
        """Return the template of a message: the first that leaves no words untranslated."""
        first = None
        for template in self.templates:
            match = template.match(text) if template.longest in text else None
            if match and self._fits(template, match, depth):
                return template, match
            first = first or ((template, match) if match and template.is_told else None)
        return first

    def _fits(self, template: Template, match: re.Match[str], depth: int) -> bool:
        """Whether a template says all of a message: `{first} or {last}` takes any with an or."""
        return all(
            "`" not in value
            if template.is_quoted(name)
            else name in LISTS or self.is_whole(value, depth + 1)
            for name, value in match.groupdict().items()
        )

    def is_whole(self, text: str, depth: int = 0) -> bool:
        """Whether all words of a text are translated, or it has none."""
        if text in self.exact or f"{text}." in self.exact or not PROSE.search(text):
            return True
        matched = self._matched(text, depth) if depth < DEEPEST else None
        return matched is not None and self._fits(*matched, depth)

    def _filled(self, template: Template, match: re.Match[str], depth: int) -> str:
        values = {
            name: value if template.is_quoted(name) else self._value(name, value, depth)
            for name, value in match.groupdict().items()
        }
        return SLOT.sub(lambda slot: values[slot[1]], template.translated)

    def _value(self, name: str, value: str, depth: int) -> str:
        """Return what stands in the place of a name, each word of a list translated by itself."""
        if name in LISTS:
            words = WORD.sub(lambda word: self.exact.get(word[0], word[0]), value)
            return words.replace(", ", "、")
        return self.of(value, depth + 1) or value


def read_messages(traditional: bool) -> Messages:
    """Read the catalogue of Simplified Chinese, or derive that of Traditional Chinese from it."""
    said = read_catalogue(FOLDER / "zh_Hans.po")
    if traditional:
        from opencc import OpenCC

        convert = OpenCC("s2twp").convert
        derived = {message: convert(text) for message, text in said.items()}
        said = derived | read_catalogue(FOLDER / "zh_Hant.po")
    return Messages(said, _templates(said.items()))


def _templates(pairs: Iterable[tuple[str, str]]) -> tuple[Template, ...]:
    found = (Template(*pair) for pair in pairs if SLOT.search(pair[0]))
    return tuple(sorted(found, key=lambda one: -one.fixed))


def read_catalogue(path: Path) -> dict[str, str]:
    """Read the translations of a catalogue in gettext's format."""
    from babel.messages.pofile import read_po

    with path.open(encoding="utf-8") as file:
        entries = read_po(file)
    return {str(one.id): str(one.string) for one in entries if one.id and one.string}
