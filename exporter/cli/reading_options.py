"""The reading options that all commands with a source share."""

from __future__ import annotations

import functools
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import date as Date
from inspect import Signature, signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from exporter.cli.help import Click
from exporter.cli.settings import SettingsCommand, SettingsOption

if TYPE_CHECKING:
    from exporter.options import ReadOptions


class ReadingCommand(SettingsCommand):
    """A command whose help lists the readers, which are loaded only then."""

    def format_help(self, ctx: Click, formatter: Click) -> None:
        """Write the help."""
        from exporter.readers import readers

        lines = [f"{reader.name.replace(' ', '-')}: {reader.sign}" for reader in readers()]
        self.epilog = "\n\n".join(["Readers:", *lines])
        super().format_help(ctx, formatter)

    def invoke(self, ctx: Click) -> Click:
        """Run the command; record which options were given."""
        sources = {name: ctx.get_parameter_source(name) for name in ctx.params}
        _named.set(frozenset(name for name in sources if _is_typed(sources[name])))
        return super().invoke(ctx)


_named: ContextVar[frozenset[str]] = ContextVar("named", default=frozenset())


def _is_typed(source: Any) -> bool:
    """Whether a value comes from the command line or a settings file, not from a default."""
    return getattr(source, "name", "") in ("COMMANDLINE", "DEFAULT_MAP")


@dataclass(frozen=True)
class ReadingChoice:
    """The reading options of the user."""

    options: ReadOptions
    report: Path | None
    fetch_images: bool
    allow_private_hosts: bool

    def fetching(self, folder: Path, show: Callable[[str], None]) -> ReadOptions:
        """Return the options, with downloads of pictures to `folder` if requested."""
        if not self.fetch_images:
            return self.options
        from exporter.readers.tools.fetch import Fetcher

        fetcher = Fetcher(folder, allow_private=self.allow_private_hosts, progress=show)
        return replace(self.options, fetch=fetcher.fetch)


def _reading(
    reader: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="NAME",
            help="Reader to use; without it, the first that knows the source.",
        ),
    ] = "",
    publication: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="Name of the publication, if the source has none or another."
        ),
    ] = "",
    date: Annotated[
        str,
        typer.Option(
            metavar="YYYY-MM-DD", help="Date of the issue, if the source has none or another."
        ),
    ] = "",
    number: Annotated[str, typer.Option(metavar="NUMBER", help="Number of the issue.")] = "",
    title: Annotated[str, typer.Option(metavar="TITLE", help="Title of the issue.")] = "",
    language: Annotated[
        str, typer.Option(metavar="TAG", help="Language of the publication: zh-Hans, en, …")
    ] = "",
    page_by: Annotated[
        str,
        typer.Option(
            metavar="WHAT",
            help="How items that name no page are grouped into pages: by section, subject or file.",
        ),
    ] = "",
    zone: Annotated[
        str,
        typer.Option(
            metavar="CODE",
            help="Read only the edition with this code in `editions` of issue.yaml. Without it, "
            "`build` makes all of them.",
        ),
    ] = "",
    script: Annotated[
        str,
        typer.Option(
            metavar="SCRIPT", help="Chinese script of the issue: hans, hant, hant-tw or hant-hk."
        ),
    ] = "",
    repair: Annotated[
        bool,
        typer.Option("--repair/--no-repair", help="Repair damage from mirror sites."),
    ] = True,
    repair_report: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Write every repair with file, line, before and after, as JSON."
        ),
    ] = None,
    limits: Annotated[
        float,
        typer.Option(metavar="FACTOR", help="Multiply the limits on memory and time."),
    ] = 1,
    strict: Annotated[
        bool, typer.Option("--strict", help="Treat every warning as an error: nothing is written.")
    ] = False,
    fetch_images: Annotated[
        bool,
        typer.Option(
            "--fetch-images",
            help="Download pictures: https only, up to 30 MB and 30 seconds each.",
        ),
    ] = False,
    allow_private_hosts: Annotated[
        bool,
        typer.Option(
            "--allow-private-hosts", help="Allow downloads from private and loopback addresses."
        ),
    ] = False,
    settings: SettingsOption = None,  # noqa: ARG001 - `SettingsCommand` has read it
) -> ReadingChoice:
    """Collect the reading options; `with_reading` passes them to a command."""
    from exporter.options import ReadOptions

    options = ReadOptions(
        reader=reader,
        publication=publication,
        date=day_of(date),
        number=number,
        title=title,
        language=language,
        page_by=page_by,
        edition=zone,
        script=script,
        repair=repair,
        limits=limits,
        strict=strict,
    )
    return ReadingChoice(options, repair_report, fetch_images, allow_private_hosts)


# Options of the command line, and the fields of `Options` that they set under another name.
FIELDS = {"no_advertisements": "advertisements", "no_cache": "cache", "zone": "edition"}
OF_PROFILE = ("icc", "bleed", "signature", "impose", "split", "build_time")


def given() -> frozenset[str]:
    """Return the fields of `Options` and `ReadOptions` that the user set by options."""
    named = _named.get()
    return frozenset("profile" if name in OF_PROFILE else FIELDS.get(name, name) for name in named)


def day_of(text: str) -> Date | None:
    """Parse `--date`; None if empty. Raises `UsageError` if it is not a date."""
    if not text:
        return None
    from exporter.errors import UsageError
    from exporter.written_days import day_advice, has_wrong_weekday, written_day

    try:
        return Date.fromisoformat(text)
    except ValueError:
        if day := written_day(text):
            return day
        what = "names the wrong weekday" if has_wrong_weekday(text) else "is not a date"
        raise UsageError(f"--date {text}: {what}, {day_advice(text)}") from None


def with_reading(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of reading to a command, which gets them as `reading`."""
    own = [p for p in signature(command, eval_str=True).parameters.values() if p.name != "reading"]
    shared = list(signature(_reading, eval_str=True).parameters.values())
    names = [parameter.name for parameter in shared]

    @functools.wraps(command)
    def run(**arguments: Any) -> None:
        chosen = _reading(**{name: arguments.pop(name) for name in names})
        command(reading=chosen, **arguments)

    parameters = [*own, *shared]
    run.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run
