"""Write issue folders and styles to start from, and the schemas of their files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date as Date
from pathlib import Path

from pydantic import BaseModel

from exporter.api.input import judge_reading, read, read_with_style
from exporter.api.results import BuildReport, build_report
from exporter.edition.style import StyleFile
from exporter.errors import UsageError
from exporter.model import LANGUAGE, ArticleHead, IssueHead
from exporter.nearest import unknown
from exporter.options import Options
from exporter.readers import ReadOptions
from exporter.readers.publication import PublicationHead

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
    source. ICML stories (`to="icml"`) are for InDesign: one per article, with linked
    pictures.
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
    from exporter.conversion import write_folder

    reading = read(source, options)
    written = write_folder(reading.require_issue(), folder)
    return build_report(reading, (written,), list(reading.findings))


def _to_stories(source: Path | str, folder: Path, options: ReadOptions) -> BuildReport:
    from exporter.writers.icml import write_stories

    reading, style = read_with_style(source, Options(reading=options))
    found = write_stories(reading.require_issue(), style, folder)
    return build_report(reading, (folder,), [*reading.findings, *found])


def new(
    folder: Path | str,
    language: str = "en",
    publication: str = "",
    pages: int = 1,
    day: Date | None = None,
) -> Path:
    """Make an issue folder with `pages` example pages, dated `day`.

    Without it, the date is the name of the folder if that is one, else today.

    Returns the folder. Raises `OutputError` if it is not empty, `UsageError` for bad arguments.
    """
    from exporter.scaffold import make_folder

    judge_language(language)
    judge_pages(pages)
    day = day or day_named(Path(folder))
    return make_folder(Path(folder), language, schema(), publication, pages, day)


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
    from exporter.conversion import next_issue, write_folder

    reading, named = read(issue), day or day_named(Path(folder))
    following = next_issue(reading.require_issue(), named, advertisements)
    written = write_folder(following, Path(folder))
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
