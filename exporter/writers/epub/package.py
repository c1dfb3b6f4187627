"""The EPUB package, by EbookLib: what EbookLib can't write, or not twice alike, is made up here.

EbookLib's own documents are parsed and mangled on their way out, so every item is raw bytes;
its zip carries the time of the build, so each entry gets the time of the book.
"""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ebooklib import epub

STORED = frozenset(
    ("image/jpeg", "image/png", "image/gif", "image/webp", "font/woff2", "application/epub+zip")
)
EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)


class Item(epub.EpubItem):  # type: ignore[misc]
    """A file of the book, written byte for byte."""

    def __init__(
        self, name: str, data: bytes, media_type: str, identifier: str, properties: str = ""
    ) -> None:
        super().__init__(uid=identifier, file_name=name, media_type=media_type, content=data)
        self.properties = properties.split()


class Book(epub.EpubBook):  # type: ignore[misc]
    """A book and the time it is said to be of, UTC."""

    def __init__(self, modified: datetime) -> None:
        self.modified = modified
        super().__init__()
        self.metadata: dict[str, Any] = {}

    def add_meta(
        self, property_name: str, value: str, refines: str = "", identifier: str = ""
    ) -> None:
        """Add a `meta` element with `property` (EPUB 3.3 §5.5.4)."""
        attributes = {"property": property_name}
        if refines:
            attributes["refines"] = f"#{refines}"
        if identifier:
            attributes["id"] = identifier
        self.add_metadata(None, "meta", value, attributes)


class _Writer(epub.EpubWriter):  # type: ignore[misc]
    """EbookLib's writer, but the same bytes from the same book."""

    def write(self) -> None:
        """Write the container: `mimetype` first and stored (OCF 3.3 §4.2)."""
        with zipfile.ZipFile(self.file_name, "w") as archive:
            self.out = _Archive(archive, self.book)
            self.out.writestr("mimetype", b"application/epub+zip")
            self._write_container()
            self._write_opf()
            self._write_items()


class _Archive:
    """A zip file whose entries carry the time of the book; what is compressed is only stored."""

    def __init__(self, archive: zipfile.ZipFile, book: Book) -> None:
        self.archive = archive
        self.time = max(book.modified, EARLIEST).timetuple()[:6]
        prefix = f"{book.FOLDER_NAME}/"
        self.stored = {
            prefix + item.file_name for item in book.items if item.media_type in STORED
        } | {"mimetype"}

    def writestr(self, name: str, data: bytes | str) -> None:
        """Add one file."""
        entry = zipfile.ZipInfo(name, self.time)
        entry.external_attr = 0o644 << 16
        entry.create_system = 3
        method = zipfile.ZIP_STORED if name in self.stored else zipfile.ZIP_DEFLATED
        self.archive.writestr(entry, data, method, 6)


def write_package(book: Book, path: Path) -> None:
    """Write the book to `path`."""
    options = {
        "raise_exceptions": True,
        "epub3_pages": False,
        "epub3_landmark": False,
        "mtime": book.modified,
    }
    _Writer(str(path), book, options).write()
