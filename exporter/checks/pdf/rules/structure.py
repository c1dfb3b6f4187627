"""Rules of tagged PDF: what a screen reader needs (PDF/UA-1, ISO 14289-1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pikepdf import Dictionary, Name, Object, String

from exporter.checks.pdf.document import Document, Page, place
from exporter.checks.pdf.marks import Kind, Mark, Role
from exporter.checks.pdf.rules.file import page_annotations
from exporter.checks.pdf.rules.grouping import hits
from exporter.checks.pdf.rules.naming import unnamed
from exporter.checks.pdf.structure import STANDARD, Element, role_map, standard
from exporter.checks.rules import Hit, rule
from exporter.findings import Severity
from exporter.pdf.xmp import qualified
from exporter.profiles import Profile

ERROR = Severity.ERROR
HEADING = re.compile(r"H([1-6])")
LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")  # RFC 3066, as ISO 32000-1, 14.9.2.2
ILLUSTRATIONS = {"Figure", "Formula"}


def element_hit(document: Document, element: Element, message: str) -> Hit:
    """Return a hit at the place of a structure element, named by the text in it."""
    page, boxes = place(document, element)
    text = page.text(boxes[0]) if page and boxes else ""
    return Hit(message, page, boxes, f"“{text}”" if text else f"element {element.own}")


@rule(
    "ua-tagged",
    "File is not tagged",
    clause="ISO 14289-1, 7.1; ISO 32000-1, 14.7 and 14.8",
    advice="export it with structure: StructTreeRoot and /MarkInfo /Marked true",
    screen=ERROR,
    archive=ERROR,
)
def tagged(document: Document, _: Profile) -> Iterator[Hit]:
    """Find a file without structure, or not marked as tagged."""
    info = document.root.get("/MarkInfo")
    if not document.tagged:
        yield Hit("the file has no structure tree")
    elif not isinstance(info, Dictionary) or not bool(info.get("/Marked", False)):
        yield Hit("the file has a structure tree but is not marked as tagged (/Marked)")
    elif bool(info.get("/Suspects", False)):
        yield Hit("the structure is marked as uncertain (/Suspects)")


@rule(
    "ua-identifier",
    "No PDF/UA-1 identification",
    clause="ISO 14289-1, 5",
    advice="write pdfuaid:part `1` into the XMP metadata",
    # A file that claims nothing breaks no promise: it may have left out a claim that is not true.
    screen=Severity.WARNING,
    archive=ERROR,
)
def identifier(document: Document, profile: Profile) -> Iterator[Hit]:
    """Find a tagged file without PDF/UA identification."""
    if profile.variant and document.tagged and document.xmp.get(qualified("pdfuaid:part")) != "1":
        yield Hit("the XMP metadata does not name PDF/UA-1")


@rule(
    "ua-title",
    "No title, or not shown",
    clause="ISO 14289-1, 7.1 (9 and 10)",
    advice="write dc:title into the XMP metadata, and /DisplayDocTitle true",
    screen=ERROR,
    archive=ERROR,
)
def title(document: Document, _: Profile) -> Iterator[Hit]:
    """Find a file whose title is missing or not displayed."""
    given = document.xmp.get(qualified("dc:title"), "") or str(document.info.get("/Title", ""))
    preferences = document.root.get("/ViewerPreferences")
    if not given.strip():
        yield Hit("the file has no title")
    elif not isinstance(preferences, Dictionary) or not preferences.get("/DisplayDocTitle", False):
        yield Hit("the file name is shown instead of the title (/DisplayDocTitle)")


@rule(
    "ua-lang",
    "No language",
    clause="ISO 14289-1, 7.2; ISO 32000-1, 14.9.2",
    advice="set /Lang in the catalogue, and on elements in another language",
    screen=ERROR,
    archive=ERROR,
)
def lang(document: Document, _: Profile) -> Iterator[Hit]:
    """Find text without a language, and invalid language tags."""
    if "/Lang" in document.root:
        yield from _wrong_tag(document, str(document.root.Lang))
    elif not document.tagged or unnamed(document):
        yield Hit("the file names no language")
    for element in document.structure:
        if "/Lang" in element.dictionary:
            yield from _wrong_tag(document, str(element.dictionary.Lang), element)


def _wrong_tag(document: Document, given: str, element: Element | None = None) -> Iterator[Hit]:
    message = _judge_tag(given)
    if message:
        yield element_hit(document, element, message) if element else Hit(message)


def _judge_tag(given: str) -> str:
    if LANGUAGE.fullmatch(given):
        return ""
    return f"`{given}` is not a language tag" if given else "a language tag is empty"


@rule(
    "ua-lang-content",
    "Invalid language of words in a text",
    clause="ISO 14289-1, 7.2; ISO 32000-1, 14.9.2",
    advice="name the language by a tag such as `en` or `zh-Hans`",
    screen=ERROR,
    archive=ERROR,
)
def lang_content(document: Document, _: Profile) -> Iterator[Hit]:
    """Find marked content with an invalid language tag."""

    def faults(page: Page) -> Iterator[tuple[str, Mark]]:
        for mark in page.drawing.marks:
            message = "" if mark.language is None else _judge_tag(mark.language)
            if message:
                yield message, mark

    yield from hits(document, faults)


@rule(
    "ua-alt-missing",
    "Figure without alternative text",
    clause="ISO 14289-1, 7.3; ISO 32000-1, 14.9.3",
    advice="describe it in /Alt",
    screen=ERROR,
    archive=ERROR,
)
def alt_missing(document: Document, _: Profile) -> Iterator[Hit]:
    """Find figures and formulas without alternative text."""
    for element in document.structure:
        if element.kind not in ILLUSTRATIONS:
            continue
        if not element.has("/Alt") and "/ActualText" not in element.dictionary:
            yield element_hit(
                document, element, f"a {element.kind.lower()} has no alternative text"
            )


@rule(
    "ua-heading-order",
    "Heading level skipped",
    clause="ISO 14289-1, 7.4.2 and 7.4.4",
    advice="begin with H1, and skip no level; use either H, one per section, or numbered headings",
    screen=ERROR,
    archive=ERROR,
)
def heading_order(document: Document, _: Profile) -> Iterator[Hit]:
    """Find headings more than one level below the one before, and a first one that is not H1."""
    level = 0
    for element in document.structure:
        match = HEADING.fullmatch(element.kind)
        if not match:
            continue
        own = int(match[1])
        if own > level + 1:
            before = f"after H{level}" if level else "as the first heading"
            yield element_hit(document, element, f"H{own} {before}")
        level = own
    yield from _unnumbered(document, numbered=level > 0)


def _unnumbered(document: Document, numbered: bool) -> Iterator[Hit]:
    """Find H mixed with numbered headings, or several H in one section."""
    seen: set[int] = set()
    for element in document.structure:
        if element.kind != "H":
            continue
        if numbered:
            yield element_hit(document, element, "H in a file whose other headings have levels")
            return
        if id(element.parent) in seen:
            yield element_hit(document, element, "a section has several headings H")
        seen.add(id(element.parent))


@rule(
    "ua-note",
    "Note without an identifier",
    clause="ISO 14289-1, 7.9",
    advice="give each Note an /ID of its own",
    screen=ERROR,
    archive=ERROR,
)
def notes(document: Document, _: Profile) -> Iterator[Hit]:
    """Find notes without a unique identifier."""
    seen: set[bytes] = set()
    for element in document.structure:
        if element.kind != "Note":
            continue
        own = _id(element.dictionary.get("/ID"))
        if not own or own in seen:
            message = "a note has no identifier (/ID)"
            if own:
                message = "a note has the identifier of another one"
            yield element_hit(document, element, message)
        seen.add(own)


@rule(
    "ua-table-headers",
    "Table without headers",
    clause="ISO 14289-1, 7.5; ISO 32000-1, 14.8.5.7",
    advice="tag header cells as TH with a Scope",
    screen=ERROR,
    archive=ERROR,
)
def table_headers(document: Document, _: Profile) -> Iterator[Hit]:
    """Find tables without header cells, and header cells that don't say what they head."""
    for element in document.structure:
        if element.kind != "Table":
            continue
        heads = [cell for cell in element.walk() if cell.kind == "TH"]
        cells = [cell for cell in element.walk() if cell.kind == "TD"]
        named = {_id(cell.dictionary.get("/ID")) for cell in heads}
        wanted = [{*map(_id, cell.attribute("/Headers") or ())} for cell in cells]
        linked = any(names & named for names in wanted)
        if not heads:
            yield element_hit(document, element, "a table has no header cell")
        elif not linked and any(cell.attribute("/Scope") is None for cell in heads):
            yield element_hit(document, element, "a header cell has no Scope")


def _id(given: Object | None) -> bytes:
    return bytes(given) if isinstance(given, String) else b""


@rule(
    "ua-tab-order",
    "Tab order differs from the structure",
    clause="ISO 14289-1, 7.18.3",
    advice="set /Tabs /S on pages with annotations",
    screen=ERROR,
    archive=ERROR,
)
def tab_order(document: Document, _: Profile) -> Iterator[Hit]:
    """Find pages whose tab order differs from the reading order."""
    for page in document.pages:
        if any(page_annotations(page)) and page.raw.obj.get("/Tabs") != Name.S:
            yield Hit("the page's tab order differs from the structure", page)


@rule(
    "ua-link-contents",
    "Link without a description",
    clause="ISO 14289-1, 7.18.5",
    advice="put the link's annotation into a Link element, and describe it in /Contents",
    screen=ERROR,
    archive=ERROR,
)
def link_contents(document: Document, _: Profile) -> Iterator[Hit]:
    """Find link annotations outside a Link element or without a description."""
    for page in document.pages:
        links = [
            (one, box) for one, box in page_annotations(page) if one.get("/Subtype") == Name.Link
        ]
        loose = tuple(box for one, box in links if not _is_linked(one, document.owners))
        mute = tuple(
            box
            for one, box in links
            if _is_linked(one, document.owners) and not str(one.get("/Contents", "")).strip()
        )
        if loose:
            yield Hit("a link is not part of the structure", page, loose)
        if mute:
            yield Hit("a link has no description", page, mute, f"“{page.text(mute[0])}”")


def _is_linked(annotation: Object, owners: dict[tuple[int, int], Element]) -> bool:
    """Whether an annotation belongs to a Link element."""
    owner = owners.get(annotation.objgen)
    return "/StructParent" in annotation and owner is not None and owner.kind == "Link"


@rule(
    "ua-content-untagged",
    "Content neither tagged nor artifact",
    clause="ISO 14289-1, 7.1 (3); ISO 32000-1, 14.8.2.2",
    advice="tag it, or mark it as an artifact",
    screen=ERROR,
    archive=ERROR,
)
def content_untagged(document: Document, _: Profile) -> Iterator[Hit]:
    """Find content that is neither tagged nor an artifact."""
    if not document.tagged:
        return

    def faults(page: Page) -> Iterator[tuple[str, Mark]]:
        for mark in page.drawing.marks:
            if mark.number >= 0 and (page.raw.obj.objgen, mark.number) not in document.contents:
                yield f"{mark.kind} is tagged but belongs to no element", mark
            if mark.role is Role.NONE and (mark.kind is not Kind.TEXT or mark.font):
                yield f"{mark.kind} is neither tagged nor an artifact", mark

    yield from hits(document, faults)


@rule(
    "ua-role-map",
    "Structure type not mapped",
    clause="ISO 14289-1, 7.1 (5 and 6); ISO 32000-1, 14.7.3",
    advice="map it in /RoleMap to a standard type",
    screen=ERROR,
    archive=ERROR,
)
def roles(document: Document, _: Profile) -> Iterator[Hit]:
    """Find types not mapped to a standard one, and remapped standard types."""
    known = role_map(document.root)
    for name in sorted(known.keys() & STANDARD):
        circle = "itself" if known[name] == name else known[name]
        yield Hit(f"the standard type {name} is mapped to {circle}")
    seen: set[str] = set()
    for element in document.structure:
        if element.own not in seen and not standard(element.own, known):
            seen.add(element.own)
            yield element_hit(
                document, element, f"the type {element.own} is not mapped to a standard one"
            )


@rule(
    "ua-page-labels",
    "Pages without labels",
    clause="ISO 32000-1, 12.4.2; WCAG 2.2 technique PDF17",
    advice="write the printed numbers of the pages into /PageLabels",
    screen=Severity.INFO,
)
def page_labels(document: Document, _: Profile) -> Iterator[Hit]:
    """Find a file of several pages without page labels."""
    if len(document.pages) > 1 and "/PageLabels" not in document.root:
        yield Hit("the pages have no labels")
