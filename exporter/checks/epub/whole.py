"""A whole EPUB file: its package, the files listed there, and its metadata."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from exporter.amounts import amount
from exporter.checks.epub.accessible import accessibility
from exporter.checks.epub.container import (
    Unreadable,
    composed,
    encrypted,
    package_document,
    parsed,
    read,
    refuse,
)
from exporter.checks.epub.content_document import finding_at
from exporter.checks.kindle import kindle
from exporter.findings import Finding
from exporter.guard import guarded

OPF = {"opf": "http://www.idpf.org/2007/opf"}
# EPUB Accessibility 1.1 §2.2; accessModeSufficient is required by the draft of 1.2.
REQUIRED = (
    "schema:accessMode",
    "schema:accessModeSufficient",
    "schema:accessibilityFeature",
    "schema:accessibilityHazard",
)
OURS = "issue-exporter"  # the generator named in our books
NCX = "application/x-dtbncx+xml"
CLAIM = "EPUB Accessibility 1."


def check_epub(path: Path) -> list[Finding]:
    """Return what is wrong with an EPUB file; a file that is not an EPUB is a finding too."""
    try:
        # zipfile and zlib raise nearly anything on damage, RuntimeError on a password.
        with guarded(Unreadable, Unreadable):
            refuse(path)
            with zipfile.ZipFile(path) as archive:
                return _Book(archive, path).findings()
    except Unreadable as error:
        message = f"can't be read as an EPUB ({error})"
        return [Finding("epub-unreadable", path, 0, message, "export it again")]


class _Book:
    """A book whose package document could be read, with what was found on the way."""

    def __init__(self, archive: zipfile.ZipFile, path: Path) -> None:
        self.archive, self.path = archive, path
        folder, self.package = package_document(archive)
        self.items = {
            posixpath.normpath(posixpath.join(folder, unquote(item.get("href", "")))): item
            for item in self.package.iterfind(".//opf:manifest/opf:item", OPF)
            if "://" not in item.get("href", "")
        }
        self.files = {composed(name) for name in archive.namelist()}
        self.broken: list[Finding] = []

    def findings(self) -> list[Finding]:
        """Return what is wrong with the book; a claim of its own is judged last."""
        listed = {composed(name) for name in self.items}
        if locked := encrypted(self.archive) & listed:
            files = amount(len(locked), "file")
            message = f"is encrypted (DRM), {files} in it can't be read without a key"
            advice = "check the book without its protection"
            return [finding_at("epub-encrypted", self.path, "", 0, message, advice)]
        lost = [
            finding_at("epub-file", self.path, "", 0, f"`{name}` is listed but missing", "pack it")
            for name in self.items
            if composed(name) not in self.files
        ]
        documents, styles = self.documents(), self.styles()
        found = [*lost, *self.broken, *self.accessibility(documents, styles)]
        media_types = [item.get("media-type", "") for item in self.items.values()]
        metadata = _metadata(self.package, self.path, bool(found))
        return [*found, *metadata, *kindle(self.path, media_types, styles)]

    def documents(self) -> dict[str, etree._Element]:
        """Parse the documents that people read."""
        return {
            name: tree
            for name, item in self.items.items()
            if item.get("media-type") == "application/xhtml+xml"
            and "data-nav" not in item.get("properties", "").split()
            and composed(name) in self.files
            if (tree := _document(self.archive, name, self.path, self.broken)) is not None
        }

    def styles(self) -> list[str]:
        """Read the texts of the style sheets."""
        return [
            read(self.archive, name).decode("utf-8", "replace")
            for name, item in self.items.items()
            if item.get("media-type") == "text/css" and composed(name) in self.files
        ]

    def accessibility(
        self, documents: Mapping[str, etree._Element], styles: list[str]
    ) -> list[Finding]:
        """Judge the documents of the book."""
        items = self.items.items()
        nav = [name for name, item in items if "nav" in item.get("properties", "").split()]
        is_old = self.package.get("version", "").startswith("2")
        has_ncx = is_old and any(item.get("media-type") == NCX for _, item in items)
        own = _is_own(self.package)
        contents = nav[0] if nav else ""
        return accessibility(
            documents, styles, contents, self.path, self.files, has_ncx=has_ncx, own=own
        )


def _is_own(package: etree._Element) -> bool:
    """Whether the exporter made the book."""
    made = package.iterfind(".//opf:metadata/opf:meta[@name='generator']", OPF)
    return any(each.get("content", "").startswith(OURS) for each in made)


def _document(
    archive: zipfile.ZipFile, name: str, path: Path, broken: list[Finding]
) -> etree._Element | None:
    """Parse a document; one that is not XML gives None and a finding in `broken`."""
    try:
        return parsed(read(archive, name))
    except etree.XMLSyntaxError as error:
        message = f"is not well-formed ({error})"
        advice = "correct the file, or export it again"
        broken.append(finding_at("epub-broken", path, name, 0, message, advice))
        return None


def _metadata(package: etree._Element, path: Path, flawed: bool) -> Iterator[Finding]:
    """Find missing metadata by which people choose books, and claims that are not proven."""
    metas = [
        (each.get("property") or each.get("name", ""), each.get("content") or each.text or "")
        for each in package.iterfind(".//opf:metadata/opf:meta", OPF)
    ]
    for name in REQUIRED:
        if not any(each == name and value.strip() for each, value in metas):
            advice = "add it to the package document"
            yield finding_at("epub-metadata", path, "", 0, f"`{name}` is missing", advice)
    claims = any(
        name == "dcterms:conformsTo" and value.strip().startswith(CLAIM) for name, value in metas
    )
    if claims and flawed:
        message = "claims to conform to EPUB Accessibility but does not"
        yield finding_at(
            "epub-claim", path, "", 0, message, "fix what is found, or remove the claim"
        )
