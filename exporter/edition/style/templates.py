"""The templates: those of a style before those that come with the program."""

from __future__ import annotations

import contextlib
import os
import traceback
from collections.abc import Iterator, Mapping, MutableMapping
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2.bccache import Bucket
from lxml import etree
from markupsafe import Markup

from exporter.errors import ExporterError, UsageError
from exporter.inline import html_of, unlinked
from exporter.nearest import meant, unknown
from exporter.version import PROGRAM
from exporter.xhtml import inside, parse

SEE = "their names are in docs/styles.md"
TEMPLATES = Path(__file__).parents[1] / "templates"
FOLDER = "templates"
XML = (".xhtml", ".ncx", ".svg")
EPUB = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
OURS = "exporter"  # prefix of a template's name: ours, even if a style replaces it

Values = MutableMapping[str, Any]


def names() -> list[str]:
    """Return the names of all templates that a style can replace."""
    files = (path for path in TEMPLATES.rglob("*.*") if "__pycache__" not in path.parts)
    return sorted(path.relative_to(TEMPLATES).as_posix() for path in files)


@cache
def make_environment(folders: tuple[Path, ...] = ()) -> jinja2.Environment:
    """Return the Jinja2 environment of the templates in these styles, nearest first, and ours.

    Those of a user's style run in a sandbox: they can't read files or call unsafe methods.
    """
    if not folders:
        return _ours()
    from exporter.edition.style.sandbox import Sandbox

    ours = jinja2.FileSystemLoader(TEMPLATES)
    theirs = jinja2.FileSystemLoader([folder / FOLDER for folder in folders])
    habits = {**_habits(), "auto_reload": True}
    made = Sandbox(
        loader=jinja2.ChoiceLoader([theirs, ours, jinja2.PrefixLoader({OURS: ours})]), **habits
    )
    return _filled(made)


@cache
def _ours() -> jinja2.Environment:
    """Return the environment of our own templates."""
    loader = jinja2.FileSystemLoader(TEMPLATES)
    made = _Ours(loader=loader, bytecode_cache=_compiled(), **_habits())
    return _filled(made)


class _Ours(jinja2.Environment):
    """The environment of our own templates: what is the same for all is filled in before any."""

    def make_globals(self, own: Values | None) -> Values:
        """Return one dictionary: Jinja's chain of two takes half of a short template's time."""
        return {**self.globals, **(own or {})}


def _habits() -> Values:
    return {
        "autoescape": True,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "undefined": jinja2.StrictUndefined,
        "auto_reload": False,
    }


def _filled(made: jinja2.Environment) -> jinja2.Environment:
    made.globals["program"] = PROGRAM
    made.filters |= {"plain": str, "unlinked": lambda words: Markup(unlinked(words))}
    made.filters["unbroken"] = _unbroken
    return made


def _unbroken(words: str, language: str) -> Markup:
    """Return words as XHTML that print does not break inside a word."""
    from exporter.languages.segmentation import glued  # a dictionary that an EPUB does not need

    tree = parse(str(words) if isinstance(words, Markup) else html_of(words))
    for element in tree.iter():
        element.text = element.text and glued(element.text, language)
        element.tail = element.tail and glued(element.tail, language)
    return Markup(inside(tree))


def _compiled() -> jinja2.BytecodeCache | None:
    """Keep compiled templates beside them, as Python keeps its own; a tenth of a short build."""
    folder = TEMPLATES / "__pycache__"
    try:
        folder.mkdir(exist_ok=True)
    except OSError:
        return None
    return _Compiled(str(folder)) if os.access(folder, os.W_OK) else None


class _Compiled(jinja2.FileSystemBytecodeCache):
    """Compiled templates on the disk; if one can't be stored, the next run compiles it again."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)


def render(environment: jinja2.Environment, name: str, context: Mapping[str, object]) -> str:
    """Fill in a template; raises `UsageError` for mistakes of the style's author."""
    try:
        template = environment.get_template(name)
        text = template.render(context)
    except ExporterError:
        raise
    except Exception as error:  # an expression may raise anything
        place = _place(error)
        if place is None or environment is _ours():
            raise
        raise UsageError(f"{place}: {_words(error, context)}") from None
    if environment is not _ours() and (fault := _malformed(name, text)):
        raise UsageError(f"{template.filename}: {fault}, close every element") from None
    return text


def _malformed(name: str, text: str) -> str:
    """Return why the output of a template is not XML; nothing if it is, or need not be."""
    if not name.endswith(XML):
        return ""
    whole = text if text.startswith("<?xml") else f"<template {EPUB}>{text}</template>"
    try:
        etree.fromstring(whole.encode(), etree.XMLParser(huge_tree=True, resolve_entities=False))
    except etree.XMLSyntaxError as error:
        return f"what it makes is not well-formed XML ({error.msg})"
    return ""


def _place(error: Exception) -> str | None:
    """Return file and line of the template that an error came from."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"{error.filename}:{error.lineno}"
    frames = traceback.walk_tb(error.__traceback__)
    found = [(frame.f_code.co_filename, line) for frame, line in frames]
    places = [f"{file}:{line}" for file, line in found if FOLDER in Path(file).parts]
    return places[-1] if places else None


def _words(error: Exception, context: Mapping[str, object]) -> str:
    """Return what is wrong, and what would be right."""
    said = str(error).rstrip(".").replace("'", "`")
    if isinstance(error, jinja2.TemplateNotFound):
        known = [name for name in names() if error.name != name]
        return unknown("template", str(error.name), known, SEE)
    if isinstance(error, RecursionError):
        return "the templates include or extend each other in a circle, end it"
    if isinstance(error, jinja2.exceptions.SecurityError):
        return f"{said}: a template can't do that, use the values that docs/styles.md names"
    if isinstance(error, jinja2.UndefinedError) and said.endswith("is undefined"):
        return f"{said}, {meant(said.split('`')[1], sorted(context))}"
    return f"{said}, see docs/styles.md for what templates get"


def faults(environment: jinja2.Environment, folder: Path) -> Iterator[str]:
    """Yield what is wrong with the templates of one style, before any is filled in."""
    known, root = names(), (folder / FOLDER).resolve()
    for path in sorted(each for each in root.rglob("*") if not each.is_dir()):
        name = path.relative_to(root).as_posix()
        shown = folder / FOLDER / name
        if not path.resolve().is_relative_to(root):
            yield f"{shown}: is outside the style, copy the file into it"
        elif path.name[0] not in "._" and name not in known:
            advice = meant(name, known, SEE)
            yield f"{shown}: there is no template `{name}`, {advice} (parts begin with `_`)"
        elif path.name[0] != ".":
            yield from _syntax(environment, shown, name)


def _syntax(environment: jinja2.Environment, path: Path, name: str) -> Iterator[str]:
    try:
        environment.compile(path.read_text(encoding="utf-8"), name, str(path))
    except jinja2.TemplateSyntaxError as error:
        yield f"{path}:{error.lineno}: {str(error.message).rstrip('.')}, correct the template"
    except (OSError, ValueError):
        yield f"{path}: is not UTF-8 text, save it as UTF-8"
