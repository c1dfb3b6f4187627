"""HTML → safe, well-formed XML: an allow-list of elements and attributes, and a limited depth.

What passes can't run (no script, style, event handler, form or frame), and can't blow up a
layout engine (no style attribute, so no nested columns; no deep nesting).
"""

from __future__ import annotations

import re

import nh3
from lxml import etree

from exporter.content.elements import BLOCK, INLINE, PARTS
from exporter.languages.characters import UNSAFE

MAX_DEPTH = 40
# Of what is cleaned: a cleaner's time grows with the square of the depth.
MAX_RAW_DEPTH = 150
VOID = re.compile(r"<(br|hr|img|col|wbr)((?: [^<>]*?)?)>")
TAG = re.compile(r"<(/?)([a-z0-9]+)[^<>]*?(/?)>")
TOO_DEEP = etree.XPath(f"boolean({'/*' * (MAX_DEPTH + 2)})")  # of a tree, its `div` not counted
RAW_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
# These have no end tag, or end where the next begins.
NO_DEPTH = frozenset(
    "area base br col embed hr img input link meta param source track wbr"
    " p li dt dd td th tr tbody thead tfoot option".split()
)

_CLEANER = nh3.Cleaner(
    tags=set(INLINE | BLOCK),
    # Invisible content that got here in a way that `rewrite` does not know.
    clean_content_tags={"script", "style", "template"},
    attributes={
        "*": {"lang", "dir", "title", "id"},
        "a": {"href", "name"},
        "img": {"src", "alt", "credit", "caption", "role", "focus", "crop"},
        "td": {"colspan", "rowspan"},
        "th": {"colspan", "rowspan", "scope"},
        "li": {"value"},
        "ol": {"start", "type", "reversed"},
        "figure": {"data-island"},
        "span": {"data-island"},
    },
    allowed_classes={
        "a": {"footnote-backref"},
        "aside": {"pullquote"},
        "hr": {"footnotes-sep"},
        "p": {"media-audio", "media-page", "media-video", "summary", "verse"},
        "pre": {"verse", "wp-block-verse"},
        "section": {"details", "footnotes"},
        "sup": {"footnote-ref"},
        "td": {"align-left", "align-center", "align-right"},
        "th": {"align-left", "align-center", "align-right"},
    },
    link_rel=None,
    # file: and data: pass here only so that the reader can say what is wrong with them.
    url_schemes={"http", "https", "mailto", "tel", "file", "data", "ftp"},
)


def clean_text(text: str) -> str:
    """Remove what XML 1.0 §2.2 forbids: control characters, surrogates, non-characters."""
    return UNSAFE.sub("", text)


def to_tree(html: str) -> etree._Element:
    """Parse HTML into a `div` element that holds only what is allowed.

    `exporter.content.rewrite` comes before it: elements that are not allowed lose their tags here.
    """
    safe = _CLEANER.clean(limit_raw_depth(clean_text(html)))
    if "&#" in html:  # `&#1;` only becomes a control character here
        safe = clean_text(safe)
    safe = VOID.sub(r"<\1\2/>", safe).replace("&nbsp;", "\xa0")
    tree = etree.fromstring(f"<div>{safe}</div>", _PARSER)
    if not TOO_DEEP(tree):
        return tree
    return etree.fromstring(f"<div>{_limit_depth(safe)}</div>", _PARSER)


def limit_raw_depth(html: str) -> str:
    """Drop the tags, not the text, of elements that are nested too deeply in any HTML."""
    if html.count("<") <= MAX_RAW_DEPTH:
        return html
    depth = 0

    def kept(match: re.Match[str]) -> str:
        nonlocal depth
        closing, name = match.groups()
        if name.lower() in NO_DEPTH:
            return match[0]
        is_deep = depth > MAX_RAW_DEPTH if closing else depth >= MAX_RAW_DEPTH
        depth = max(0, depth + (-1 if closing else 1))
        return "" if is_deep else match[0]

    return RAW_TAG.sub(kept, html)


_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def _limit_depth(markup: str) -> str:
    """Drop the tags, not the text, of elements nested more than `MAX_DEPTH` deep.

    Rows, cells and items stay or go with their table or list.
    """
    kept: list[bool] = []

    def keep(match: re.Match[str]) -> str:
        closing, name, empty = match.groups()
        if closing:
            return match[0] if kept.pop() else ""
        depth = len(kept)
        stays = depth < MAX_DEPTH
        if kept and name in PARTS:
            stays = kept[-1] and depth < MAX_DEPTH + 4
        if not empty:
            kept.append(stays)
        return match[0] if stays else ""

    return TAG.sub(keep, markup)
