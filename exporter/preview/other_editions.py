"""What the process beside the pages does: it makes the EPUB and the web edition of an issue."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache, wraps
from pathlib import Path
from typing import TypeVar, cast

import yaml
from lxml import etree

from exporter import api
from exporter.errors import ExporterError
from exporter.findings import Finding
from exporter.guard import guarded
from exporter.model import Issue
from exporter.options import Options, ReadOptions
from exporter.preview.page_state import Chapter
from exporter.preview.sending import Parcel, unpacked
from exporter.publication.memory import tidy
from exporter.publication.sources import open_publication
from exporter.readers import Reading
from exporter.remembered import remember

EPUB, SITE = "issue.epub", "site"
# A web edition of this issue only, without features that the preview does not show.
CHOICES = {"facsimiles": False, "search": False, "offline": False}
Made = TypeVar("Made")


@dataclass(frozen=True)
class Making:
    """What to make: an issue as it was read, from where, and the folder for its views."""

    issue: Issue
    source: Path
    options: Options
    folder: Path


@dataclass(frozen=True)
class NewBook:
    """An EPUB: its documents in reading order, its files that are new, and the names of all."""

    chapters: tuple[Chapter, ...]
    new: dict[str, bytes]
    names: frozenset[str]


@dataclass
class _Last:
    """The last EPUB of this process, until it is written, and its files."""

    book: api.PreparedEpub | None = None
    parts: dict[str, bytes] = field(default_factory=dict)


_last = _Last()


def _answering(make: Callable[[Making], Made]) -> Callable[[Parcel], Made | ExporterError]:
    """Return the function that returns errors, which a process can't raise in another."""

    @wraps(make)
    def answer(parcel: Parcel) -> Made | ExporterError:
        remember()
        try:
            with guarded(unforeseen, ExporterError):
                return make(cast("Making", unpacked(parcel)))
        except ExporterError as error:
            return error

    return answer


def tidy_up(_: None) -> None:
    """Free the memory of past views."""
    tidy()


def unforeseen(why: str) -> ExporterError:
    """Return the error for what a library raised."""
    return ExporterError(f"the preview can't be made ({why})")


@_answering
def make_epub(making: Making) -> NewBook:
    """Make the EPUB, and return what of it has changed since the last one."""
    book = api.prepare_epub(making.issue, making.folder, making.options)
    new = {name: data for name, data in book.parts.items() if _last.parts.get(name) != data}
    _last.book, _last.parts = book, book.parts
    chapters = tuple(Chapter(name, _title(book.parts[name])) for name in book.spine)
    return NewBook(chapters, new, frozenset(book.parts))


@_answering
def make_web(making: Making) -> str:
    """Update the web edition, with the last EPUB as its download; return its first page."""
    if _last.book:
        _last.book.write(making.folder / EPUB)
        _last.book = None
    issue, source, options = making.issue, making.source, making.options

    def read(_: Path, reading: ReadOptions) -> Reading:
        return api.read_with_style(issue, replace(options, reading=reading))[0]

    def build(_: Issue, path: Path, __: Options) -> tuple[Finding, ...]:
        shutil.copyfile(making.folder / EPUB, path)
        return ()

    folder, site = _publication(making), making.folder / SITE
    link = folder / (source.name if source.is_file() else "issue")
    if not link.is_symlink():
        link.symlink_to(source.resolve(), target_is_directory=source.is_dir())
    tools = replace(api.site_tools(options), read=read, build=build)
    report = api.make_site(open_publication(folder), site, options, tools)
    for error in report.failed.values():
        raise error
    return "index.html" if (site / "index.html").is_file() else ""


def _publication(making: Making) -> Path:
    """Return the folder of a publication that has this issue alone."""
    folder = making.folder / "publication"
    folder.mkdir(exist_ok=True)
    publication = making.issue.publication
    head = {"name": publication.name, "language": publication.language, "site": CHOICES}
    (folder / "publication.yaml").write_text(yaml.safe_dump(head, allow_unicode=True), "utf-8")
    return folder


@lru_cache(maxsize=1024)
def _title(document: bytes) -> str:
    """Return the title of an XHTML document."""
    title = etree.fromstring(document).find(".//{*}title")
    return (title.text or "") if title is not None else ""
