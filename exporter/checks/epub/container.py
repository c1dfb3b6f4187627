"""The archive of an EPUB: names, files, package document, and encrypted files."""

from __future__ import annotations

import posixpath
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

CONTAINER, ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
MAX_FILE = 50_000_000
ZIP = b"PK\x03\x04"
# Obfuscated fonts (EPUB 3.3 §4.3, and Adobe's way): reading systems need no key for them.
OBFUSCATION = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)


class Unreadable(Exception):
    """Something that every EPUB must have is missing."""


def refuse(path: Path) -> None:
    """Raise `Unreadable` for a file that is no ZIP archive, and say what it looks like."""
    if zipfile.is_zipfile(path):
        return
    with path.open("rb") as file:
        start = file.read(len(ZIP))
    if not start:
        raise Unreadable("the file is empty")
    cut = start == ZIP
    raise Unreadable("the file is cut off or damaged" if cut else "it is no ZIP archive")


def composed(name: str) -> str:
    """Normalise a name as OCF compares names: composed and decomposed letters are equal."""
    return unicodedata.normalize("NFC", name)


def read(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return a file of the archive; raises `Unreadable` if it is missing or too large."""
    if name not in archive.NameToInfo:
        same = (each for each in archive.namelist() if composed(each) == composed(name))
        name = next(same, name)
    if name not in archive.NameToInfo:
        raise Unreadable(f"`{name}` is missing")
    if archive.getinfo(name).file_size > MAX_FILE:
        raise Unreadable(f"`{name}` is too large")
    return archive.read(name)


def parsed(data: bytes) -> etree._Element:
    """Parse XML of a book by others: no entities, no network."""
    return etree.fromstring(data, PARSER)


def package_document(archive: zipfile.ZipFile) -> tuple[str, etree._Element]:
    """Return the folder of the package document, and the document; raises `Unreadable`."""
    container = parsed(read(archive, CONTAINER))
    root_file = next((each for each in container.iter("{*}rootfile")), None)
    if root_file is None:
        raise Unreadable(f"`{CONTAINER}` names no package document")
    name = root_file.get("full-path", "")
    return posixpath.dirname(name), parsed(read(archive, name))


def encrypted(archive: zipfile.ZipFile) -> set[str]:
    """Return the names of the files that need a key; obfuscated fonts are not among them."""
    if ENCRYPTION not in archive.NameToInfo:
        return set()
    return set(_encrypted(parsed(read(archive, ENCRYPTION))))


def _encrypted(root: etree._Element) -> Iterator[str]:
    for each in root.iter("{*}EncryptedData"):
        method, place = each.find("{*}EncryptionMethod"), each.find(".//{*}CipherReference")
        by = "" if method is None else method.get("Algorithm", "")
        if place is not None and by not in OBFUSCATION:
            yield composed(unquote(place.get("URI", "")))
