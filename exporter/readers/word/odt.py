"""Convert OpenDocument text (.odt) to blocks with odfpy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Any

from lxml import etree

from exporter.findings import Severity
from exporter.readers.word.extracted_pictures import PictureFolder
from exporter.readers.word.intermediate import INDENTS, Blocks, LeftOut, Look
from exporter.readers.word.office_file import SAVE, BadDocument, Package
from exporter.readers.word.roles import role_of
from exporter.xhtml import append_text

Node = Any  # odfpy is untyped
MOST_REPEATED = 100  # repetitions of one cell or row element
MOST_COPIES = 10_000  # of cells and rows in a document: tables inside tables multiply
SPACES = 200
# Inline styles that are kept: text property, value, and element.
MARKS = (("fontweight", "bold", "strong"), ("fontstyle", "italic", "em"))
UNSEEN = frozenset(
    "tracked-changes sequence-decls variable-decls user-field-decls forms bookmark bookmark-start"
    " bookmark-end soft-page-break reference-mark table-column alphabetical-index-mark title desc"
    " note-citation".split()
)


def from_odt(package: Package) -> Blocks:
    """Return the blocks of an OpenDocument text; raises `BadDocument` for any other document."""
    from odf.opendocument import load

    document = load(package.zipped())
    if getattr(document, "text", None) is None:
        raise BadDocument("has no text in its manifest", SAVE)
    made = _Odt(document, package)
    made.flow(document.text, made.blocks.tree)
    made.add_notes()
    made.blocks.stated += _stated(package.trees["content.xml"])
    made.blocks.left_out += _deleted(package.trees["content.xml"])
    made.blocks.left_out += _of_page(package.trees.get("styles.xml"))
    made.blocks.pictures = made.folder.files
    return made.blocks


class _Odt:
    """One document: each method converts an element and appends it to the blocks."""

    def __init__(self, document: Node, package: Package) -> None:
        self.package, self.folder = package, PictureFolder(package.path)
        self.blocks = Blocks(etree.Element("div"))
        self.styles = _Styles(document)
        self.notes: list[etree._Element] = []
        self.boxes: list[Node] = []
        self.copies = MOST_COPIES

    def flow(self, node: Node, into: etree._Element) -> None:
        """Convert the blocks in an element and append them to `into`."""
        blocks: dict[str, Callable[[Node, etree._Element], None]] = {
            "p": self.paragraph,
            "h": self.paragraph,
            "list": self.items,
            "table": self.table,
            "frame": self.lone_frame,
        }
        for child in node.childNodes:
            name = _name(child)
            if name in blocks:
                blocks[name](child, into)
            elif name == "annotation":
                self.comment(child)
            elif name not in UNSEEN and hasattr(child, "childNodes"):
                self.flow(child, into)
        self.open_boxes(into)

    def open_boxes(self, into: etree._Element) -> None:
        """Put what is in the boxes of a paragraph after it."""
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.flow(box, into)

    def paragraph(self, node: Node, into: etree._Element) -> None:
        paragraph = etree.SubElement(into, "p")
        self.blocks.looks[paragraph] = self.styles.look(node)
        self.inline(node, paragraph)
        self.open_boxes(into)

    def lone_frame(self, node: Node, into: etree._Element) -> None:
        self.inline_child(node, etree.SubElement(into, "p"))
        self.open_boxes(into)

    def items(self, node: Node, into: etree._Element) -> None:
        items = etree.SubElement(into, "ol" if self.styles.is_numbered(node) else "ul")
        for child in node.childNodes:
            if _name(child) in ("list-item", "list-header"):
                self.flow(child, etree.SubElement(items, "li"))

    def table(self, node: Node, into: etree._Element) -> None:
        table = etree.SubElement(into, "table")
        for row, is_head in self.rows(node):
            made = etree.SubElement(table, "tr")
            for cell in row.childNodes:
                if _name(cell) == "table-cell":
                    self.cell(cell, made, is_head)

    def rows(self, node: Node) -> Iterator[tuple[Node, bool]]:
        """Yield the rows of a table, and whether each is a header row."""
        for child in node.childNodes:
            name = _name(child)
            if name == "table-row":
                yield from [(child, False)] * self.times(child, "rows")
            elif name in ("table-header-rows", "table-row-group", "table-rows"):
                of_head = name == "table-header-rows"
                yield from ((row, of_head or is_head) for row, is_head in self.rows(child))

    def times(self, node: Node, what: str) -> int:
        """Return how many rows or columns an element stands for, 1 where there are too many."""
        most = min(MOST_REPEATED, 1 + self.copies)
        number = max(1, min(_number(node, f"number{what}repeated"), most))
        self.copies -= number - 1
        return number

    def cell(self, node: Node, row: etree._Element, is_head: bool) -> None:
        for _ in range(self.times(node, "columns")):
            made = etree.SubElement(row, "th" if is_head else "td")
            for name, attribute in (("colspan", "columns"), ("rowspan", "rows")):
                span = _number(node, f"number{attribute}spanned")
                if span > 1:
                    made.set(name, str(span))
            self.flow(node, made)

    def comment(self, node: Node) -> None:
        words = " ".join(_plain(child) for child in node.childNodes if _name(child) == "p")
        if words.strip():
            self.blocks.left_out.append(LeftOut("a comment", words))

    # Inline -------------------------------------------------------------------------------

    def inline(self, node: Node, into: etree._Element) -> None:
        for child in node.childNodes:
            if not hasattr(child, "childNodes") or _name(child) == "":
                append_text(into, getattr(child, "data", ""))
            else:
                self.inline_child(child, into)

    def inline_child(self, node: Node, into: etree._Element) -> None:
        name = _name(node)
        if name == "s":
            append_text(into, " " * min(_number(node, "c"), SPACES))
        elif name == "tab":
            append_text(into, "\t")
        elif name == "line-break":
            etree.SubElement(into, "br")
        elif name == "a":
            self.inline(node, etree.SubElement(into, "a", {"href": _get(node, "href")}))
        elif name == "span":
            self.inline(node, self.styles.marked(node, into))
        elif name == "ruby":
            self.ruby(node, into)
        elif name == "note":
            self.note(node, into)
        elif name == "annotation":
            self.comment(node)
        elif name == "frame":
            self.frame(node, into)
        elif name not in UNSEEN and name != "annotation-end":
            self.inline(node, into)

    def ruby(self, node: Node, into: etree._Element) -> None:
        ruby = etree.SubElement(into, "ruby")
        for child in node.childNodes:
            target = ruby if _name(child) == "ruby-base" else etree.SubElement(ruby, "rt")
            self.inline(child, target)

    def note(self, node: Node, into: etree._Element) -> None:
        number = len(self.notes) + 1
        mark = etree.SubElement(into, "sup", {"class": "footnote-ref"})
        link = etree.SubElement(mark, "a", {"href": f"#fn{number}", "id": f"fnref{number}"})
        link.text = str(number)
        note = etree.Element("li", {"id": f"fn{number}"})
        self.notes.append(note)
        for child in node.childNodes:
            if _name(child) == "note-body":
                self.flow(child, note)
        back = etree.SubElement(note[-1] if len(note) else note, "a")
        back.set("href", f"#fnref{number}")
        back.set("class", "footnote-backref")
        back.text = "↑"

    def frame(self, node: Node, into: etree._Element) -> None:
        """Insert the first version of a frame's picture; text boxes come after the paragraph."""
        picture = next((child for child in node.childNodes if _name(child) == "image"), None)
        self.boxes += [child for child in node.childNodes if _name(child) == "text-box"]
        if picture is None:
            return
        href = _get(picture, "href").removeprefix("./")
        data = self.package.others.get(href)
        if data is None:
            advice = "insert the picture itself into the document"
            left = LeftOut("a linked picture", href or "without a name", advice, Severity.WARNING)
            self.blocks.left_out.append(left)
            return
        source = self.folder.keep(data, "", PurePosixPath(href).suffix.lower())
        image = etree.SubElement(into, "img", {"src": source})
        words = " ".join(
            _plain(each) for each in node.childNodes if _name(each) in ("title", "desc")
        )
        if words.strip():
            image.set("alt", words.strip())

    def add_notes(self) -> None:
        if self.notes:
            section = etree.SubElement(self.blocks.tree, "section", {"class": "footnotes"})
            etree.SubElement(section, "ol").extend(self.notes)


class _Styles:
    """The styles of a document: display names and properties."""

    def __init__(self, document: Node) -> None:
        self.known: dict[str, Any] = {}
        for group in (document.styles, document.automaticstyles):
            for style in group.childNodes:
                self.known[_get(style, "name")] = style

    def chain(self, name: str) -> Iterator[Node]:
        """Yield a style and its ancestors."""
        for _ in range(20):
            style = self.known.get(name)
            if style is None:
                return
            yield style
            name = _get(style, "parentstylename")

    def look(self, node: Node) -> Look:
        styles = list(self.chain(_get(node, "stylename")))
        names = [_get(style, "displayname") or _get(style, "name") for style in styles]
        name = next(filter(role_of, names), names[-1] if names else "")
        level = _get(node, "outlinelevel")
        if _name(node) == "h" and not role_of(name):
            name = f"Heading {level or 1}"
        spans = [child for child in node.childNodes if _plain(child).strip()]
        sizes = [self.size(list(self.chain(_get(child, "stylename")))) for child in spans]
        align = self.value(styles, "textalign")
        indent = self.value(styles, "textindent").lstrip("0.")[:1].isdigit()
        indented = indent or _plain(node).startswith(INDENTS)
        bold, italic = (
            self.value(styles[:1], key) == value
            or (bool(spans) and all(self.says(child, key, value) for child in spans))
            for key, value, _ in MARKS
        )
        size, is_right = max([self.size(styles), *sizes]), align in ("right", "end")
        return Look(name, size, bold, align == "center", italic, is_right, indented)

    def says(self, node: Node, key: str, value: str) -> bool:
        return self.value(list(self.chain(_get(node, "stylename"))), key) == value

    def value(self, styles: list[Node], key: str) -> str:
        """Return the first value of a property in these styles."""
        found = (_get(part, key) for style in styles for part in style.childNodes)
        return next(filter(None, found), "")

    def size(self, styles: list[Node]) -> float:
        size = self.value(styles, "fontsize")
        try:
            return float(size.removesuffix("pt")) if size.endswith("pt") else 0
        except ValueError:
            return 0

    def marked(self, node: Node, into: etree._Element) -> etree._Element:
        """Return the element for a span: bold, italic, superscript or subscript."""
        for key, value, tag in MARKS:
            if self.says(node, key, value):
                into = etree.SubElement(into, tag)
        position = self.value(list(self.chain(_get(node, "stylename"))), "textposition")
        if position[:1]:
            down = position.startswith(("sub", "-"))
            into = etree.SubElement(into, "sub" if down else "sup")
        return into

    def is_numbered(self, node: Node) -> bool:
        style = self.known.get(_get(node, "stylename"))
        first = next(iter(style.childNodes), None) if style is not None else None
        return first is not None and _name(first) == "list-level-style-number"


def _name(node: Node) -> str:
    """Return the name of an element without its namespace; empty for text."""
    return str(node.qname[1]) if getattr(node, "qname", None) else ""


def _get(node: Node, name: str) -> str:
    """Return an attribute by its name in odfpy: `stylename`."""
    attributes = getattr(node, "attributes", None) or {}
    found = (str(value) for key, value in attributes.items() if key[1].replace("-", "") == name)
    return next(found, "")


def _number(node: Node, name: str) -> int:
    value = _get(node, name)
    return int(value) if value.isdecimal() else 1


def _plain(node: Node) -> str:
    if not getattr(node, "childNodes", None):
        return str(getattr(node, "data", ""))
    return "".join(map(_plain, node.childNodes))


# Text of the file, without conversion -----------------------------------------------------


def _stated(tree: etree._Element) -> Iterator[str]:
    """Yield the text of each paragraph; boxes and notes inside it separately."""
    for node in tree.iter("{*}p", "{*}h"):
        if any(_local(each) in ("tracked-changes", "annotation") for each in node.iterancestors()):
            continue
        words = "".join(_own_texts(node))
        if words.strip():
            yield words


def _own_texts(node: etree._Element) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        if _local(child) not in ("p", "h", "note", "frame", "annotation", "custom-shape"):
            yield from _own_texts(child)
        yield child.tail or ""


def _deleted(tree: etree._Element) -> Iterator[LeftOut]:
    for node in tree.iter("{*}deletion"):
        words = "".join("".join(map(str, each.itertext())) for each in node.iter("{*}p", "{*}h"))
        if words.strip():
            yield LeftOut("text deleted with tracked changes", words)


def _of_page(tree: etree._Element | None) -> Iterator[LeftOut]:
    """Yield the text of headers and footers."""
    if tree is None:
        return
    for name in ("header", "footer"):
        for part in tree.iter(f"{{*}}{name}"):
            for node in part.iter("{*}p"):
                words = "".join(map(str, node.itertext())).strip()
                if words:
                    yield LeftOut(f"the {name} of the page", words)


def _local(node: etree._Element) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""
