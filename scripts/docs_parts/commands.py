"""docs/commands.md: every command, argument, option and exit code."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import Any

import typer

from exporter import errors
from exporter.cli import commands as cli
from exporter.cli.reading_options import ReadingCommand, with_reading

READING = {*inspect.signature(with_reading(lambda reading: None)).parameters}  # noqa: ARG005
LINE = re.compile(r"(\w+) +(\d)   (.+)")


def commands() -> Iterator[str]:
    """Yield a section for each command."""
    for name, command in typer.main.get_command(cli.app).commands.items():  # type: ignore[attr-defined]
        shared = READING if isinstance(command, ReadingCommand) else set()
        own = [each for each in command.params if each.name not in shared]
        yield from (f"## exporter {name}", "", "```", _usage(name, command), "```", "")
        yield from (_text(command.help), "")
        if shared:
            yield from ("Takes the [options of reading](#options-of-reading) as well.", "")
        yield from _table(own)


def options_of_reading() -> Iterator[str]:
    """Yield the table of the options that several commands share."""
    build = typer.main.get_command(cli.app).commands["build"]  # type: ignore[attr-defined]
    yield from _table([each for each in build.params if each.name in READING])


def exit_codes() -> Iterator[str]:
    """Yield the table of exit codes: the tree of errors, flat."""
    yield from ("| code | |", "| --- | --- |", "| 0 | success; there may be warnings |")
    said: dict[str, list[str]] = {}
    for _, code, text in LINE.findall(errors.__doc__ or ""):
        said.setdefault(code, []).append(text)
    yield from (f"| {code} | {texts[0]} |" for code, texts in sorted(said.items()) if code != "1")


def _usage(name: str, command: Any) -> str:
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    options = ["[OPTIONS]"] if len(arguments) < len(command.params) else []
    return " ".join(["exporter", name, *options, *map(_argument, arguments)])


def _argument(argument: Any) -> str:
    word = argument.metavar or argument.name.upper()
    word += "…" if argument.nargs == -1 else ""
    return word if argument.required else f"[{word}]"


def _table(parameters: list[Any]) -> Iterator[str]:
    """Yield a table of arguments, then of options."""
    ordered = sorted(parameters, key=lambda each: each.param_type_name != "argument")
    if ordered:
        yield from ("| | |", "| --- | --- |")
        yield from (f"| {_name(each)} | {_text(each.help)}{_default(each)} |" for each in ordered)
        yield ""


def _name(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return f"`{parameter.metavar or parameter.name.upper()}`"
    names = [*sorted(parameter.opts, key=len, reverse=True), *parameter.secondary_opts]
    value = "" if parameter.is_flag else f" {parameter.metavar}"
    return ", ".join(f"`{name}{value if name.startswith('--') else ''}`" for name in names)


def _default(parameter: Any) -> str:
    default = parameter.default
    if getattr(parameter, "is_flag", False) or default in (None, "", [], ()):
        return ""
    return f" Default: `{default}`."


def _text(text: str | None) -> str:
    """Return a help text as Markdown in one line."""
    return " ".join(inspect.cleandoc(text or "").split()).replace("|", r"\|")
