"""docs/api.md: what `exporter` exports, from signatures and docstrings."""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any, get_type_hints

from pydantic import BaseModel

import exporter
from docs_parts.fields import model_table
from exporter import errors as tree
from exporter.findings import Box, Finding, Place, Severity
from exporter.installation import Ability
from exporter.layouts.makeup.issue import SheetReport
from exporter.layouts.makeup.places import Rectangle
from exporter.layouts.makeup.plan.measures import Measures
from exporter.model import Kind
from exporter.options import Options, ReadOptions
from exporter.profiles import Profile
from exporter.publication.archive.record import Failed
from exporter.readers import Reading
from exporter.readers.settings import Edition
from exporter.readers.tools.drafts import Draft, DraftArticle, DraftFigure, DraftPage
from exporter.repair.changes import Change
from exporter.sheet_size import SheetSize

CLASSES = (
    Options,
    ReadOptions,
    Profile,
    SheetSize,
    exporter.ArchiveOptions,
    Edition,
    exporter.ArchiveReport,
    Failed,
    exporter.BuildReport,
    exporter.MakeupReport,
    SheetReport,
    Measures,
    Rectangle,
    exporter.PublicationReport,
    exporter.SiteReport,
    Reading,
    Change,
    Ability,
)
FOUND = (Finding, Place, Box, Severity)
TYPES = {
    "_NamedProfile": "str | Profile",
    "Progress": "Callable[[str], None]",
    "Fetch": "Callable[[str], Path]",
    "Kind": " | ".join(repr(each.value) for each in Kind),
}


def functions() -> Iterator[str]:
    """Yield each function of the package with its signature."""
    for name in exporter.__all__:
        value = getattr(exporter, name)
        if inspect.isfunction(value):
            yield from (f"### exporter.{name}", "", "```python", _signature(name, value), "```", "")
            yield from (_prose(value), "")


def classes() -> Iterator[str]:
    """Yield each class that goes in or comes out, with its fields."""
    for value in (*CLASSES, *FOUND):
        yield from (f"### {value.__name__}", "", _prose(value), "")
        if issubclass(value, BaseModel):
            yield from (*model_table(value), "")
        elif issubclass(value, StrEnum):
            yield from (f"Values: {', '.join(f'`{each.value}`' for each in value)}.", "")
        elif fields := _fields(value):
            yield from ("| field | type | default |", "| --- | --- | --- |", *fields, "")


def drafts() -> Iterator[str]:
    """Yield the classes that a reader fills, with their fields."""
    for value in (Draft, DraftPage, DraftArticle, DraftFigure):
        yield from (f"**{value.__name__}**", "", _prose(value), "")
        yield from ("| field | type | default |", "| --- | --- | --- |", *_fields(value), "")


def errors() -> Iterator[str]:
    """Yield the tree of errors with their exit codes."""
    drawn = inspect.cleandoc(tree.__doc__ or "").partition("\n\n")[2]
    yield from ("```", drawn.strip(), "```")


def _signature(name: str, function: Any) -> str:
    """Return a definition, one parameter a line."""
    found = inspect.signature(function)
    lines = [f"    {_plain(str(each))}," for each in found.parameters.values()]
    result = f" -> {_plain(str(found.return_annotation))}" if found.return_annotation else ""
    body = "\n".join(["(", *lines, ")"]) if lines else "()"
    return f"def {name}{body}{result}"


def _fields(value: Any) -> list[str]:
    if issubclass(value, tuple):
        types = get_type_hints(value)
        return [f"| `{name}` | {_code(type.__name__)} | |" for name, type in types.items()]
    return [
        f"| `{each.name}` | {_code(str(each.type))} | {_default(each)} |"
        for each in dataclasses.fields(value)
    ]


def _code(type: str) -> str:
    """Return a type for a table: GitHub and mkdocs agree on this way to write a pipe."""
    return f"<code>{TYPES.get(type, _plain(type)).replace('|', '&#124;')}</code>"


def _default(field: Any) -> str:
    default = field.default
    if default == Path():
        return "`Path()`"
    if field.default_factory in (list, dict, tuple):
        return f"`{field.default_factory()}`"
    if default is dataclasses.MISSING or callable(default):
        return "" if field.default_factory is dataclasses.MISSING else f"`{field.type}()`"
    return f"`{getattr(default, 'name', None) or repr(default)}`".replace("`''`", '`""`')


def _plain(text: str) -> str:
    """Return a type or parameter without the quotes of late annotations and without modules."""
    unquoted = re.sub(r"(: |^)'([^']*)'", r"\1\2", text)
    unquoted = re.sub(r"\bDate\b", "date", unquoted)
    return re.sub(r"(?:[a-z_]+\.)+(?=[A-Z])", "", unquoted)


def _prose(value: Any) -> str:
    """Return a docstring as Markdown."""
    return inspect.cleandoc(value.__doc__ or "")
