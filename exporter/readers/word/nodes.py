"""Blocks of a document as XHTML nodes: their text, and what is in them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from exporter.readers.tools.signature import BLANK
from exporter.readers.word.line_labels import labelled
from exporter.readers.word.signed import SENTENCE_END, signs, width

LONGEST_LABEL = 40  # half-width characters of a line above the headline


def text_of(node: etree._Element) -> str:
    """Return the text of a block, with its line breaks."""
    return "".join(_texts(node)).strip(BLANK + "\n")


def _texts(node: etree._Element) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        yield "\n" if child.tag == "br" else ""
        yield from _texts(child)
        yield child.tail or ""


def is_label(node: etree._Element) -> bool:
    """Whether a block is a few words on one line, as above a headline."""
    words = text_of(node)
    return (
        node.tag == "p"
        and node.find(".//img") is None
        and 0 < width(words) <= LONGEST_LABEL
        and not SENTENCE_END.search(words)
        and not signs(words)
        and not labelled(words).role
    )


def note_marks(node: etree._Element) -> list[etree._Element]:
    """Return the marks of footnotes in a block."""
    return [each for each in node.iter("sup") if each.get("class") == "footnote-ref"]


def open_cells(node: etree._Element) -> None:
    """Unwrap the only paragraph of a table cell: every cell in Word has one."""
    for cell in node.iter("td", "th", "li"):
        if len(cell) == 1 and cell[0].tag == "p" and not (cell.text or "").strip():
            etree.strip_tags(cell, "p")


def paragraph_of(picture: etree._Element) -> etree._Element:
    """Return a paragraph that holds a picture alone."""
    paragraph = etree.Element("p")
    picture.tail = None
    paragraph.append(picture)
    return paragraph
