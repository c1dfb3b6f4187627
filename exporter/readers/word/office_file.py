"""Open a Word or OpenDocument file safely: no macros, no entities, nothing external."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from exporter.readers.tools.xmlfile import BadXml, parse_with_namespaces

DOCX, ODT = ".docx", ".odt"
SUFFIXES = (DOCX, ODT)
# Other files with the name of a Word document, and what to do.
OLD = (".doc", ".wps", ".rtf", ".docm", ".pages")
SAVE = "open it in Word, WPS or LibreOffice and save it as .docx"
MAX_BYTES = 200_000_000
MAX_UNPACKED = 600_000_000  # bytes of all parts: pictures hardly compress, ZIP bombs do
MAX_XML = 40_000_000  # bytes of one XML part: about two million words
MAX_PARTS = 5_000
OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # [MS-CFB] §2.2
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # [MS-OFFCRYPTO] §2.3.4.4
ODF_TEXT = "application/vnd.oasis.opendocument.text"


class BadDocument(Exception):
    """A document that can't be read: the fault, and what to do."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.message, self.advice = message, advice


@dataclass
class Package:
    """The parts of a document by name: XML as trees, all others as bytes."""

    path: Path
    trees: dict[str, etree._Element] = field(default_factory=dict)
    others: dict[str, bytes] = field(default_factory=dict)

    def zipped(self) -> io.BytesIO:
        """Return the parts as a ZIP in memory, with XML free of entity declarations."""
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            for name, tree in self.trees.items():
                archive.writestr(name, etree.tostring(tree, encoding="utf-8"))
            for name, data in self.others.items():
                archive.writestr(name, data)
        made.seek(0)
        return made


def open_package(path: Path) -> Package:
    """Read a document; raises `BadDocument`, or `OSError` for an unreadable file."""
    if path.stat().st_size > MAX_BYTES:
        size = f"has {path.stat().st_size / 1e6:.0f} MB, the limit is {MAX_BYTES // 1_000_000} MB"
        raise BadDocument(size, "make its pictures smaller, or put them beside it")
    with path.open("rb") as file:
        _judge_head(file.read(4096), file.read)
    try:
        with zipfile.ZipFile(path) as archive:
            _judge_parts(archive)
            return _read(path, archive)
    except (zipfile.BadZipFile, EOFError, zlib.error, NotImplementedError) as error:
        raise BadDocument(f"is damaged or cut short ({error})", "copy or save it again") from None
    except RuntimeError:  # what zipfile raises for a password
        raise BadDocument("is protected by a password", "save it without a password") from None


def _judge_head(head: bytes, rest: Callable[[], bytes]) -> None:
    """Raise `BadDocument` for a file that is not a ZIP, with what it really is."""
    if head.startswith(OLE):
        if ENCRYPTED in head + rest():
            raise BadDocument("is protected by a password", "save it without a password")
        raise BadDocument("is really a Word 97–2003 document (.doc)", SAVE)
    if head.startswith(b"{\\rtf"):
        raise BadDocument("is really an RTF file", SAVE)
    if head.lstrip()[:1] == b"<":
        raise BadDocument("is really a web page or XML file", SAVE)
    if not head:
        raise BadDocument("is empty", "copy or save it again")
    if not head.startswith(b"PK"):
        raise BadDocument("is not a Word or OpenDocument file", SAVE)


def _judge_parts(archive: zipfile.ZipFile) -> None:
    """Raise `BadDocument` for parts that unpack to too much."""
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED:
        message = f"unpacks to {unpacked / 1e6:,.0f} MB in {len(parts):,} parts"
        limits = f"the limits are {MAX_UNPACKED / 1e6:,.0f} MB and {MAX_PARTS:,} parts"
        raise BadDocument(message, f"{limits}: copy its text into a new document")
    large = next((part for part in parts if _is_xml(part) and part.file_size > MAX_XML), None)
    if large:
        message = f"has {large.file_size / 1e6:,.0f} MB of text in {large.filename}"
        raise BadDocument(message, f"the limit is {MAX_XML / 1e6:.0f} MB: split it")


def _is_xml(part: zipfile.ZipInfo) -> bool:
    return part.filename.endswith((".xml", ".rels"))


def _read(path: Path, archive: zipfile.ZipFile) -> Package:
    package = Package(path)
    for part in archive.infolist():
        data = archive.read(part)
        if not _is_xml(part):
            package.others[part.filename] = data
            continue
        try:
            package.trees[part.filename], _ = parse_with_namespaces(data)
        except BadXml as error:
            message = f"has a part {part.filename} that {error}"
            raise BadDocument(message, "copy its text into a new document") from None
    if "word/document.xml" not in package.trees and "content.xml" not in package.trees:
        raise BadDocument("is a ZIP file without document text", SAVE)
    return package


def kind(package: Package) -> str:
    """Return the suffix that fits the content of a document; raises `BadDocument` for others."""
    if "word/document.xml" in package.trees:
        return DOCX
    if "encryption-data" in "".join(_tags(package.trees.get("META-INF/manifest.xml"))):
        raise BadDocument("is protected by a password", "save it without a password")
    stated = package.others.get("mimetype", ODF_TEXT.encode()).decode("ascii", "replace")
    if not stated.startswith(ODF_TEXT):
        raise BadDocument(
            "is an OpenDocument file but not a text document", "save its text as .docx"
        )
    return ODT


def _tags(tree: etree._Element | None) -> list[str]:
    return [] if tree is None else [str(node.tag) for node in tree.iter()]


def has_macros(package: Package) -> bool:
    """Whether it contains macros, which are never run."""
    names = package.others.keys() | package.trees.keys()
    return any(name.endswith("vbaProject.bin") or name.startswith("Basic/") for name in names)
