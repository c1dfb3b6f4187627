"""Short numbers that stand upright in vertical lines (縦中横, 纵中横)."""

from __future__ import annotations

from lxml import etree

from exporter.languages.characters import WIDE_RANGE
from exporter.patterns import pattern
from exporter.xhtml import Element

# One or two digits between wide characters; longer numbers lie on their side (JLREQ §3.2.5).
NUMBER = pattern(f"(?<=[{WIDE_RANGE}])([0-9]{{1,2}}|[!?]{{2}})(?=[{WIDE_RANGE}])")


def set_upright(root: Element, boxes: str = "") -> None:
    """Mark short numbers in the text of a tree, in place; its spans are in the root's namespace.

    `boxes` is the class of spans that part a line of text, whose neighbours count as characters
    beside their text.
    """
    tag = etree.QName(etree.QName(root).namespace, "span")
    for element in list(root.iter(etree.Element)):
        beside = _beside(element) if boxes and element.get("class") == boxes else ("", "")
        element.text, element[:0] = _marked(element.text, tag, *beside)
        element.tail, spans = _marked(element.tail, tag)
        for span in reversed(spans):
            element.addnext(span)


def _beside(span: Element) -> tuple[str, str]:
    """Return the characters before and after a span in its parent."""
    parent, earlier, later = span.getparent(), span.getprevious(), span.getnext()
    before = parent.text if earlier is None else earlier.tail or "".join(earlier.itertext())
    after = span.tail or ("" if later is None else "".join(later.itertext()))
    return (before or "")[-1:], after[:1]


def _marked(
    text: str | None, tag: etree.QName, before: str = "", after: str = ""
) -> tuple[str | None, list[Element]]:
    """Split a text: the part before its first short number, and the numbers with their tails."""
    if not text:
        return text, []
    pieces = NUMBER.split(f"{before}{text}{after}")
    pieces[0] = pieces[0].removeprefix(before)
    pieces[-1] = pieces[-1].removesuffix(after)
    first, *others = pieces
    return first, [_span(tag, *each) for each in zip(others[::2], others[1::2], strict=True)]


def _span(tag: etree.QName, number: str, after: str) -> Element:
    span: Element = etree.Element(tag, {"class": "upright"})
    span.text, span.tail = number, after
    return span
