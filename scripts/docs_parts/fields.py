"""Every key of issue.yaml, front matter, profiles and style.yaml."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from exporter.edition.style.definition import MediaColour, StyleFile
from exporter.inline import Inline
from exporter.model import (
    Advertisement,
    Article,
    ArticleHead,
    Ear,
    EarWords,
    Evaluation,
    Facsimile,
    Figure,
    Issue,
    IssueHead,
    Neighbour,
    Page,
    Picture,
    PictureWords,
    Publication,
    Region,
    Rights,
    StyleChoice,
)
from exporter.profiles.profile import ProfileFile
from exporter.readers.publication import PublicationHead

MAPS = {"fonts": "LANGUAGE", "papers": "PAPER", "inks": "COLOUR", "rules": "RULE"}


ISSUE = (
    Issue, Publication, Evaluation, Rights, Page, Article, Figure, Picture, PictureWords, Facsimile,
    Region, Advertisement, Ear, EarWords, Neighbour, StyleChoice,
)  # fmt: skip


def issue_classes() -> Iterator[str]:
    """Yield the classes of an issue, with the fields and properties of each."""
    for model in ISSUE:
        yield from (f"### {model.__name__}", "", inspect.cleandoc(model.__doc__ or ""), "")
        yield from (*model_table(model), "")
    yield from ("### Inline", "", inspect.cleandoc(Inline.__doc__ or ""))


def model_table(model: type[BaseModel]) -> Iterator[str]:
    """Yield the table of a model's fields and properties."""
    yield from ("| field | type | what it is |", "| --- | --- | --- |")
    for name, field in model.model_fields.items():
        yield f"| `{name}` | {_type(field.annotation)} | {_description(field)} |"
    for name, value in vars(model).items():
        if isinstance(value, property):
            yield f"| `{name}` | read-only | {_first_line(value)} |"


def _type(annotation: Any) -> str:
    """Return a type for a table: `tuple[Article, ...]`."""
    return f"<code>{_plain_type(annotation).replace('|', '&#124;')}</code>"


def _plain_type(annotation: Any) -> str:
    arguments = get_args(annotation)
    origin = get_origin(annotation)
    if origin is Annotated:
        return _plain_type(arguments[0])
    if origin in (Union, UnionType):
        return " | ".join(map(_plain_type, arguments))
    if origin is Literal:
        return " | ".join(map(repr, arguments))
    if inspect.isclass(annotation) and issubclass(annotation, StrEnum):
        return " | ".join(repr(each.value) for each in annotation)
    if arguments:
        return f"{origin.__name__}[{', '.join(map(_plain_type, arguments))}]"
    return {NoneType: "None", Ellipsis: "..."}.get(annotation) or annotation.__name__


def _first_line(value: property) -> str:
    return inspect.cleandoc(value.__doc__ or "").partition("\n")[0].rstrip(".")


def issue() -> Iterator[str]:
    """Yield the table of issue.yaml."""
    yield from _table(IssueHead)


def publication() -> Iterator[str]:
    """Yield the table of publication.yaml."""
    yield from _table(PublicationHead)


def article() -> Iterator[str]:
    """Yield the table of the front matter."""
    yield from _table(ArticleHead)


def profile() -> Iterator[str]:
    """Yield the table of profiles."""
    yield from _table(ProfileFile, without="name")  # the file's


def style_settings() -> Iterator[str]:
    """Yield the table of style.yaml, in which nothing is required: a style extends another."""
    yield from _table(StyleFile, required="")


def _table(model: type[BaseModel], required: str = "required", without: str = "") -> Iterator[str]:
    yield from ("| key | what it is | default |", "| --- | --- | --- |")
    for key, field in (each for each in _fields(model) if each[0] != without):
        default = required if field.is_required() else _default(field.default)
        yield f"| `{key}` | {_what(field)} | {default} |"


def _fields(model: type[BaseModel], above: str = "") -> Iterator[tuple[str, FieldInfo]]:
    """Yield every field with its path: `pages[].label`, `fonts.LANGUAGE.text`."""
    for name, field in model.model_fields.items():
        key = f"{above}{name}"
        part, kind = _part(field.annotation)
        if part is None or field.description:
            yield key, field
        if part is not None and part is not MediaColour:
            between = {"one": "", "list": "[]", "map": f".{MAPS.get(name, 'NAME')}"}[kind]
            yield from _fields(part, f"{key}{between}.")


def _part(annotation: Any) -> tuple[type[BaseModel] | None, str]:
    """Return the model that a field holds, if any, and whether as one, a list or a mapping."""
    if inspect.isclass(annotation) and issubclass(annotation, BaseModel):
        return annotation, "one"
    found = [part for each in get_args(annotation) if (part := _part(each)[0])]
    origin = get_origin(annotation)
    is_class = inspect.isclass(origin)
    kind = "list" if origin is tuple else "map" if is_class and hasattr(origin, "items") else "one"
    return (found[0] if found else None), kind


def _what(field: FieldInfo) -> str:
    """Return the description and the values that are allowed."""
    text = _description(field)
    known = [f"`{value}`" for value in _values(field.annotation) if value]
    listed = [value for value in known if value.strip("`") not in text]
    return f"{text}: {', '.join(known)}" if listed and text else text or ", ".join(known)


def _description(field: FieldInfo) -> str:
    return " ".join((field.description or "").split()).replace("|", r"\|").rstrip(".")


def _values(annotation: Any) -> list[str]:
    if inspect.isclass(annotation) and issubclass(annotation, StrEnum):
        return [str(each) for each in annotation]
    if get_origin(annotation) is Literal:
        return [str(each) for each in get_args(annotation)]
    return []


def _default(value: Any) -> str:
    if value is None or value in ("", (), {}) or isinstance(value, BaseModel):
        return ""
    if isinstance(value, tuple):  # a list in YAML
        return f"`[{', '.join(map(str, value))}]`"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"
