"""The templates: those that come with the program, and those of a style that stand before them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from exporter.inline import unlinked
from exporter.version import PROGRAM

TEMPLATES = Path(__file__).parents[1] / "templates"


def make_environment(folders: Sequence[Path] = ()) -> jinja2.Environment:
    """Return the Jinja2 environment of the templates in these folders, nearest first, and ours."""
    return _ours()


def render(environment: jinja2.Environment, name: str, context: dict[str, Any]) -> str:
    """Fill in a template."""
    return environment.get_template(name).render(context)


@cache
def _ours() -> jinja2.Environment:
    """Return the environment of our own templates."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        auto_reload=False,
        bytecode_cache=_compiled(),
    )
    _fill(made)
    return made


def _fill(made: jinja2.Environment) -> None:
    made.globals["program"] = PROGRAM
    made.filters |= {"plain": str, "unlinked": lambda words: Markup(unlinked(words))}


def _compiled() -> jinja2.BytecodeCache | None:
    """Keep compiled templates beside them, as Python keeps its own; a tenth of a short build."""
    folder = TEMPLATES / "__pycache__"
    try:
        folder.mkdir(exist_ok=True)
    except OSError:
        return None
    return jinja2.FileSystemBytecodeCache(str(folder)) if os.access(folder, os.W_OK) else None
