"""Foreign HTML → HTML with only the elements allowed in a body, without losing a word.

The cleaner that follows drops tags, and the content of some elements. So every element that it does
not know is replaced here, text in angle brackets stays text, and anything still dropped is a
`Loss`. Formulas and drawings are put aside as `Island`s: a cleaner of HTML would take them apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape

from exporter.content import embeds, mathml
from exporter.content.elements import (
    AS_BLOCK,
    AS_INLINE,
    AS_TEXT,
    AS_WORDS,
    BARE,
    BLOCK,
    DRAWINGS,
    INLINE,
    KNOWN,
    MEDIA,
    OF_WECHAT,
    OPTIONAL_END,
    RAW,
    UNSEEN,
    VOID,
)
from exporter.content.tokens import Token, as_text, tokens
from exporter.patterns import TAG
from exporter.pictures.embedded import SHAPES

PLAIN = INLINE | BLOCK | BARE
# These need nothing but the cleaner, and most articles have no others.
SIMPLE = frozenset(
    "a b blockquote br code dd div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img li ol p"
    " pre rp rt ruby s section span strong sub sup table tbody td tfoot th thead tr u ul".split()
)
# Elements that show nothing without attributes or content: their tags in a sentence are words.
NAMED = (UNSEEN | MEDIA | {"svg", "title"}) - OF_WECHAT.keys()
# Neither code nor a style.
WORDS = re.compile(r"[^{}();:=]*\w[^{}();:=]*")
NAME = re.compile(r"<(/?[a-zA-Z!?][^\s<>/]*)")
WHOLE_TAG = re.compile(r"</?[a-z0-9]+(?:\s+[a-z-]+=\"[^\"<>]*\")*\s*/?>")
# Drawings up to this size, px, are signs of a page: arrows, envelopes.
ICON = 32
# What is seen of a drawing: a shape, or any text.
DRAWN = re.compile(rf"<(?:[\w-]+:)?(?:{SHAPES})|>\s*[^\s<]", re.IGNORECASE)
# How far to look for blocks in an element of unknown kind.
LOOK_AHEAD = 200


@dataclass(frozen=True)
class Loss:
    """Something that no edition shows: the element, its words or address, its tag as written."""

    element: str
    words: str
    needle: str


@dataclass(frozen=True)
class Island:
    """A formula as MathML, or a drawing as the SVG that was written."""

    kind: str
    markup: str


@dataclass
class Rewritten:
    """HTML for the cleaner, with its islands as `<span data-island="0">`, and what was lost."""

    html: str
    islands: list[Island] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)


def rewrite(html: str) -> Rewritten:
    """Rewrite any HTML."""
    if _is_simple(html):
        return Rewritten(html)
    writer = _Writer(tokens(mathml.without_prefix(html)))
    text = writer.between(0, len(writer.row))
    return Rewritten(text, writer.islands, writer.losses)


def _is_simple(html: str) -> bool:
    names = NAME.findall(html)
    if not all(name.lstrip("/") in SIMPLE for name in names) or "data-island" in html:
        return False
    return len(WHOLE_TAG.findall(html)) == html.count("<")


class _Writer:
    """Rewrites a sequence of tokens."""

    def __init__(self, row: list[Token]) -> None:
        self.row = row
        self.islands: list[Island] = []
        self.losses: list[Loss] = []
        self.ends: dict[int, str] = {}

    def between(self, start: int, stop: int) -> str:
        """Write the tokens from `start` up to `stop`, that one not included."""
        out: list[str] = []
        index = start
        while index < stop:
            token = self.row[index]
            if token.is_text:
                out.append(as_text(token.raw))
            elif token.is_end:
                out.append(self.end(index))
            elif self.is_named(index):
                out.append(as_text(token.raw))
                self.ends[token.partner] = as_text(self.row[token.partner].raw)
            elif (token.name in MEDIA | DRAWINGS | UNSEEN) and self.whole(index):
                out.append(self.element(index))
                index = max(index, min(token.partner, stop - 1))
            else:
                out.append(self.start(index))
            index += 1
        return "".join(out)

    def is_named(self, index: int) -> bool:
        """Whether a sentence names an element by both its tags: `between <svg> and </svg>`."""
        token = self.row[index]
        inside = self.row[index + 1 : token.partner]
        if token.name not in NAMED or token.has_attributes or not inside:
            return False
        words = "".join(each.raw for each in inside)
        is_text = all(each.is_text for each in inside) and WORDS.fullmatch(words) is not None
        before = self.row[index - 1] if index else token
        return is_text and before.is_text and bool(before.raw.strip())

    def whole(self, index: int) -> bool:
        """Whether an element is complete, so that it is written as a whole."""
        token = self.row[index]
        return token.partner > index or (token.name in MEDIA and token.has_attributes)

    def lose(self, token: Token, words: str, element: str = "") -> None:
        """Record what is dropped with an element, if readers would miss it."""
        words = " ".join(words.split())
        if words:
            self.losses.append(Loss(element or token.name, words, token.raw[:200]))

    # Elements that are written as one --------------------------------------------------------

    def element(self, index: int) -> str:
        token = self.row[index]
        if token.name in DRAWINGS:
            return self.drawing(index)
        inside = range(index + 1, max(index + 1, token.partner))
        if token.name in UNSEEN:
            self.lose(token, self.unseen(token, "".join(self.row[each].raw for each in inside)))
            return ""
        fallback = self.fallback(token, inside)
        made, lost = embeds.line(token, (self.row[each] for each in inside), fallback)
        for each in lost:
            self.lose(token, each.address, each.element)
        if not made and not lost and token.name != "iframe":
            self.lose(token, token.raw)
        return made

    def fallback(self, token: Token, inside: range) -> str:
        """Return the content of a medium for browsers that can't play it."""
        if token.name == "iframe":
            return as_text("".join(self.row[each].raw for each in inside)).strip()
        return self.between(inside.start, inside.stop).strip()

    def unseen(self, token: Token, content: str) -> str:
        """Return what is lost with an element that is not shown: a script's address, words."""
        if token.name == "script":
            return token.attributes.get("src", "")
        words = TAG.sub(" ", content)
        return words if token.name == "template" else ""

    def drawing(self, index: int) -> str:
        """Put a formula or a drawing aside; if it can't be read, write its words."""
        token = self.row[index]
        markup = "".join(each.raw for each in self.row[index : token.partner + 1])
        if token.name == "svg":
            return "" if _is_decoration(token, markup) else self.island("svg", markup)
        formula = mathml.formula(markup)
        if formula is None:
            words = TAG.sub(" ", markup)
            return as_text(" ".join(words.split()))
        return self.island("math", formula, mathml.words(formula))

    def island(self, kind: str, markup: str, words: str = "") -> str:
        """Put something aside; a drawing as a figure, which ends the paragraph it is in."""
        self.islands.append(Island(kind, markup))
        number = len(self.islands) - 1
        tag = "figure" if kind == "svg" else "span"
        return f'<{tag} data-island="{number}">{escape(words, quote=False)}</{tag}>'

    # Tags ------------------------------------------------------------------------------------

    def start(self, index: int) -> str:
        """Write a start tag; note in `ends` what its end tag becomes."""
        token = self.row[index]
        name, closed = token.name, token.partner > index
        is_named_area = name == "area" and token.attributes.get("alt")
        if name in PLAIN and not is_named_area:
            return self.plain(token)
        if name == "image":
            return token.raw.replace(token.raw[1:6], "img", 1)
        if name == "input" or is_named_area:
            self.lose(token, _shown(token))
            return ""
        is_code = name in (RAW | UNSEEN) - MEDIA
        if not closed and name not in OPTIONAL_END and (is_code or not token.has_attributes):
            return as_text(token.raw)
        opening, closing = self.stand_in(index)
        self.ends[token.partner] = closing
        return opening

    def plain(self, token: Token) -> str:
        """Write a tag that the cleaner knows, without an attribute that names an island."""
        return re.sub(r"\bdata-island\b", "data-x", token.raw, flags=re.IGNORECASE)

    def stand_in(self, index: int) -> tuple[str, str]:
        """Return start and end of the element that stands for another one."""
        token = self.row[index]
        name = token.name
        kept = "".join(
            f' {key}="{escape(token.attributes[key])}"'
            for key in ("id", "lang", "dir", "title")
            if token.attributes.get(key)
        )
        if name in AS_WORDS:
            return f" <span{kept}>", "</span> "
        element = AS_BLOCK.get(name) or AS_TEXT.get(name) or AS_INLINE.get(name)
        if element is None and name in KNOWN:
            return (
                ("", "") if name in VOID | RAW | UNSEEN | MEDIA | DRAWINGS else ("<div>", "</div>")
            )
        if element is None:
            self.lose(token, embeds.address_of(token) or embeds.on_card(token))
            element = "div" if self.is_block(index) else "span"
        closing = f"</{element.split()[0]}>" if token.partner > index else ""
        if not closing and name not in OPTIONAL_END:
            # A start tag without an end: the words after it are not in it.
            return ("", "") if element == "span" else ("<div></div>", "")
        return f"<{element}{kept}>", closing

    def is_block(self, index: int) -> bool:
        """Whether an unknown element is a block: it has blocks in it, or no text beside it."""
        token = self.row[index]
        if ":" in token.name or token.partner <= index:
            return False
        inside = self.row[index + 1 : min(token.partner, index + LOOK_AHEAD)]
        if any(each.name in BLOCK or each.name in AS_BLOCK for each in inside):
            return True
        return not (self.touches(index, -1) or self.touches(token.partner, 1))

    def touches(self, index: int, step: int) -> bool:
        """Whether text of the same line, or an inline element, is beside a tag."""
        index += step
        while 0 <= index < len(self.row):
            token = self.row[index]
            if token.is_text:
                if token.raw.strip():
                    return True
            elif token.name in INLINE or token.name == "p":
                return token.name != "br"
            else:
                return False
            index += step
        return False

    def end(self, index: int) -> str:
        """Write an end tag: that of the element that stands for its own."""
        token = self.row[index]
        if index in self.ends:
            return self.ends[index]
        return token.raw if token.name in PLAIN else ""


def _shown(token: Token) -> str:
    """Return the words shown by a form field or a part of an image map."""
    attributes = token.attributes
    if token.name == "area":
        return attributes["alt"]
    if attributes.get("type", "").lower() in ("hidden", "checkbox", "radio", "image"):
        return ""
    return attributes.get("value", "") or attributes.get("placeholder", "")


def _is_decoration(token: Token, markup: str) -> bool:
    """Whether a drawing is marked as hidden, or is an icon of a page."""
    attributes = token.attributes
    style = attributes.get("style", "").replace(" ", "")
    if attributes.get("aria-hidden") == "true" or "display:none" in style:
        return True
    if not DRAWN.search(markup):  # WeChat's pages are full of empty ones
        return True
    width, height = attributes.get("width", ""), attributes.get("height", "")
    is_small = any(re.fullmatch(r"\d{1,2}(?:px)?", size) and int(size[:2]) <= ICON for size in
                   (width, height) if size[:2].isdigit())  # fmt: skip
    has_words = "<text" in markup or "<title" in markup
    # A symbol of the page's own set, which is not in the article.
    return not has_words and (is_small or ("<use" in markup and "<defs" not in markup))
