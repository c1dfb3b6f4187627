"""Word formulas (ISO/IEC 29500-1 §22.1) as a line of text: `(a+b)/2`, `x^2`, `√(x)`."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree


def in_line(node: etree._Element) -> str:
    """Return a formula, or part of one, as a line of text."""
    name = _name(node)
    if name == "t":
        return node.text or ""
    return FORMS[name](node) if name in FORMS else "".join(map(in_line, node))


def _name(node: etree._Element) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def _part(node: etree._Element, name: str) -> str:
    """Return a part of a formula, in brackets if it would be ambiguous without them."""
    text = "".join(in_line(each) for each in node if _name(each) == name)
    return text if len(text) < 2 or text.isalnum() else f"({text})"


def _fraction(node: etree._Element) -> str:
    return f"{_part(node, 'num')}/{_part(node, 'den')}"


def _script(node: etree._Element) -> str:
    """Return a base with subscript, superscript, or both."""
    raised = "".join(
        f"{mark}{words}"
        for mark, name in (("_", "sub"), ("^", "sup"))
        if (words := _part(node, name))
    )
    return _part(node, "e") + raised


def _root(node: etree._Element) -> str:
    inside = "".join(in_line(each) for each in node if _name(each) == "e")
    return f"{_part(node, 'deg')}√({inside})"


def _rows(node: etree._Element) -> str:
    """Return the rows of a matrix or array."""
    rows = (" ".join(map(in_line, row)) for row in node if _name(row) in ("mr", "e"))
    return f"({'; '.join(rows)})"


FORMS: dict[str, Callable[[etree._Element], str]] = {
    "f": _fraction,
    "sSub": _script,
    "sSup": _script,
    "sSubSup": _script,
    "rad": _root,
    "m": _rows,
    "eqArr": _rows,
}
