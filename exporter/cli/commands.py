"""The command line: parses options, calls the API, prints results. No logic.

Results go to standard output, progress and messages to standard error.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
from collections.abc import Sequence
from copy import copy
from pathlib import Path
from typing import Annotated

import typer

from exporter import __version__
from exporter.cli.archive import archive
from exporter.cli.build import build
from exporter.cli.check import check
from exporter.cli.choices import Json, Quiet
from exporter.cli.help import TranslatedCommand, TranslatedGroup
from exporter.cli.makeup import makeup
from exporter.cli.new import new
from exporter.cli.outcomes import attempt, exit_code, finish, write_repairs
from exporter.cli.preview import preview
from exporter.cli.process import (
    abandon_output,
    end_by_signal,
    fail,
    fail_by_system,
    flush,
    settle_streams,
)
from exporter.cli.reading_options import ReadingChoice, ReadingCommand, with_reading
from exporter.cli.replace import replace
from exporter.cli.reports import progress
from exporter.cli.settings import SettingsCommand, settings, with_settings
from exporter.cli.short_memory import SHORT
from exporter.cli.site import site
from exporter.errors import ExporterError, MissingDependency
from exporter.guard import silence
from exporter.interruption import hide_lost
from exporter.messages import VARIABLE

app = typer.Typer(
    name="exporter",
    cls=TranslatedGroup,
    help="One issue of a newspaper or magazine in; the files its readers and printers need out.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(value: bool) -> None:
    if value:
        print(f"exporter {__version__}")
        raise typer.Exit


def _say_in(language: str) -> str:
    if language:
        os.environ[VARIABLE] = language
    return language


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
    message_language: Annotated[
        str,
        typer.Option(
            "--message-language",
            metavar="TAG",
            callback=_say_in,
            is_eager=True,
            help="Language of messages: en, zh-Hans or zh-Hant. Default: that of the terminal.",
        ),
    ] = "",
) -> None:
    """One issue of a newspaper or magazine in; the files its readers and printers need out."""


for command in (build, site, archive, replace, makeup):
    app.command(cls=ReadingCommand)(with_reading(command))


@app.command(cls=ReadingCommand)
@with_reading
def convert(
    reading: ReadingChoice,
    source: Annotated[
        Path,
        typer.Argument(help="Issue folder or any other source.", show_default=False),
    ],
    folder: Annotated[
        Path, typer.Argument(help="Folder to make; new or empty.", show_default=False)
    ],
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="FORMAT",
            help="`folder`: an issue folder; `icml`: stories for InDesign and InCopy, one per "
            "article, with linked pictures.",
        ),
    ] = "folder",
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Turn any source into an issue folder or stories for InDesign."""
    from exporter import api

    api.judge_reading(reading.options)
    with progress(quiet or as_json) as show:
        options = reading.fetching(folder.parent / ".exporter-pictures", show)
        reports = [attempt(source, lambda path: api.convert(path, folder, options, to))]
    write_repairs(reading.report, reports)
    finish(reports, as_json, quiet)


app.command(cls=ReadingCommand)(with_reading(check))
app.command(cls=SettingsCommand)(with_settings(new))
app.command(cls=TranslatedCommand)(settings)
app.command(cls=ReadingCommand)(with_reading(preview))


@app.command(cls=TranslatedCommand)
def schema(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="`issue` for issue.yaml, `article` for front matter, `style` for style.yaml, "
            "`publication` for publication.yaml.",
        ),
    ] = "issue",
) -> None:
    """Print a JSON Schema, for editors to check files."""
    from exporter import api

    print(json.dumps(api.schema(file), ensure_ascii=False, indent=2))


@app.command(cls=SettingsCommand)
@with_settings
def doctor(as_json: Json = False) -> None:
    """Report what is installed and what is missing."""
    from dataclasses import asdict

    from exporter.installation import doctor as look

    abilities = look()
    if as_json:
        print(json.dumps([asdict(ability) for ability in abilities], ensure_ascii=False, indent=2))
    for ability in [] if as_json else abilities:
        mark = "ok     " if ability.present else "MISSING" if ability.needed else "absent "
        rest = ability.detail if ability.present else f"{ability.detail}  → {ability.advice}"
        print(f"{mark}  {ability.name}: {rest}".rstrip(": "))
    if any(ability.needed and not ability.present for ability in abilities):
        raise typer.Exit(MissingDependency.exit_code)


def _program(arguments: Sequence[str]) -> typer.Typer:
    """Return the program with the command that these begin with alone; with all if it is none.

    Typer makes each command of all its options, which takes longer than to load it. `settings`
    tells of the options of all.
    """
    program = copy(app)
    known = {each.callback.__name__: each for each in app.registered_commands if each.callback}
    asked = [known[name] for name in arguments[:1] if name in known.keys() - {"settings"}]
    program.registered_commands = asked or app.registered_commands
    return program


def main() -> None:
    """Run the command line; expected errors print one line and set the exit code."""
    settle_streams()
    silence()
    hide_lost()
    with contextlib.suppress(ValueError):  # in a thread
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, end_by_signal)
    try:
        _program(sys.argv[1:])()
    except ExporterError as error:
        fail(error)
    except KeyboardInterrupt as end:
        raise SystemExit(exit_code(end)) from None
    except BrokenPipeError:
        abandon_output()
        raise SystemExit(1) from None
    except OSError as error:
        fail_by_system(error)
    except MemoryError:
        fail(ExporterError(SHORT))
    finally:
        flush()
