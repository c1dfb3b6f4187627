"""docs/api.md: what `exporter` exports, from signatures and docstrings."""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import exporter
from exporter import errors as tree
from exporter.findings import Box, Finding, Place, Severity
from exporter.options import Options, ReadOptions
from exporter.readers import Reading
from exporter.readers.tools.drafts import Draft, DraftArticle, DraftFigure, DraftPage

CLASSES = (
    Options,
    ReadOptions,
    exporter.ArchiveOptions,
    exporter.ArchiveReport,
    exporter.BuildReport,
    exporter.MakeupReport,
    exporter.PublicationReport,
    exporter.SiteReport,
    Reading,
)
FOUND = (Finding, Place, Box, Severity)
TYPES = {"_NamedProfile": "str | Profile", "Progress": "Callable[[str], None]"}


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
        if fields := _fields(value):
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
    if not dataclasses.is_dataclass(value):
        return []
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
    return re.sub(r"(?:[a-z_]+\.)+(?=[A-Z])", "", unquoted)


def _prose(value: Any) -> str:
    """Return a docstring as Markdown."""
    return inspect.cleandoc(value.__doc__ or "")
