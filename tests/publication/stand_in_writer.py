"""Writers that take no time, which other processes can import."""

import io
import os
import zipfile
from pathlib import Path

from PIL import Image

from exporter.edition.style import find_style
from exporter.findings import Finding
from exporter.options import Options


def write(issue, outputs, options):
    """Write who made an issue, with the number of its process; its files and no findings."""
    folder = outputs[0]
    path = folder / f"{issue.date}.epub" if folder.is_dir() else folder
    path.write_text(f"{os.getpid()}", encoding="utf-8")
    return (path,), ()


def end_on_tuesday(issue, outputs, options):
    """Write an issue, but end the process at one of a Tuesday."""
    if issue.date.isoweekday() == 2:
        os._exit(3)
    return write(issue, outputs, options)


def stand_in(issue, path: Path, options: Options) -> tuple[Finding, ...]:
    """Write a file with a cover, of the same bytes for the same issue."""
    cover = io.BytesIO()
    Image.new("RGB", (16, 24), "navy").save(cover, "JPEG")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(zipfile.ZipInfo("EPUB/cover.jpg"), cover.getvalue())
        words = "".join(article.text for article in issue.articles)
        archive.writestr(zipfile.ZipInfo("text"), f"{issue.date} {issue.revision} {words}")
    return ()


def fail_on_tuesday(issue, path, options):
    """Write a file as `stand_in` does, but end the process at an issue of a Tuesday."""
    if issue.date.isoweekday() == 2:
        os._exit(3)
    return stand_in(issue, path, options)


def as_it_is(issue, folder, options):
    """Draw no facsimiles."""
    return issue


def plain_style(issue):
    """Return the style that all issues have."""
    return find_style("")
