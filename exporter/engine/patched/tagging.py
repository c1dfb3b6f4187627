"""Writes the structure tree of `tagged.structure` instead of WeasyPrint's own.

WeasyPrint draws each text and picture as marked content with a number; its `add_tags` then makes a
structure element of every box, for which it lists all the sheets again each time. Here the boxes
are walked once, each content goes to the node of its HTML element, and what is not a part of the
text (running heads, leaders, pictures that say nothing, table heads that come again) becomes an
artifact. Links are described by their own words.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pydyf
from weasyprint.document import Page
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf import tags

from exporter.engine.patched.painted import PaintedPage
from exporter.engine.patched.patches import Patches
from exporter.engine.patched.structure_nodes import Annotation, Content, Node
from exporter.engine.patched.structure_tree import Structure

if TYPE_CHECKING:
    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.pdf.stream import Stream

# 72 points are 96 CSS pixels.
POINTS = 0.75
# A figure without words must still say what it is (ISO 14289-1 §7.3).
DECORATION = "presentation"


def install(patches: Patches) -> None:
    """Replace WeasyPrint's function that adds tags; read each page when it is painted."""
    tagger = _Tagger()
    patches.method(Page, "paint", tagger.watch(Page.paint))
    patches.method(PaintedPage, "paint", tagger.watch(PaintedPage.paint))
    patches.function(tags.add_tags, tagger.add_tags)


class _Tagger:
    """Gathers the structure while the pages of a PDF are painted, and writes it at the end."""

    def __init__(self) -> None:
        self.walk = _Walk({})

    def watch(self, paint: Callable[..., None]) -> Callable[..., None]:
        """Return `paint` so that it takes in each page; the boxes are not needed afterwards."""

        def painted(page: Page, stream: Stream, scale: float = 1) -> None:
            paint(page, stream, scale)
            if stream._tags is not None:
                # All pages of one PDF share a dictionary of pictures, and no other PDF has it.
                if self.walk.key is not stream._images:
                    self.walk = _Walk(stream._images)
                self.walk.page(page, stream._tags)
                _mark_artifacts(stream, self.walk.artifacts)

        return painted

    def add_tags(
        self, pdf: pydyf.PDF, _document: object, _version: object, _streams: object
    ) -> None:
        """Add the structure tree to `pdf`."""
        walk, self.walk = self.walk, _Walk({})
        for number, links in zip(pdf.pages["Kids"][::3], walk.links, strict=True):
            sheet = pdf.objects[int(number)]
            sheet.pop("Annots", None)
            if links:
                sheet["Annots"] = pydyf.Array(links)
        _Writer(pdf, walk.structure.finish(), walk.counts).write()
        pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
        pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


class _Walk:
    """The walk over the boxes of all sheets, in their order."""

    def __init__(self, key: object) -> None:
        self.key = key
        self.structure = Structure("")
        self.sheet = -1
        self.height = 0.0
        self.tags: dict[object, dict[str, int]] = {}
        self.artifacts: set[int] = set()
        self.counts: list[int] = []
        self.links: list[list[object]] = []

    def page(self, page: Page, marked: dict[object, dict[str, int]]) -> None:
        """Take in one sheet; content that no element of it claims is an artifact.

        Each box in a link has an annotation of its own: those of the outermost are enough.
        """
        self.sheet, self.height, self.tags = self.sheet + 1, page.height * POINTS, marked
        self.counts.append(len(marked))
        self.artifacts = {mark["mcid"] for mark in marked.values()}
        self.links.append([])
        self.structure.root.language = page._page_box.children[0].element.get("lang") or ""
        for child in page._page_box.children:
            if not isinstance(child, boxes.MarginBox):
                self.box(child, self.structure.root, False)

    def box(self, box: Box, around: Node, linked: bool) -> None:
        """Take in a box and those inside it; `linked` says whether it is part of a link."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        element = box.element
        if box.is_leader or self.is_repeated(box) or _is_decoration(element):
            return
        node = around
        if element is not None and box.element_tag not in ("html", "body"):
            node = self.structure.node(element, around)
        if isinstance(box, boxes.TextBox):
            self.content(box, node, box.text)
            return
        if box.link_annotation and not linked:
            linked = True
            self.links[-1].append(box.link_annotation.reference)
            self.structure.annotate(Annotation(self.sheet, box.link_annotation), node)
        if isinstance(box, boxes.ReplacedBox):
            self.picture(box, node)
            return
        for child in getattr(box, "children", ()):
            self.box(child, node, linked)

    def is_repeated(self, box: Box) -> bool:
        """Whether it is the head or foot of a table that was shown on an earlier sheet."""
        group = isinstance(box, boxes.TableRowGroupBox) and (box.is_header or box.is_footer)
        return group and box.element is not None and self.structure.knows(box.element)

    def content(self, box: Box, node: Node, text: str) -> bool:
        mark = self.tags.get(box)
        if mark is None:
            return False
        marker = "::marker" in box.element_tag
        taken = self.structure.add(Content(self.sheet, mark["mcid"], text), node, marker)
        if taken:
            self.artifacts.discard(mark["mcid"])
        return taken

    def picture(self, box: Box, node: Node) -> None:
        if box.element is None:
            return
        if node.role == "Figure" and not node.alternative:
            return
        if self.content(box, node, "") and node.role == "Figure":
            left, top = box.content_box_x() * POINTS, box.content_box_y() * POINTS
            right, bottom = left + box.width * POINTS, top + box.height * POINTS
            node.box = (left, self.height - bottom, right, self.height - top)


def _is_decoration(element: pydyf.Dictionary) -> bool:
    return element is not None and element.get("role") == DECORATION


def _mark_artifacts(stream: Stream, numbers: set[int]) -> None:
    """Make artifacts of these marked contents of a stream (ISO 32000-1 §14.8.2.2)."""
    operators = stream.stream
    for index, operator in enumerate(operators):
        if type(operator) is pydyf.Dictionary and operator.get("MCID") in numbers:
            operators[index - 1] = "/Artifact"
            operators[index] = pydyf.Dictionary({"Type": "/Pagination"})


class _Writer:
    """Writes the nodes as PDF objects."""

    def __init__(self, pdf: pydyf.PDF, root: Node, counts: list[int]) -> None:
        self.pdf, self.root = pdf, root
        self.pages = pdf.page_references
        # By sheet and number of a content: its element (ISO 32000-1 §14.7.4.4).
        self.parents: list[list[object]] = [["null"] * count for count in counts]
        self.annotations: list[object] = []
        self.identifiers: dict[str, object] = {}

    def write(self) -> None:
        tree = self.add({"Type": "/StructTreeRoot"})
        document = self.element(self.root, tree.reference)
        tree["K"] = pydyf.Array([document.reference])
        numbers = pydyf.Array()
        for key, value in enumerate([*map(pydyf.Array, self.parents), *self.annotations]):
            numbers.extend((key, value))
        parents = self.add({"Nums": numbers})
        tree["ParentTree"] = parents.reference
        tree["ParentTreeNextKey"] = len(numbers) // 2
        if self.identifiers:
            names = pydyf.Array()
            for name in sorted(self.identifiers, key=str.encode):
                names.extend((pydyf.String(name), self.identifiers[name]))
            tree["IDTree"] = pydyf.Dictionary({"Names": names})
        self.pdf.catalog["StructTreeRoot"] = tree.reference

    def add(self, values: dict[str, object]) -> pydyf.Dictionary:
        added = pydyf.Dictionary(values)
        self.pdf.add_object(added)
        return added

    def element(self, node: Node, parent: str) -> pydyf.Dictionary:
        """Write a node and those below it; return its dictionary."""
        element = self.add({"Type": "/StructElem", "S": f"/{node.role}", "P": parent})
        element.update(_properties(node))
        if node.identifier and node.identifier not in self.identifiers:
            element["ID"] = pydyf.String(node.identifier)
            self.identifiers[node.identifier] = element.reference
        contents = [kid for kid in node.kids if isinstance(kid, Content)]
        sheet = contents[0].sheet if contents else -1
        if contents:
            element["Pg"] = self.pages[sheet]
        kids = pydyf.Array()
        for kid in node.kids:
            if isinstance(kid, Node):
                kids.append(self.element(kid, element.reference).reference)
            elif isinstance(kid, Content):
                kids.append(self.content(kid, sheet))
                self.parents[kid.sheet][kid.number] = element.reference
            else:
                kids.append(self.annotation(kid, node, element))
        element["K"] = kids
        return element

    def content(self, content: Content, sheet: int) -> object:
        """Refer to a content: by its number alone on the element's own sheet."""
        if content.sheet == sheet:
            return content.number
        return pydyf.Dictionary(
            {"Type": "/MCR", "Pg": self.pages[content.sheet], "MCID": content.number}
        )

    def annotation(self, link: Annotation, node: Node, element: pydyf.Dictionary) -> object:
        """Refer to a link's annotation; its words describe it (ISO 14289-1 §7.18.5)."""
        annotation = link.target
        annotation["StructParent"] = len(self.pages) + len(self.annotations)
        self.annotations.append(element.reference)
        text = " ".join(node.text.split())
        if text:
            annotation["Contents"] = pydyf.String(text)
        return pydyf.Dictionary(
            {"Type": "/OBJR", "Pg": self.pages[link.sheet], "Obj": annotation.reference}
        )


def _properties(node: Node) -> dict[str, object]:
    """Return the entries of a node's dictionary that do not depend on its content."""
    properties: dict[str, object] = {}
    for key, text in (
        ("Lang", node.own_language),
        ("Alt", node.alternative),
        ("E", node.expansion),
    ):
        if text:
            properties[key] = pydyf.String(text)
    attributes = _attributes(node)
    if attributes:
        properties["A"] = pydyf.Dictionary(attributes)
    return properties


def _attributes(node: Node) -> dict[str, object]:
    """Return the attributes of a node (ISO 32000-1 §14.8.5)."""
    if node.role == "Figure" and node.box:
        return {"O": "/Layout", "Placement": "/Block", "BBox": pydyf.Array(node.box)}
    if node.role == "L" and node.numbering:
        return {"O": "/List", "ListNumbering": f"/{node.numbering}"}
    if node.role not in ("TH", "TD"):
        return {}
    attributes: dict[str, object] = {}
    if node.role == "TH":
        attributes["Scope"] = f"/{node.scope}"
    if node.columns > 1:
        attributes["ColSpan"] = node.columns
    if node.rows > 1:
        attributes["RowSpan"] = node.rows
    return {"O": "/Table", **attributes} if attributes else {}
