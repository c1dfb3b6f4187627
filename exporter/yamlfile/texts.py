"""YAML texts parsed: every value plain text that knows its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias, cast

import yaml
from pydantic import BaseModel

from exporter.conflicts import ADVICE, MESSAGE, conflicts, without
from exporter.languages.characters import UNSAFE
from exporter.shortened import shortened
from exporter.yamlfaults import wide_colons, without_faults
from exporter.yamlfile.known_keys import Place, models_in

MAX_CHARACTERS = 1_000_000
MAX_DEPTH = 12
NULLS = {"", "~", "null", "Null", "NULL"}
# What YAML takes for the end of a line and no editor does; layout programs leave it in headlines.
BREAKS = re.compile("[\x85\u2028\u2029]")
COMMENT = re.compile(r":?\s+(#[^\s#!].*)")
Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Every scalar is text: no numbers, dates or booleans.
Yaml: TypeAlias = "str | list[Yaml] | dict[str, Yaml] | None"
Events = Iterator[yaml.Event]


class BadYaml(Exception):
    """The text is not YAML that we take: line (from 1), what is wrong, what would be right."""

    def __init__(self, line: int, message: str, advice: str) -> None:
        self.line, self.message, self.advice = line, message, advice
        super().__init__(message)


@dataclass
class YamlText:
    """A parsed YAML text: plain values, and the line (from 1) of each by its place."""

    value: Yaml = None
    lines: dict[Place, int] = field(default_factory=dict)
    text: list[str] = field(default_factory=list)
    comments: list[tuple[int, str]] = field(default_factory=list)
    """What follows a value as a comment without a space after its `#`, by line: lost words."""

    def line(self, place: Place) -> int:
        """Return the line of the value at `place`, or of the nearest one that encloses it."""
        while place not in self.lines and place:
            place = place[:-1]
        return self.lines.get(place, 1)


def parse(text: str, first_line: int = 1) -> YamlText:
    """Parse one YAML document whose first line is line `first_line` of its file.

    Raises `BadYaml` for text that is not YAML, has anchors and aliases (which can blow up: a
    "YAML bomb"), tags, a key twice in one mapping or two documents, or is too long or too deeply
    nested. An item of a list that is left empty is dropped.
    """
    if len(text) > MAX_CHARACTERS:
        raise BadYaml(first_line, f"is longer than {MAX_CHARACTERS:,} characters", "cut it")
    for line in conflicts(text, first_line):
        raise BadYaml(line, MESSAGE, ADVICE)
    if "\0" in text:
        line = first_line + text[: text.index("\0")].count("\n")
        raise BadYaml(line, "has a character NUL", "save the file again as plain text in UTF-8")
    result = YamlText(lines={(): first_line}, text=text.split("\n"))
    events = yaml.parse(BREAKS.sub(" ", UNSAFE.sub("", text)), Loader=Loader)
    try:
        result.value = _document(events, result, first_line)
    except yaml.MarkedYAMLError as error:
        raise _bad(error, text, first_line) from None
    except (yaml.YAMLError, ValueError):
        raise BadYaml(first_line, "is not YAML", "check its indents and quotes") from None
    return result


def _bad(error: yaml.MarkedYAMLError, text: str, first_line: int) -> BadYaml:
    """Word an error of PyYAML's; where a text never ends, the line is that where it begins."""
    is_open = "end of stream" in (error.problem or "") and "quoted" in (error.context or "")
    if is_open and error.context_mark:
        line = first_line + error.context_mark.line
        return BadYaml(line, "has a quotation mark that is not closed", "write one at its end too")
    mark = error.problem_mark or error.context_mark
    line = first_line + (mark.line if mark else 0)
    return BadYaml(line, f"is not YAML ({error.problem})", _yaml_advice(text))


def parse_all(
    text: str, first_line: int, model: type[BaseModel]
) -> tuple[YamlText | None, list[BadYaml]]:
    """Parse a text as `parse` does; return all faults that can be found, not only the first.

    The text is parsed without these, so that what it says can be judged all the same; None if it
    can't be. The keys are those of `model`.
    """
    known = frozenset(_keys(model))
    left = [BadYaml(line, MESSAGE, ADVICE) for line in conflicts(text, first_line)]
    text = without(text)
    faults = left + [BadYaml(*fault) for fault in wide_colons(text, known, first_line)]
    if not faults:
        try:
            return parse(text, first_line), []
        except BadYaml as error:
            first = error
    fixed, found = without_faults(text, known, first_line)
    faults = left + [BadYaml(*fault) for fault in found]
    try:
        parsed = parse(fixed, first_line)
    except BadYaml as error:
        near = any(abs(fault.line - error.line) < 2 for fault in faults)
        return None, faults if near else [*faults, error]
    return parsed, faults or [first]


def _keys(model: type[BaseModel]) -> Iterator[str]:
    for name, inner in models_in(model).items():
        yield name
        if inner is not None:
            yield from _keys(inner)


def _yaml_advice(text: str) -> str:
    if "\t" in text:
        return "indent with spaces, not tabs"
    return 'put a value with ": ", " #", quotes or brackets between quotation marks'


# Values are made of the parser's events, and not of PyYAML's tree: that is built by recursion,
# and a text of brackets alone overflows its stack.


def _document(events: Events, result: YamlText, first: int) -> Yaml:
    """Read the one document of a text; a text without any is an empty mapping."""
    next(events)  # the stream begins
    if isinstance(next(events), yaml.StreamEndEvent):
        return {}
    value = _value(next(events), events, (), result, first)
    next(events)  # the document ends
    event = next(events)
    if not isinstance(event, yaml.StreamEndEvent):
        raise BadYaml(_line(event, first), "begins a second document", "keep one")
    return value


def _value(event: yaml.Event, events: Events, place: Place, result: YamlText, first: int) -> Yaml:
    """Turn an event and those inside it into plain values, noting lines as it goes."""
    line = _line(event, first)
    result.lines.setdefault(place, line)
    _judge_marks(event, line)
    if len(place) > MAX_DEPTH:
        raise BadYaml(line, "is nested too deeply", "use fewer levels")
    if isinstance(event, yaml.ScalarEvent):
        _note_comment(event, result, first)
        plain = event.implicit[0] and event.value in NULLS
        if "\0" in event.value:
            raise BadYaml(line, "has a character NUL", "write the text without it")
        return None if plain else UNSAFE.sub("", event.value)
    if isinstance(event, yaml.SequenceStartEvent):
        return _sequence(events, place, result, first)
    return _mapping(events, place, result, first)


def _line(event: yaml.Event, first: int) -> int:
    """Return the line that an event begins on."""
    mark = event.start_mark
    return first + (mark.line if mark else 0)


def _note_comment(event: yaml.ScalarEvent, result: YamlText, first: int) -> None:
    """Note words that YAML takes for a comment: `headline: Flood #two weeks# on`."""
    mark = cast("yaml.Mark", event.end_mark)
    rest = result.text[mark.line][mark.column :] if mark.line < len(result.text) else ""
    words = COMMENT.match(rest) if event.implicit[0] else None
    if words:
        result.comments.append((first + mark.line, words[1]))


def _judge_marks(event: yaml.Event, line: int) -> None:
    """Refuse `*alias`, `&anchor` and `!tag`: most often they are the beginning of a text."""
    if getattr(event, "anchor", None) is not None or getattr(event, "tag", None) is not None:
        message = "uses an alias, an anchor or a tag (*name, &name, !name)"
        raise BadYaml(line, message, "put the text between quotation marks")


def _sequence(events: Events, place: Place, result: YamlText, first: int) -> list[Yaml]:
    values: list[Yaml] = []
    while not isinstance(event := next(events), yaml.SequenceEndEvent):
        item = (*place, len(values))
        result.lines[item] = _line(event, first)
        value = _value(event, events, item, result, first)
        if value is not None:
            values.append(value)
    return values


def _mapping(events: Events, place: Place, result: YamlText, first: int) -> dict[str, Yaml]:
    values: dict[str, Yaml] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        line = _line(event, first)
        _judge_marks(event, line)
        if not isinstance(event, yaml.ScalarEvent):
            raise BadYaml(line, "has a key that is not a word", "quote the key")
        key = UNSAFE.sub("", event.value)
        if key in values:
            raise BadYaml(line, f"has the key `{short(key)}` twice", "keep one of them")
        result.lines[(*place, key)] = line
        values[key] = _value(next(events), events, (*place, key), result, first)
    return values


def short(value: object) -> str:
    """Cut a value that a message shows: one line, not too long."""
    text = f"[{', '.join(map(str, value))}]" if isinstance(value, list) else str(value)
    return shortened(" ".join(text.split()), 40)
