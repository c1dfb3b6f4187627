"""What the styles of a Word document say of its paragraphs: size, bold, italic, place, indent."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from exporter.readers.word.intermediate import Look

OFF = ("0", "false", "off", "none")
MOST = 12  # styles based on one another: Word itself stops at eleven


class Styles:
    """The looks of the styles of a document, by their id (ECMA-376-1, 17.7.2)."""

    def __init__(self, tree: etree._Element | None) -> None:
        found = [] if tree is None else list(tree.iter("{*}style"))
        self.nodes = {_value(node, "styleId"): node for node in found}
        self.defaults = None if tree is None else tree.find("{*}docDefaults/{*}rPrDefault")
        usual = (node for node in found if _value(node, "default") not in ("", *OFF))
        self.usual = next(
            (_value(node, "styleId") for node in usual if _value(node, "type") == "paragraph"), ""
        )
        self.known: dict[str, Look] = {}

    def look(self, style: str) -> Look:
        """Return how a style, or without one the usual style, sets a paragraph or a run."""
        style = style or self.usual
        if style not in self.known:
            self.known[style] = self._look(style)
        return self.known[style]

    def _look(self, style: str) -> Look:
        look = Look() if self.defaults is None else _set(Look(), self.defaults)
        chain: list[etree._Element] = []
        while style in self.nodes and len(chain) < MOST:
            chain.append(self.nodes[style])
            style = _child(chain[-1], "basedOn") or ""
        for node in reversed(chain):
            look = _set(look, node)
        return look


def _set(look: Look, node: etree._Element) -> Look:
    """Return a look with what a style says itself."""
    bold, italic, size = (_child(node, f"rPr/{{*}}{name}") for name in ("b", "i", "sz"))
    place = _child(node, "pPr/{*}jc")
    indent = node.find("{*}pPr/{*}ind")
    first = "" if indent is None else _value(indent, "firstLineChars", "firstLine")
    return replace(
        look,
        size=float(size) / 2 if size and size.isdigit() else look.size,
        is_bold=look.is_bold if bold is None else bold not in OFF,
        is_italic=look.is_italic if italic is None else italic not in OFF,
        is_centred=look.is_centred if place is None else place == "center",
        is_right=look.is_right if place is None else place in ("right", "end"),
        is_indented=look.is_indented if indent is None else first.isdigit() and int(first) > 0,
    )


def _child(node: etree._Element, path: str) -> str | None:
    """Return the value of a child: empty if it has none, None if it is not there."""
    child = node.find(f"{{*}}{path}")
    return None if child is None else _value(child, "val")


def _value(node: etree._Element, *names: str) -> str:
    """Return the first of these attributes, in any namespace: editions of the standard differ."""
    found = {etree.QName(name).localname: str(value) for name, value in node.items()}
    return next((found[name] for name in names if name in found), "")
