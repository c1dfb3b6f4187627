"""Help in the language of the user."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

from typer.core import TyperCommand, TyperGroup

from exporter.messages import messages_of

Click: TypeAlias = Any
"""A command, a parameter, a context: Typer's own copies of Click's classes are private."""


class TranslatedCommand(TyperCommand):
    """A command with its help in the language of the user."""

    def format_help(self, ctx: Click, formatter: Click) -> None:
        """Write the help."""
        with in_language_of_user(self):
            super().format_help(ctx, formatter)
        translate_headings(formatter)


class TranslatedGroup(TyperGroup):
    """The program: its help names the commands in the language of the user."""

    def format_help(self, ctx: Click, formatter: Click) -> None:
        """Write the help."""
        with in_language_of_user(self), in_language_of_user(*self.commands.values(), summary=True):
            super().format_help(ctx, formatter)
        translate_headings(formatter)


@contextmanager
def in_language_of_user(*commands: Click, summary: bool = False) -> Iterator[None]:
    """Translate the help of commands and of their options, if the catalogue has it.

    With `summary`, only the first paragraph is translated, for a list of commands.
    """
    messages = messages_of()
    parts = [part for each in commands for part in (each, *each.params)] if messages else []
    before = [part.help for part in parts]
    for part in parts:
        whole = part.help or ""
        text = " ".join((whole.partition("\n\n")[0] if summary else whole).split())
        part.help = (messages.of(text) if messages and text else None) or part.help
    try:
        yield
    finally:
        for part, text in zip(parts, before, strict=True):
            part.help = text


def translate_headings(formatter: Click) -> None:
    """Translate the headings that Typer writes."""
    messages = messages_of()
    for index, line in enumerate(formatter.buffer if messages else ()):
        for heading in ("Usage:", "Options", "Arguments", "Commands", "Readers:"):
            if messages and line.strip().startswith(heading):
                said = messages.of(heading) or heading
                formatter.buffer[index] = line.replace(heading, said, 1)
        if messages and (said := "Show this message and exit.") in line:
            formatter.buffer[index] = line.replace(said, messages.of(said) or said)
