"""A document of an EPUB: output of a template, parsed and changed only where it needs that."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from functools import cached_property

from lxml import etree

from exporter.edition.note_numbers import number_notes
from exporter.edition.upright import set_upright
from exporter.languages.labels import labels
from exporter.writers.epub.reflow import reflow
from exporter.writers.epub.unbroken import CLASS, keep_words
from exporter.writers.epub.vertical import open_with_text
from exporter.xhtml import MATHML, PARSER, XHTML, Element

# What only documents have that `reflow` changes.
REFLOWED = ("<table", "<rp", "doc-noteref", "doc-endnotes")
MAY_BE_EMPTY = ("div", "td", "th", "span", "p", "li")


class XhtmlDocument:
    """A document made from the output of `epub/document.xhtml`; `data` has its bytes.

    Wide tables are reflowed and notes become pop-ups. `vertical` sets short numbers upright and
    pictures behind the first paragraph; `has_heads` keeps words of headlines unbroken; `renamed`
    are pictures that get another name. Most documents need nothing of it and stay as they are.
    """

    def __init__(
        self,
        text: str,
        language: str,
        *,
        vertical: bool = False,
        has_heads: bool = False,
        renamed: Mapping[str, str] | None = None,
    ) -> None:
        self.language, self.data = language, f"{text}\n".encode()
        if vertical or has_heads or renamed or any(sign in text for sign in REFLOWED):
            self._change(vertical, has_heads, renamed or {})
            self.data = self.serialised()
        # Whether it contains MathML, which the package must declare (EPUB 3.3 §5.6.2.1).
        self.has_formulas = MATHML in text and _has(self.root, f"{{{MATHML}}}math")
        self.pictures = _pictures(self.root) if "<img" in text else set()
        vars(self).pop("root", None)  # all trees of an issue would take more memory than its text

    @cached_property
    def root(self) -> Element:
        """Its tree, parsed where it is asked for; `serialised` has what is changed in it."""
        return etree.fromstring(self.data[self.data.index(b"<html") :], PARSER)

    def serialised(self) -> bytes:
        """Return its bytes from the tree as it is now."""
        _keep_end_tags(self.root)
        prolog = self.data.partition(b"<html")[0]
        return prolog + bytes(etree.tostring(self.root, encoding="utf-8")) + b"\n"

    def copied(self) -> XhtmlDocument:
        """Return a document with the same bytes, whose bytes can be changed by themselves."""
        made = copy(self)
        vars(made).pop("root", None)
        return made

    def _change(self, vertical: bool, has_heads: bool, renamed: Mapping[str, str]) -> None:
        if vertical:
            open_with_text(self.root)
        if has_heads:
            keep_words(self.root)
        if vertical:
            set_upright(self.root.find(f"{XHTML}body"), CLASS)
        if renamed:
            self._rename(renamed)
        number_notes(self.root, self.language)
        reflow(self.root, labels(self.language).back_to_text)

    def link(self, relation: str, address: str, media_type: str, language: str) -> None:
        """Add a `link` to its head."""
        head = self.root.find(f"{XHTML}head")
        if head is not None:
            link = etree.SubElement(head, f"{XHTML}link", rel=relation, type=media_type)
            link.set("hreflang", language)
            link.set("href", address)

    def _rename(self, renamed: Mapping[str, str]) -> None:
        for each in self.root.iter(f"{XHTML}img"):
            name = each.get("src", "")
            each.set("src", renamed.get(name, name))


def _has(root: Element, name: str) -> bool:
    return next(root.iter(name), None) is not None


def _pictures(root: Element) -> set[str]:
    """Return the addresses of the pictures of a document."""
    return {each.get("src", "") for each in root.iter(f"{XHTML}img")}


def _keep_end_tags(root: Element) -> None:
    """Prevent self-closed empty elements, which HTML parsers misread."""
    for each in root.iter(*(f"{XHTML}{name}" for name in MAY_BE_EMPTY)):
        if not len(each) and not each.text:
            each.text = ""
