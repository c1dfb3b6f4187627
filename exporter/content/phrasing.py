"""Phrasing content of a body: words and what may stand among them, pictures too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from html import escape
from urllib.parse import unquote

from lxml import etree

from exporter.addresses import web_address
from exporter.content import conservation, inline_svg, sanitize
from exporter.content.elements import BLOCK, INLINE
from exporter.content.headings import HEADINGS, heading_name, name_headings
from exporter.content.remarks import LinkError, Links, Remark, Resolve
from exporter.content.rewrite import Island, Loss, Rewritten
from exporter.languages.characters import WIDE_RANGE
from exporter.model import LANGUAGE, Figure, Picture
from exporter.patterns import pattern
from exporter.pictures.files import PictureError, measure

MAX_WORDS = 2_000
# Tags, and marks of notes, that may be between a line's last character and its break.
TAGS = '((?:<a [^<>]*"noteref"[^<>]*>[^<>]*</a>|<(?!br)[^<>]*>)*)'
# Quotation marks, dashes and dots are Chinese or English by what is beside them.
BREAK = pattern(
    f"(?:([{WIDE_RANGE}][”’…—]*)|(?<=[”’…—])){TAGS}[ \t]*\n[ \t\n]*{TAGS}"
    f"(?(1)(?=[{WIDE_RANGE}“‘…—])|(?=[“‘…—]*[{WIDE_RANGE}]))"
)
SPACE = pattern(r"\s+")
ID = pattern(r' id="[^"]*"')
# The attributes that set the layout of a picture, with their valid values and an example.
SHARE = r"(?:0?\.\d+|0|1)"
SETTING = {
    "focus": (re.compile(rf"{SHARE}[\s,]+{SHARE}"), "0.4 0.3"),
    "crop": (re.compile("auto|none"), "none"),
}
SIMPLE_ID = pattern(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,60}")
LINK_ADVICE = "link to an https: address; the text is kept without the link"
# Characters of indents: em spaces and narrower ones, ideographic and invisible ones.
INDENT = " \t\r\n\u3000\xa0\u200b\ufeff" + "".join(map(chr, range(0x2000, 0x200B)))
PLACES = etree.XPath("boolean(//@id | //a/@name)")


def joined(text: str) -> str:
    """Strip indents, and the line breaks of the source between Chinese characters."""
    if "\n" in text:
        text = BREAK.sub(lambda match: "".join(filter(None, match.groups())), text)
    return text.strip(INDENT)


def id_of(node: etree._Element) -> str:
    """Return the name of a place: its id, or the name of an old anchor."""
    return str(node.get("id") or (node.get("name") if node.tag == "a" else "") or "")


def has_text(text: str | None) -> bool:
    """Whether there is more than white space."""
    return bool(text and text.strip())


def is_inline(node: etree._Element) -> bool:
    """Whether it is an inline element; one that is not closed may have blocks in it."""
    return node.tag in INLINE and next(node.iter(*BLOCK), None) is None


class Pictures:
    """The pictures of a body: each leaves the text and becomes a figure with a number."""

    def __init__(self, source: Rewritten, resolve: Resolve, figures: tuple[Figure, ...]) -> None:
        self.islands, self.losses = source.islands, source.losses
        self.resolve = resolve
        self.figures, self.remarks = list(figures), list[Remark]()

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
        """Return the layout of a picture from the attributes of its element."""
        found = {name: node.get(name) or "" for name in SETTING}
        for name, value in list(found.items()):
            form, example = SETTING[name]
            if value and not form.fullmatch(value):
                message = f"the {name} of picture `{unquote(node.get('src', ''))}` is `{value}`"
                advice = f'write it like {name}="{example}"'
                self.remarks.append(Remark("issue-bad-value", message, advice, value))
            if not form.fullmatch(value):
                del found[name]
        # In foreign HTML, `role` is the ARIA attribute.
        return found | ({"role": "portrait"} if node.get("role") == "portrait" else {})

    def lose_picture(self, node: etree._Element, source: str, error: PictureError) -> None:
        """Report why a picture can't be shown, or the lost words of a drawing."""
        island = self.island(node)
        if island is None:
            self.remarks.append(Remark(error.rule, error.message, error.advice, source))
            return
        words = conservation.visible_text(re.sub("(?i)</?svg", "<x", island.markup))
        self.losses.append(Loss("svg", " ".join(words.split()) or error.message, "<svg"))

    def lose_part(self, address: str, error: PictureError) -> None:
        """Report a picture that a drawing can't show; the rest of the drawing stays."""
        message = f"the drawing loses its <image>: {error.message}"
        needle = address.partition("&")[0]  # written as `&amp;`, perhaps
        self.remarks.append(Remark("issue-dropped-element", message, error.advice, needle))

    def picture(self, node: etree._Element, source: str) -> tuple[Picture, str]:
        """Return the picture that an element shows, and the words of a drawing."""
        island = self.island(node)
        if island is None:
            return self.resolve(source), ""
        path = inline_svg.drawing_file(island.markup, self.resolve, self.lose_part)
        return measure(path), inline_svg.words(path)[:MAX_WORDS]

    def island(self, node: etree._Element) -> Island | None:
        """Return the formula or drawing that an element stands for."""
        number = node.get("data-island", "")
        known = number.isdecimal() and int(number) < len(self.islands)
        return self.islands[int(number)] if known else None


class Phrasing(Pictures):
    """Renders inline elements; blocks among them are unwrapped."""

    def __init__(
        self,
        source: Rewritten,
        article: str,
        resolve: Resolve,
        figures: tuple[Figure, ...],
        links: Links | None,
    ) -> None:
        super().__init__(source, resolve, figures)
        self.tree = sanitize.to_tree(source.html)
        self.article, self.links = article, links
        self.names = name_headings(self.tree, links.anchors if links else frozenset())
        self.noted: set[str] = set()
        # Neither names of headings nor of places: most articles have none.
        self.ids = self._collect_ids() if PLACES(self.tree) else {}
        self.used_ids: set[str] = set()
        self.inside: set[str] = set()

    @cached_property
    def text(self) -> str:
        """All words of the tree, which notes need not repeat."""
        return " ".join("".join(map(str, self.tree.itertext())).split())

    def _collect_ids(self) -> dict[str, str]:
        """Map each id of the source to one that is unique in the issue and an XML name."""
        ids: dict[str, str] = {}
        values = map(id_of, self.tree.iter())
        for number, value in enumerate(filter(None, values)):
            name = value if SIMPLE_ID.fullmatch(value) else f"_{number}"
            ids.setdefault(value, f"{self.article}-{name}")
        for heading in filter(id_of, self.tree.iter(*HEADINGS)):
            ids.setdefault(heading_name("".join(map(str, heading.itertext()))), ids[id_of(heading)])
        return ids

    def phrasing(self, node: etree._Element) -> str:
        """Render the children of `node` as phrasing content; blocks in it are unwrapped."""
        if not len(node):
            return escape(node.text or "", quote=False)
        return "".join(
            part if isinstance(part, str) else self.inline(part) for part in self._parts(node)
        )

    def line(self, node: etree._Element) -> str:
        """Render the children of `node` as the phrasing content of one paragraph."""
        return joined(self.phrasing(node))

    def inline(self, node: etree._Element) -> str:
        """Render one inline element, or a block in a place for inline content."""
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
        """Render an element's `title`, once: there is no mouse on paper."""
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
        """Render a link; of one without a target, its words."""
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
        """Report a link that lost its address in cleaning: an invalid scheme, host or port."""
        words = " ".join("".join(map(str, node.itertext())).split())
        if words:
            message = f"the link of `{words[:60]}` has no valid address"
            self.remarks.append(Remark("issue-link", message, LINK_ADVICE, words))

    def address(self, address: str) -> str:
        """Return the address as books allow it, or nothing."""
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
        identifier = self.ids.get(id_of(node))
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
