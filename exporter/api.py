"""The Python API: what the command line does, and nothing that it can't."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from exporter.content.pictures import PictureError
from exporter.edition import Edition, make_edition
from exporter.errors import InvalidSource, OutputError, UsageError
from exporter.findings import Finding
from exporter.model import ArticleHead, Issue, IssueHead
from exporter.readers import Reading, ReadOptions, find_reader
from exporter.readers import read as read_source
from exporter.repair.changes import Change
from exporter.writers import Options, find_writer

__all__ = [
    "BuildReport",
    "Options",
    "ReadOptions",
    "build",
    "check",
    "convert",
    "new",
    "read",
    "schema",
]

UNFIT = re.compile(r'[\s/\\:*?"<>|\x00-\x1f]+')
MAX_NAME_BYTES = 200  # with date and suffix it must stay under 255
DEFAULT_SUFFIXES = (".epub", ".pdf")


@dataclass(frozen=True)
class BuildReport:
    """The files that were written, what was found on the way, and what was repaired and why."""

    outputs: tuple[Path, ...]
    findings: tuple[Finding, ...] = ()
    changes: tuple[Change, ...] = ()
    reasons: tuple[str, ...] = ()


def build(
    source: Path | str | Issue,
    outputs: Iterable[Path | str] = (),
    options: Options | None = None,
) -> BuildReport:
    """Read `source` and write each of `outputs`, the format by its suffix.

    An output that is a folder, or none at all, gets EPUB and PDF named after publication and
    date. Raises any error of `exporter.errors`; files are written whole or not at all.
    """
    options = options or Options()
    judge_options(options)
    reading = _read(source, options)
    issue = reading.issue
    assert issue is not None  # `read` raises otherwise
    paths = [path for output in list(outputs) or ["."] for path in _paths(Path(output), issue)]
    writers = [find_writer(path) for path in paths]
    for path in paths:
        _judge_output(path, issue)
    edition = _edition(issue)
    findings = list(reading.findings)
    for path, write in zip(paths, writers, strict=True):
        findings += write(edition, path, options)
    return _report(reading, tuple(paths), findings)


def judge_options(options: Options) -> None:
    """Refuse an unknown style or paper before anything is read or written: `UsageError`."""
    from exporter.stylesheets import stylesheet
    from exporter.writers.pdf.papers import make_grid

    stylesheet(options.style, "print.css")
    make_grid(options.paper, "en")
    judge_reading(options.reading)


def judge_reading(options: ReadOptions) -> None:
    """Refuse an unknown reader, script or way to make pages: `UsageError`."""
    from exporter.readers import named
    from exporter.readers.base import PAGE_BY, SCRIPTS

    if options.reader:
        named(options.reader)
    for option, value, known in (
        ("--script", options.script, SCRIPTS),
        ("--page-by", options.page_by, PAGE_BY),
    ):
        if value and value not in known:
            raise UsageError(f"{option} {value}: use one of {', '.join(known)}")


def read(source: Path | str, options: ReadOptions | None = None) -> Reading:
    """Read any source, in the script that the options ask for.

    Raises `UnknownSource`, or `InvalidSource` with every finding if one is an error.
    """
    options = options or ReadOptions()
    return _in_script(read_source(source, options), options.script)


def _read(source: Path | str | Issue, options: Options) -> Reading:
    if isinstance(source, Issue):
        return _in_script(Reading(source), options.reading.script)
    options.progress(str(source))
    return read(source, options.reading)


def _in_script(reading: Reading, script: str) -> Reading:
    """Return the reading with its issue in another Chinese script, if one is asked for."""
    if not script or reading.issue is None:
        return reading
    from exporter.repair.script import convert_issue

    return replace(reading, issue=convert_issue(reading.issue, script))


def _report(reading: Reading, outputs: tuple[Path, ...], findings: list[Finding]) -> BuildReport:
    once = tuple(dict.fromkeys(findings))
    return BuildReport(outputs, once, reading.changes, tuple(dict.fromkeys(reading.reasons)))


def convert(
    source: Path | str, folder: Path | str, options: ReadOptions | None = None
) -> BuildReport:
    """Read `source` and write it as an issue folder, to be corrected by hand.

    The folder builds to the same files as the source. Raises any error of `exporter.errors`;
    the folder is written whole or not at all, and only where nothing is yet.
    """
    from exporter.conversion import write_folder

    options = options or ReadOptions()
    judge_reading(options)
    reading = read(source, options)
    assert reading.issue is not None  # `read` raises otherwise
    written = write_folder(reading.issue, Path(folder))
    return _report(reading, (written,), list(reading.findings))


def _edition(issue: Issue) -> Edition:
    try:
        return make_edition(issue)
    except PictureError as error:
        finding = Finding(error.rule, issue.root, 0, error.message, error.advice)
        raise InvalidSource([finding]) from None


def _paths(output: Path, issue: Issue) -> Sequence[Path]:
    """Return the file to write, or the default ones in a folder."""
    if not output.suffix or _is_folder(output):
        return [output / f"{file_stem(issue)}{suffix}" for suffix in DEFAULT_SUFFIXES]
    return [output]


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError as error:
        raise OutputError(f"{path}: can't be written ({error.strerror})") from None


def file_stem(issue: Issue) -> str:
    """Return `{publication}-{date}`, fit for a file name; a publication's code goes first."""
    publication = issue.publication
    name = UNFIT.sub("-", publication.code or publication.name).strip("-.")
    name = name.encode()[:MAX_NAME_BYTES].decode(errors="ignore")
    return f"{name or 'issue'}-{issue.date.isoformat()}"


def _judge_output(path: Path, issue: Issue) -> None:
    """Refuse a path that can't be written, before any work; make its folder."""
    if _is_folder(path):
        raise OutputError(f"{path}: is a folder, name a file")
    if path.resolve() in {file.resolve() for file in _files(issue)}:
        raise UsageError(f"{path}: is a file of the issue itself, choose another name")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{path.parent}: can't be made ({error.strerror})") from None


def _files(issue: Issue) -> Iterator[Path]:
    """Yield the pictures and PDFs of an issue."""
    yield from (picture.path for picture in issue.pictures)
    yield from (page.facsimile.pdf for page in issue.pages if page.facsimile and page.facsimile.pdf)


def check(source: Path | str, options: ReadOptions | None = None) -> list[Finding]:
    """Read `source` and return everything that is wrong with it; writes nothing.

    Pictures are decoded whole, which a build leaves to the reader where it can.
    """
    from exporter.check import check_issue

    path, options = Path(source), options or ReadOptions()
    judge_reading(options)
    reading = find_reader(path, options.reader).read(path, options)
    findings = list(reading.findings)
    if reading.issue is not None:
        findings += check_issue(reading.issue)
    return findings


def new(folder: Path | str, language: str = "en") -> Path:
    """Make an issue folder to start from; raises `OutputError` if something is there."""
    from exporter.model import LANGUAGE
    from exporter.scaffold import make_folder

    if not LANGUAGE.fullmatch(language):
        raise UsageError(f"`{language}` is not a language tag, such as zh-Hans, zh-Hant or en")
    return make_folder(Path(folder), language, schema())


def schema(file: str = "issue") -> dict[str, Any]:
    """Return the JSON Schema of `issue.yaml` (`issue`) or of the front matter (`article`)."""
    models: dict[str, type[BaseModel]] = {"issue": IssueHead, "article": ArticleHead}
    if file not in models:
        raise UsageError(f"there is no schema `{file}`, use one of: {', '.join(models)}")
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return head | models[file].model_json_schema()
