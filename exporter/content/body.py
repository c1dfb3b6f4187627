"""Sanitised tree → the XHTML fragment of an article's body.

The fragment is valid by construction: what HTML allows somewhere else only is unwrapped or
wrapped here. Headings start at h2 (the headline is the h1) and skip no level; ids are unique
in the issue; figures leave the text and stand in `Body.figures`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import escape
from urllib.parse import unquote

from lxml import etree

from exporter.addresses import web_address
from exporter.content import (
    conservation,
    footnotes,
    inline_svg,
    lazy,
    markdown,
    paragraphs,
    sanitize,
)
from exporter.content.bars import broken_tables, cells_beyond
from exporter.content.elements import BLOCK, INLINE
from exporter.content.headings import HEADINGS, heading_name, name_headings
from exporter.content.rewrite import Island, Loss, Rewritten, rewrite
from exporter.content.table_headers import mark_headers
from exporter.guard import MISTAKES, guarded
from exporter.inline import Inline, html_of, plain_text
from exporter.languages.characters import WIDE_RANGE
from exporter.model import LANGUAGE, Figure, Picture
from exporter.pictures.files import PictureError, measure

MAX_SPAN = 40
MAX_WORDS = 2_000
# Tags, and marks of notes, that may be between a line's last character and its break.
TAGS = '((?:<a [^<>]*"noteref"[^<>]*>[^<>]*</a>|<(?!br)[^<>]*>)*)'
# Quotation marks, dashes and dots are Chinese or English by what is beside them.
BREAK = re.compile(
    f"(?:([{WIDE_RANGE}][”’…—]*)|(?<=[”’…—])){TAGS}[ \t]*\n[ \t\n]*{TAGS}"
    f"(?(1)(?=[{WIDE_RANGE}“‘…—])|(?=[“‘…—]*[{WIDE_RANGE}]))"
)
TAG = re.compile("<[^<>]*>")
SPACE = re.compile(r"\s+")
ID = re.compile(r' id="[^"]*"')
# What the attributes of a picture may be that say how it is set, and an example.
SHARE = r"(?:0?\.\d+|0|1)"
SETTING = {
    "focus": (re.compile(rf"{SHARE}[\s,]+{SHARE}"), "0.4 0.3"),
    "crop": (re.compile("auto|none"), "none"),
}
INNER_LINK = re.compile(r'<a((?: [a-z:]+="[^"]*")*?) href="#([^"]*)"[^<>]*>(.*?)</a>', re.DOTALL)
SIMPLE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,60}")
LINK_ADVICE = "link to an https: address; the text is kept without the link"
# What a text is indented with: em spaces and narrower ones, ideographic ones, and ones not seen.
INDENT = " \t\r\n\u3000\xa0\u200b\ufeff" + "".join(map(chr, range(0x2000, 0x200B)))
LOST_WORDS = 80
LIST_TYPES = ("a", "A", "i", "I")
LOST_ADVICE = "write its text, or a link to it, instead"

Resolve = Callable[[str], Picture]
# Finds the article of the issue that an address names: returns its address in the issue, nothing
# for an address of another kind; raises `LinkError`.
Follow = Callable[[str], str]


class LinkError(Exception):
    """A link to something that does not exist."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.message, self.advice = message, advice


@dataclass(frozen=True)
class Links:
    """What a body needs to know of other articles to link to them.

    `anchors` are the names of places in this body that links may ask for: a heading is given an
    id where its words are one of them, as GitHub names headings.
    """

    follow: Follow
    anchors: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Remark:
    """Something wrong in a body; `needle` is a piece of the source, to find the line by."""

    rule: str
    message: str
    advice: str
    needle: str = ""


@dataclass(frozen=True)
class Body:
    """A safe XHTML fragment, its figures, and what was wrong with it.

    `ids` are the ids in it by the names that the source has for them, `headings` what its
    headings may be named by.
    """

    xhtml: str
    figures: tuple[Figure, ...] = ()
    remarks: tuple[Remark, ...] = ()
    ids: Mapping[str, str] = field(default_factory=dict)
    headings: tuple[str, ...] = ()


def body_from_markdown(
    text: str,
    article: str,
    resolve: Resolve,
    figures: tuple[Figure, ...] = (),
    links: Links | None = None,
) -> Body:
    """Turn Markdown into a body; see `body_from_html`."""
    try:
        with guarded(_Broken, *MISTAKES):
            html = markdown.to_html(sanitize.clean_text(text))
    except _Broken as error:
        return _plain_body(text, "Markdown", error, figures)
    body = body_from_html(html, article, resolve, figures, links)
    lost = (*_row_remarks(text, body.xhtml), *_note_remarks(text, body.xhtml))
    body = replace(body, remarks=(*body.remarks, *lost))
    # Markdown writes `图.jpg` as `%E5%9B%BE.jpg`; what is looked for is what the author wrote.
    remarks = (replace(remark, needle=_written(remark.needle, text)) for remark in body.remarks)
    return replace(body, remarks=tuple(remarks))


def _table_remarks(xhtml: str) -> Iterator[Remark]:
    """Yield a warning for each table that can't be read."""
    for line in broken_tables(xhtml):
        message = f"a table can't be read, its bars are printed as text: {line[:40]}"
        advice = "put a line |---|---| with as many cells below its head, and empty lines around it"
        yield Remark("issue-table", message, advice, line)


def _row_remarks(text: str, xhtml: str) -> Iterator[Remark]:
    """Yield a warning for each row with more cells than the head of its table."""
    if "|" in text:
        for line, words in cells_beyond(text, xhtml):
            message = f"a row has more cells than the head of its table, so it loses: {words}"
            yield Remark("issue-table", message, "give the head and its dashes as many cells", line)


def _note_remarks(text: str, xhtml: str) -> Iterator[Remark]:
    """Yield a warning for each footnote of which one half is missing."""
    if "[^" not in text:
        return
    for mark in footnotes.marks_alone(xhtml):
        message = f"the footnote mark `{mark}` has no note, so it is printed as text"
        yield Remark("issue-note", message, f"write its note on a line of its own: {mark}: …", mark)
    for mark, words in footnotes.notes_alone(text, xhtml):
        message = f"no mark in the text calls the footnote `{mark}`, so it is left out: {words}"
        yield Remark("issue-note", message, f"put {mark} where it belongs", f"{mark}:")


def _written(needle: str, text: str) -> str:
    """Return the needle as the author of some Markdown wrote it: the words of a link, a name."""
    words = f"[{needle}]("
    return words if words in text else needle if needle in text else unquote(needle)


def body_from_html(
    html: str,
    article: str,
    resolve: Resolve,
    figures: tuple[Figure, ...] = (),
    links: Links | None = None,
) -> Body:
    """Turn any HTML into a body.

    `article` is the article's id and prefixes every id; `resolve` finds the picture that an
    address names or raises `PictureError`; `figures` are those that the article has already;
    `links` are those to other articles, None where the source can have none.
    """
    try:
        with guarded(_Broken, *MISTAKES):
            source = rewrite(lazy.settled(html))
            body = _Fragment(source, article, resolve, figures, links).body()
    except _Broken as error:
        return _plain_body(TAG.sub(" ", html), "HTML", error, figures)
    return _compared(html, source, body) if conservation.is_on() else body


def _compared(html: str, source: Rewritten, body: Body) -> Body:
    """Return a body with an error for words of the source that are neither in it nor named."""
    figures = (f"{each.caption} {each.credit} {each.alt}" for each in body.figures)
    named = (loss.words for loss in source.losses)
    messages = (remark.message for remark in body.remarks)
    result = " ".join([conservation.visible_text(body.xhtml), *figures, *named, *messages])
    words = conservation.lost(conservation.visible_text(html), result)
    if not words:
        return body
    message = f"text was lost without a warning: {' '.join(words)}"
    remark = Remark("issue-text-lost", message, "this is a fault of the program, report it")
    return replace(body, remarks=(*body.remarks, remark))


class _Broken(Exception):
    """Markup that a library fails on; the text says why."""


def _plain_body(text: str, kind: str, error: _Broken, figures: tuple[Figure, ...]) -> Body:
    """Return a text as plain paragraphs, so that no word is lost, and say so."""
    parts = re.split(r"\n\s*\n", sanitize.clean_text(text))
    paragraphs = [
        f"<p>{escape(_joined(part), quote=False)}</p>\n" for part in parts if part.strip()
    ]
    message = f"the text can't be read as {kind} ({error}): it is set as plain paragraphs"
    remark = Remark("issue-markup", message, "simplify its markup")
    return Body("".join(paragraphs), figures, (remark,))


def line_from_html(html: str, follow: Follow | None) -> tuple[str, tuple[Remark, ...]]:
    """Turn the HTML of words in one line into safe XHTML without ids or pictures."""
    links = Links(follow) if follow else None
    fragment = _Fragment(rewrite(html), "", _no_picture, (), links)
    for element in fragment.tree.iter():
        element.attrib.pop("id", "")
    return fragment.line(fragment.tree), tuple(fragment.remarks)


def _no_picture(name: str) -> Picture:
    raise PictureError(
        "issue-picture", f"picture `{name}` is not allowed here", "move it into the text"
    )


class _Fragment:
    """One pass over a tree: each method returns the XHTML of one construct."""

    def __init__(
        self,
        source: Rewritten,
        article: str,
        resolve: Resolve,
        figures: tuple[Figure, ...],
        links: Links | None,
    ) -> None:
        self.tree = sanitize.to_tree(source.html)
        self.islands, self.losses = source.islands, source.losses
        self.article, self.resolve, self.links = article, resolve, links
        self.figures, self.remarks = list(figures), list[Remark]()
        self.names = name_headings(self.tree, links.anchors if links else frozenset())
        self.noted: set[str] = set()
        self.text = " ".join("".join(map(str, self.tree.itertext())).split())
        self.ids = self._collect_ids()
        self.used_ids: set[str] = set()
        self.inside: set[str] = set()
        self.heading_levels, self.last_level = self._collect_levels(), 1

    def body(self) -> Body:
        xhtml = INNER_LINK.sub(self._unless_broken, self.flow(self.tree))
        ids = {name: made for name, made in self.ids.items() if made in self.used_ids}
        remarks = (*self.remarks, *_remarks(self.losses), *_table_remarks(xhtml))
        return Body(xhtml, tuple(self.figures), remarks, ids, tuple(self.names))

    def _collect_ids(self) -> dict[str, str]:
        """Map each id of the source to one that is unique in the issue and an XML name."""
        ids: dict[str, str] = {}
        values = map(_id_of, self.tree.iter())
        for number, value in enumerate(filter(None, values)):
            name = value if SIMPLE_ID.fullmatch(value) else f"_{number}"
            ids.setdefault(value, f"{self.article}-{name}")
        for heading in filter(_id_of, self.tree.iter(*HEADINGS)):
            ids.setdefault(
                heading_name("".join(map(str, heading.itertext()))), ids[_id_of(heading)]
            )
        return ids

    def _collect_levels(self) -> dict[str, int]:
        """Map the heading levels in use to consecutive ones from 2."""
        used = sorted({str(element.tag) for element in self.tree.iter(*HEADINGS)})
        return {tag: min(level, 6) for level, tag in enumerate(used, 2)}

    def _unless_broken(self, link: re.Match[str]) -> str:
        """Keep the words alone of a link to something that did not come through."""
        attributes, target, content = link.groups()
        if target in self.used_ids:
            return link[0]
        return f"<span{attributes}>{content}</span>" if attributes else content

    # Flow content -------------------------------------------------------------------------

    def flow(self, node: etree._Element, wrap: bool = True) -> str:
        """Render the children of `node` as flow content; loose text becomes a paragraph."""
        out: list[str] = []
        run: list[str] = []

        def flush() -> None:
            text = "".join(run)
            run.clear()
            if wrap:
                out.extend(f"<p>{each}</p>\n" for each in _paragraphs(text))
            elif text := _joined(text):
                out.append(text)

        for child in self._parts(node):
            if isinstance(child, str):
                run.append(child)
            elif _is_inline(child) and not _is_lone_picture(child, node):
                run.append(self.inline(child))
            else:
                flush()
                out.append(self.block(child))
        flush()
        return "".join(out)

    def block(self, node: etree._Element) -> str:
        """Render one block element."""
        tag = str(node.tag)
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
        if tag in ("p", "figcaption", "caption"):
            return self.paragraph(node)
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
        pictures = list(node.iter("img"))
        if pictures and not _has_text("".join(map(str, node.itertext()))):
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
        """Render lines that stay lines, and keep their indents."""
        text = self.phrasing(node).strip("\n")
        parts = re.split(r"[ \t]*(?:<br/>\n?|\n)", text)
        content = "<br/>\n".join(map(paragraphs.verse_line, parts))
        return f'<p{self.attributes(node)} class="verse">{content}</p>\n' if content else ""

    def heading(self, node: etree._Element) -> str:
        text = self.line(node)
        if not text:
            return ""
        self.last_level = min(self.heading_levels[str(node.tag)], self.last_level + 1)
        tag = f"h{self.last_level}"
        return f"<{tag}{self.attributes(node)}>{text}</{tag}>\n"

    def container(self, node: etree._Element) -> str:
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
        if _is_gallery(node):
            return "".join(map(self.flow, node))
        items = "".join(self.item(part) for part in self._parts(node))
        numbers = self.numbers(node, items.count("<li")) if node.tag == "ol" else ""
        opening = f"<{node.tag}{self.attributes(node)}{numbers}>"
        return f"{opening}\n{items}</{node.tag}>\n" if items else ""

    def numbers(self, node: etree._Element, items: int) -> str:
        """Render how a list counts; one that counts down says from where, for print can't tell."""
        start, backwards = node.get("start", ""), node.get("reversed") is not None
        first = int(start) if re.fullmatch("[0-9]{1,6}", start) else items if backwards else None
        kind = f' type="{node.get("type")}"' if node.get("type") in LIST_TYPES else ""
        down = ' reversed="reversed"' if backwards else ""
        return (f' start="{first}"' if first is not None else "") + kind + down

    def item(self, part: str | etree._Element) -> str:
        """Render a child of a list; anything else than an item becomes one."""
        if isinstance(part, str):
            content = _joined(part)
        elif part.tag == "li":
            value = part.get("value", "")
            number = f' value="{int(value)}"' if re.fullmatch("[0-9]{1,6}", value) else ""
            return f"<li{self.attributes(part)}{number}>{self.flow(part, wrap=False)}</li>\n"
        else:
            content = self.inline(part) if _is_inline(part) else self.block(part)
        return f"<li>{content}</li>\n" if content else ""

    def definitions(self, node: etree._Element) -> str:
        """Render a description list; one whose terms and descriptions do not pair is unwrapped."""
        shape = "".join(
            {"dt": "t", "dd": "d"}.get(str(child.tag), "x") + "x" * _has_text(child.tail)
            for child in node
        )
        if _has_text(node.text) or not re.fullmatch(r"(t+d+)+", shape):
            return self.flow(node)
        items = []
        for child in node:
            content = self.line(child) if child.tag == "dt" else self.flow(child, wrap=False)
            items.append(f"<{child.tag}{self.attributes(child)}>{content}</{child.tag}>\n")
        return f"<dl{self.attributes(node)}>\n{''.join(items)}</dl>\n"

    # Tables -------------------------------------------------------------------------------

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
        rows = [
            f"<tr{self.attributes(row)}>{''.join(self.cell(cell, group) for cell in row)}</tr>\n"
            for row in node
            if len(row)
        ]
        return f"<{group}>\n{''.join(rows)}</{group}>\n" if rows else ""

    def cell(self, node: etree._Element, group: str) -> str:
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

    # Figures ------------------------------------------------------------------------------

    def figure(self, node: etree._Element) -> str:
        """Render the pictures of a figure, the last with its caption, then what else it holds.

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
        number = self.add_figure(node, caption)
        if number is not None:
            return f'<figure data-figure="{number}"/>\n'
        # Of a picture that does not exist, the words remain.
        words = caption or node.get("caption", "")
        return f"<p>{html_of(words)}</p>\n" if words else ""

    def add_figure(self, node: etree._Element, caption: str = "") -> int | None:
        """Find the picture that `node` names; return the number of its figure."""
        source = node.get("src", "")
        try:
            picture, said = self.picture(node, source)
        except PictureError as error:
            self.lose_picture(node, source, error)
            return None
        words = {
            "caption": caption or node.get("caption", "") or node.get("title", ""),
            "credit": node.get("credit", ""),
            "alt": node.get("alt", "") or said,
        }
        for name, text in words.items():
            if len(text) > MAX_WORDS:
                message = f"the {name} of picture `{unquote(source)}` is too long"
                advice = f"the limit is {MAX_WORDS:,} characters; is something not closed?"
                self.remarks.append(Remark("issue-bad-value", message, advice, source))
                return None
        self.figures.append(Figure(picture=picture, **words, **self.setting(node)))
        return len(self.figures) - 1

    def setting(self, node: etree._Element) -> dict[str, str]:
        """Return how a picture wants to be set, as the attributes of its element have it."""
        found = {name: node.get(name) or "" for name in SETTING}
        for name, value in list(found.items()):
            form, example = SETTING[name]
            if value and not form.fullmatch(value):
                message = f"the {name} of picture `{unquote(node.get('src', ''))}` is `{value}`"
                advice = f'write it like {name}="{example}"'
                self.remarks.append(Remark("issue-bad-value", message, advice, value))
            if not form.fullmatch(value):
                del found[name]
        # In the HTML of others a role is that of accessibility.
        return found | ({"role": "portrait"} if node.get("role") == "portrait" else {})

    def lose_picture(self, node: etree._Element, source: str, error: PictureError) -> None:
        """Say why a picture can't be shown; of a drawing in the text, what it says."""
        island = self.island(node)
        if island is None:
            self.remarks.append(Remark(error.rule, error.message, error.advice, source))
            return
        words = conservation.visible_text(re.sub("(?i)</?svg", "<x", island.markup))
        self.losses.append(Loss("svg", " ".join(words.split()) or error.message, "<svg"))

    def picture(self, node: etree._Element, source: str) -> tuple[Picture, str]:
        """Return the picture that an element shows, and what a drawing says of itself."""
        island = self.island(node)
        if island is None:
            return self.resolve(source), ""
        path = inline_svg.drawing_file(island.markup)
        return measure(path), inline_svg.words(path)[:MAX_WORDS]

    def island(self, node: etree._Element) -> Island | None:
        """Return the formula or drawing that an element stands for."""
        number = node.get("data-island", "")
        known = number.isdecimal() and int(number) < len(self.islands)
        return self.islands[int(number)] if known else None

    # Phrasing content ---------------------------------------------------------------------

    def phrasing(self, node: etree._Element) -> str:
        """Render the children of `node` as phrasing content; blocks in it are unwrapped."""
        return "".join(
            part if isinstance(part, str) else self.inline(part) for part in self._parts(node)
        )

    def line(self, node: etree._Element) -> str:
        """Render the children of `node` as the phrasing content of one paragraph."""
        return _joined(self.phrasing(node))

    def inline(self, node: etree._Element) -> str:
        """Render one inline element, or a block that is where only inline may."""
        tag = str(node.tag)
        if tag in ("br", "wbr"):
            return f"<{tag}/>"
        island = self.island(node)
        if island and island.kind == "math":
            return island.markup
        if tag == "img" or island:
            number = self.add_figure(node)
            return "" if number is None else f'<img data-figure="{number}"/>'
        if tag in ("ruby", "a") and tag not in self.inside:
            self.inside.add(tag)
            content = self.ruby(node) if tag == "ruby" else self.link(node)
            self.inside.remove(tag)
            return content
        content = self.phrasing(node)
        if tag in BLOCK:
            return f" {content} "
        if tag in ("ruby", "a", "rt", "rp") or node.get("class") == "footnote-ref":
            return content
        made = f"<{tag}{self.attributes(node)}>{content}</{tag}>" if content else ""
        return made + self.note(node)

    def note(self, node: etree._Element) -> str:
        """Render what an element says when it is pointed at, once: paper can't be pointed at."""
        title = " ".join(node.get("title", "").split())
        words = "".join(map(str, node.itertext())).strip()
        if not title or not words or title in self.noted or title in self.text:
            return ""
        self.noted.add(title)
        is_wide = re.search(f"[{WIDE_RANGE}]", words[-1] + title[0])
        note = escape(title, quote=False)
        return f"（{note}）" if is_wide else f" ({note})"

    def ruby(self, node: etree._Element) -> str:
        """Render ruby as pairs of base and reading, with brackets for readers without ruby."""
        pairs: list[str] = []
        base = ""
        for part in self._parts(node):
            if isinstance(part, str):
                base += part
            elif part.tag == "rt" and base.strip():
                reading = f"<rp>（</rp><rt>{self.phrasing(part)}</rt><rp>）</rp>"
                pairs.append(f"{base.strip()}{reading}")
                base = ""
            elif part.tag != "rp":
                base += self.inline(part)
        ruby = f"<ruby{self.attributes(node)}>{''.join(pairs)}</ruby>" if pairs else ""
        return ruby + base.strip()

    def link(self, node: etree._Element) -> str:
        content, target = self.phrasing(node), self.address(node.get("href", ""))
        if not {"href", "name", "id"} & set(node.keys()):
            self.remark_lost_link(node)
        attributes = self.attributes(node)
        if not target or not content.strip():
            return f"<span{attributes}>{content}</span>" if attributes else content
        kind = node.get("class", "")
        parent = node.getparent()
        if parent is not None and parent.get("class") == "footnote-ref":
            kind = "noteref"
            content = content.strip("[]")
        role = {"noteref": "doc-noteref", "footnote-backref": "doc-backlink"}.get(kind)
        extra = f' class="{kind}" role="{role}"' if role else ""
        return f'<a{attributes} href="{escape(target)}"{extra}>{content}</a>'

    def remark_lost_link(self, node: etree._Element) -> None:
        """Note which link lost its address in the cleaning: an invalid scheme, host or port."""
        words = " ".join("".join(map(str, node.itertext())).split())
        if words:
            message = f"the link of `{words[:60]}` has no valid address"
            self.remarks.append(Remark("issue-link", message, LINK_ADVICE, words))

    def address(self, address: str) -> str:
        """Return the address as it may be in a book, or nothing if it can't."""
        if address.startswith("#"):
            target = self.ids.get(address[1:]) or self.ids.get(unquote(address[1:]))
            if target:
                return f"#{target}"
        try:
            found = self.links.follow(address) if self.links and address[1:] else ""
        except LinkError as error:
            remark = Remark("issue-link", error.message, error.advice, address)
            self.remarks.append(remark)
            return ""
        if found or address.startswith("#"):
            return found
        cleaned = web_address(address)
        if not cleaned and address:
            shown = unquote(address)[:60]
            message = f"the link to `{shown}` leads to no article and no web address"
            self.remarks.append(Remark("issue-link", message, LINK_ADVICE, address))
        return cleaned

    def attributes(self, node: etree._Element) -> str:
        """Render the attributes that any element may have."""
        out = ""
        identifier = self.ids.get(_id_of(node))
        if identifier and identifier not in self.used_ids:
            self.used_ids.add(identifier)
            out += f' id="{identifier}"'
        language = node.get("lang", "")
        if LANGUAGE.fullmatch(language):
            out += f' lang="{language}" xml:lang="{language}"'
        if node.get("dir") in ("ltr", "rtl", "auto"):
            out += f' dir="{node.get("dir")}"'
        if node.tag == "abbr" and node.get("title"):
            out += f' title="{escape(node.get("title", ""))}"'
        return out

    def _parts(self, node: etree._Element) -> Iterator[str | etree._Element]:
        """Yield the children of `node`: text as escaped XHTML, elements as they are."""
        if node.text:
            yield escape(node.text, quote=False)
        for child in node:
            yield child
            if child.tail:
                yield escape(child.tail, quote=False)


def _paragraphs(text: str) -> list[str]:
    return [each for each in map(_joined, paragraphs.paragraphs(text)) if each]


def _remarks(losses: list[Loss]) -> Iterator[Remark]:
    """Return what is lost, once an element, with a count."""
    by_element: dict[str, list[Loss]] = {}
    for loss in losses:
        if loss.words:
            by_element.setdefault(loss.element, []).append(loss)
    for element, lost in by_element.items():
        more = f" and {len(lost) - 1} more" if len(lost) > 1 else ""
        words = lost[0].words
        shown = words if len(words) <= LOST_WORDS else f"{words[: LOST_WORDS - 1]}…"
        message = f"`<{element}>` is left out{more}: {shown}"
        yield Remark("issue-dropped-element", message, LOST_ADVICE, lost[0].needle)


def _joined(text: str) -> str:
    """Strip indents, and the line breaks of the source between Chinese characters."""
    if "\n" in text:
        text = BREAK.sub(lambda match: "".join(filter(None, match.groups())), text)
    return text.strip(INDENT)


def _id_of(node: etree._Element) -> str:
    """Return what a place may be named by: its id, or the name of an old anchor."""
    return str(node.get("id") or (node.get("name") if node.tag == "a" else "") or "")


def _has_text(text: str | None) -> bool:
    return bool(text and text.strip())


def _is_inline(node: etree._Element) -> bool:
    """Whether it is an inline element; one that is not closed may have blocks in it."""
    return node.tag in INLINE and next(node.iter(*BLOCK), None) is None


def _is_gallery(node: etree._Element) -> bool:
    """Whether each item of a list is a picture and its caption alone."""
    items = list(node)
    return bool(items) and all(
        len(item) == 1
        and (item[0].tag == "figure" and item[0].find(".//img") is not None)
        and not _has_text(item.text)
        and not _has_text(item[0].tail)
        for item in items
    )


def _is_lone_picture(node: etree._Element, parent: etree._Element) -> bool:
    """Whether a picture is between blocks, not inside a run of text."""
    if node.tag != "img":
        return False
    previous = node.getprevious()
    before = parent.text if previous is None else previous.tail
    return not (before or "").strip() and not (node.tail or "").strip()
