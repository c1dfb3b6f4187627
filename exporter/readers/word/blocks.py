"""What a document is turned into first: XHTML whose paragraphs say how they look in Word."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from exporter.findings import Severity


@dataclass(frozen=True)
class LeftOut:
    """Words of a document that have no place in an article, and what they are."""

    what: str
    words: str
    advice: str = ""
    severity: Severity = Severity.INFO


@dataclass(frozen=True)
class Look:
    """How a paragraph looks: the name of its style, its size in points (0: not stated)."""

    style: str = ""
    size: float = 0
    is_bold: bool = False
    is_centred: bool = False


@dataclass
class Blocks:
    """The blocks of a document, the looks of its paragraphs and what is not among them.

    `stated` are the paragraphs that the document has, read from its XML and not by the converter;
    `pictures` are files by the addresses that the blocks have for them.
    """

    tree: etree._Element
    looks: dict[etree._Element, Look] = field(default_factory=dict)
    stated: list[str] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    pictures: dict[str, Path] = field(default_factory=dict)

    def look(self, node: etree._Element) -> Look:
        """Return how a paragraph looks."""
        return self.looks.get(node, Look())
