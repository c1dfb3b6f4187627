"""Models made of parsed texts, and everything that is wrong worded for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from exporter.findings import Finding
from exporter.written_days import day_advice, has_wrong_weekday
from exporter.yamlfile.known_keys import Place, is_required, model_at, models_in, nearest_key
from exporter.yamlfile.texts import Yaml, YamlText, short

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
SIMPLE = {
    "int_": ("is not a whole number", "write digits, such as 2"),
    "float_": ("is not a number", "write digits alone, such as 120 or 62.5"),
    "finite_": ("is not a number", "write digits alone, such as 120 or 62.5"),
    "bool_": ("is neither true nor false", "write true or false"),
}
# What to write instead of a number out of range, by the name of the limit in pydantic.
LIMITS = {
    "ge": "write {limit:g} or more",
    "gt": "write more than {limit:g}",
    "le": "write {limit:g} or less",
    "lt": "write less than {limit:g}",
}
Model = TypeVar("Model", bound=BaseModel)


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
        findings = [
            replace(_finding(model, details, parsed, path), key=".".join(map(str, details["loc"])))
            for details in _causes(error, value)
        ]
        return _rest(model, value, stand_in), sorted(findings, key=lambda each: each.line)


def _causes(error: ValidationError, value: Yaml) -> list[ErrorDetails]:
    """Leave out that a list is too short where that is so by the errors inside it alone."""
    details = _of_one_kind(error.errors(), value)
    around = {part["loc"][:depth] for part in details for depth in range(len(part["loc"]))}
    return [part for part in details if part["type"] != "too_short" or part["loc"] not in around]


def _of_one_kind(details: list[ErrorDetails], value: Yaml) -> list[ErrorDetails]:
    """Leave out what is wrong with a value as the other kinds that it may be of.

    Where a text or keys may stand, pydantic tells of both, and names the kind in the place.
    """
    found: dict[Place, list[ErrorDetails]] = {}
    for part in details:
        place = tuple(_own(part["loc"], value, part["type"]))
        found.setdefault(place, []).append({**part, "loc": place})
    return [
        part
        for place, parts in found.items()
        for part in parts[:1]
        if part["type"] != "string_type" or not any(_is_in(other, place) for other in found)
    ]


def _own(place: Place, value: Yaml, kind: str) -> Iterator[str | int]:
    """Yield the parts of a place that are in the text, and a key that is missing there."""
    for number, part in enumerate(place):
        is_missing = kind == "missing" and number == len(place) - 1
        if isinstance(value, dict) and part in value:
            value = value[str(part)]
        elif isinstance(value, list) and isinstance(part, int):
            value = value[part] if part < len(value) else None
        elif isinstance(part, str) and part != OF_KEY and not is_missing:
            continue  # the kind of value that it may be
        yield part


def _is_in(place: Place, other: Place) -> bool:
    """Whether a place is inside another one."""
    return len(place) > len(other) and place[: len(other)] == other


def _without_nulls(value: Yaml, model: type[BaseModel] | None) -> Yaml:
    """Drop known keys without a value: `deck:` left empty means that there is none."""
    if isinstance(value, dict):
        known = models_in(model) if model else {}
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
    name = _name(place)
    line, kind = parsed.line(place), details["type"]
    if kind == "extra_forbidden" and "：" in str(place[-1]):
        key, _, value = str(place[-1]).partition("：")
        message = f"`{key}：` has a full-width colon"
        advice = f"write `{short(f'{key}: {value.strip()}')}`, with `:` and a space"
        return Finding("issue-unknown-key", path, line, message, advice)
    if kind == "extra_forbidden":
        advice = nearest_key(str(place[-1]), model_at(model, place), model)
        return Finding("issue-unknown-key", path, line, f"unknown key `{name}`", advice)
    if of_key and kind == "enum":
        advice = f"use {details['ctx']['expected']}"
        return Finding("issue-unknown-key", path, line, f"unknown key `{name}`", advice)
    if kind == "missing" and place not in parsed.lines and isinstance(place[-1], str):
        return Finding(
            "issue-missing-key", path, line, f"`{name}` is missing", f"add `{place[-1]}:`"
        )
    if kind.startswith("date"):
        given = str(details["input"])
        what = "names the wrong weekday" if has_wrong_weekday(given) else "is not a date"
        message = f"`{name}: {short(details['input'])}` {what}"
        return Finding("issue-date", path, line, message, day_advice(given))
    message, advice = _by_kind(name, kind, details, details.get("ctx", {}))
    if written := _as_part(model, place, details):
        advice = f"write keys with values here: `{written}`"
    if kind == "value_error" and not is_required(model, place):
        advice += " or leave it out"
    return Finding("issue-bad-value", path, line, message, advice)


def _as_part(model: type[BaseModel], place: Place, details: ErrorDetails) -> str:
    """Return how to write a bare text of a list whose parts have keys, if one key is enough."""
    given, inner = details["input"], model_at(model, (*place, ""))
    needed = [name for name, field in inner.model_fields.items() if field.is_required()]
    is_bare = isinstance(given, str | int) and isinstance(place[-1], int) and len(needed) == 1
    return f"- {needed[0]}: '{short(given)}'" if is_bare and details["type"] == "model_type" else ""


def worded(details: ErrorDetails) -> tuple[str, str]:
    """Return what is wrong with a value by pydantic, and what to do, in words for people."""
    return _by_kind(_name(details["loc"]), details["type"], details, details.get("ctx", {}))


def _name(place: Place) -> str:
    return short(".".join(str(part + 1) if isinstance(part, int) else part for part in place))


def _by_kind(
    name: str, kind: str, details: ErrorDetails, context: Mapping[str, object]
) -> tuple[str, str]:
    given = short(details["input"])
    if kind in ("enum", "literal_error"):
        return f"`{name}` can't be `{given}`", f"use {context['expected']}"
    if kind == "value_error":
        return f"`{name}: {given}` {context['error']}", "correct it"
    if kind == "missing" or context.get("min_length") == 1:
        return f"`{name}` is empty", "fill it in"
    if kind == "too_short":
        return f"`{name}` has too few parts", f"give it {context['min_length']} or more"
    if kind == "too_long":
        return f"`{name}` has too many parts", f"give it {context['max_length']} at most"
    if kind == "string_too_long":
        return f"`{name}` is longer than {context['max_length']} characters", "shorten it"
    for limit in LIMITS.keys() & context.keys():
        return f"`{name}: {given}` is out of range", LIMITS[limit].format(limit=context[limit])
    for start, (wrong, right) in SIMPLE.items():
        if kind.startswith(start):
            return f"`{name}: {given}` {wrong}", right
    if kind == "string_type" and isinstance(details["input"], dict):
        return f"`{name}` reads as a key and its value", "put the text between quotation marks"
    if kind in SHAPES:
        return f"`{name}` has the wrong shape", f"write {SHAPES[kind]}"
    return f"`{name}: {given}` is wrong", details["msg"].lower()
