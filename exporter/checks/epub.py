"""Rules over EPUBs: what a program can prove of EPUB Accessibility 1.1 and WCAG 2.2 AA.

`exporter check FILE.epub` runs them all, and the EPUB writer claims conformance only where
`accessibility` finds nothing in what it is about to write.
"""

from __future__ import annotations

import posixpath
import unicodedata
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from exporter.checks.contrast import faint_colours
from exporter.checks.kindle import kindle
from exporter.checks.wording import is_in_another_script, is_poor_alternative, is_vague_link
from exporter.findings import Finding
from exporter.guard import guarded
from exporter.xhtml import EPUB_TYPE, XHTML, XML_LANG

__all__ = ["accessibility", "check_epub"]

OPF = {"opf": "http://www.idpf.org/2007/opf"}
CONTAINER = "META-INF/container.xml"
MAX_FILE = 50_000_000
# EPUB Accessibility 1.1 §2.2; accessModeSufficient is required by the draft of 1.2.
REQUIRED = (
    "schema:accessMode",
    "schema:accessModeSufficient",
    "schema:accessibilityFeature",
    "schema:accessibilityHazard",
)
# Attributes that name an element beside its text, and roles that mark it as decorative.
NAMES = ("aria-label", "aria-labelledby", "title")
DECORATIVE = ("presentation", "none")
OURS = "issue-exporter"  # the generator named in our books
NCX = "application/x-dtbncx+xml"
CLAIM = "EPUB Accessibility 1."
# Both look for what they want in C: an issue may have thousands of documents.
IDENTIFIED = etree.XPath("//*[@id]")
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)


@dataclass
class Survey:
    """What the rules over a whole book need to know of one document."""

    name: str
    ids: set[str] = field(default_factory=set)
    links: list[tuple[str, int]] = field(default_factory=list)
    markers: set[str] = field(default_factory=set)
    navs: dict[str, list[str]] = field(default_factory=dict)


def check_epub(path: Path) -> list[Finding]:
    """Return what is wrong with an EPUB file; a file that is not an EPUB is a finding too."""
    try:
        # zipfile and zlib raise nearly anything on damage, RuntimeError on an encrypted file.
        with guarded(_Broken), zipfile.ZipFile(path) as archive:
            return _check_archive(archive, path)
    except _Broken as error:
        message = f"can't be read as an EPUB ({error})"
        return [Finding("epub-broken", path, 0, message, "export it again")]


class _Broken(Exception):
    """Something that every EPUB must have is missing."""


def _check_archive(archive: zipfile.ZipFile, path: Path) -> list[Finding]:
    container = _parsed(_read(archive, CONTAINER))
    root_file = next((e for e in container.iter("{*}rootfile")), None)
    if root_file is None:
        raise _Broken("META-INF/container.xml names no package document")
    package_name = root_file.get("full-path", "")
    package = _parsed(_read(archive, package_name))
    folder = posixpath.dirname(package_name)
    items = {
        posixpath.normpath(posixpath.join(folder, unquote(item.get("href", "")))): item
        for item in package.iterfind(".//opf:manifest/opf:item", OPF)
        if "://" not in item.get("href", "")
    }
    files = {_composed(name) for name in archive.namelist()}
    lost = [
        _finding("epub-file", path, "", 0, f"`{name}` is listed but missing", "pack it")
        for name in items
        if _composed(name) not in files
    ]
    broken: list[Finding] = []
    documents = {
        name: tree
        for name, item in items.items()
        if item.get("media-type") == "application/xhtml+xml"
        and "data-nav" not in item.get("properties", "").split()
        and _composed(name) in files
        if (tree := _document(archive, name, path, broken)) is not None
    }
    styles = [
        _read(archive, name).decode("utf-8", "replace")
        for name, item in items.items()
        if item.get("media-type") == "text/css" and _composed(name) in files
    ]
    nav = [name for name, item in items.items() if "nav" in item.get("properties", "").split()]
    is_old = package.get("version", "").startswith("2")
    has_ncx = is_old and any(item.get("media-type") == NCX for item in items.values())
    contents = nav[0] if nav else ""
    judged = accessibility(
        documents, styles, contents, path, files, has_ncx=has_ncx, own=_is_own(package)
    )
    found = [*lost, *broken, *judged]
    media_types = [item.get("media-type", "") for item in items.values()]
    metadata = _metadata(package, path, bool(found))
    return [*found, *metadata, *kindle(path, media_types, styles)]


def _is_own(package: etree._Element) -> bool:
    """Whether the exporter made the book."""
    made = package.iterfind(".//opf:metadata/opf:meta[@name='generator']", OPF)
    return any(each.get("content", "").startswith(OURS) for each in made)


def _composed(name: str) -> str:
    """Normalise a name as OCF compares names: composed and decomposed letters are equal."""
    return unicodedata.normalize("NFC", name)


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    if name not in archive.NameToInfo:
        same = (each for each in archive.namelist() if _composed(each) == _composed(name))
        name = next(same, name)
    if archive.getinfo(name).file_size > MAX_FILE:
        raise _Broken(f"{name} is too large")
    return archive.read(name)


def _document(
    archive: zipfile.ZipFile, name: str, path: Path, broken: list[Finding]
) -> etree._Element | None:
    """Parse a document; one that is not XML gives None and a finding in `broken`."""
    try:
        return _parsed(_read(archive, name))
    except etree.XMLSyntaxError as error:
        message = f"is not well-formed ({error})"
        advice = "correct the file, or export it again"
        broken.append(_finding("epub-broken", path, name, 0, message, advice))
        return None


def _parsed(data: bytes) -> etree._Element:
    return etree.fromstring(data, PARSER)


def _metadata(package: etree._Element, path: Path, flawed: bool) -> Iterator[Finding]:
    """Ask for the metadata by which people choose books, and doubt a claim that is not proven."""
    metas = [
        (each.get("property") or each.get("name", ""), each.get("content") or each.text or "")
        for each in package.iterfind(".//opf:metadata/opf:meta", OPF)
    ]
    for name in REQUIRED:
        if not any(each == name and value.strip() for each, value in metas):
            advice = "add it to the package document"
            yield _finding("epub-metadata", path, "", 0, f"`{name}` is missing", advice)
    claims = any(
        name == "dcterms:conformsTo" and value.strip().startswith(CLAIM) for name, value in metas
    )
    if claims and flawed:
        message = "claims to conform to EPUB Accessibility but does not"
        yield _finding("epub-claim", path, "", 0, message, "fix what is found, or remove the claim")


def accessibility(
    documents: Mapping[str, etree._Element],
    styles: list[str],
    nav: str,
    path: Path,
    files: set[str] | None = None,
    *,
    has_ncx: bool = False,
    own: bool = True,
) -> list[Finding]:
    """Return what keeps documents from conforming: alternatives, headings, language, navigation.

    `documents` are the XHTML documents by name, `styles` the texts of the style sheets, `nav` the
    name of the navigation document, `files` all names of the book where links may lead to others
    than documents. `path` is the file that findings name. `has_ncx` is whether it is an EPUB 2
    with an NCX; `own` whether the exporter made it: then text must be legible on dark screens too.
    """
    found: list[Finding] = []
    surveys: dict[str, Survey] = {}
    for name, tree in documents.items():
        document = _Document(name, path, tree, own)
        found += document.findings
        surveys[name] = document.survey
    found += _targets(surveys, files or set(), path)
    found += [] if has_ncx and not nav else _navigation(surveys, nav, path, own)
    found += [
        _finding("epub-contrast", path, "", 0, message, "ratio 4.5 : 1 or more, WCAG 1.4.3")
        for style in styles
        for message in faint_colours(style, own=own)
    ]
    return found


def _finding(rule: str, path: Path, name: str, line: int, message: str, advice: str) -> Finding:
    place = path / name if name else path
    return Finding(rule, place, line, message, advice)


class _Document:
    """One pass over a document: each method judges elements of one kind."""

    def __init__(self, name: str, path: Path, tree: etree._Element, own: bool) -> None:
        self.name, self.path, self.tree, self.own = name, path, tree, own
        self.survey = Survey(name)
        self.findings: list[Finding] = []
        self.level = 0
        self.judge()

    def judge(self) -> None:
        self.root()
        identified = IDENTIFIED(self.tree)
        for element in identified if isinstance(identified, list) else ():
            if isinstance(element, etree._Element):
                self.identified(element, element.get("id", ""))
        for element in self.tree.iter(*RULES):
            RULES[str(element.tag)](self, element)

    def add(self, rule: str, element: etree._Element, message: str, advice: str) -> None:
        line = _line(element)
        self.findings.append(_finding(rule, self.path, self.name, line, message, advice))

    def root(self) -> None:
        """WCAG 3.1.1, 2.4.2."""
        said = {self.tree.get(name, "").strip().lower() for name in ("lang", XML_LANG)} - {""}
        if len(said) != 1:
            message = "lang and xml:lang differ" if said else "the document has no language"
            self.add("epub-language", self.tree, message, "give html a lang, or the same in both")
        title = self.tree.find(f"{XHTML}head/{XHTML}title")
        if title is None or not (title.text or "").strip():
            self.add(
                "epub-title", self.tree, "the document has no title", "add a title to its head"
            )

    def identified(self, element: etree._Element, identifier: str) -> None:
        if identifier in self.survey.ids:
            self.add("epub-id", element, f"the id `{identifier}` is used twice", "rename one")
        self.survey.ids.add(identifier)
        kinds = (*element.get(EPUB_TYPE, "").split(), *element.get("role", "").split())
        if "pagebreak" in kinds or "doc-pagebreak" in kinds:
            self.marker(element, identifier)

    def marker(self, element: etree._Element, identifier: str) -> None:
        """EPUB Accessibility 1.1 §3.2: page breaks that assistive technology can announce."""
        self.survey.markers.add(identifier)
        if element.get("role") != "doc-pagebreak" or not _name(element):
            advice = 'give it role="doc-pagebreak" and an aria-label'
            self.add("epub-page-break", element, "a page break has no page label", advice)

    def picture(self, element: etree._Element) -> None:
        """WCAG 1.1.1."""
        if element.get("role") in DECORATIVE or any(map(element.get, NAMES)):
            return
        words = element.get("alt")
        figure = next(element.iterancestors(f"{XHTML}figure"), None)
        message = ""
        if words is None or (not words.strip() and figure is not None and not _caption(figure)):
            message = "a picture has no alternative text"
        elif words and figure is not None and words.strip() == _caption(figure):
            message = "the alternative text of a picture only repeats its caption"
        elif self.own and words and is_poor_alternative(words):
            message = f"the alternative text of a picture is only `{words}`"
        if message:
            self.add("epub-alt", element, message, "describe the picture in alt")

    def heading(self, element: etree._Element) -> None:
        """WCAG 1.3.1, 2.4.6: headings start at h1, skip no level, and are not empty.

        In other books, a document may be part of a chapter and start at a lower level.
        """
        level = int(element.tag[-1])
        if level > self.level + 1 and (self.level or self.own):
            message = f"a heading h{level} follows h{self.level}" if self.level else "h1 is missing"
            self.add("epub-headings", element, message, "skip no level")
        if not _name(element):
            self.add("epub-headings", element, "a heading is empty", "remove it")
        self.level = level

    def link(self, element: etree._Element) -> None:
        """WCAG 2.4.4."""
        address = element.get("href")
        if address is None:
            return
        self.survey.links.append((address, _line(element)))
        if not _name(element):
            self.add("epub-link", element, "a link has no text", "say where it leads")
        elif self.own and is_vague_link("".join(map(str, element.itertext()))):
            message = "the text of a link does not say where it leads"
            self.add("epub-link", element, message, "say where it leads")

    def table(self, element: etree._Element) -> None:
        """WCAG 1.3.1."""
        rows = [len(row) for row in element.iter(f"{XHTML}tr")]
        is_data = element.get("role") not in DECORATIVE and len(rows) > 1 and max(rows) > 1
        if is_data and next(element.iter(f"{XHTML}th"), None) is None:
            self.add(
                "epub-table", element, "a table has no header cells", "mark its header cells as th"
            )

    def header_row(self, element: etree._Element) -> None:
        """WCAG 1.3.1: a corner may be empty, the whole head may not."""
        cells = list(element.iter(f"{XHTML}th", f"{XHTML}td"))
        if self.own and cells and not any(_name(cell) for cell in cells):
            self.add("epub-table", element, "the head of a table is empty", "name its columns")

    def paragraph(self, element: etree._Element) -> None:
        """WCAG 3.1.2."""
        text = "".join(map(str, element.itertext())) if self.own else ""
        if text and is_in_another_script(text, _language(element)):
            message = "a text is not in the language of its `lang`"
            self.add("epub-language", element, message, "give it its own `lang`")

    def nav(self, element: etree._Element) -> None:
        for kind in element.get(EPUB_TYPE, "").split():
            links = [each.get("href", "") for each in element.iter(f"{XHTML}a")]
            self.survey.navs.setdefault(kind, []).extend(links)


RULES: dict[str, Callable[[_Document, etree._Element], None]] = {
    f"{XHTML}img": _Document.picture,
    f"{XHTML}a": _Document.link,
    f"{XHTML}table": _Document.table,
    f"{XHTML}nav": _Document.nav,
    f"{XHTML}thead": _Document.header_row,
    f"{XHTML}p": _Document.paragraph,
    **{f"{XHTML}h{level}": _Document.heading for level in range(1, 7)},
}


def _line(element: etree._Element) -> int:
    line = element.sourceline
    return line if isinstance(line, int) else 0


def _language(element: etree._Element) -> str:
    """Return the language tag of an element or of the nearest one around it."""
    around = (element, *element.iterancestors())
    said = (each.get("lang") or each.get(XML_LANG) for each in around)
    return next(filter(None, said), "")


def _caption(figure: etree._Element) -> str:
    caption = figure.find(f"{XHTML}figcaption")
    return "" if caption is None else (caption.text or "").strip()


def _name(element: etree._Element) -> str:
    """Return what assistive technology reads of an element."""
    label = next(filter(None, map(element.get, NAMES)), "")
    if label.strip() or any(str(text).strip() for text in element.itertext()):
        return label or "text"
    return "".join(image.get("alt", "") for image in element.iter(f"{XHTML}img")).strip()


def _targets(surveys: Mapping[str, Survey], files: set[str], path: Path) -> Iterator[Finding]:
    """Find links that lead nowhere."""
    known = {_composed(name): name for name in surveys}
    for name, survey in surveys.items():
        for address, line in survey.links:
            target, fragment = _resolve(name, address)
            target = known.get(_composed(target), target)
            if not target or (target in files and target not in surveys):
                continue
            # A fragment need not be an id: epubcfi(…), t=10, xywh=….
            is_id = fragment and not set("(=") & set(fragment)
            lost = target not in surveys or (is_id and fragment not in surveys[target].ids)
            if lost:
                message = f"the link `{address}` leads nowhere"
                yield _finding("epub-target", path, name, line, message, "correct or remove it")


def _resolve(name: str, address: str) -> tuple[str, str]:
    """Return document and id of a link inside the book; nothing for one that leads out of it."""
    if address.startswith("#"):
        return name, unquote(address[1:])
    address = address.strip()
    if not address or address.startswith("/") or ":" in address.partition("/")[0]:
        return "", ""
    parts = urlsplit(address)
    return _joined(posixpath.dirname(name), parts.path), unquote(parts.fragment)


@lru_cache(10_000)
def _joined(folder: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(path)))


def _navigation(
    surveys: Mapping[str, Survey], nav: str, path: Path, own: bool
) -> Iterator[Finding]:
    """WCAG 2.4.5; EPUB Accessibility 1.1 §3.2: contents, and a page list that has every page.

    In other books, a page list may list pages without a page break in the text.
    """
    navs = surveys[nav].navs if nav in surveys else {}
    if not navs.get("toc"):
        message = "there is no table of contents"
        yield _finding("epub-toc", path, nav, 0, message, "add a nav of type toc")
    markers = {(name, marker) for name, survey in surveys.items() for marker in survey.markers}
    listed = {_resolve(nav, address) for address in navs.get("page-list", ())}
    for name, marker in sorted(markers - listed):
        message = f"the page break `{marker}` is not in the page list"
        yield _finding("epub-page-list", path, name, 0, message, "list it")
    for name, marker in sorted(listed - markers if own else ()):
        message = f"the page list leads to `{name}#{marker}`, which is not a page break"
        yield _finding("epub-page-list", path, nav, 0, message, "lead to a page break")
