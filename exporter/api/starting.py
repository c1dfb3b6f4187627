"""Write issue folders and styles to start from, and the schemas of their files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date as Date
from pathlib import Path

from pydantic import BaseModel

from exporter.api.input import read, read_with_style
from exporter.api.judging import judge_reading
from exporter.api.results import BuildReport, build_report
from exporter.edition.style import StyleFile
from exporter.errors import UsageError
from exporter.model import LANGUAGE, ArticleHead, Issue, IssueHead
from exporter.nearest import unknown
from exporter.options import Options
from exporter.readers import ReadOptions
from exporter.readers.folder import ISSUE_FILE
from exporter.readers.publication import (
    PublicationFile,
    PublicationHead,
    publication_above,
    without_inherited,
)

MOST_NEW_PAGES = 96  # in a new issue folder: more is a typing error


FORMATS = ("folder", "icml")  # that a source can be converted to


def convert(
    source: Path | str,
    folder: Path | str,
    options: ReadOptions | None = None,
    to: str = "folder",
) -> BuildReport:
    """Read `source` and write it into `folder`: as an issue folder, or as ICML stories.

    An issue folder (`to="folder"`) is for manual corrections, and builds to the same files as the
    source. What a publication.yaml above it says is not repeated in it. ICML stories
    (`to="icml"`) are for InDesign: one per article, with linked pictures.
    Raises any error of `exporter.errors`; the folder is written completely or not at all, and must
    be new or empty.
    """
    options = options or ReadOptions()
    judge_reading(options)
    if to not in FORMATS:
        raise UsageError(unknown("format", to, FORMATS))
    return (
        _to_stories(source, Path(folder), options)
        if to == "icml"
        else _to_folder(source, Path(folder), options)
    )


def _to_folder(source: Path | str, folder: Path, options: ReadOptions) -> BuildReport:
    shared = _publication_of(folder)
    reading = read(source, _of_publication(options, source, shared))
    written = _write(reading.require_issue(), folder, shared)
    return build_report(reading, (written,), list(reading.findings))


def _publication_of(folder: Path) -> PublicationFile | None:
    """Return the publication.yaml that a new folder will inherit from, if it can be read."""
    shared = publication_above(folder)
    return shared if shared and shared.head else None


def _of_publication(
    options: ReadOptions, source: Path | str, shared: PublicationFile | None
) -> ReadOptions:
    """Name the publication and its language as publication.yaml does, unless options do.

    An issue folder says itself what it is of.
    """
    if not shared or not shared.head or (Path(source) / ISSUE_FILE).is_file():
        return options
    return replace(
        options,
        publication=options.publication or shared.head.name,
        language=options.language or shared.head.language,
    )


def _write(issue: Issue, folder: Path, shared: PublicationFile | None) -> Path:
    from exporter.conversion import write_folder

    own, inherited = without_inherited(issue, shared)
    return write_folder(own, folder, inherited)


def _to_stories(source: Path | str, folder: Path, options: ReadOptions) -> BuildReport:
    from exporter.writers.icml import write_stories

    reading, style = read_with_style(source, Options(reading=options))
    found = write_stories(reading.require_issue(), style, folder)
    return build_report(reading, (folder,), [*reading.findings, *found])


def new(
    folder: Path | str,
    language: str | None = None,
    publication: str = "",
    pages: int = 1,
    day: Date | None = None,
) -> Path:
    """Make an issue folder with `pages` example pages, dated `day`.

    Without it, the date is the name of the folder if that is one, else today. Without `language`
    and `publication`, the issue inherits them from a publication.yaml above it; without one, the
    language is English.

    Returns the folder. Raises `OutputError` if it is not empty, `UsageError` for bad arguments.
    """
    from exporter.scaffold import make_folder

    shared = _publication_of(Path(folder))
    is_named = bool(publication or language or not shared)
    if language is None:
        language = shared.head.language if shared and shared.head else "en"
    judge_language(language)
    judge_pages(pages)
    day = day or day_named(Path(folder))
    return make_folder(Path(folder), language, schema(), publication, pages, day, is_named)


def judge_language(language: str) -> None:
    """Raise `UsageError` if a new issue can't have this language."""
    if not LANGUAGE.fullmatch(language):
        raise UsageError(f"`{language}` is not a language tag, such as zh-Hans, zh-Hant or en")


def judge_pages(pages: int) -> None:
    """Raise `UsageError` if a new issue can't have so many pages."""
    if not 1 <= pages <= MOST_NEW_PAGES:
        raise UsageError(f"{pages} pages: use a number from 1 to {MOST_NEW_PAGES}")


def day_named(folder: Path) -> Date | None:
    """Return the date that a folder is named by, such as 2018-07-03; None if it is not."""
    try:
        return Date.fromisoformat(folder.resolve().name)
    except ValueError:
        return None


def new_after(
    issue: Path | str, folder: Path | str, day: Date | None = None, advertisements: bool = True
) -> BuildReport:
    """Make the folder of the next issue, with the pages, editors and advertisements of `issue`.

    Articles and facsimiles are left out. `day` is its date; by default, the name of the folder if
    that is one, else the same interval as between the last two issues, or a week. Raises any error
    of `exporter.errors`.
    """
    from exporter.conversion import next_issue

    reading, named = read(issue), day or day_named(Path(folder))
    following = next_issue(reading.require_issue(), named, advertisements)
    written = _write(following, Path(folder), _publication_of(Path(folder)))
    for page in following.pages:
        (written / page.label).mkdir(exist_ok=True)
    return build_report(replace(reading, findings=()), (written,), [])


def new_style(folder: Path | str, language: str = "en") -> Path:
    """Make a style to start from, which extends the newspaper style.

    Raises `OutputError` if the folder is not empty.
    """
    from exporter.scaffold import make_style

    return make_style(Path(folder), language, schema("style"))


def schema(file: str = "issue") -> dict[str, object]:
    """Return the JSON Schema of a file: `issue.yaml` (`issue`), the front matter (`article`),
    `style.yaml` (`style`) or `publication.yaml` (`publication`). Raises `UsageError` for others.
    """
    models: dict[str, type[BaseModel]] = {
        "issue": IssueHead,
        "article": ArticleHead,
        "style": StyleFile,
        "publication": PublicationHead,
    }
    if file not in models:
        raise UsageError(unknown("schema", file, models))
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return head | models[file].model_json_schema()
