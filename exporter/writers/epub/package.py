"""The EPUB package, written with EbookLib, with additions for features and reproducible output.

EbookLib's own documents are parsed and mangled on their way out, so every item is raw bytes;
its spine knows no properties; its zip carries the time of the build, so each entry gets the
time of the book.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from ebooklib import epub
from lxml import etree

from exporter.xhtml import XML_LANG

LEVEL = 6  # of compression
STORED = frozenset(("image/jpeg", "image/png", "image/gif", "audio/mpeg", "application/epub+zip"))
# The years that a zip can hold.
EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
LATEST = datetime(2107, 12, 31, tzinfo=UTC)


class Item(epub.EpubItem):  # type: ignore[misc]
    """A file of the book, written byte for byte.

    `data` may be a function that makes the bytes when they are written, so that not all
    pictures need be in memory at once. `spine` is the properties of its place in the spine.
    """

    def __init__(
        self,
        name: str,
        data: bytes | Callable[[], bytes],
        media_type: str,
        identifier: str,
        properties: str = "",
        spine: str = "",
    ) -> None:
        super().__init__(uid=identifier, file_name=name, media_type=media_type)
        self.data = data
        self.properties = properties.split()
        self.spine_properties = spine
        self.is_linear = True  # whether it is part of the linear reading order

    def get_content(self, default: bytes = b"") -> bytes:
        """Return the bytes."""
        return self.data() if callable(self.data) else self.data or default


class Book(epub.EpubBook):  # type: ignore[misc]
    """A book and its modification time, UTC."""

    def __init__(self, modified: datetime) -> None:
        self.modified = modified
        super().__init__()
        self.metadata: dict[str, object] = {}

    def add_dc(self, name: str, value: str, identifier: str = "") -> None:
        """Add a Dublin Core element (EPUB 3.3 §5.5.3)."""
        self.add_metadata("DC", name, value, {"id": identifier} if identifier else {})

    def add_meta(
        self, property_name: str, value: str, refines: str = "", identifier: str = "", **more: str
    ) -> None:
        """Add a `meta` element with `property` (EPUB 3.3 §5.5.4)."""
        attributes = {"property": property_name, **more}
        if refines:
            attributes["refines"] = f"#{refines}"
        if identifier:
            attributes["id"] = identifier
        self.add_metadata(None, "meta", value, attributes)

    def add_old_meta(self, name: str, content: str) -> None:
        """Add an EPUB 2 `meta` element with `name` (EPUB 3.3 §5.5.5)."""
        self.add_metadata("OPF", "meta", "", {"name": name, "content": content})


class _Writer(epub.EpubWriter):  # type: ignore[misc]
    """EbookLib's writer with reproducible output."""

    def write(self) -> None:
        """Write the container: `mimetype` first and stored (OCF 3.3 §4.2)."""
        with zipfile.ZipFile(self.file_name, "w") as archive, ThreadPoolExecutor(2) as pool:
            self.out = _Archive(archive, self.book, pool)
            self.out.writestr("mimetype", b"application/epub+zip")
            self._write_container()
            self._write_opf()
            self._write_items()

    def _write_opf_file(self, root: etree._Element) -> None:
        """Add what EbookLib does not support to the package document, and write it."""
        root.attrib.pop("prefix")
        if self.book.prefixes:
            root.set("prefix", " ".join(self.book.prefixes))
        root.set(XML_LANG, self.book.language)
        for modified in root.iterfind(".//{*}meta[@property='dcterms:modified']"):
            # C libraries write the year 999 with three digits.
            modified.text = f"{self.book.modified.replace(tzinfo=None).isoformat()}Z"
        spine = root.find("spine")
        for reference, item in zip(() if spine is None else spine, self.book.spine, strict=True):
            if item.spine_properties:
                reference.set("properties", item.spine_properties)
            if not item.is_linear:
                reference.set("linear", "no")
        super()._write_opf_file(root)


class _Archive:
    """A zip file whose entries have the time of the book; compressed files are only stored.

    Threads deflate the others: zlib lets go of Python.
    """

    def __init__(self, archive: zipfile.ZipFile, book: Book, pool: ThreadPoolExecutor) -> None:
        self.archive = archive
        self.time = min(max(book.modified, EARLIEST), LATEST).timetuple()[:6]
        prefix = f"{book.FOLDER_NAME}/"
        self.stored = {
            prefix + item.file_name for item in book.items if item.media_type in STORED
        } | {"mimetype"}
        self.deflated = {
            name: pool.submit(_deflated, item.data)
            for item in book.items
            if (name := prefix + item.file_name) not in self.stored and isinstance(item.data, bytes)
        }

    def writestr(self, name: str, data: bytes | str) -> None:
        """Add one file."""
        entry = zipfile.ZipInfo(name, self.time)
        entry.external_attr = 0o644 << 16
        entry.create_system = 3
        deflated = self.deflated.get(name)
        if deflated and isinstance(data, bytes):
            entry.compress_type, entry.file_size = zipfile.ZIP_DEFLATED, len(data)
            with self.archive.open(entry, "w") as file:
                # A file that looks for it elsewhere would compress the bytes itself.
                vars(file)["_compressor"] = _Ready(deflated.result())
                file.write(data)
            return
        method = zipfile.ZIP_STORED if name in self.stored else zipfile.ZIP_DEFLATED
        self.archive.writestr(entry, data, method, LEVEL)


def _deflated(data: bytes) -> bytes:
    work = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return work.compress(data) + work.flush()


class _Ready:
    """Stands in for the compressor of a file in a zip, which is compressed already."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def compress(self, _: bytes) -> bytes:
        """Return nothing yet."""
        return b""

    def flush(self) -> bytes:
        """Return all."""
        return self.data


def sizes(book: Book, path: Path) -> Iterator[tuple[str, int]]:
    """Yield the media type of each file of a written book and its bytes in the package."""
    types = {f"{book.FOLDER_NAME}/{item.file_name}": item.media_type for item in book.items}
    with zipfile.ZipFile(path) as archive:
        for entry in archive.infolist():
            yield types.get(entry.filename, ""), entry.compress_size


def write_package(book: Book, path: Path) -> None:
    """Write the book to `path`."""
    options = {
        "raise_exceptions": True,
        "epub3_pages": False,
        "epub3_landmark": False,
        "package_direction": True,
        "mtime": book.modified,
    }
    _Writer(str(path), book, options).write()
