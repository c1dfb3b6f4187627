"""A document of an EPUB: output of a template, parsed once, changed in place, serialised."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from exporter.edition.note_numbers import number_notes
from exporter.edition.upright import set_upright
from exporter.languages.labels import labels
from exporter.writers.epub.reflow import reflow
from exporter.writers.epub.unbroken import CLASS, keep_words
from exporter.writers.epub.vertical import open_with_text
from exporter.xhtml import MATHML, PARSER, XHTML, Element

MAY_BE_EMPTY = ("div", "td", "th", "span", "p", "li")


class XhtmlDocument:
    """A document made from the output of `epub/document.xhtml`; `data` has its bytes.

    Wide tables are reflowed and notes become pop-ups. `vertical` sets short numbers upright and
    pictures behind the first paragraph; `has_heads` keeps words of headlines unbroken; `renamed`
    are pictures that get another name.
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
        self.prolog, opening, rest = text.partition("<html")
        self.root: Element = etree.fromstring(opening + rest, PARSER)
        if vertical:
            open_with_text(self.root)
        if has_heads:
            keep_words(self.root)
        if vertical:
            set_upright(self.root.find(f"{XHTML}body"), CLASS)
        if renamed:
            self._rename(renamed)
        number_notes(self.root, language)
        changed = bool(vertical or has_heads or renamed)
        is_reflowed = reflow(self.root, labels(language).back_to_text)
        self.data = self.serialised() if is_reflowed or changed else text.encode()

    def serialised(self) -> bytes:
        """Return its bytes from the tree as it is now."""
        _keep_end_tags(self.root)
        return f"{self.prolog}{etree.tostring(self.root, encoding='unicode')}\n".encode()

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

    @property
    def has_formulas(self) -> bool:
        """Whether it contains MathML, which the package must declare (EPUB 3.3 §5.6.2.1)."""
        return next(self.root.iter(f"{{{MATHML}}}math"), None) is not None

    @property
    def pictures(self) -> set[str]:
        """The addresses of its pictures."""
        return {each.get("src", "") for each in self.root.iter(f"{XHTML}img")}


def _keep_end_tags(root: Element) -> None:
    """Prevent self-closed empty elements, which HTML parsers misread."""
    for each in root.iter(*(f"{XHTML}{name}" for name in MAY_BE_EMPTY)):
        if not len(each) and not each.text:
            each.text = ""
