"""Settings: options of commands in a YAML file, in sections named by the commands.

They may stand in publication.yaml, in an `exporter.yaml`, or in a file of the user's own. A section
takes every option of its command, named as on the command line: `max_image` for `--max-image`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Generic, Literal, NamedTuple, TypeVar, cast

from pydantic import BaseModel, ConfigDict, Field

from exporter.findings import Finding
from exporter.model import Frozen, Text
from exporter.nearest import meant
from exporter.yamlfile import YamlText, parse_all, validate

MAX_BYTES = 1_000_000
READING = (
    "reader publication date number title language page_by zone script repair repair_report limits "
    "strict fetch_images allow_private_hosts"
)
# The options of each command, without `--`; `--no-cache` is `cache: false`, `--from` is `reader`.
OPTIONS = {
    command: frozenset(names.split())
    for command, names in {
        "build": f"{READING} output style paper layout jobs cache profile icc bleed signature "
        "impose split proof proof_colour pages build_time force max_image lite max_size modern "
        "lexicon embed_fonts facsimiles advertisements writing json quiet",
        "site": f"{READING} base_url jobs archive dry_run serve port json quiet",
        "archive": f"{READING} to edition also_in names style paper layout profile facsimiles jobs "
        "engine scheduler shard verify retry_failed stop_after issue_timeout issue_memory log json "
        "quiet",
        "replace": f"{READING} pages advertisement force profile style paper jobs cache json quiet",
        "makeup": f"{READING} page output png style paper jobs cache json quiet",
        "convert": f"{READING} to json quiet",
        "check": f"{READING} profile html against json quiet",
        "new": "publication language pages from after date advertisements style",
        "preview": f"{READING} port style paper",
        "doctor": "json",
    }.items()
}
SHARED = frozenset(
    "style paper layout jobs cache profile max_image lite max_size modern embed_fonts facsimiles "
    "advertisements writing".split()
)
ON_THE_COMMAND_LINE = ("voice", "settings")  # never in a file
MAKERS = ("site", "archive", "replace", "makeup", "preview")


class Edition(StrEnum):
    """A file that is made of each issue."""

    EPUB = "epub"
    LITE = "lite"
    PDF = "pdf"
    PAGES = "pages"


class CommandChoices(Frozen):
    """The options of one command: any of `OPTIONS`, as written."""

    model_config = ConfigDict(extra="allow")


class BuildChoices(CommandChoices):
    """The options of `exporter build` that hold for all issues; the command line overrides them."""

    reader: Annotated[
        Text, Field(description="Reader of the issues, if they are not issue folders: `--from`")
    ] = ""
    page_by: Annotated[
        Text, Field(description="How items that name no page are grouped into pages: `--page-by`")
    ] = ""
    script: Annotated[Text, Field(description="Chinese script of the issues: `--script`")] = ""
    repair: Annotated[bool, Field(description="Whether texts are repaired: `--no-repair`")] = True
    paper: Annotated[Text, Field(description="Paper of PDFs: `--paper`")] = ""
    layout: Annotated[Text, Field(description="Layout of PDFs: `--layout`")] = ""
    profile: Annotated[
        Text, Field(description="What PDFs are for: a name, or a file in this folder: `--profile`")
    ] = "screen"
    max_image: Annotated[
        int, Field(description="EPUB: longer side of a picture in pixels: `--max-image`")
    ] = 1600
    lite: Annotated[bool, Field(description="EPUB: smaller files: `--lite`")] = False
    max_size: Annotated[
        Text, Field(description="EPUB: largest file, such as 50MB: `--max-size`")
    ] = ""
    modern: Annotated[
        bool, Field(description="EPUB: WebP and AVIF pictures are kept: `--modern`")
    ] = False
    embed_fonts: Annotated[
        tuple[Text, ...],
        Field(description="EPUB: font files in this folder to embed: `--embed-fonts`"),
    ] = ()
    facsimiles: Annotated[
        bool | None, Field(description="EPUB: facsimiles drawn, or left out: `--facsimiles`")
    ] = None
    advertisements: Annotated[
        bool, Field(description="Whether advertisements are in: `--no-advertisements`")
    ] = True
    writing: Annotated[Text, Field(description="EPUB: writing mode: `--writing`")] = "horizontal"


class SiteChoices(CommandChoices):
    """What is asked of the web edition."""

    editions: Annotated[
        tuple[Edition, ...], Field(description="Downloads of each issue", min_length=1)
    ] = (Edition.EPUB,)
    scripts: Annotated[
        tuple[Literal["hans", "hant", "hant-tw", "hant-hk"], ...],
        Field(description="Further Chinese scripts of the downloads"),
    ] = ()
    feed: Annotated[
        Literal["full", "summary"], Field(description="Text of articles in the feed")
    ] = "full"
    facsimiles: Annotated[
        bool, Field(description="Whether makeup draws a facsimile of each page that has none")
    ] = True
    search: Annotated[
        bool, Field(description="Whether a search page is made, if Pagefind is installed")
    ] = True
    offline: Annotated[
        bool, Field(description="Whether a service worker keeps the last issue for offline reading")
    ] = True


NOTHING = CommandChoices()


class CommandSections(Frozen):
    """A settings file: a section for each command."""

    build: BuildChoices = BuildChoices()
    site: SiteChoices = SiteChoices()
    archive: Annotated[CommandChoices, Field(description="Options of `exporter archive`")] = NOTHING
    replace: Annotated[CommandChoices, Field(description="Options of `exporter replace`")] = NOTHING
    makeup: Annotated[CommandChoices, Field(description="Options of `exporter makeup`")] = NOTHING
    convert: Annotated[CommandChoices, Field(description="Options of `exporter convert`")] = NOTHING
    check: Annotated[CommandChoices, Field(description="Options of `exporter check`")] = NOTHING
    new: Annotated[CommandChoices, Field(description="Options of `exporter new`")] = NOTHING
    preview: Annotated[CommandChoices, Field(description="Options of `exporter preview`")] = NOTHING
    doctor: Annotated[CommandChoices, Field(description="Options of `exporter doctor`")] = NOTHING


Head = TypeVar("Head", bound=CommandSections)


class Setting(NamedTuple):
    """An option in a settings file: its value as written, a text or texts, and where it is."""

    option: str
    value: str | list[str]
    path: Path
    line: int


@dataclass(frozen=True)
class SettingsFile(Generic[Head]):
    """A settings file as read: what it says, unless it is wrong, and what is wrong with it."""

    path: Path
    head: Head | None
    findings: tuple[Finding, ...]
    parsed: YamlText

    def line(self, *place: str) -> int:
        """Return the line of one of its keys."""
        return self.parsed.line(place)

    def settings(self, command: str) -> Iterator[Setting]:
        """Yield the options of a command; those of `build` that it shares come first."""
        sections = self.parsed.value
        if not isinstance(sections, dict):
            return
        for section in dict.fromkeys(("build", command)):
            given = sections.get(section)
            for key, value in given.items() if isinstance(given, dict) else ():
                if value is not None and key in _options(section, command):
                    texts = cast("str | list[str]", value)
                    yield Setting(key, texts, self.path, self.line(section, key))


def _options(section: str, command: str) -> frozenset[str]:
    """Return the options that a section sets for a command."""
    known = OPTIONS.get(command, frozenset())
    if section == command:
        return known
    shared = SHARED if command in MAKERS else frozenset()
    return known & (shared | frozenset(READING.split())) if "reader" in known else frozenset()


def read_settings(path: Path, model: type[Head], stand_in: dict[str, object]) -> SettingsFile[Head]:
    """Read a settings file; every error in it is among the findings.

    `stand_in` fills required keys that are missing, so that the rest is judged all the same.
    """
    try:
        status = path.stat()
    except OSError as error:
        return _unread(path, f"can't be read ({error.strerror})", "check the file")
    required = tuple(stand_in.items())
    return _read(path, status.st_mtime_ns, status.st_size, model, required)


# Thousands of issues ask for the same file.
@lru_cache(maxsize=8)
def _read(
    path: Path, _changed: int, _size: int, model: type[Head], stand_in: tuple[tuple[str, object]]
) -> SettingsFile[Head]:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)  # a device has no size, and no end
    except OSError as error:
        return _unread(path, f"can't be read ({error.strerror})", "check the file")
    if len(data) > MAX_BYTES:
        return _unread(path, f"has more than {MAX_BYTES // 1_000_000} MB", "cut it")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _unread(path, "is not UTF-8 text", "save the file as UTF-8", "issue-encoding")
    return _judged(path, text.replace("\r\n", "\n").replace("\r", "\n"), model, dict(stand_in))


def _judged(
    path: Path, text: str, model: type[Head], stand_in: dict[str, object]
) -> SettingsFile[Head]:
    parsed, faults = parse_all(text, 1, model)
    found = [
        Finding("issue-yaml", path, fault.line, fault.message, fault.advice) for fault in faults
    ]
    if parsed is None:
        return SettingsFile(path, None, tuple(found), YamlText())
    for line, words in parsed.comments:
        message = f"`{words}` is lost: YAML takes it for a comment"
        advice = "put the whole value between quotation marks, or a space after the `#`"
        found.append(Finding("issue-yaml-comment", path, line, message, advice))
    head, wrong = validate(model, parsed, path, stand_in)
    wrong += _unknown_options(path, parsed)
    right = None if faults or wrong else head
    return SettingsFile(path, right, (*found, *wrong), parsed)


def _unread(path: Path, message: str, advice: str, rule: str = "issue-file") -> SettingsFile[Head]:
    finding = Finding(rule, path, 0, message, advice)
    return SettingsFile(path, None, (finding,), YamlText())


def _unknown_options(path: Path, parsed: YamlText) -> Iterator[Finding]:
    """Yield a finding for each key of a section that is no option of its command."""
    sections = parsed.value if isinstance(parsed.value, dict) else {}
    for command, known in OPTIONS.items():
        given = sections.get(command)
        own = _fields(command)
        for key in given if isinstance(given, dict) else ():
            if key not in known | own:
                message = f"unknown key `{command}.{key}`"
                advice = meant(key, sorted(known | own), f"see `exporter {command} --help`")
                if key in ON_THE_COMMAND_LINE:
                    message = f"`{command}.{key}` can't be set in a file"
                    advice = f"write --{key} on the command line"
                line = parsed.line((command, key))
                yield Finding("issue-unknown-key", path, line, message, advice)


def _fields(command: str) -> frozenset[str]:
    """Return the keys of a section that are described here."""
    model = cast("type[BaseModel]", CommandSections.model_fields[command].annotation)
    return frozenset(model.model_fields)
