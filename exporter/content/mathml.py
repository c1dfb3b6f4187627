"""Formulas: presentation MathML.

MathML 3 §3. Elements that are not presentation, or lack the required children, lose their tags and
keep their text.
"""

from __future__ import annotations

import re
from html import escape

from lxml import etree

from exporter.content.sanitize import clean_text
from exporter.xhtml import MATHML

MAX_DEPTH = 24
MAX_ELEMENTS = 2_000
TOKENS = frozenset("mi mn mo ms mtext".split())
GROUPS = frozenset("math mrow mstyle merror mpadded mphantom msqrt menclose mtd".split())
# How many children each of these must have (MathML 3 §3.1.3.2).
CHILDREN = {"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2}
CHILDREN |= {"msubsup": 3, "munderover": 3}
ATTRIBUTES = {
    "math": {"display", "alttext", "dir"},
    "mo": {"stretchy", "fence", "separator", "form", "accent", "largeop", "movablelimits"},
    "mi": {"mathvariant"},
    "mn": {"mathvariant"},
    "mtext": {"mathvariant"},
    "mfrac": {"linethickness", "bevelled"},
    "mstyle": {"displaystyle", "scriptlevel", "mathvariant"},
    "mspace": {"width"},
    "mover": {"accent"},
    "munder": {"accentunder"},
    "munderover": {"accent", "accentunder"},
    "mtable": {"columnalign"},
    "mtd": {"columnspan", "rowspan"},
    "menclose": {"notation"},
}
# As Word and some editors write it: with a prefix, which HTML does not know.
PREFIXED = re.compile(r"<(\w{1,20}):math\b[^<>]*>(?:(?!<\1:math\b).)*?</\1:math\s*>", re.I | re.S)
VALUE = re.compile(r"[\w .%+-]{1,60}")
UNSEEN = frozenset("annotation annotation-xml".split())
OPERATORS = frozenset("= < > ≤ ≥ ≠ ≈ ≡ ∼ ≃ ≅ + − ± × ÷ · ∈ ∉ ⊂ ⊆ ∪ ∩ → ⇒ ↔ ⇔ ∝ ∧ ∨".split())


def formula(markup: str) -> str | None:
    """Return a `math` element of HTML as clean MathML; None if it can't be read or is empty."""
    root = _parsed(markup)
    if root is None or sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        return None
    # Cleaned now, because `&#1;` only becomes a control character here.
    content = clean_text(_clean_children(root, 0))
    if not content:
        return None
    return f'<math xmlns="{MATHML}"{clean_text(_attributes(root, "math"))}>{content}</math>'


def without_prefix(html: str) -> str:
    """Return HTML whose formulas have no prefix before the names of their elements."""
    if ":math" not in html.lower():
        return html
    return PREFIXED.sub(lambda found: re.sub(rf"(</?){found[1]}:", r"\1", found[0]), html)


def words(markup: str) -> str:
    """Return the text of a formula in one line."""
    root = etree.fromstring(markup)
    return " ".join("".join(map(str, root.itertext())).split())


def _parsed(markup: str) -> etree._Element | None:
    """Parse a formula as XML, else as the HTML that people write."""
    named = re.sub(r"<(/?)\w+:(?=\w)", r"<\1", markup)
    named = re.sub(r"\sxmlns(?::\w+)?\s*=\s*(\"[^\"]*\"|'[^']*')", "", named)
    named = re.sub(r"&(?!#|amp;|lt;|gt;|quot;)(\w+);", _character, named)
    strict = etree.XMLParser(resolve_entities=False, no_network=True)
    loose = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    for parser in (strict, loose):
        try:
            root = etree.fromstring(named.encode(), parser)
        except (etree.XMLSyntaxError, ValueError):
            continue
        return root
    return None


def _character(entity: re.Match[str]) -> str:
    from html import unescape

    return escape(unescape(entity[0]))


def _name(node: etree._Element) -> str:
    return etree.QName(node).localname.lower() if isinstance(node.tag, str) else ""


def _attributes(node: etree._Element, name: str) -> str:
    kept = ATTRIBUTES.get(name, set())
    return "".join(
        f' {key}="{escape(str(value))}"'
        for key, value in node.attrib.items()
        if key in kept and (VALUE.fullmatch(str(value)) or key == "alttext")
    )


def _clean_children(node: etree._Element, depth: int) -> str:
    """Return the children of a group; loose words among them become `mtext`."""
    parts = [_loose(node.text)]
    for child in node:
        parts += [_clean(child, depth + 1), _loose(child.tail)]
    return "".join(parts)


def _loose(text: str | None) -> str:
    stripped = (text or "").strip()
    return f"<mtext>{escape(stripped, quote=False)}</mtext>" if stripped else ""


def _clean(node: etree._Element, depth: int) -> str:
    """Return one element with its allowed content."""
    name = _name(node)
    if not name or name in UNSEEN:
        return ""
    if name in TOKENS or depth > MAX_DEPTH:
        text = "".join(map(str, node.itertext()))
        tag = name if name in TOKENS else "mtext"
        return f"<{tag}{_attributes(node, tag)}>{escape(text.strip(), quote=False)}</{tag}>"
    if name == "mspace":
        return f"<mspace{_attributes(node, name)}/>"
    if name == "mtable":
        return _table(node, depth)
    parts = [_clean(child, depth + 1) for child in node]
    loose = any((child.tail or "").strip() for child in node) or (node.text or "").strip()
    wanted = CHILDREN.get(name)
    if wanted and len(parts) == wanted and all(parts) and not loose:
        return f"<{name}{_attributes(node, name)}>{''.join(parts)}</{name}>"
    tag = name if name in GROUPS and name not in ("math", "mtd") else "mrow"
    content = _clean_children(node, depth)
    if name == "mfenced":
        content = _fenced(node, parts)
    return f"<{tag}{_attributes(node, tag)}>{content}</{tag}>" if content else ""


def _fenced(node: etree._Element, parts: list[str]) -> str:
    """Write the brackets that `mfenced` only names (MathML 3 §3.3.8)."""
    marks = (node.get("separators", ",").strip() or "")[:1]
    separator = f"<mo>{escape(marks)}</mo>" if marks else ""
    opening, closing = (
        escape(node.get(key, mark)) for key, mark in (("open", "("), ("close", ")"))
    )
    return f"<mo>{opening}</mo>{separator.join(filter(None, parts))}<mo>{closing}</mo>"


def _table(node: etree._Element, depth: int) -> str:
    rows = []
    for row in node:
        cells = [
            f"<mtd{_attributes(cell, 'mtd')}>{_clean_children(cell, depth + 2)}</mtd>"
            if _name(cell) == "mtd"
            else f"<mtd>{_clean(cell, depth + 2)}</mtd>"
            for cell in row
            if _name(cell)
        ]
        rows.append(f"<mtr>{''.join(cells)}</mtr>")
    return f"<mtable{_attributes(node, 'mtable')}>{''.join(rows)}</mtable>" if rows else ""
