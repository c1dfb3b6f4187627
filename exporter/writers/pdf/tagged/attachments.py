"""The attachments of an archived PDF: the issue as EPUB, as data, and its source files.

Each names its relation to the document (ISO 19005-3 §6.8, ISO 32000-2 §7.11.3 AFRelationship).
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from exporter.edition import Edition
from exporter.findings import Finding
from exporter.model import Issue
from exporter.options import Options
from exporter.outputs import temporary_folder

# The years that a zip can hold.
EARLIEST_YEAR, LATEST_YEAR = 1980, 2107


@dataclass(frozen=True)
class Attachment:
    """A file to attach: its name, media type, relation to the document, and what it is."""

    name: str
    data: bytes
    media_type: str
    relationship: str
    description: str


def make_attachments(edition: Edition, options: Options) -> tuple[list[Attachment], list[Finding]]:
    """Return the attachments of an edition, and what was found while the EPUB was made."""
    epub, findings = _epub(edition, options)
    title = edition.title
    attachments = [
        Attachment("issue.epub", epub, "application/epub+zip", "Alternative", f"{title} (EPUB 3)"),
        Attachment(
            "issue.json",
            issue_json(edition.issue).encode(),
            "application/json",
            "Data",
            f"{title} (pages, articles, figures)",
        ),
        Attachment(
            "issue.zip",
            _folder(edition.issue),
            "application/zip",
            "Source",
            f"{title} (the files that it was made from)",
        ),
    ]
    return attachments, findings


def _epub(edition: Edition, options: Options) -> tuple[bytes, list[Finding]]:
    from exporter.writers.epub import write_epub

    with temporary_folder() as folder:
        path = folder / "issue.epub"
        findings = write_epub(edition, path, options)
        return path.read_bytes(), findings


def issue_json(issue: Issue) -> str:
    """Return the issue as JSON: every field of the model, paths relative to its folder."""

    def plain(value: object) -> object:
        if isinstance(value, Path):
            return _relative(value, issue.root)
        raise TypeError(f"{type(value)} has no form in JSON")

    values = issue.model_dump(exclude={"root"})
    values["date"] = issue.date.isoformat()
    for article in (each for page in values["pages"] for each in page["articles"]):
        article["source"] = _relative(issue.root / article["source"], issue.root)
    for neighbour in (values["previous"], values["next"]):
        if neighbour:
            neighbour["date"] = neighbour["date"].isoformat()
    return json.dumps(values, ensure_ascii=False, indent=1, default=plain) + "\n"


def _relative(path: Path, root: Path) -> str:
    """Return the path of a file inside the issue, however the issue itself was named."""
    for file, base in ((path.absolute(), root.absolute()), (path.resolve(), root.resolve())):
        if file.is_relative_to(base):
            return file.relative_to(base).as_posix()
    return path.name


def _folder(issue: Issue) -> bytes:
    """Return a zip of the files of the issue, the same bytes each time.

    Only what the issue names: its folder may hold other, private files.
    """
    year = min(max(issue.date.year, EARLIEST_YEAR), LATEST_YEAR)
    time = (year, issue.date.month, issue.date.day, 0, 0, 0)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, path in sorted(
            {_relative(file, issue.root): file for file in _files(issue)}.items()
        ):
            entry = zipfile.ZipInfo(name, time)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED, 6)
    return buffer.getvalue()


def _files(issue: Issue) -> Iterator[Path]:
    """Yield the files that an issue was made from and that are still there."""
    paths = [issue.root / "issue.yaml"]
    paths += [issue.root / article.source for article in issue.articles]
    paths += [picture.path for picture in issue.pictures]
    paths += [page.facsimile.pdf for page in issue.pages if page.facsimile and page.facsimile.pdf]
    yield from (path for path in paths if path.is_file())
