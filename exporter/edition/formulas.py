"""Formulas for print: MathML as text, sub- and superscripts, as WeasyPrint does not support it."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from exporter.content.mathml import CHILDREN, OPERATORS, TOKENS
from exporter.xhtml import MATHML, Element, append_text, remove

INVISIBLE = re.compile("[\u2061-\u2064\u200b]")
ALONE = re.compile(r"[\w.<>&]*")  # one sign or word, which needs no brackets

# The content of a line: elements and texts, no two texts in a row.
Nodes = list["str | Element"]


def set_formulas(root: Element) -> None:
    """Set the formulas of a tree as text: E = mc<sup>2</sup>, (a + b)/2, √(x)."""
    for formula in list(root.iter(f"{{{MATHML}}}math")):
        inside = _stripped(_all(formula))
        if inside:
            formula.addprevious(_around("span", inside, "math"))
        remove(formula)


def _around(tag: str, nodes: Nodes, name: str = "") -> Element:
    """Return an element around nodes; `name` is its class."""
    made: Element = etree.Element(tag, {"class": name} if name else {})
    for node in nodes:
        if isinstance(node, str):
            append_text(made, node)
        else:
            made.append(node)
    return made


def _joined(*parts: Nodes) -> Nodes:
    made: Nodes = []
    for node in (node for part in parts for node in part):
        if isinstance(node, str) and made and isinstance(made[-1], str):
            made[-1] += node
        elif node != "":
            made.append(node)
    return made


def _stripped(nodes: Nodes) -> Nodes:
    """Return nodes without the space at their edges."""
    nodes = list(nodes)
    if nodes and isinstance(nodes[0], str):
        nodes[0] = nodes[0].lstrip()
    if nodes and isinstance(nodes[-1], str):
        nodes[-1] = nodes[-1].rstrip()
    return [node for node in nodes if node != ""]


def _all(node: Element) -> Nodes:
    return _joined(*map(_set, node))


def _set(node: Element) -> Nodes:
    """Return one element of a formula in a line."""
    name = etree.QName(node).localname
    if name in TOKENS:
        return _token(node, name)
    if name == "msqrt":
        return _joined(["√"], _grouped(_stripped(_all(node))))
    parts = [_stripped(_set(child)) for child in node]
    if name in SHAPES and len(parts) == CHILDREN.get(name, len(parts)):
        return SHAPES[name](parts)
    if name in SEPARATORS:
        return _separated(parts, SEPARATORS[name])
    return _all(node)


def _separated(parts: list[Nodes], separator: str) -> Nodes:
    shown = [part for part in parts if part]
    return _joined(*(_joined([separator] * bool(place), part) for place, part in enumerate(shown)))


def _token(node: Element, name: str) -> Nodes:
    text = INVISIBLE.sub("", "".join(node.itertext())).strip()
    if name == "mi" and len(text) == 1 and text.isascii() and node.get("mathvariant") != "normal":
        return [_around("i", [text], "variable")]
    return _joined([f" {text} " if name == "mo" and text in OPERATORS else text])


def _grouped(part: Nodes) -> Nodes:
    """Return a part in brackets, unless it is one sign or word."""
    text = "".join(each if isinstance(each, str) else "".join(each.itertext()) for each in part)
    return part if ALONE.fullmatch(text) else _joined(["("], part, [")"])


SEPARATORS = {"mtable": "; ", "mtr": ", "}
SHAPES: dict[str, Callable[[list[Nodes]], Nodes]] = {
    "mfrac": lambda part: _joined(_grouped(part[0]), ["/"], _grouped(part[1])),
    "mroot": lambda part: _joined([_around("sup", part[1])], ["√"], _grouped(part[0])),
    "msup": lambda part: _joined(part[0], [_around("sup", part[1])]),
    "msub": lambda part: _joined(part[0], [_around("sub", part[1])]),
    "msubsup": lambda part: _joined(part[0], [_around("sub", part[1]), _around("sup", part[2])]),
    "munder": lambda part: _joined(part[0], [_around("sub", part[1]), " "]),
    "mover": lambda part: _joined(part[0], [_around("sup", part[1]), " "]),
    "munderover": lambda part: _joined(
        part[0], [_around("sub", part[1]), _around("sup", part[2]), " "]
    ),
}
