"""XHTML as it is set for print."""

from lxml import etree

from exporter.edition.formulas import set_formulas
from exporter.edition.typesetting import typeset
from exporter.xhtml import to_html


def printed(xhtml, language="en"):
    """Return a fragment with its formulas and its text set for print."""
    root = etree.fromstring(f"<div>{xhtml}</div>", etree.XMLParser(huge_tree=True))
    set_formulas(root)
    typeset(root, language)
    return to_html(root).removeprefix("<div>").removesuffix("</div>")
