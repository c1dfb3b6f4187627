"""Help and errors of the command line in the language of the user."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

from typer.core import TyperCommand, TyperGroup

from exporter.errors import UsageError
from exporter.messages import error_word, messages_of, translated

Click: TypeAlias = Any
"""A command, a parameter, a context: Typer's own copies of Click's classes are private."""
SHOWS_HELP = "NoArgsIsHelpError"  # of Click: a group without a command shows its help


class TranslatedCommand(TyperCommand):
    """A command with its help in the language of the user."""

    def format_help(self, ctx: Click, formatter: Click) -> None:
        """Write the help."""
        with in_language_of_user(self):
            super().format_help(ctx, formatter)
        translate_headings(formatter)


class TranslatedGroup(TyperGroup):
    """The program: its help and errors of usage are in the language of the user."""

    def make_context(self, *args: Click, **extra: Click) -> Click:
        """Parse the options before the name of the command."""
        with translated_errors():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: Click) -> Click:
        """Parse the options of the command, and run it."""
        with translated_errors():
            return super().invoke(ctx)

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


@contextmanager
def translated_errors() -> Iterator[None]:
    """End with the error of a wrong command line, told in the language of the user."""
    try:
        yield
    except Exception as error:
        messages, context = messages_of(), getattr(error, "ctx", None)
        say = getattr(error, "format_message", None)  # as every error of Click has it
        if not messages or not say or type(error).__name__ == SHOWS_HELP:
            raise
        if context:
            usage = context.get_usage().removeprefix("Usage:").strip()
            hint = translated(f"run `{context.command_path} --help` for help")
            print(f"{messages.of('Usage:')}{usage}\n{hint}\n", file=sys.stderr)
        print(f"{error_word()}: {translated(say())}", file=sys.stderr)
        raise SystemExit(UsageError.exit_code) from None


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
