"""Options from settings files, for what the command line leaves out.

Later files override earlier ones, and the command line all of them: the user's settings,
`exporter.yaml` in the current folder, the publication.yaml of the source, `--settings FILE`.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, cast, get_args

import typer
from typer.core import TyperCommand

from exporter.cli.choices import Json
from exporter.cli.help import Click, TranslatedCommand
from exporter.publication_file import PUBLICATION_FILE, places_above

if TYPE_CHECKING:
    from exporter.findings import Finding
    from exporter.readers.settings import CommandSections, Setting, SettingsFile

SETTINGS_FILE = "exporter.yaml"
TRUTH = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
NAMES_OR_FILES = ("profile", "style")  # a name, unless there is such a file
STORES = ("to", "archive")  # a folder or an address
FILES = (".pdf", ".epub")
Value = str | bool | list[str]

SettingsOption = Annotated[
    Path | None,
    typer.Option(
        "--settings",
        metavar="FILE",
        help="Settings file with options of commands. `exporter settings` explains it.",
        show_default=False,
    ),
]


class InForce(NamedTuple):
    """The value of an option, and the setting that it comes from."""

    value: Value
    setting: Setting


class SettingsCommand(TranslatedCommand):
    """A command whose options may stand in settings files, with help in the user's language."""

    def parse_args(self, ctx: Click, args: list[str]) -> list[str]:
        """Parse the command line; settings are the defaults of options that are not given."""
        given, _, _ = self.make_parser(ctx).parse_args(args=list(args))
        if not (ctx.resilient_parsing or given.get("help")):
            files = settings_files(_sources(given), given.get("settings"))
            found = in_force(self, self.name or "", files)
            ctx.default_map = {name: one.value for name, one in found.items()}
            _in_force.set({name: found[name] for name in found.keys() - given.keys()})
        return super().parse_args(ctx, args)


_in_force: ContextVar[dict[str, InForce] | None] = ContextVar("in_force", default=None)


def with_place(message: str) -> str:
    """Return a message with the file and line of the setting that it quotes, if one set it."""
    for one in (_in_force.get() or {}).values():
        values = one.value if isinstance(one.value, list) else [one.value]
        if any(isinstance(value, str) and f"`{value}`" in message for value in values):
            return f"{one.setting.path}:{one.setting.line}: {message}"
    return message


def with_settings(command: Callable[..., None]) -> Callable[..., None]:
    """Add `--settings` to a command; `SettingsCommand` has read the file before it runs."""
    own = signature(command, eval_str=True).parameters.values()

    @functools.wraps(command)
    def run(**arguments: Any) -> None:
        del arguments["settings"]
        command(**arguments)

    added = Parameter("settings", Parameter.KEYWORD_ONLY, default=None, annotation=SettingsOption)
    parameters = [each.replace(kind=Parameter.KEYWORD_ONLY) for each in own] + [added]
    run.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {each.name: each.annotation for each in parameters}
    return run


def settings_files(sources: list[str], named: str | None) -> list[Path]:
    """Return the settings files that exist; later ones override earlier ones.

    The publication.yaml is that of the sources, if they are all of one publication.
    """
    user = Path(typer.get_app_dir("exporter")) / SETTINGS_FILE
    own = [Path(named).absolute()] if named else []  # not taken for one that was found
    found = [user, Path(SETTINGS_FILE), *_publication(sources)]
    return [path for path in found if _is_file(path) and path.absolute() not in own] + own


def _is_file(path: Path) -> bool:
    """Whether it is a file; one in a folder that can't be entered (sudo, cron) is not."""
    try:
        return path.is_file()
    except OSError:
        return False


def _publication(sources: list[str]) -> list[Path]:
    found = {path for source in sources if (path := _publication_of(Path(source)))}
    return [*found] if len(found) == 1 else []


def _publication_of(source: Path) -> Path | None:
    if not source.exists() or source.suffix.lower() in FILES:
        return None
    own = source / PUBLICATION_FILE
    return next((path for path in [own, *places_above(source)] if _is_file(path)), None)


def _sources(given: dict[str, Any]) -> list[str]:
    """Return the sources among the values of a command line."""
    sources = given.get("sources") or given.get("source") or []
    return [sources] if isinstance(sources, str) else [str(each) for each in sources]


def in_force(command: Click, name: str, files: list[Path]) -> dict[str, InForce]:
    """Return the options that settings files set for a command, by the name of its parameter.

    Raises `InvalidSource` with every error in the files.
    """
    if not files:
        return {}
    from exporter.errors import InvalidSource
    from exporter.findings import errors

    parameters = {key_of(each): each for each in command.params if is_setting(each)}
    result: dict[str, InForce] = {}
    findings: list[Finding] = []
    for file in map(_read, files):
        findings += file.findings
        for setting in file.settings(name):
            parameter = parameters[setting.option]
            value = _value(parameter, setting, findings)
            if value is not None:
                result[parameter.name] = InForce(value, setting)
    if errors(findings):
        raise InvalidSource(dict.fromkeys(findings))
    return result


def _read(path: Path) -> SettingsFile[Any]:
    from exporter.readers.publication import read_publication_file
    from exporter.readers.settings import CommandSections, read_settings

    if path.name == PUBLICATION_FILE:
        return cast("SettingsFile[CommandSections]", read_publication_file(path))
    return read_settings(path, CommandSections, {})


# A voice is a command: no file that came with an issue may run one.
NEVER = ("settings", "help", "voice")
# A file that nobody named may have come with an issue: publication.yaml, or exporter.yaml in the
# current folder. Whoever wrote it chooses neither the hosts that this machine talks to (a Dask
# cluster sends code) nor files to overwrite.
NOT_OF_FOUND_FILES = ("allow_private_hosts", "scheduler", "repair_report", "log")
PLACES = ("output", "to", "archive")  # outputs, and files that are published
NAME_IT = "write it on the command line, or name this file there: --settings FILE"


def is_setting(parameter: Click) -> bool:
    """Whether a parameter of a command is an option that may stand in a settings file."""
    is_option = parameter.param_type_name == "option" and parameter.callback is None
    return is_option and parameter.name not in NEVER


def key_of(parameter: Click) -> str:
    """Return the name of an option in a settings file: `cache` for `--no-cache`."""
    if parameter.name == "reader":  # `--from`
        return "reader"
    longest = max(parameter.opts, key=len).removeprefix("--")
    return str(longest.removeprefix("no-").replace("-", "_"))


def _value(parameter: Click, setting: Setting, findings: list[Finding]) -> Value | None:
    """Return a setting as a value for the command line; None, and a finding, if it is wrong."""
    from exporter.findings import Finding

    try:
        return _judged(parameter, setting)
    except typer.BadParameter:
        wrong, advice = "is not a value of this option", f"{parameter.help}".rstrip(".")
    except ValueError as error:
        wrong, advice = error.args
    if any(_is_of(setting, each) for each in findings):
        return None  # the model of the file has reported it already
    message = f"`{setting.option}: {setting.value}` {wrong}"
    findings.append(Finding("issue-bad-value", setting.path, setting.line, message, advice))
    return None


def _is_of(setting: Setting, finding: Finding) -> bool:
    """Whether a finding is about the key of a setting, as in `build.jobs: many`."""
    there = (finding.path, finding.line) == (setting.path, setting.line)
    return there and finding.key.split(".")[1:2] == [setting.option]


def _judged(parameter: Click, setting: Setting) -> Value:
    is_found = setting.path.name == PUBLICATION_FILE or setting.path == Path(SETTINGS_FILE)
    if is_found and setting.option in NOT_OF_FOUND_FILES:
        raise ValueError("is not taken from a file that may have come with an issue", NAME_IT)
    if parameter.is_flag:
        if str(setting.value).lower() not in TRUTH:
            raise ValueError("is neither true nor false", "write true or false")
        is_negated = max(parameter.opts, key=len).startswith("--no-")
        return bool(TRUTH[str(setting.value).lower()] != is_negated)
    texts = [setting.value] if isinstance(setting.value, str) else setting.value
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise ValueError("is a mapping", "write a text or a list")
    texts = [_from_folder(parameter, text, setting.path.parent) for text in texts]
    if is_found and setting.option in PLACES:
        _judge_places(texts, setting.path.parent)
    if len(texts) != 1 and not parameter.multiple:
        raise ValueError("is a list", "write one value")
    value: Value = texts if parameter.multiple else texts[0]
    parameter.process_value(typer.Context(TyperCommand("settings")), value)
    return value


def _judge_places(places: list[str], folder: Path) -> None:
    """Raise `ValueError` for an address, or a path that leads out of a folder, even by links."""
    whole = folder.resolve()
    if any("://" in each or not Path(each).resolve().is_relative_to(whole) for each in places):
        raise ValueError("leads out of the folder of this file", NAME_IT)


def _from_folder(parameter: Click, text: str, folder: Path) -> str:
    """Return a value; a relative path in it is one from the folder of the settings file."""
    kind = parameter.type_descriptor.annotation
    is_path = Path in (kind, *get_args(kind))
    is_path |= key_of(parameter) in NAMES_OR_FILES and bool(text) and (folder / text).exists()
    is_path |= key_of(parameter) in STORES and "://" not in text
    return str(folder / text) if is_path else text


def settings(
    ctx: typer.Context,
    source: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[SOURCE]",
            help="Issue or publication whose publication.yaml is included.",
            show_default=False,
        ),
    ] = None,
    settings: SettingsOption = None,
    defaults: Annotated[
        bool, typer.Option("--all", help="Also list the options that no file sets.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Print the options that settings files set, and where.

    Settings files have a section per command (`build: {paper: berliner}`). Later ones in this order
    override earlier ones: exporter.yaml in the settings folder of this user, exporter.yaml in the
    current folder, the publication.yaml of the source, and --settings FILE. The command line
    overrides all.
    """
    files = settings_files([str(each) for each in source or []], str(settings) if settings else "")
    rows = [*_rows(cast("Click", ctx.find_root().command).commands, files, defaults)]
    if as_json:
        plain = {"files": [str(path) for path in files], "settings": rows}
        print(json.dumps(plain, ensure_ascii=False, indent=2))
        return
    _print(files, rows)


def _rows(
    commands: dict[str, Click], files: list[Path], defaults: bool
) -> Iterator[dict[str, Any]]:
    """Yield each option of each command with its value, and the file and line that set it.

    Raises `InvalidSource` with every error in the files, whichever commands they are of.
    """
    for name, command, found in list(_all_in_force(commands, files)):
        for parameter in filter(is_setting, command.params):
            row = {"command": name, "option": max(parameter.opts, key=len)}
            if one := found.get(parameter.name):
                where = {"file": str(one.setting.path), "line": one.setting.line}
                yield row | {"value": one.value} | where
            elif defaults:
                default = parameter.default
                yield row | {"value": default, "file": None, "line": None}


def _all_in_force(
    commands: dict[str, Click], files: list[Path]
) -> Iterator[tuple[str, Click, dict[str, InForce]]]:
    from exporter.errors import InvalidSource

    findings: list[Finding] = []
    for name, command in commands.items():
        if isinstance(command, SettingsCommand):
            try:
                yield name, command, in_force(command, name, files)
            except InvalidSource as error:
                findings += error.findings
    if findings:
        raise InvalidSource(dict.fromkeys(findings))


def _print(files: list[Path], rows: list[dict[str, Any]]) -> None:
    from exporter.cli.reports import tell

    for path in files:
        tell(f"settings: {path}")
    if not rows:
        user = Path(typer.get_app_dir("exporter")) / SETTINGS_FILE
        tell(f"nothing is set: no {user}, no {SETTINGS_FILE} here, no --settings FILE")
        return
    cells = [
        (row["command"], row["option"], _shown(row["value"]), _where(row["file"], row["line"]))
        for row in rows
    ]
    widths = [max(len(cell) for cell in column) for column in zip(*cells, strict=True)]
    for line in cells:
        print(
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).strip()
        )


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _where(file: str | None, line: int | None) -> str:
    return f"{file}:{line}" if file else "default"
