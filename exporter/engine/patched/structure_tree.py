"""The structure tree of a PDF, made from HTML elements: one node for each, however it is broken.

WeasyPrint tags boxes: a paragraph over two columns becomes two paragraphs, and each of its lines
a span. Here every piece of content is given to the node of its HTML element, so a paragraph is
one P across columns and sheets. Roles and nesting are those of ISO 32000-1 §14.8.4, as ISO
14289-1 §7 (PDF/UA-1) restricts them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from exporter.engine.patched.structure_finish import finish
from exporter.engine.patched.structure_nodes import Annotation, Content, Node, child
from exporter.table_grid import span

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


# An element's role; elements that are not here, such as div and em, are transparent: their
# content belongs to the element around them.
ROLES = {
    "section": "Sect",
    "nav": "Sect",
    "article": "Art",
    "aside": "Div",
    "figure": "Div",
    "blockquote": "BlockQuote",
    "p": "P",
    "pre": "P",
    "ul": "L",
    "ol": "L",
    "dl": "L",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "caption": "Caption",
    "figcaption": "Caption",
    "img": "Figure",
    "a": "Link",
    "q": "Quote",
    "code": "Code",
    "kbd": "Code",
    "samp": "Code",
    "ruby": "Ruby",
    "rt": "RT",
    "rp": "RP",
}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# Elements that take lines of their own though they are transparent.
BLOCKS = ("div", "header", "footer", "main", "hgroup")
# These hold blocks, never text: text in them is wrapped in a paragraph.
GROUPS = ("Document", "Sect", "Div", "Art", "BlockQuote")
INLINE = ("Span", "Link", "Reference", "Quote", "Code", "Ruby")
SHELLS = ("Table", "THead", "TBody", "TFoot", "TR", "L", "LI", "TOC", "TOCI")
LANG = "lang"
# Makeup sets an article in several elements, and a block of its text in as many as it has legs:
# these attributes name the article and the block that each belongs to.
ARTICLE = "data-article"
BLOCK = "data-b"


class Structure:
    """The tree while it is built; `elements` need `tag` and `get`, as those of ElementTree have."""

    def __init__(self, language: str) -> None:
        self.root = Node("Document", language=language)
        self._nodes: dict[object, Node] = {}
        self._articles: dict[str, Node] = {}
        self._blocks: dict[tuple[Node, str | None], Node] = {}

    def knows(self, element: Element) -> bool:
        """Whether an element has been met before."""
        return element in self._nodes

    def node(self, element: Element, around: Node) -> Node:
        """Return the node that holds the content of an element; `around` is its parent's."""
        known = self._nodes.get(element)
        if known is None:
            known = self._nodes[element] = self._joined(element, around)
        return known

    def _joined(self, element: Element, around: Node) -> Node:
        """Return the node of the element that this one continues, or a new one."""
        name, number = element.get(ARTICLE), element.get(BLOCK)
        if name and name not in self._articles:
            article = self._make(element, around) if element.tag == "article" else None
            article = article or child(around, "Art")
            article.identifier = name
            self._articles[name] = article
        if name:
            around = self._articles[name]
            if element.tag == "article":
                return around
        article = around.inside("Art") if number else None
        if article is None:
            return self._make(element, around)
        key = article, number
        if key not in self._blocks:
            self._blocks[key] = self._make(element, around)
        return self._blocks[key]

    def add(self, content: Content, node: Node, marker: bool = False) -> bool:
        """Put content into a node; False if it is only space where no text belongs."""
        item = node.inside("LI", "Note") if marker else None
        if item is not None:
            node = self._label(item)
        elif node.role in GROUPS or node.role in SHELLS:
            if not content.text.strip():
                return False
            node = self._paragraph(node)
        elif node.role == "Ruby":
            node = _base(node)
        node.kids.append(content)
        return True

    def annotate(self, annotation: Annotation, node: Node) -> Node:
        """Add an annotation to the link that `node` is, or is inside; return the link."""
        link = node.inside("Link") or child(self._host(node, "Link"), "Link")
        link.kids.append(annotation)
        return link

    def finish(self) -> Node:
        """Drop what is empty, set the levels of headings and the shape of tables."""
        finish(self.root)
        return self.root

    # Making nodes -------------------------------------------------------------------------

    def _make(self, element: Element, around: Node) -> Node:
        tag = str(element.tag)
        language = element.get(LANG) or ""
        if language == around.language:
            language = ""
        node = self._special(tag, element, around)
        if node is None:
            role = self._role(tag, element, around)
            if not role and language:
                role = "Div" if tag in BLOCKS else "Span"
            if not role and tag == "abbr" and element.get("title"):
                role = "Span"
            if not role:
                return around
            around = _latest(around) if role == "RT" else around
            node = child(self._host(around, role), role)
        _describe(node, tag, element)
        if language:
            node.language = node.own_language = language
        return node

    @staticmethod
    def _role(tag: str, element: Element, around: Node) -> str:
        if tag == "ol" and around.kind == "footnotes":
            return ""
        if element.get("role") == "paragraph":
            return "P"
        return "H" if tag in HEADINGS else ROLES.get(tag, "")

    def _special(self, tag: str, element: Element, around: Node) -> Node | None:
        """Make the nodes of elements that take more than one, and return the innermost."""
        if tag in ("ul", "ol") and (around.kind == "contents" or around.role == "TOCI"):
            return child(around, "TOC")
        if tag == "li":
            return self._item(around)
        if tag == "dt":
            item = self._last_item(around)
            if item is None or any(node.role == "LBody" for node in item.nodes):
                item = child(around, "LI")
            return self._label(item)
        if tag == "dd":
            item = self._last_item(around) or child(around, "LI")
            return next((node for node in item.nodes if node.role == "LBody"), None) or child(
                item, "LBody"
            )
        if tag == "a" and (around.role == "TOCI" or element.get("role") == "doc-noteref"):
            return child(child(self._host(around, "Reference"), "Reference"), "Link")
        return None

    def _item(self, around: Node) -> Node:
        """Make a list item; of footnotes a Note, of the contents a TOCI."""
        if around.role == "TOC":
            return child(around, "TOCI")
        if around.kind == "footnotes":
            return child(around, "Note")
        return child(child(around, "LI"), "LBody")

    @staticmethod
    def _last_item(around: Node) -> Node | None:
        last = around.kids[-1] if around.kids else None
        return last if isinstance(last, Node) and last.role == "LI" else None

    @staticmethod
    def _label(item: Node) -> Node:
        """Return the label of a list item, its first child."""
        if item.kids and isinstance(item.kids[0], Node) and item.kids[0].role == "Lbl":
            return item.kids[0]
        label = Node("Lbl", item, item.language)
        item.kids.insert(0, label)
        return label

    def _host(self, around: Node, role: str) -> Node:
        """Return where a node of that role may stand: an inline one is in a paragraph."""
        return self._paragraph(around) if role in INLINE and around.role in GROUPS else around

    @staticmethod
    def _paragraph(around: Node) -> Node:
        """Return the paragraph for loose text at the end of a group."""
        if around.role == "TOCI":
            return around
        last = around.kids[-1] if around.kids else None
        if isinstance(last, Node) and last.anonymous:
            return last
        paragraph = child(around, "P")
        paragraph.anonymous = True
        return paragraph


def _base(ruby: Node) -> Node:
    """Return the base of a ruby; after a reading, that of a new ruby (§14.8.4.4.4).

    Where a style puts readings first in the order of boxes, the base still comes before them.
    """
    ruby = _latest(ruby)
    bases = [node for node in ruby.nodes if node.role == "RB"]
    if ruby.kids and not bases:
        ruby.kids.insert(0, Node("RB", ruby, ruby.language))
        return next(ruby.nodes)
    if bases and ruby.kids[-1] is not bases[0] and ruby.parent is not None:
        return child(child(ruby.parent, "Ruby"), "RB")
    return bases[0] if bases else child(ruby, "RB")


def _latest(ruby: Node) -> Node:
    """Return the ruby that follows this one, made for the next pair of the same element."""
    last = ruby.parent.kids[-1] if ruby.parent else None
    return last if isinstance(last, Node) and last.role == "Ruby" else ruby


def _describe(node: Node, tag: str, element: Element) -> None:
    """Record what the element's attributes say: level, alternative text, spans."""
    if tag in ("section", "article", "nav"):
        node.identifier = element.get("id") or ""
        node.kind = _kind(element)
    elif tag in HEADINGS:
        level = element.get("aria-level") or tag[1]
        node.level = int(level) + (node.inside("Art") is not None)
    elif tag == "img":
        node.alternative = element.get("alt") or ""
    elif tag == "abbr":
        node.expansion = element.get("title") or ""
    elif tag == "ol" and node.role == "L":
        node.numbering = "Decimal"
    elif tag == "ul" and node.role == "L":
        node.numbering = "Disc"
    elif tag in ("td", "th"):
        node.columns, node.rows = span(element, "colspan"), span(element, "rowspan")
        scope = element.get("scope") or ""
        node.scope = {"row": "Row", "rowgroup": "Row"}.get(scope, "Column" if scope else "")


def _kind(element: Element) -> str:
    if "page-navigation" in (element.get("class") or "").split():
        return "contents"
    return "footnotes" if element.get("role") == "doc-endnotes" else ""
