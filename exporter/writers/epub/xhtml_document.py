"""A document of an EPUB: what a template made, parsed once, changed in place, written."""

from __future__ import annotations

from lxml import etree

from exporter.languages.labels import labels
from exporter.writers.epub.reflow import reflow
from exporter.writers.epub.unbroken import keep_words
from exporter.writers.epub.vertical import set_upright
from exporter.xhtml import MATHML, PARSER, XHTML, Element

MAY_BE_EMPTY = ("div", "td", "span", "p", "li")


class XhtmlDocument:
    """A document made of the text of `epub/document.xhtml`; `data` are its bytes.

    Its tables are made to fit, its notes pop up, with `vertical` short numbers stand upright, and
    with `has_heads` the words of its headlines are kept whole.
    """

    def __init__(
        self, text: str, language: str, *, vertical: bool = False, has_heads: bool = False
    ) -> None:
        prolog, opening, rest = text.partition("<html")
        self.root: Element = etree.fromstring(opening + rest, PARSER)
        if vertical:
            set_upright(self.root.find(f"{XHTML}body"))
        if has_heads:
            keep_words(self.root)
        if reflow(self.root, labels(language).back_to_text) or vertical or has_heads:
            _keep_end_tags(self.root)
            text = f"{prolog}{etree.tostring(self.root, encoding='unicode')}\n"
        self.data = text.encode()

    @property
    def has_formulas(self) -> bool:
        """Whether it holds MathML, which the package declares (EPUB 3.3 §5.6.2.1)."""
        return next(self.root.iter(f"{{{MATHML}}}math"), None) is not None

    @property
    def pictures(self) -> set[str]:
        """The addresses of the pictures that it shows."""
        return {each.get("src", "") for each in self.root.iter(f"{XHTML}img")}


def _keep_end_tags(root: Element) -> None:
    """Keep empty elements from being self-closed, which programs that read HTML get wrong."""
    for each in root.iter(*(f"{XHTML}{name}" for name in MAY_BE_EMPTY)):
        if not len(each) and not each.text:
            each.text = ""
