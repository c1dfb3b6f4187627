"""What a NewsML-G2 item says of itself: words, language, provider, names."""

from __future__ import annotations

import re

from lxml import etree

from exporter.readers.nitf import BY
from exporter.readers.tools.drafts import DraftArticle
from exporter.readers.tools.items import (
    Item,
    paragraphs,
    summary,
)
from exporter.readers.tools.xmlfile import (
    attribute,
    child,
    text_of,
)
from exporter.xhtml import XML_LANG

ROLE = re.compile(r"^\w+:")


def fill_meta(meta: etree._Element, item: Item) -> None:
    """Take headlines, byline, credit and subjects of the content's metadata."""
    article = item.article
    for node in meta.iter("headline"):
        role, words = attribute(node, "role").lower(), text_of(node)
        if re.search("sub|deck|second", role):
            article.deck = article.deck or words
        elif re.search("over|kick|pre|roof|top", role):
            article.kicker = article.kicker or words
        elif words and not article.headline:
            article.headline = (words,)
    signed = [BY.sub("", text_of(node), count=1) for node in meta.iterchildren("by")]
    names = [text_of(child(node, "name")) for node in meta.iterchildren("creator")]
    article.byline = tuple(filter(None, signed)) or tuple(filter(None, names))
    article.credit = text_of(child(meta, "creditline"))
    article.dateline = text_of(child(meta, "dateline"))
    item.subjects = names_in(meta, "subject")


def describe(article: DraftArticle, words: str) -> None:
    """Put an item's description where it belongs: under a picture, in the deck, in the body."""
    if article.figures and not article.html:
        article.figures[0].caption = words
        article.figures[0].credit = article.credit
    elif article.html:
        summary(words, article)
    else:
        article.html = paragraphs(words)


def rank(inline: etree._Element) -> int:
    """Return a sort key for the forms of one text: 0 is the richest."""
    if child(inline, "nitf") is not None:
        return 0
    return 1 if inline.tag == "inlineXML" else 2


def line_of(node: etree._Element) -> int:
    """Return the line of its file that an element begins on; 0 where lxml does not know it."""
    line = node.sourceline
    return line if isinstance(line, int) else 0


def language_of(root: etree._Element) -> str:
    """Return the language tag of an item: its own, that of its body, or the one it names."""
    tag = child(root, "language")
    own = str(root.get(XML_LANG) or "") or attribute(root, "baselang")
    body = child(root, "body")
    own = own or (attribute(body, "baselang") if body is not None else "")
    return own or (attribute(tag, "tag") if tag is not None else "")


def names_in(node: etree._Element, tag: str) -> list[str]:
    """Return the names of the elements of one kind; concepts of the news before places."""
    found = [text_of(child(one, "name")) for one in node.iter(tag)]
    return list(filter(None, found))


def provider_of(root: etree._Element) -> str:
    """Return who provides an item, or else who holds its copyright; it may be a code."""
    holder, provider = child(root, "copyrightHolder"), child(root, "provider")
    for node in (provider, holder):
        if node is not None and (name := text_of(child(node, "name"))):
            return name
    return ROLE.sub("", attribute(provider, "qcode")) if provider is not None else ""


def description_of(root: etree._Element) -> str:
    """Return the description of an item."""
    return text_of(child(root, "description"))


def title_of(group: etree._Element) -> str:
    """Return what a group is called: its title, or its role, such as `sidebar`."""
    for node in group.iterchildren("title", "name"):
        return text_of(node)
    role = ROLE.sub("", attribute(group, "role"))
    return "" if role == "main" else role.replace("_", " ").capitalize()
