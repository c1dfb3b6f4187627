"""The Python API: what the command line does, and nothing that it can't."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from exporter.content.pictures import PictureError
from exporter.edition import Edition, make_edition
from exporter.errors import InvalidSource, OutputError, UsageError
from exporter.findings import Finding
from exporter.model import ArticleHead, Issue, IssueHead
from exporter.readers import Reading, find_reader, read
from exporter.writers import Options, find_writer

__all__ = ["BuildReport", "Options", "build", "check", "new", "read", "schema"]

UNFIT = re.compile(r'[\s/\\:*?"<>|\x00-\x1f]+')
MAX_NAME_BYTES = 200  # with date and suffix it must stay under 255
DEFAULT_SUFFIXES = (".epub", ".pdf")


@dataclass(frozen=True)
class BuildReport:
    """The files that were written, and what was found on the way."""

    outputs: tuple[Path, ...]
    findings: tuple[Finding, ...] = ()


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
    reading = Reading(source) if isinstance(source, Issue) else _read(source, options)
    issue = reading.issue
    assert issue is not None  # `read` raises otherwise
    paths = [path for output in list(outputs) or ["."] for path in _paths(Path(output), issue)]
    writers = [find_writer(path) for path in paths]
    for path in paths:
        _judge_output(path, issue)
    edition = _edition(issue)
    findings = list(reading.findings)
    written = []
    for path, write in zip(paths, writers, strict=True):
        findings += write(edition, path, options)
        written += [path, *_split(path, issue, options)]
    return BuildReport(tuple(written), tuple(dict.fromkeys(findings)))


def _split(path: Path, issue: Issue, options: Options) -> list[Path]:
    """Write the pages of a PDF one by one, if that is wanted."""
    if not options.profile.split or path.suffix.lower() != ".pdf":
        return []
    from exporter.writers.pdf.split import split_pages

    return split_pages(path, issue, options.profile)


def judge_options(options: Options) -> None:
    """Refuse an unknown style, paper or ICC file before anything is read: `UsageError`."""
    from exporter.stylesheets import stylesheet
    from exporter.writers.pdf.papers import make_grid
    from exporter.writers.pdf.press.condition import judge_profile

    stylesheet(options.style, "print.css")
    make_grid(options.paper, "en")
    judge_profile(options.profile)


def _read(source: Path | str, options: Options) -> Reading:
    options.progress(str(source))
    return read(source)


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


def check(source: Path | str) -> list[Finding]:
    """Read `source` and return everything that is wrong with it; writes nothing.

    Pictures are decoded whole, which a build leaves to the reader where it can.
    """
    from exporter.check import check_issue

    path = Path(source)
    reading = find_reader(path).read(path)
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
