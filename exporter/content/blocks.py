"""Flow content of a body: paragraphs, headings, lists, tables and figures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from lxml import etree

from exporter.content import (
    paragraphs,
)
from exporter.content.headings import HEADINGS
from exporter.content.phrasing import (
    ID,
    SPACE,
    Phrasing,
    has_text,
    is_inline,
    joined,
)
from exporter.content.table_headers import mark_headers
from exporter.inline import Inline, html_of, plain_text

MAX_SPAN = 40
LIST_TYPES = ("a", "A", "i", "I")


def _paragraphs(text: str) -> list[str]:
    return [each for each in map(joined, paragraphs.paragraphs(text)) if each]


def _is_gallery(node: etree._Element) -> bool:
    """Whether each item of a list is a picture and its caption alone."""
    items = list(node)
    return bool(items) and all(
        len(item) == 1
        and (item[0].tag == "figure" and item[0].find(".//img") is not None)
        and not has_text(item.text)
        and not has_text(item[0].tail)
        for item in items
    )


def _is_lone_picture(node: etree._Element, parent: etree._Element) -> bool:
    """Whether a picture is between blocks, not inside a run of text."""
    if node.tag != "img":
        return False
    previous = node.getprevious()
    before = parent.text if previous is None else previous.tail
    return not (before or "").strip() and not (node.tail or "").strip()


class Blocks(Phrasing):
    """Renders blocks; elements where HTML does not allow them are unwrapped or wrapped."""

    last_level = 1  # of the headings so far: that of the headline

    @cached_property
    def heading_levels(self) -> dict[str, int]:
        """The heading levels in use, by tag, as consecutive ones from 2."""
        used = sorted({str(element.tag) for element in self.tree.iter(*HEADINGS)})
        return {tag: min(level, 6) for level, tag in enumerate(used, 2)}

    def flow(self, node: etree._Element, wrap: bool = True) -> str:
        """Render the children of `node` as flow content; loose text becomes a paragraph."""
        out: list[str] = []
        run: list[str] = []

        def flush() -> None:
            text = "".join(run)
            run.clear()
            if not text or text == "\n":  # between most blocks
                return
            if wrap:
                out.extend(f"<p>{each}</p>\n" for each in _paragraphs(text))
            elif text := joined(text):
                out.append(text)

        for child in self._parts(node):
            if isinstance(child, str):
                run.append(child)
            elif is_inline(child) and not _is_lone_picture(child, node):
                run.append(self.inline(child))
            else:
                flush()
                out.append(self.block(child))
        flush()
        return "".join(out)

    def block(self, node: etree._Element) -> str:
        """Render one block element."""
        tag = str(node.tag)
        if tag in ("p", "figcaption", "caption"):  # most blocks
            return self.paragraph(node)
        render = {
            "img": self.picture_block,
            "figure": self.figure,
            "table": self.table,
            "ul": self.items,
            "ol": self.items,
            "dl": self.definitions,
        }.get(tag)
        if render:
            return render(node)
        if tag in self.heading_levels:
            return self.heading(node)
        if tag in ("blockquote", "aside") or node.get("class") in ("footnotes", "details"):
            return self.container(node)
        if tag == "pre" and "verse" in node.get("class", ""):
            return self.verse(node)
        if tag == "pre":
            content = self.phrasing(node)
            return f"<pre{self.attributes(node)}>{content}</pre>\n" if content.strip() else ""
        if tag == "hr":
            return "" if node.get("class") == "footnotes-sep" else "<hr/>\n"
        return self.flow(node)

    def paragraph(self, node: etree._Element) -> str:
        """Render a paragraph; one of pictures alone becomes figures."""
        pictures = list(node.iter("img")) if len(node) else []
        if pictures and not has_text("".join(map(str, node.itertext()))):
            return "".join(map(self.picture_block, pictures))
        if node.get("class") == "verse":
            return self.verse(node)
        parts = _paragraphs(self.phrasing(node))
        if not parts:
            return ""
        kind = f' class="{node.get("class")}"' if node.tag == "p" and node.get("class") else ""
        opening = f"<p{self.attributes(node)}{kind}>"
        return opening + "</p>\n<p>".join(parts) + "</p>\n"

    def verse(self, node: etree._Element) -> str:
        """Render verse: its lines stay, with their indents."""
        text = self.phrasing(node).strip("\n")
        parts = re.split(r"[ \t]*(?:<br/>\n?|\n)", text)
        content = "<br/>\n".join(map(paragraphs.verse_line, parts))
        return f'<p{self.attributes(node)} class="verse">{content}</p>\n' if content else ""

    def heading(self, node: etree._Element) -> str:
        """Render a heading, at most one level below the one before it."""
        text = self.line(node)
        if not text:
            return ""
        self.last_level = min(self.heading_levels[str(node.tag)], self.last_level + 1)
        tag = f"h{self.last_level}"
        return f"<{tag}{self.attributes(node)}>{text}</{tag}>\n"

    def container(self, node: etree._Element) -> str:
        """Render an element with blocks inside: a quotation, an aside, notes, details."""
        content = self.flow(node)
        if not content:
            return ""
        if node.get("class") == "footnotes":
            return f'<section class="footnotes" role="doc-endnotes">\n{content}</section>\n'
        if node.tag == "section":
            return f'<section{self.attributes(node)} class="details">\n{content}</section>\n'
        name = ' class="pullquote"' if node.get("class") == "pullquote" else ""
        return f"<{node.tag}{self.attributes(node)}{name}>\n{content}</{node.tag}>\n"

    def items(self, node: etree._Element) -> str:
        """Render a list; one of pictures alone becomes its figures."""
        if _is_gallery(node):
            return "".join(map(self.flow, node))
        items = "".join(self.item(part) for part in self._parts(node))
        numbers = self.numbers(node, items.count("<li")) if node.tag == "ol" else ""
        opening = f"<{node.tag}{self.attributes(node)}{numbers}>"
        return f"{opening}\n{items}</{node.tag}>\n" if items else ""

    def numbers(self, node: etree._Element, items: int) -> str:
        """Render the numbering of a list; of one that counts down, also its start, for print."""
        start, backwards = node.get("start", ""), node.get("reversed") is not None
        first = int(start) if re.fullmatch("[0-9]{1,6}", start) else items if backwards else None
        kind = f' type="{node.get("type")}"' if node.get("type") in LIST_TYPES else ""
        down = ' reversed="reversed"' if backwards else ""
        return (f' start="{first}"' if first is not None else "") + kind + down

    def item(self, part: str | etree._Element) -> str:
        """Render a child of a list; any other element becomes an item."""
        if isinstance(part, str):
            content = joined(part)
        elif part.tag == "li":
            value = part.get("value", "")
            number = f' value="{int(value)}"' if re.fullmatch("[0-9]{1,6}", value) else ""
            return f"<li{self.attributes(part)}{number}>{self.flow(part, wrap=False)}</li>\n"
        else:
            content = self.inline(part) if is_inline(part) else self.block(part)
        return f"<li>{content}</li>\n" if content else ""

    def definitions(self, node: etree._Element) -> str:
        """Render a description list; one whose terms and descriptions do not pair is unwrapped."""
        shape = "".join(
            {"dt": "t", "dd": "d"}.get(str(child.tag), "x") + "x" * has_text(child.tail)
            for child in node
        )
        if has_text(node.text) or not re.fullmatch(r"(t+d+)+", shape):
            return self.flow(node)
        items = []
        for child in node:
            content = self.line(child) if child.tag == "dt" else self.flow(child, wrap=False)
            items.append(f"<{child.tag}{self.attributes(child)}>{content}</{child.tag}>\n")
        return f"<dl{self.attributes(node)}>\n{''.join(items)}</dl>\n"

    def table(self, node: etree._Element) -> str:
        """Render a table in the order head, bodies, foot, of which it has one head and one foot."""
        mark_headers(node)
        groups: dict[str, list[str]] = {"thead": [], "tbody": [], "tfoot": []}
        for part in node.iterchildren("thead", "tbody", "tfoot"):
            group = "tbody" if groups[str(part.tag)] else str(part.tag)
            rows = self.rows(part, group)
            if rows:
                groups[group].append(rows)
        caption = node.find("caption")
        content = "".join(rows for group in groups.values() for rows in group)
        if not content:
            return "" if caption is None else self.paragraph(caption)
        title = f"<caption>{self.line(caption)}</caption>" if caption is not None else ""
        return f"<table{self.attributes(node)}>{title}\n{content}</table>\n"

    def rows(self, node: etree._Element, group: str) -> str:
        """Render the rows of a part of a table, which is `group`: thead, tbody or tfoot."""
        rows = [
            f"<tr{self.attributes(row)}>{''.join(self.cell(cell, group) for cell in row)}</tr>\n"
            for row in node
            if len(row)
        ]
        return f"<{group}>\n{''.join(rows)}</{group}>\n" if rows else ""

    def cell(self, node: etree._Element, group: str) -> str:
        """Render a cell with its spans and scope; `group` is the part of the table it is in."""
        spans = ""
        for name in ("colspan", "rowspan"):
            value = node.get(name, "")
            if re.fullmatch("[0-9]{1,9}", value) and 1 < int(value) <= MAX_SPAN:
                spans += f' {name}="{int(value)}"'
        scope = node.get("scope", "col" if group == "thead" else "")
        if node.tag == "th" and scope in ("col", "row", "colgroup", "rowgroup"):
            spans += f' scope="{scope}"'
        kind = f' class="{node.get("class")}"' if node.get("class") else ""
        content = self.flow(node, wrap=False)
        return f"<{node.tag}{self.attributes(node)}{spans}{kind}>{content}</{node.tag}>"

    def figure(self, node: etree._Element) -> str:
        """Render the pictures of a figure, the last with its caption, then the rest of its content.

        A gallery holds figures with captions of their own. A caption without its picture stays.
        """
        if node.get("data-island"):
            return self.picture_block(node)
        pictures = list(node.iter("img"))
        if not pictures or node.find(".//figure") is not None:
            return self.flow(node)
        etree.strip_elements(node, "img", with_tail=False)
        caption = self.words(node.iter("figcaption"))
        etree.strip_elements(node, "figcaption", with_tail=False)
        captions = [*[Inline()] * (len(pictures) - 1), caption]
        return "".join(map(self.picture_block, pictures, captions)) + self.flow(node)

    def words(self, nodes: Iterable[etree._Element]) -> Inline:
        """Return the words of captions in one line, without ids."""
        used_ids = set(self.used_ids)
        lines = (SPACE.sub(" ", self.line(node)) for node in nodes)
        html = ID.sub("", " ".join(filter(None, lines)))
        self.used_ids = used_ids
        return Inline(plain_text(html), html)

    def picture_block(self, node: etree._Element, caption: str = "") -> str:
        """Render a picture between blocks: the place of its figure, or the words that remain."""
        number = self.add_figure(node, caption)
        if number is not None:
            return f'<figure data-figure="{number}"/>\n'
        # If the picture does not exist, its words remain.
        words = caption or node.get("caption", "")
        return f"<p>{html_of(words)}</p>\n" if words else ""
