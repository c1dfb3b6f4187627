"""NITF: one article as XML (NITF 3.6), alone or inside other formats."""

from __future__ import annotations

from html import escape
from pathlib import Path

from lxml import etree

from exporter.readers.tools.assemble import DraftArticle, DraftFigure
from exporter.readers.tools.items import beside
from exporter.readers.tools.xmlfile import attribute, child, text_of

# What HTML calls otherwise; elements that are not here and not in KEPT lose their tag alone.
NAMES = {"hl2": "h2", "bq": "blockquote", "block": "div", "note": "aside", "lang": "span"}
KEPT = frozenset(
    "p h2 h3 blockquote div aside ul ol li dl dt dd table caption thead tbody tfoot tr th td pre hr"
    " em strong sub sup br a q span".split()
)
LEFT_OUT = {"media", "tagline", "nitf-table-metadata", "head", "body.head", "byline", "dateline"}
MAX_DEPTH = 60


def fill_from_nitf(root: etree._Element, article: DraftArticle, path: Path) -> None:
    """Take headline, byline, dateline and body of an `nitf` element into an article."""
    head = child(root, "body.head")
    content = child(root, "body.content")
    if head is not None:
        headlines = text_of(child(head, "hl1"))
        article.headline = article.headline or ((headlines,) if headlines else ())
        article.deck = article.deck or text_of(child(head, "hl2"))
        article.byline = article.byline or _byline(child(head, "byline"))
        article.dateline = article.dateline or _dateline(child(head, "dateline"))
        article.credit = article.credit or text_of(child(head, "distributor"))
    title = text_of(child(root, "title"))
    if not article.headline and title:
        article.headline = (title,)
    if content is not None:
        article.html = to_html(content)
        article.figures += [
            figure for media in content.iter("media") if (figure := _figure(media, path))
        ]


def _byline(node: etree._Element | None) -> tuple[str, ...]:
    """Return the byline in one line, without 'By': the labels of a language add their own."""
    words = text_of(node).strip(" ,")
    words = words[3:] if words[:3].lower() == "by " else words
    return (words,) if words else ()


def _dateline(node: etree._Element | None) -> str:
    return text_of(node)


def to_html(node: etree._Element, depth: int = 0) -> str:
    """Return what stands in an element as HTML."""
    parts = [escape(node.text or "", quote=False)]
    for inner in node:
        if isinstance(inner.tag, str) and inner.tag not in LEFT_OUT and depth < MAX_DEPTH:
            parts.append(_element(inner, depth + 1))
        parts.append(escape(inner.tail or "", quote=False))
    return "".join(parts)


def _element(node: etree._Element, depth: int) -> str:
    tag = NAMES.get(str(node.tag), str(node.tag))
    inner = to_html(node, depth)
    if tag not in KEPT:
        return inner
    if tag in ("br", "hr"):
        return f"<{tag}>"
    href = attribute(node, "href") if tag == "a" else ""
    return f'<{tag} href="{escape(href)}">{inner}</{tag}>' if href else f"<{tag}>{inner}</{tag}>"


def _figure(node: etree._Element, path: Path) -> DraftFigure | None:
    """Return the picture of a `media` element."""
    if attribute(node, "media-type") not in ("", "image"):
        return None
    references = [attribute(one, "source") for one in node.iter("media-reference")]
    address = next(filter(None, references), "")
    if not address:
        return None
    first = next(iter(node.iter("media-reference")))
    return DraftFigure(
        beside(address, path),
        caption=text_of(child(node, "media-caption")),
        credit=text_of(child(node, "media-producer")),
        alt=attribute(first, "alternate-text"),
    )
