"""The text of an article among everything else that a web page shows."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from exporter.readers.tools.items import squeezed
from exporter.readers.tools.xmlfile import text_of, without
from exporter.repair.chrome import looks_like_chrome

# Elements that hold no words of a page, or none of its article.
CODE = ("script", "style", "template", "link", "meta", "noscript")
TOOLS = ("nav", "form", "button", "footer", "dialog", "select", "input")
# Class names and roles of elements between the paragraphs that are not text.
BESIDE = re.compile(
    r"(?:^|[\s_-])(?:(?:share|sharing|social|related|recommend|newsletter|subscri|promo|advert"
    r"|breadcrumb|cookie|outbrain|taboola)\w*|ads?|comments?|tags?|toolbar|sidebar|paywall)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
BODY_NAME = re.compile(
    r"(?:^|[\s_-])(?:article|entry|post|story|news|content|main|text)?[-_]?"
    r"(?:body|content|text|artibody|endtext|zoom)(?:$|[\s_-])",
    re.IGNORECASE,
)
SAYING = ("h1", "h2", "div", "span", "p", "time", "address", "a", "li", "header")
# What stands around the names and days of a byline, in letters alone.
SIGNING = re.compile(
    r"(?:by|and|on|in|at|posted|published|updated|written|words|story|text|par|et|von|und"
    r"|作者|记者|記者|撰文|文)*"
)
BOXES = ("div", "section", "main", "article", "td", "body")
LINE = 11  # characters; a `div` with fewer is a button, a date or the like
SHORT = 80  # characters; what is longer is a paragraph, whatever its class is called
MAX_SAID = 300  # characters of a line that says nothing new
MANY = 4  # articles from which on a page may be a list of articles
MAX_LEFT = 200  # characters of what is left out that a message shows


def text_element(tree: etree._Element) -> etree._Element | None:
    """Return the element that is marked as the text, else the one with most paragraphs, or None."""
    for node in tree.iter():
        if (node.get("itemprop") or "").lower() == "articlebody" and _weight(node):
            return node
    articles = [node for node in tree.iter("article") if _weight(node)]
    if articles and not (len(articles) >= MANY and _is_list(articles)):
        return max(articles, key=_weight)
    boxes = [node for node in tree.iter(*BOXES) if _own_weight(node)]
    return max(boxes, key=_own_weight, default=None)


def _is_list(articles: list[etree._Element]) -> bool:
    """Whether no article of a page has as many words as all others: it shows the beginnings."""
    weights = list(map(_weight, articles))
    return max(weights) * 2 < sum(weights)


def _weight(node: etree._Element) -> int:
    return len(text_of(node))


def _own_weight(node: etree._Element) -> int:
    """Return how many characters the paragraphs of an element have, or its own lines."""
    paragraphs = sum(_weight(inner) for inner in node.iterchildren("p", "figure", "blockquote"))
    paragraphs += sum(_weight(inner) for inner in node.iterchildren("div") if _is_paragraph(inner))
    lines = list(node.iterchildren("br"))
    own = len((node.text or "").strip()) + sum(len((line.tail or "").strip()) for line in lines)
    named = BODY_NAME.search(f"{node.get('class') or ''} {node.get('id') or ''}")
    return (paragraphs + (own if lines else 0)) * (2 if named else 1)


def _is_paragraph(node: etree._Element) -> bool:
    """Whether a `div` holds a paragraph, and no other blocks."""
    return len((node.text or "").strip()) > LINE and node.find(".//div") is None


def without_tools(element: etree._Element) -> list[str]:
    """Remove what is not part of the text from an element; return the removed words."""
    left: list[str] = []
    for node in list(element.iter(*CODE)):
        # A picture that a script would show later is in `noscript`.
        if node.tag != "noscript" or node.find(".//img") is None:
            without(node)
    waiting = list(reversed(element))
    while waiting:
        node = waiting.pop()
        if not isinstance(node.tag, str):
            continue
        if node.tag in TOOLS or _is_beside(node):
            left.append(text_of(node))
            without(node)
        else:
            waiting += reversed(node)
    return list(filter(None, left))


def _is_beside(node: etree._Element) -> bool:
    names = f"{node.get('class') or ''} {node.get('id') or ''} {node.get('role') or ''}"
    words = text_of(node)
    if node.get("hidden") is not None or (node.get("aria-hidden") == "true" and not words):
        return True
    if len(words) <= SHORT and words and looks_like_chrome(words) and not len(node):
        return True
    has_text = any(len(text_of(one)) > SHORT for one in node.iter("p")) or len(words) > 3 * SHORT
    return bool(BESIDE.search(names)) and not has_text


def without_said(element: etree._Element, said: Iterable[str], names: Iterable[str]) -> None:
    """Remove the elements that only repeat the headline, the date or the byline."""
    known = {squeezed(words) for words in (*said, *names)} - {""}
    longest_first = sorted(known, key=len, reverse=True)
    for node in list(element.iter(*SAYING)):
        words = squeezed(text_of(node))
        if node is element or not words or len(words) > MAX_SAID:
            continue
        rest = words
        for part in longest_first:
            rest = rest.replace(part, "")
        if rest != words and SIGNING.fullmatch(rest):
            without(node)


def shown(left: list[str]) -> str:
    """Return the removed words as a message shows them."""
    words = "; ".join(dict.fromkeys(left))
    return f"{words[:MAX_LEFT]}… ({len(words)} characters)" if len(words) > MAX_LEFT else words
