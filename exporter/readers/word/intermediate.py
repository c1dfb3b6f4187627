"""The intermediate form of a document: XHTML with the Word style of each paragraph."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from exporter.findings import Severity

BLANK = " \t\u3000\xa0\n"
INDENTS = ("\u3000", "\t", "  ", "\u2003", "\xa0\xa0")  # of a first line, as typed


def words_in(node: etree._Element) -> str:
    """Return the text of a block on one line."""
    return " ".join("".join(map(str, node.itertext())).split()).strip(BLANK)


@dataclass(frozen=True)
class LeftOut:
    """Text of a document that is not part of an article, and what it is."""

    what: str
    words: str
    advice: str = ""
    severity: Severity = Severity.INFO


@dataclass(frozen=True)
class Look:
    """The look of a paragraph: style name, size in points (0 if not set), and how it is set.

    Its first line may be indented, by blanks too.
    """

    style: str = ""
    size: float = 0
    is_bold: bool = False
    is_centred: bool = False
    is_italic: bool = False
    is_right: bool = False
    is_indented: bool = False


@dataclass
class Blocks:
    """The blocks of a document, the looks of its paragraphs, and what was left out.

    `stated` are the paragraphs in the document's XML, read without the converter, to compare;
    `pictures` maps addresses in the blocks to files.
    """

    tree: etree._Element
    looks: dict[etree._Element, Look] = field(default_factory=dict)
    stated: list[str] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    pictures: dict[str, Path] = field(default_factory=dict)

    def look(self, node: etree._Element) -> Look:
        """Return the look of a paragraph."""
        return self.looks.get(node, Look())
