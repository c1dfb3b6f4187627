"""The XHTML body of an article → Markdown that makes the same body again.

Each block is written as plainly as it can be: as text; with marks escaped; as HTML, which
Markdown lets pass. What it makes is compared with the block before it is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from lxml import etree

from exporter import content
from exporter.content.remarks import Resolve
from exporter.conversion.links import FOUND, ArticleLinks
from exporter.model import Figure
from exporter.xhtml import XML_LANG

MARKS = re.compile(r"([\\`*_{}\[\]<>#|~!^&:=+-])")
NEWLINES = re.compile(r"\s*\n\s*")
PLACEHOLDER = re.compile(r'<(?:figure|img) data-figure="(\d+)"/>')
PLAIN_WORDS = re.compile(r"[^\"\\{}\[\]\n<>&]*")
PLAIN_NAME = re.compile(r"[^\s()<>\\\"]+")


class BodyWriter:
    """Writes the body of one article; `names` are the files of its figures."""

    def __init__(
        self,
        links: ArticleLinks,
        figures: tuple[Figure, ...],
        names: list[str],
        resolve: Resolve,
    ) -> None:
        self.article, self.links = links.article, links
        self.figures, self.names, self.resolve = figures, names, resolve

    def markdown(self, xhtml: str) -> str:
        """Return Markdown for a body."""
        root = etree.fromstring(f"<div>{xhtml}</div>".encode())
        return "\n\n".join(self.block(node) for node in root) + "\n"

    def block(self, node: etree._Element) -> str:
        """Write one block."""
        wanted = _serialised(node)
        if node.tag == "figure":
            return self.figure(int(node.get("data-figure", "0")))
        for text in self.attempts(node):
            if self.makes(text, wanted):
                return text
        return self.html(node)

    def attempts(self, node: etree._Element) -> Iterator[str]:
        """Yield ways to write a block in Markdown, the plainest first."""
        tag = str(node.tag)
        mark = "#" * int(tag[1]) + " " if re.fullmatch("h[2-6]", tag) else ""
        if (tag == "p" or mark) and not node.attrib:
            # What a bracket is depends on the brackets of other blocks as well.
            bracketed = "<" in "".join(map(str, node.itertext()))
            for escaped in (True,) if bracketed else (False, True):
                yield mark + self.inline(node, escaped)
        elif mark and set(node.attrib) == {"id"}:
            yield f"{mark}{self.inline(node, True)} {{#{self.local(node.get('id', ''))}}}"
        elif tag in ("ul", "ol") and not node.attrib:
            yield self.items(node)
        elif tag == "blockquote" and not node.attrib:
            inner = "\n\n".join(self.block(child) for child in node)
            yield "\n".join(f"> {line}".rstrip() for line in inner.split("\n"))
        elif tag == "hr":
            yield "---"

    def items(self, node: etree._Element) -> str:
        """Write a list whose items are one line each."""
        marks = (f"{number}." if node.tag == "ol" else "-" for number in range(1, len(node) + 1))
        return "\n".join(
            f"{mark} {self.inline(item, True)}" for mark, item in zip(marks, node, strict=True)
        )

    def inline(self, node: etree._Element, escaped: bool) -> str:
        """Write phrasing content."""
        out = [_text(node.text, escaped)]
        for child in node:
            out += [self.element(child, escaped), _text(child.tail, escaped)]
        return "".join(out)

    def element(self, node: etree._Element, escaped: bool) -> str:
        """Write one inline element."""
        tag, inner = str(node.tag), self.inline(node, escaped)
        if tag in ("em", "strong") and not node.attrib:
            mark = {"em": "*", "strong": "**"}[tag]
            return f"{mark}{inner}{mark}"
        if (
            tag == "a"
            and set(node.attrib) == {"href"}
            and PLAIN_NAME.fullmatch(node.get("href", ""))
        ):
            return f"[{inner}]({self.local(node.get('href', ''))})"
        if tag == "ruby" and not node.attrib and len(node) == 3 and node[1].tag == "rt":
            return f"{{{node.text}|{node[1].text}}}"
        return self.html(node, inline=True)

    def html(self, node: etree._Element, inline: bool = False) -> str:
        """Write an element as HTML, its ids as they were before they were made unique."""
        copy = etree.fromstring(_serialised(node).encode())
        for element in list(copy.iter()):
            for name in ("role", XML_LANG):
                element.attrib.pop(name, "")
            for name in ("id", "href"):
                if name in element.attrib:
                    element.set(name, self.local(element.get(name, "")))
            if element.get("class") == "noteref":
                _wrap_note(element)
        for picture in list(copy.iter("figure", "img")):
            self.write_picture(picture)
        text = _serialised(copy)
        # An empty line would end a block of HTML.
        return re.sub(r"\n\s*\n", "\n", text) if inline or copy.tag != "pre" else text

    def local(self, address: str) -> str:
        """Take the article's id off an id or a link to one: the reader puts it on again."""
        if address.startswith("#"):
            return self.links.address(address) or address
        return address.removeprefix(f"{self.article}-")

    def write_picture(self, node: etree._Element) -> None:
        """Turn the placeholder of a figure into an `img` with its words."""
        number = int(node.attrib.pop("data-figure", "0"))
        figure = self.figures[number]
        node.tag = "img"
        for name, value in (("src", self.names[number]), *words_of(figure, self.links).items()):
            if value:
                node.set(name, value)

    def figure(self, number: int) -> str:
        """Write a figure between paragraphs."""
        words, name = words_of(self.figures[number], self.links), self.names[number]
        if not all(map(PLAIN_WORDS.fullmatch, words.values())) or not PLAIN_NAME.fullmatch(name):
            attributes = "".join(f' {key}="{escape(words[key])}"' for key in words if words[key])
            return f'<img src="{escape(name)}"{attributes}>'
        title = f' "{words["caption"]}"' if words["caption"] else ""
        others = words.keys() - {"caption", "alt"}
        attributes = " ".join(
            f'{key}="{words[key]}"' for key in words if words[key] and key in others
        )
        marks = f"{{{attributes}}}" if attributes else ""
        return f"![{words['alt']}]({name}{title}){marks}"

    def makes(self, text: str, wanted: str) -> bool:
        """Whether a block of Markdown makes the block of XHTML that is wanted."""
        if not text.strip() or PLACEHOLDER.search(wanted):
            return False
        links = content.Links(self.links.follow)
        made = content.body_from_markdown(text, self.article, self.resolve, links=links)
        return made.xhtml.rstrip("\n").replace(FOUND, "") == wanted and not made.remarks


def words_of(figure: Figure, links: ArticleLinks) -> dict[str, str]:
    """Return the words of a figure, and how it is set, as an author writes them."""
    return {
        "caption": links.source(figure.caption),
        "credit": links.source(figure.credit),
        "alt": str(figure.alt),
        "role": figure.role,
        "focus": " ".join(f"{share:g}" for share in figure.focus or ()),
        "crop": "" if figure.crop == "auto" else figure.crop,
    }


def _text(text: str | None, escaped: bool) -> str:
    if not text:
        return ""
    return NEWLINES.sub("\n", MARKS.sub(r"\\\1", text) if escaped else text)


def _wrap_note(node: etree._Element) -> None:
    """Put the mark of a note into `sup`, as Markdown's footnotes come."""
    parent = node.getparent()
    node.attrib.pop("class", "")
    if parent is None:
        return
    wrapper = etree.Element("sup", {"class": "footnote-ref"})
    wrapper.tail, node.tail = node.tail, None
    parent.replace(node, wrapper)
    wrapper.append(node)


def _serialised(node: etree._Element) -> str:
    return etree.tostring(node, encoding="unicode", with_tail=False).replace("&#160;", "\xa0")
