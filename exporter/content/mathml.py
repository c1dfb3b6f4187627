"""Formulas: presentation MathML for e-readers, words and raised or lowered signs for print.

MathML 3 §3. What is not presentation, and what does not have the children that its element asks
for, loses its tags and keeps its signs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from lxml import etree

from exporter.content.sanitize import clean_text

NAMESPACE = "http://www.w3.org/1998/Math/MathML"
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
VALUE = re.compile(r"[\w .%+-]{1,60}")
UNSEEN = frozenset("annotation annotation-xml".split())
OPERATORS = frozenset("= < > ≤ ≥ ≠ ≈ ≡ ∼ ≃ ≅ + − ± × ÷ · ∈ ∉ ⊂ ⊆ ∪ ∩ → ⇒ ↔ ⇔ ∝ ∧ ∨".split())
MATH = re.compile(r"<math\b.*?</math>", re.DOTALL)
INVISIBLE = re.compile("[\u2061-\u2064\u200b]")


def formula(markup: str) -> str | None:
    """Return a `math` element of HTML as clean MathML; None if it can't be read or is empty."""
    root = _parsed(markup)
    if root is None or sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        return None
    # Cleaned now, for `&#1;` is a control character only here.
    content = clean_text(_clean_children(root, 0))
    if not content:
        return None
    return f'<math xmlns="{NAMESPACE}"{clean_text(_attributes(root, "math"))}>{content}</math>'


def words(markup: str) -> str:
    """Return the signs of a formula in one line, as text."""
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
    """Return the children of a group; words that stand free among them become `mtext`."""
    parts = [_loose(node.text)]
    for child in node:
        parts += [_clean(child, depth + 1), _loose(child.tail)]
    return "".join(parts)


def _loose(text: str | None) -> str:
    stripped = (text or "").strip()
    return f"<mtext>{escape(stripped, quote=False)}</mtext>" if stripped else ""


def _clean(node: etree._Element, depth: int) -> str:
    """Return one element with what may be in it."""
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


# Print --------------------------------------------------------------------------------------


def for_print(xhtml: str) -> str:
    """Return a body with its formulas as text: WeasyPrint knows no MathML."""
    return MATH.sub(lambda match: readable(match[0]), xhtml) if "<math" in xhtml else xhtml


def readable(markup: str) -> str:
    """Return a clean formula as XHTML: E = mc<sup>2</sup>, (a + b)/2, √(x)."""
    root = etree.fromstring(markup)
    inside = _set_all(root)
    return f'<span class="math">{inside}</span>' if inside.strip() else ""


def _set_all(node: etree._Element) -> str:
    return "".join(map(_set, node)).strip()


def _set(node: etree._Element) -> str:
    """Return one element of a formula as XHTML."""
    name = _name(node)
    if name in TOKENS:
        return _token(node, name)
    parts = [_set(child).strip() for child in node]
    if name in SHAPES and len(parts) == CHILDREN.get(name, len(parts)):
        return SHAPES[name](parts)
    if name == "mtable":
        return "; ".join(parts)
    if name == "mtr":
        return ", ".join(filter(None, parts))
    if name == "msqrt":
        return f"√{_grouped(''.join(map(_set, node)).strip())}"
    return "".join(map(_set, node))


def _token(node: etree._Element, name: str) -> str:
    raw = INVISIBLE.sub("", "".join(map(str, node.itertext()))).strip()
    text = escape(raw, quote=False)
    if name == "mi" and len(raw) == 1 and raw.isascii() and node.get("mathvariant") != "normal":
        return f'<i class="variable">{text}</i>'
    return f" {text} " if name == "mo" and raw in OPERATORS else text


def _grouped(part: str) -> str:
    """Return a part in brackets, unless it is one sign or word."""
    plain = re.sub(r"<[^<>]*>|&\w+;", "x", part)
    return part if re.fullmatch(r"[\w.]*", plain) else f"({part})"


SHAPES: dict[str, Callable[[list[str]], str]] = {
    "mfrac": lambda part: f"{_grouped(part[0])}/{_grouped(part[1])}",
    "mroot": lambda part: f"<sup>{part[1]}</sup>√{_grouped(part[0])}",
    "msup": lambda part: f"{part[0]}<sup>{part[1]}</sup>",
    "msub": lambda part: f"{part[0]}<sub>{part[1]}</sub>",
    "msubsup": lambda part: f"{part[0]}<sub>{part[1]}</sub><sup>{part[2]}</sup>",
    "munder": lambda part: f"{part[0]}<sub>{part[1]}</sub> ",
    "mover": lambda part: f"{part[0]}<sup>{part[1]}</sup> ",
    "munderover": lambda part: f"{part[0]}<sub>{part[1]}</sub><sup>{part[2]}</sup> ",
}
