"""exporter new: make an issue folder, empty, from other files, or from the issue before."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date as Date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from exporter.cli.reports import say, tell
from exporter.errors import UsageError
from exporter.messages import language_here, translated, words_of

if TYPE_CHECKING:
    from exporter.api import BuildReport

ASKED_PAGES = 4


def new(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FOLDER]",
            help="Folder to make; new or empty. Without it, the command asks.",
            show_default=False,
        ),
    ] = None,
    publication: Annotated[str, typer.Option(metavar="NAME", help="Name of the publication.")] = "",
    language: Annotated[
        str,
        typer.Option(
            metavar="TAG",
            help="Language of the publication: zh-Hans, zh-Hant, en, … Default: that of a "
            "publication.yaml above the folder, or en.",
            show_default=False,
        ),
    ] = "",
    pages: Annotated[
        int, typer.Option(metavar="N", help="Number of pages, each with an example article.")
    ] = 1,
    source: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="SOURCE",
            help="Convert this folder of Word documents and pictures, or any other source.",
            show_default=False,
        ),
    ] = None,
    after: Annotated[
        Path | None,
        typer.Option(
            metavar="ISSUE",
            help="Make the issue after this one, with its pages, editors and advertisements.",
            show_default=False,
        ),
    ] = None,
    date: Annotated[
        str,
        typer.Option(
            metavar="YYYY-MM-DD",
            help="Date of the issue. Default: the name of the folder if it is a date; else today, "
            "or with --after the same interval as between the last two issues, or a week.",
        ),
    ] = "",
    no_advertisements: Annotated[
        bool, typer.Option("--no-advertisements", help="With --after: leave out advertisements.")
    ] = False,
    style: Annotated[
        bool, typer.Option("--style", help="Make a style that extends the newspaper style instead.")
    ] = False,
) -> None:
    """Make an issue folder or a style to start from."""
    from exporter import api
    from exporter.cli.reading_options import day_of

    given = {"--publication": publication, "--language": language, "--pages": pages > 1}
    _judge({"--from": source, **given}, after, no_advertisements)
    if style and (source or after):
        raise UsageError(f"{'--from' if source else '--after'} and --style: use one of them")
    day = day_of(date)
    if folder is None and (source or after):
        folder = _asked_folder()
    elif folder is None:
        folder, publication, language, pages = _asked(publication, language, pages)
    if style:
        made = api.new_style(folder, language or "en")
        print(made)
        tell(f"use it with: exporter build ISSUE --style {made}")
        return
    if source:
        made = _told(_from(source, folder, publication, language, day))
    elif after:
        made = _told(api.new_after(after, folder, day, not no_advertisements))
    else:
        made = api.new(folder, language or None, publication, pages, day)
    print(made)
    say(translated(f"build it with: exporter build {made}"))


def _judge(given: dict[str, object], after: Path | None, no_advertisements: bool) -> None:
    """Raise `UsageError` for options that would do nothing."""
    for name in (name for name, value in given.items() if value and after):
        raise UsageError(f"{name} and --after: use one of them")
    if no_advertisements and not after:
        raise UsageError("--no-advertisements is only for --after")


def _from(
    source: Path, folder: Path, publication: str, language: str, day: Date | None
) -> BuildReport:
    """Convert a source to an issue folder.

    If neither it nor the user gives a date, that is the name of the folder, or else today.
    """
    from exporter import api
    from exporter.api.starting import day_named
    from exporter.options import ReadOptions
    from exporter.readers import examine

    options = ReadOptions(publication=publication, language=language, date=day)
    if day is None and any(one.rule == "source-date" for one in examine(source, options).errors):
        dated = day_named(folder) or _today()
        options = ReadOptions(publication=publication, language=language, date=dated)
    return api.convert(source, folder, options)


def _today() -> Date:
    """Return today, and say so: an issue is seldom of the day on which its folder is made."""
    day = Date.today()
    said = f"no date was given: the issue is dated today, {day}; --date YYYY-MM-DD gives another"
    say(translated(said))
    return day


def _told(report: BuildReport) -> Path:
    """Print the findings, each one, since there is no `--json` to list them; return the folder."""
    for finding in report.findings:
        say(words_of(finding))
    return report.outputs[0]


def _asked(publication: str, language: str, pages: int) -> tuple[Path, str, str, int]:
    """Ask for what the options leave open; raises `UsageError` without a terminal."""
    _judge_terminal()
    publication = publication or _ask("Publication")
    language = language or _ask("Language", language_here(), _language)
    pages = pages if pages > 1 else int(_ask("Pages", str(ASKED_PAGES), _pages))
    return _asked_folder(), publication, language, pages


def _asked_folder() -> Path:
    """Ask for the folder to make; raises `UsageError` without a terminal."""
    _judge_terminal()
    return Path(_ask("Folder", Date.today().isoformat(), _folder))


def _judge_terminal() -> None:
    if not (sys.stdin and sys.stdin.isatty()):
        raise UsageError("no folder to make, name one: exporter new FOLDER")


def _ask(what: str, default: str | None = None, judged: Callable[[str], str] = str) -> str:
    """Ask for a value in the user's language, again until it can be used."""

    def value(answer: str) -> str:
        try:
            return judged(answer)
        except UsageError as error:
            raise typer.BadParameter(translated(str(error))) from None

    return str(typer.prompt(translated(what), default=default, value_proc=value, err=True))


def _language(answer: str) -> str:
    from exporter.api.starting import judge_language

    judge_language(answer)
    return answer


def _pages(answer: str) -> str:
    from exporter.api.starting import judge_pages

    if not answer.strip().isdecimal():
        raise UsageError("write a whole number")
    judge_pages(int(answer))
    return answer


def _folder(answer: str) -> str:
    folder = Path(answer)
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise UsageError(f"{folder}: already exists and is not empty, name a new folder")
    return answer
