"""The text of an article from Word: what remains of its blocks when its parts are taken."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from exporter.readers.word.intermediate import Blocks
from exporter.readers.word.nodes import open_cells, text_of
from exporter.readers.word.roles import role_of
from exporter.readers.word.signed import LONGEST_HEAD, SENTENCE_END, width

SUBHEADINGS = {"subheading": "h3"} | {f"heading{level}": f"h{level}" for level in range(2, 10)}


def as_html(nodes: Sequence[etree._Element], blocks: Blocks, last: Sequence[etree._Element]) -> str:
    """Return a text as HTML, with subheadings and quotations; `last` is no subheading."""
    out: list[str] = []
    for node in nodes:
        node.tail = None
        open_cells(node)
        role = role_of(blocks.look(node).style) if node.tag == "p" else ""
        inner = etree.tostring(node, encoding="unicode")
        if role in ("quote", "pullquote"):
            tag = "blockquote" if role == "quote" else "aside"
            name = ' class="pullquote"' if role == "pullquote" else ""
            out.append(f"<{tag}{name}>{inner}</{tag}>")
            continue
        if role == "heading1" or role in SUBHEADINGS or is_subheading(node, blocks, last):
            node.tag = SUBHEADINGS.get(role, "h2" if role else "h3")
            etree.strip_tags(node, "strong", "b")
            inner = etree.tostring(node, encoding="unicode")
        out.append(inner)
    return "\n".join(out).replace("</blockquote>\n<blockquote>", "\n")


def is_subheading(
    node: etree._Element, blocks: Blocks, last: Sequence[etree._Element] = ()
) -> bool:
    """Whether a paragraph without a style is short, bold and not a sentence, and not the last."""
    words = text_of(node)
    return (
        node.tag == "p"
        and blocks.look(node).is_bold
        and 0 < width(words) <= LONGEST_HEAD
        and not SENTENCE_END.search(words)
        and node not in last
    )
