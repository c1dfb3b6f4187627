"""docs/styles.md: what templates get, and the classes that CSS may select."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from jinja2 import meta

from exporter.edition.style import find_style, templates
from exporter.edition.style import names as styles
from exporter.edition.style.definition import ROLES, Colours
from exporter.edition.style.style import FILES

CLASS = re.compile(r'class="((?:\{\{.*?\}\}|\{%.*?%\}|[^"])*)"')
IGNORED = re.compile(r"/\*.*?\*/|\{[^{}]*\}|\"[^\"]*\"", re.DOTALL)
SELECTED = re.compile(r"\.([a-z][\w-]*)")


def values() -> Iterator[str]:
    """Yield the values that CSS may use."""
    from exporter.edition.style.judge import MEASURES

    yield from ("| values | |", "| --- | --- |")
    yield f"| {_vars(ROLES)} | fonts of the language |"
    yield f"| {_vars(Colours.model_fields)} | colours |"
    for file, names in MEASURES.items():
        yield f"| {_vars(names)} | measures, in `{file}` |"


def given() -> Iterator[str]:
    """Yield a table of templates: the variables that each gets, and the classes in it."""
    environment = templates.make_environment()
    yield from ("| template | variables | classes |", "| --- | --- | --- |")
    for name in templates.names():
        text = (templates.TEMPLATES / name).read_text(encoding="utf-8")
        variables = meta.find_undeclared_variables(environment.parse(text)) - {"program"}
        yield f"| `{name}` | {_listed(variables)} | {_listed(_classes(text))} |"


def classes() -> Iterator[str]:
    """Yield the classes that are in no template: layouts and bodies of articles have them."""
    texts = [(templates.TEMPLATES / name).read_text(encoding="utf-8") for name in templates.names()]
    of_templates = {each for text in texts for each in _classes(text)}
    for file in FILES:
        found = _selected(file) - of_templates
        if found:
            yield f"- `{file}`: {_listed(found)}"


def _selected(file: str) -> set[str]:
    """Return the classes that a style sheet of the styles that ship selects."""
    found: set[str] = set()
    for style in styles():
        for folder in find_style(style).folders:
            path = Path(folder) / file
            text = path.read_text(encoding="utf-8") if path.is_file() else ""
            found |= set(SELECTED.findall(IGNORED.sub(" ", text)))
    return found


def _classes(text: str) -> set[str]:
    """Return the classes in a template: as written, and those that an expression chooses from."""
    found: set[str] = set()
    for value in CLASS.findall(text):
        chosen = [word for part in re.findall(r"\{\{.*?\}\}", value) for word in _quoted(part)]
        plain = re.sub(r"\{%.*?%\}", " ", re.sub(r"\S*\{\{.*?\}\}", " ", value))
        found |= {*chosen, *plain.split()}
    return found


def _quoted(expression: str) -> list[str]:
    return re.findall(r"'([a-z-]+)'", expression)


def _vars(names: object) -> str:
    return ", ".join(f"`var(--{name})`" for name in names)  # type: ignore[attr-defined]


def _listed(words: set[str]) -> str:
    return ", ".join(f"`{word}`" for word in sorted(words))
