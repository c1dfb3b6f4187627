"""The EPUB and the web edition of an issue as files for a browser."""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

import yaml
from lxml import etree

from exporter import api
from exporter.findings import Finding
from exporter.model import Issue
from exporter.options import Options, ReadOptions
from exporter.outputs import lasting_folder
from exporter.preview.state import Chapter
from exporter.readers import Reading

CONTAINER = "META-INF/container.xml"
# A web edition of this issue only, without features that the preview does not show.
CHOICES = {"facsimiles": False, "search": False, "offline": False}


class Views:
    """The parts of the last EPUB by name, and the folder of the web edition."""

    def __init__(self) -> None:
        self.parts: dict[str, bytes] = {}
        # Of its own: several previews in one process show several issues.
        self.folder = Path(tempfile.mkdtemp(prefix="preview-", dir=lasting_folder()))
        self.site, self.epub = self.folder / "site", self.folder / "issue.epub"

    def make_epub(self, issue: Issue, options: Options) -> list[Chapter]:
        """Make the EPUB; return its documents in reading order."""
        api.build(issue, self.epub, options)
        with zipfile.ZipFile(self.epub) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        return list(_chapters(self.parts))

    def make_web(self, issue: Issue, source: Path, options: Options) -> str:
        """Update the web edition, with the last EPUB as its download; return its first page."""

        def read(_: Path, reading: ReadOptions) -> Reading:
            return api.read_with_style(issue, replace(options, reading=reading))[0]

        def build(_: Issue, path: Path, __: Options) -> tuple[Finding, ...]:
            shutil.copyfile(self.epub, path)
            return ()

        folder = self.folder / "publication"
        folder.mkdir(exist_ok=True)
        head = {
            "name": issue.publication.name,
            "language": issue.publication.language,
            "site": CHOICES,
        }
        (folder / "publication.yaml").write_text(yaml.safe_dump(head, allow_unicode=True), "utf-8")
        link = folder / (source.name if source.is_file() else "issue")
        if not link.is_symlink():
            link.symlink_to(source.resolve(), target_is_directory=source.is_dir())
        tools = replace(api.site_tools(options), read=read, build=build)
        report = api.make_site(folder, self.site, options, tools=tools)
        for error in report.failed.values():
            raise error
        return "index.html" if (self.site / "index.html").is_file() else ""

    def site_file(self, name: str) -> Path | None:
        """Return a file of the web edition; None if it is missing or outside."""
        if "\0" in name:
            return None
        path = (self.site / name).resolve()
        if path.is_dir():
            path /= "index.html"
        inside = path.is_relative_to(self.site.resolve())
        return path if inside and path.is_file() and os.access(path, os.R_OK) else None


def _chapters(parts: dict[str, bytes]) -> Iterator[Chapter]:
    """Yield the documents of the spine (EPUB 3.3 §5.7), with paths in the container."""
    container = etree.fromstring(parts[CONTAINER])
    opf = container.find(".//{*}rootfile").get("full-path", "")  # type: ignore[union-attr]
    package, base = etree.fromstring(parts[opf]), PurePosixPath(opf).parent
    items = {item.get("id"): item.get("href", "") for item in package.iter("{*}item")}
    for each in package.iter("{*}itemref"):
        href = (base / items[each.get("idref")]).as_posix()
        title = etree.fromstring(parts[href]).find(".//{*}title")
        yield Chapter(href, (title.text or "") if title is not None else "")
