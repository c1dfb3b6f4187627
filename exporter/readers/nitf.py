"""NITF: one article as XML (NITF 3.6), alone or inside other formats."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

from lxml import etree

from exporter.readers.tools.drafts import DraftArticle, DraftFigure
from exporter.readers.tools.items import beside, squeezed
from exporter.readers.tools.xmlfile import attribute, child, parted_text, text_of, without

# What HTML calls otherwise.
NAMES = {"hl2": "h2", "bq": "blockquote", "block": "div", "note": "aside", "lang": "span"}
KEPT = frozenset(
    "p h2 h3 blockquote div aside ul ol li dl dt dd table caption thead tbody tfoot tr th td pre hr"
    " em strong b i u sub sup br a q span".split()
)
# Elements of running text lose their tag alone; any other is a block.
INLINE = frozenset(
    "alt-code chron city classifier copyrite.holder copyrite.year country credit event frac-den"
    " frac-num function location money num object.title org person postaddr pronounce region state"
    " sublocation virtloc name.given name.family story.date byttl frac".split()
)
LEFT_OUT = {"media", "nitf-table-metadata", "nitf-colgroup", "head", "body.head", "col", "colgroup"}
FRACTION = ("frac-num", "numer")
BY = re.compile(r"by\b[\s:]*(?=\S)", re.IGNORECASE)
MAX_DEPTH = 60
MAX_DECK = 1_000  # characters; a longer abstract is text, not a deck


def fill_from_nitf(root: etree._Element, article: DraftArticle, path: Path) -> None:
    """Take headline, deck, byline, dateline and body of an `nitf` element into an article."""
    notes = [note for head in root.iter("body.head") for note in head.iter("note")]
    for note in notes:
        without(note)
    head, content = child(root, "body.head"), child(root, "body.content")
    if head is not None:
        _fill_head(head, article)
    title = text_of(child(root, "title"))
    if not article.headline and title:
        article.headline = (title,)
    if content is None:
        return
    _take_from_text(content, article)
    media = list(content.iter("media"))
    article.figures += [figure for one in media if (figure := _figure(one, path))]
    others = "".join(_other_media(one) for one in media)
    text = squeezed(parted_text(content))
    begin = "".join(f"<aside>{to_html(note)}</aside>" for note in notes)
    begin += _abstract(head, article, text)
    article.html = begin + to_html(content) + others + _end(root)


def _fill_head(head: etree._Element, article: DraftArticle) -> None:
    headline = text_of(child(head, "hl1"))
    article.headline = article.headline or ((headline,) if headline else ())
    decks = [text_of(node) for node in head.iter("hl2")]
    decks = [deck for deck in decks if squeezed(deck) != squeezed("".join(article.headline))]
    article.deck = article.deck or " ".join(filter(None, decks))
    article.byline = article.byline or tuple(filter(None, map(byline_of, head.iter("byline"))))
    article.dateline = article.dateline or parted_text(child(head, "dateline"))
    article.credit = article.credit or text_of(child(head, "distributor"))


def byline_of(node: etree._Element) -> str:
    """Return a byline in one line, its parts set off, without `By`: languages add their own."""
    parts = [(node.text or "", False)]
    for inner in node:
        parts += [(parted_text(inner), inner.tag in ("byttl", "org", "virtloc", "location"))]
        parts += [(inner.tail or "", False)]
    words = ""
    for part, is_title in ((" ".join(text.split()), is_title) for text, is_title in parts):
        if part:
            comma = is_title and words and not words.endswith((",", ";", ":"))
            words += (", " if comma else " " if words else "") + part
    words = re.sub(r"\s+([,;])", r"\1", words).strip(" ,")
    return BY.sub("", words, count=1) if BY.match(words) else words


def _take_from_text(content: etree._Element, article: DraftArticle) -> None:
    """Take byline and dateline out of the text where the head has none, or the same."""
    for node in list(content.iter("byline")):
        words = byline_of(node)
        if not article.byline or squeezed(words) == squeezed("".join(article.byline)):
            article.byline = article.byline or ((words,) if words else ())
            without(node)
    for node in list(content.iter("dateline")):
        words = parted_text(node)
        if not article.dateline or squeezed(words) == squeezed(article.dateline):
            article.dateline = article.dateline or words
            without(node)


def _abstract(head: etree._Element | None, article: DraftArticle, text: str) -> str:
    """Make the abstract the deck; one beside a deck, or a long one, begins the text.

    One that only repeats words of the `text`, or the deck, is left out.
    """
    node = None if head is None else child(head, "abstract")
    words = parted_text(node)
    if squeezed(words) in text or squeezed(words) == squeezed(article.deck):
        return ""
    if not article.deck and len(words) <= MAX_DECK:
        article.deck = words
        return ""
    return to_html(node) if node is not None and len(node) else f"<p>{escape(words)}</p>"


def _end(root: etree._Element) -> str:
    """Return what is after the text: who contributed, sources, who has the rights."""
    ends = [node for end in root.iter("body.end") for node in end.iter("tagline", "bibliography")]
    ends += [node for head in root.iter("body.head") for node in head.iter("rights")]
    return "".join(f"<p>{to_html(node)}</p>" for node in ends if parted_text(node))


def to_html(node: etree._Element, depth: int = 0) -> str:
    """Return what is in an element as HTML; what it does not know becomes a block."""
    parts = [escape(node.text or "", quote=False)]
    for inner in node:
        if isinstance(inner.tag, str) and inner.tag not in LEFT_OUT and depth < MAX_DEPTH:
            parts.append(_element(inner, depth + 1))
        parts.append(escape(inner.tail or "", quote=False))
    return "".join(parts)


def _element(node: etree._Element, depth: int) -> str:
    tag = str(node.tag).lower()
    tag = NAMES.get(tag, tag)
    inner = to_html(node, depth)
    following = node.getnext()
    if tag in FRACTION and following is not None and following.tag != "frac-sep":
        return f"{inner}/"
    if tag in INLINE or tag in ("numer", "denom", "frac-sep"):
        return inner
    tag = tag if tag in KEPT else "div"
    if tag in ("br", "hr"):
        return f"<{tag}>"
    return f"<{tag}{_attributes(node, tag)}>{inner}</{tag}>"


def _attributes(node: etree._Element, tag: str) -> str:
    names = {"a": ("href",), "td": ("colspan", "rowspan"), "th": ("colspan", "rowspan", "scope")}
    found = ((name, attribute(node, name)) for name in names.get(tag, ()))
    return "".join(f' {name}="{escape(value)}"' for name, value in found if value)


def _figure(node: etree._Element, path: Path) -> DraftFigure | None:
    """Return the picture of a `media` element."""
    address = _address(node)
    if attribute(node, "media-type") not in ("", "image") or not address:
        return None
    first = next(iter(node.iter("media-reference")))
    return DraftFigure(
        beside(address, path),
        caption=_caption(node),
        credit=_producer(node),
        alt=attribute(first, "alternate-text"),
    )


def _other_media(node: etree._Element) -> str:
    """Return sound, film and pictures without a file as a line with its words and its link."""
    address = _address(node)
    if attribute(node, "media-type") in ("", "image") and address:
        return ""
    words = " ".join(filter(None, (_caption(node), _producer(node)))) or address
    if address.startswith(("http://", "https://")):
        return f'<p><a href="{escape(address)}">{escape(words)}</a></p>'
    return f"<p>{escape(words)}</p>" if words else ""


def _address(node: etree._Element) -> str:
    references = (attribute(one, "source") for one in node.iter("media-reference"))
    return next(filter(None, references), "")


def _producer(node: etree._Element) -> str:
    return text_of(child(node, "media-producer"))


def _caption(node: etree._Element) -> str:
    return " ".join(filter(None, map(parted_text, node.iter("media-caption"))))
