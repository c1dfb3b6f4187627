"""YAML as people write it: every scalar stays the text it is, and every value knows its line.

YAML 1.1 would read the page label `01` as the number 1, `no` as false and a date as a date
object; here the model decides what a value is, so scalars reach it as text.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeAlias, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from exporter.findings import Finding
from exporter.languages.characters import UNSAFE
from exporter.nearest import nearest
from exporter.yamlfaults import wide_colons, without_faults

MAX_CHARACTERS = 1_000_000
MAX_DEPTH = 12
NEAR = 0.75  # of difflib's ratio: `edition` is no `revision` (0.67), `nmuber` is `number` (0.83)
# What other programs call these keys.
SYNONYMS = {
    "headline": "title heading 题目 主标题",
    "deck": "subtitle subheadline summary abstract standfirst 副标题 摘要",
    "byline": "author authors writer by 作者 记者 記者",
    "kicker": "eyebrow overline 肩题",
    "credit": "source 来源 來源",
    "figures": "images pictures photos image photo cover 配图 图片",
    "pages": "sections 版面",
    "number": "no nr issue_number 期数",
    "language": "lang locale 语言 語言",
    "dateline": "place_and_date",
    "caption": "title description text 说明 图注",
    "alt": "alternative description",
    "label": "page number name 版次",
    "section": "title name 版名",
    "image": "file src picture path",
    "name": "title 名称",
}
OF_KEY = "[key]"  # the end of an error's location in pydantic if a key is wrong, not its value
KEYS = "keys with values here, each on a line `key: value`"
# What to write instead of a value of the wrong type, by pydantic's error types.
SHAPES = {
    "string_type": "one text here",
    "tuple_type": "a list here, each part after `- `",
    "list_type": "a list here, each part after `- `",
    **dict.fromkeys(("model_type", "model_attributes_type", "dict_type", "mapping_type"), KEYS),
}
# What is wrong and what is right, by how pydantic's kinds of errors begin.
NUMERIC = {
    "int_": ("is not a whole number", "write digits, such as 2"),
    "float_": ("is not a number", "write digits alone, such as 120 or 62.5"),
    "bool_": ("is neither true nor false", "write true or false"),
    "greater_": ("is out of range", ""),
    "less_": ("is out of range", ""),
}
NULLS = {"", "~", "null", "Null", "NULL"}
# What YAML takes for the end of a line and no editor does; layout programs leave it in headlines.
BREAKS = re.compile("[\x85\u2028\u2029]")

ANY_DATE = re.compile(r"(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?")
COMMENT = re.compile(r":?\s+(#[^\s#!].*)")

Model = TypeVar("Model", bound=BaseModel)
Place = tuple[str | int, ...]
Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# What a text says: no scalar is anything but text.
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
    faults = [BadYaml(*fault) for fault in wide_colons(text, known, first_line)]
    if not faults:
        try:
            return parse(text, first_line), []
        except BadYaml as error:
            first = error
    fixed, found = without_faults(text, known, first_line)
    faults = [BadYaml(*fault) for fault in found]
    try:
        parsed = parse(fixed, first_line)
    except BadYaml as error:
        near = any(abs(fault.line - error.line) < 2 for fault in faults)
        return None, faults if near else [*faults, error]
    return parsed, faults or [first]


def _keys(model: type[BaseModel]) -> Iterator[str]:
    for name, inner in _models_in(model).items():
        yield name
        if inner is not None:
            yield from _keys(inner)


def _yaml_advice(text: str) -> str:
    if "\t" in text:
        return "indent with spaces, not tabs"
    return 'put a value with ": ", " #", quotes or brackets between quotation marks'


# Values are made of the parser's events, and not of PyYAML's tree: that is built by recursion,
# and a text of nothing but brackets drives it through the end of the stack.


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
    mark = event.end_mark
    assert mark is not None
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
            raise BadYaml(line, f"has the key `{_short(key)}` twice", "keep one of them")
        result.lines[(*place, key)] = line
        values[key] = _value(next(events), events, (*place, key), result, first)
    return values


def validate(
    model: type[Model], parsed: YamlText, path: Path, stand_in: Mapping[str, object]
) -> tuple[Model | None, list[Finding]]:
    """Make a `model` of a parsed text, and the list of everything that is wrong with it.

    Where something is wrong, the model is made of the rest, `stand_in` filling its gaps, so that
    the files it names can be checked all the same; None if there is no such rest.
    """
    value = _without_nulls(parsed.value, model)
    if not isinstance(value, dict):
        message = "has no `key: value` lines"
        advice = "write one key on each line"
        return None, [Finding("issue-yaml", path, parsed.line(()), message, advice)]
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        findings = [_finding(model, details, parsed, path) for details in _causes(error)]
        return _rest(model, value, stand_in), sorted(findings, key=lambda each: each.line)


def _causes(error: ValidationError) -> list[ErrorDetails]:
    """Leave out that a list is too short where that is so by the errors inside it alone."""
    details = error.errors()
    around = {part["loc"][:depth] for part in details for depth in range(len(part["loc"]))}
    return [part for part in details if part["type"] != "too_short" or part["loc"] not in around]


def _without_nulls(value: Yaml, model: type[BaseModel] | None) -> Yaml:
    """Drop known keys without a value: `deck:` left empty means that there is none."""
    if isinstance(value, dict):
        known = _models_in(model) if model else {}
        return {
            key: _without_nulls(item, known.get(key))
            for key, item in value.items()
            if item is not None or key not in known
        }
    return [_without_nulls(item, model) for item in value] if isinstance(value, list) else value


def _rest(
    model: type[Model], value: dict[str, Yaml], stand_in: Mapping[str, object]
) -> Model | None:
    """Make a model of what is right in `value`."""
    while True:
        try:
            return model.model_validate({**stand_in, **value})
        except ValidationError as error:
            dropped = [_drop(value, details["loc"]) for details in error.errors()]
        if not any(dropped):
            return None


def _drop(value: Yaml, place: Place) -> bool:
    """Drop the key at `place`, or if it does not exist the nearest one around it."""
    if not place:
        return False
    part, *rest = place
    if isinstance(value, list) and isinstance(part, int) and part < len(value):
        return _drop(value[part], tuple(rest))
    if not isinstance(value, dict) or not isinstance(part, str) or part not in value:
        return False
    if not _drop(value[part], tuple(rest)):
        del value[part]
    return True


def _finding(
    model: type[BaseModel], details: ErrorDetails, parsed: YamlText, path: Path
) -> Finding:
    """Word one of pydantic's errors for people."""
    place: Place = details["loc"]
    of_key = place[-1:] == (OF_KEY,)
    place = place[:-1] if of_key else place
    name = _short(".".join(str(part + 1) if isinstance(part, int) else part for part in place))
    line, kind = parsed.line(place), details["type"]
    if kind == "extra_forbidden" and "：" in str(place[-1]):
        key, _, value = str(place[-1]).partition("：")
        message = f"`{key}：` has a full-width colon"
        advice = f"write `{_short(f'{key}: {value.strip()}')}`, with `:` and a space"
        return Finding("issue-unknown-key", path, line, message, advice)
    if kind == "extra_forbidden":
        advice = _nearest(str(place[-1]), _model_at(model, place), model)
        return Finding("issue-unknown-key", path, line, f"unknown key `{name}`", advice)
    if of_key and kind == "enum":
        advice = f"use {details['ctx']['expected']}"
        return Finding("issue-unknown-key", path, line, f"unknown key `{name}`", advice)
    if kind == "missing" and place not in parsed.lines and isinstance(place[-1], str):
        return Finding(
            "issue-missing-key", path, line, f"`{name}` is missing", f"add `{place[-1]}:`"
        )
    if kind.startswith("date"):
        message = f"`{name}: {_short(details['input'])}` is not a date"
        return Finding("issue-date", path, line, message, _date_advice(str(details["input"])))
    message, advice = _by_kind(name, kind, details, details.get("ctx", {}))
    if kind == "value_error" and not _is_required(model, place):
        advice += " or leave it out"
    return Finding("issue-bad-value", path, line, message, advice)


def _date_advice(given: str) -> str:
    """Write a date that is given in another order of year, month and day as it should be."""
    match = ANY_DATE.search(given)
    try:
        meant = date(*map(int, match.groups())).isoformat() if match else ""
    except ValueError:  # there is no such day
        meant = ""
    return f"write {meant}" if meant else "write YYYY-MM-DD, such as 2018-07-03"


def _by_kind(
    name: str, kind: str, details: ErrorDetails, context: Mapping[str, object]
) -> tuple[str, str]:
    given = _short(details["input"])
    if kind in ("enum", "literal_error"):
        return f"`{name}` can't be `{given}`", f"use {context['expected']}"
    if kind == "value_error":
        return f"`{name}: {given}` {context['error']}", "correct it"
    if kind == "string_pattern_mismatch":
        return f"`{name}: {given}` has a wrong form", f"it must match {context['pattern']}"
    if kind == "missing" or context.get("min_length") == 1:
        return f"`{name}` is empty", "fill it in"
    if kind == "too_short":
        return f"`{name}` has too few parts", f"give it {context['min_length']} or more"
    if kind == "too_long":
        return f"`{name}` has too many parts", f"give it {context['max_length']}"
    if kind == "string_too_long":
        return f"`{name}` is longer than {context['max_length']} characters", "shorten it"
    numeric = next((words for start, words in NUMERIC.items() if kind.startswith(start)), None)
    if numeric:
        return f"`{name}: {given}` {numeric[0]}", numeric[1] or details["msg"].lower()
    if kind == "string_type" and isinstance(details["input"], dict):
        return f"`{name}` reads as a key and its value", "put the text between quotation marks"
    if kind in SHAPES:
        return f"`{name}` has the wrong shape", f"write {SHAPES[kind]}"
    return f"`{name}: {given}` is wrong", details["msg"].lower()


def _short(value: object) -> str:
    """Cut a value that a message shows: one line, not too long."""
    text = " ".join(str(value).split())
    return text if len(text) <= 40 else text[:39] + "…"


def _nearest(word: str, here: type[BaseModel], whole: type[BaseModel]) -> str:
    """Return which key is meant: one of nearly that name, or one that belongs elsewhere.

    A key is called so if its description has the word, as in `Headline, 标题`.
    """
    known = list(here.model_fields)
    close = [key for key in known if len(word) > 2 and key.startswith(word.lower())]
    close += filter(None, [nearest(word.lower(), known, NEAR)])
    close += [key for key in known if word in SYNONYMS.get(key, "").split()]
    named = re.compile(rf"\b{re.escape(word)}\b")
    if not word.isascii():
        close += [key for key in known if named.search(here.model_fields[key].description or "")]
    if close:
        return f"did you mean `{close[0]}`?"
    owner = next(
        (key for key, inner in _models_in(whole).items() if inner and word in inner.model_fields),
        "",
    )
    if owner and here is whole:
        return f"it belongs under `{owner}:`"
    return "known keys here: " + ", ".join(f"`{key}`" for key in known)


def _model_at(model: type[BaseModel], place: Place) -> type[BaseModel]:
    """Return the model that has the key at `place`."""
    for part in place[:-1]:
        # A key of a mapping of models, such as the name of a paper, is not a field.
        if isinstance(part, str) and part in model.model_fields:
            model = _model_in(model.model_fields[part].annotation) or model
    return model


def _is_required(model: type[BaseModel], place: Place) -> bool:
    field = _model_at(model, place).model_fields.get(str(place[-1]))
    return field is not None and field.is_required()


@cache
def _models_in(model: type[BaseModel]) -> dict[str, type[BaseModel] | None]:
    """Return the model class inside each field of `model`, or None, by name."""
    return {name: _model_in(field.annotation) for name, field in model.model_fields.items()}


def _model_in(annotation: object) -> type[BaseModel] | None:
    """Find the model class inside an annotation such as `tuple[PageHead, ...] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_model_in(argument) for argument in typing.get_args(annotation))
    return next((model for model in found if model is not None), None)
