"""Rules over one document of a book: alternatives, headings, languages, links, tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from exporter.checks.wording import is_in_another_script, is_poor_alternative, is_vague_link
from exporter.findings import Finding
from exporter.pictures.svg import described
from exporter.pictures.svg.parse import SVG
from exporter.xhtml import EPUB_TYPE, XHTML, XML_LANG

# Attributes that name an element beside its text, and roles that mark it as decorative.
NAMES = ("aria-label", "aria-labelledby", "title")
DECORATIVE = ("presentation", "none")
# Both look for what they want in C: an issue may have thousands of documents.
IDENTIFIED = etree.XPath("//*[@id]")


@dataclass
class Survey:
    """What the rules over a whole book need to know of one document."""

    name: str
    ids: set[str] = field(default_factory=set)
    links: list[tuple[str, int]] = field(default_factory=list)
    markers: set[str] = field(default_factory=set)
    navs: dict[str, list[str]] = field(default_factory=dict)


def finding_at(rule: str, path: Path, name: str, line: int, message: str, advice: str) -> Finding:
    """Return a finding in a document of a book; without `name`, in the book itself."""
    place = path / name if name else path
    return Finding(rule, place, line, message, advice)


class Document:
    """One pass over a document: each method judges elements of one kind."""

    def __init__(self, name: str, path: Path, tree: etree._Element, own: bool) -> None:
        self.name, self.path, self.tree, self.own = name, path, tree, own
        self.survey = Survey(name)
        self.findings: list[Finding] = []
        self.level = 0
        self.judge()

    def judge(self) -> None:
        """Judge every element that a rule is for."""
        self.root()
        identified = IDENTIFIED(self.tree)
        for element in identified if isinstance(identified, list) else ():
            if isinstance(element, etree._Element):
                self.identified(element, element.get("id", ""))
        for element in self.tree.iter(*RULES):
            RULES[str(element.tag)](self, element)

    def add(self, rule: str, element: etree._Element, message: str, advice: str) -> None:
        """Note what is wrong with an element."""
        line = _line(element)
        self.findings.append(finding_at(rule, self.path, self.name, line, message, advice))

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
        """Note an id, which may be that of a page break."""
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

    def drawing(self, element: etree._Element) -> None:
        """WCAG 1.1.1, for an `svg` in the text; what it shows as text counts as its words."""
        around = list(element.iterancestors())
        hidden = any(each.get("aria-hidden") == "true" for each in (element, *around))
        if hidden or any(each.tag == f"{SVG}svg" for each in around):
            return
        is_named = element.get("role") in DECORATIVE or any(map(element.get, NAMES))
        if not is_named and not described.words(element):
            advice = "describe it in a title inside the svg"
            self.add("epub-alt", element, "a drawing has no alternative text", advice)

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
        """WCAG 1.3.1. In other books, a table that nothing marks as one of data may be a layout."""
        rows = [len(row) for row in element.iter(f"{XHTML}tr")]
        is_data = element.get("role") not in DECORATIVE and len(rows) > 1 and max(rows) > 1
        if not self.own:
            marks = element.iterchildren(f"{XHTML}caption", f"{XHTML}thead")
            is_data = is_data and next(marks, None) is not None
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
        """Note where the links of a navigation lead, by its kind."""
        for kind in element.get(EPUB_TYPE, "").split():
            links = [each.get("href", "") for each in element.iter(f"{XHTML}a")]
            self.survey.navs.setdefault(kind, []).extend(links)


RULES: dict[str, Callable[[Document, etree._Element], None]] = {
    f"{XHTML}img": Document.picture,
    f"{SVG}svg": Document.drawing,
    f"{XHTML}a": Document.link,
    f"{XHTML}table": Document.table,
    f"{XHTML}nav": Document.nav,
    f"{XHTML}thead": Document.header_row,
    f"{XHTML}p": Document.paragraph,
    **{f"{XHTML}h{level}": Document.heading for level in range(1, 7)},
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
