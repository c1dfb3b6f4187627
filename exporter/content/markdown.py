"""Markdown → HTML, not yet safe: CommonMark, tables, footnotes, attributes, ruby, verse.

What differs from CommonMark is for people who write Chinese (an indent makes code only of code,
emphasis opens and closes beside full-width punctuation), for those who write about computing
(what is not an element of HTML stays text, so do formulas in LaTeX), and for verse.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace, mdTrim
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline.state_inline import Scanned, StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.footnote import footnote_plugin

from exporter.content import indented, latex, masks, mathml, stray, verse
from exporter.content.box_marks import BOXES
from exporter.patterns import pattern

CJK = pattern(
    "[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]"
)
RUBY = pattern(r"\{([^{}|\n]{1,40})\|([^{}|\n]{1,80})\}")
SPACED_PICTURE = pattern(
    r"!\[([^\[\]]*)\]"
    r"\(([^\s()<>\"']+(?: +[^\s()<>\"']+)+\.(?:jpe?g|png|gif|webp|avif|tiff?|svg))\)",
    re.IGNORECASE,
)
HEADING_ID = pattern(r"\s*\{#([^\s{}#]+)\}\s*$")
# No link is nested so deep, and Markdown takes long to find that out.
NESTED = pattern(r"(?:!?\[){12,}")
TAG_OR_TEXT = pattern(r"<[^<>]*>|[^<]+|<")
ALIGN = pattern(r"text-align:(left|center|right)")
ATTRIBUTES = ("lang", "dir", "title", "id", "credit", "caption", "alt")
OF_FIGURES = ("role", "focus", "crop")


def to_html(text: str) -> str:
    """Render Markdown as HTML."""
    html: str = _parser().render(text)
    return html


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True})
    parser.inline = CjkInline()
    parser.enable(["table", "strikethrough"]).disable("code")
    parser.use(footnote_plugin).use(attrs_plugin, spans=True, allowed=(*ATTRIBUTES, *OF_FIGURES))
    for name, tag in BOXES.items():
        parser.use(container_plugin, name=name, render=_box(tag))
    parser.inline.ruler.before("escape", "formula", latex.formula)
    parser.inline.ruler.before("html_inline", "prefixed_formula", _prefixed_formula)
    parser.inline.ruler.before("link", "ruby", read_ruby)
    parser.inline.ruler.before("link", "brackets", _run_of_brackets)
    parser.inline.ruler.after("image", "spaced_picture", _spaced_picture)
    parser.block.ruler.before("table", "indented", indented.block)
    parser.block.ruler.before("table", "line", _line)
    parser.core.ruler.before("inline", "heading_id", _heading_ids)
    parser.block.ruler.before("fence", "verse", verse.block, {"alt": ["paragraph", "blockquote"]})
    parser.block.ruler.at(
        "html_block", stray.html_block, {"alt": ["paragraph", "reference", "blockquote"]}
    )
    parser.core.ruler.after("block", "verse", verse.shape_lines)
    parser.core.ruler.after("inline", "stray", stray.keep_as_text)
    parser.core.ruler.push("align", _align)
    parser.core.ruler.push("alternative", _alternative)
    parser.add_render_rule("footnote_caption", _footnote_number)
    parser.add_render_rule("footnote_anchor", _footnote_anchor)
    # No address is refused here: the sanitiser and the reader judge them all in one place, and an
    # address refused here would be printed as text.
    parser.validateLink = lambda _: True  # type: ignore[method-assign,assignment]
    return parser


def _box(tag: str) -> Callable[..., str]:
    """Return a rule that renders the ends of a container."""

    def render(_: object, tokens: Sequence[Token], index: int, *__: object) -> str:
        return f"<{tag}>\n" if tokens[index].nesting == 1 else f"</{tag.split(maxsplit=1)[0]}>\n"

    return render


class CjkState(StateInline):
    """Inline state in which emphasis may open and close beside CJK text and punctuation."""

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:
        """Return whether the marks at `start` may open or close emphasis, and how many they are."""
        end, marker = start, self.src[start]
        while end < self.posMax and self.src[end] == marker:
            end += 1
        if marker == "*" and start in masks.masks(self.src):
            return Scanned(False, False, end - start)
        before = self.src[start - 1] if start else " "
        after = self.src[end] if end < self.posMax else " "
        left = _flanks(after, before)
        right = _flanks(before, after)
        return Scanned(
            left and (canSplitWord or not right or is_punctuation(before)),
            right and (canSplitWord or not left or is_punctuation(after)),
            end - start,
        )


def _flanks(inner: str, outer: str) -> bool:
    """Whether a run of markers between `outer` and `inner` leans towards `inner`."""
    if isWhiteSpace(ord(inner)):
        return False
    if not is_punctuation(inner):
        return True
    return isWhiteSpace(ord(outer)) or is_punctuation(outer) or bool(CJK.match(outer))


def is_punctuation(character: str) -> bool:
    """Whether it is punctuation in CommonMark's sense, full-width marks left out."""
    if CJK.match(character):
        return False
    return isMdAsciiPunct(ord(character)) or isPunctChar(character)


class CjkInline(ParserInline):
    """Inline parser that works on a state of its own."""

    state = CjkState

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Return the tokens of a text, and append them to `tokens`."""
        if not self.terminator_re.search(src):
            tokens.append(Token("text", "", 0, content=src))
            return tokens
        state = self.state(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _line(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: ARG001
    """Read a paragraph of one line that begins as no other block does.

    Most of an issue is such lines, and asking every rule is half of the time that blocks take.
    """
    first = state.src[state.bMarks[start] + state.tShift[start]]
    if first.isascii() and not first.isalpha():
        return False
    if start + 1 < state.lineMax and not state.isEmpty(start + 1):
        return False
    state.line = start + 1
    state.push("paragraph_open", "p", 1).map = [start, state.line]
    inline = state.push("inline", "", 0)
    inline.content = mdTrim(state.getLines(start, state.line, state.blkIndent, False))
    inline.map = [start, state.line]
    inline.children = []
    state.push("paragraph_close", "p", -1)
    return True


def read_ruby(state: StateInline, silent: bool) -> bool:
    """Read `{重庆|Chóngqìng}` as a ruby annotation."""
    if state.src[state.pos] != "{":
        return False
    match = RUBY.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        base, reading = (part.strip() for part in match.groups())
        for tag, content in (("ruby", base), ("rt", reading)):
            state.push(f"{tag}_open", tag, 1)
            token = state.push("text", "", 0)
            token.content = content
        state.push("rt_close", "rt", -1)
        state.push("ruby_close", "ruby", -1)
    state.pos = match.end()
    return True


def _prefixed_formula(state: StateInline, silent: bool) -> bool:
    """Read `<m:math>` … `</m:math>`: no tag of Markdown has a colon in its name."""
    match = mathml.PREFIXED.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        for part in TAG_OR_TEXT.findall(mathml.without_prefix(match[0])):
            state.push("html_inline", "", 0).content = part
    state.pos = match.end()
    return True


def _run_of_brackets(state: StateInline, silent: bool) -> bool:
    """Leave a run of opening brackets as text."""
    match = NESTED.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        state.pending += match[0]
    state.pos = match.end()
    return True


def _spaced_picture(state: StateInline, silent: bool) -> bool:
    """Read `![](my photo.jpg)`: in CommonMark a name with a space would need `<` and `>`."""
    match = SPACED_PICTURE.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        token = state.push("image", "img", 0)
        token.attrs = {"src": state.md.normalizeLink(match[2]), "alt": ""}
        token.content = match[1]
        token.children = state.md.inline.parse(match[1], state.md, state.env, [])
    state.pos = match.end()
    return True


def _heading_ids(state: StateCore) -> None:
    """Read `{#name}` at the end of a heading as its id, for links to it."""
    for opening, inline in pairwise(state.tokens):
        found = opening.type == "heading_open" and HEADING_ID.search(inline.content)
        if found:
            opening.attrs["id"] = found[1]
            inline.content = inline.content[: found.start()]


def _align(state: StateCore) -> None:
    """Write the alignment of table cells as a class: style attributes are removed."""
    for token in state.tokens:
        if token.type in ("th_open", "td_open"):
            match = ALIGN.search(str(token.attrs.pop("style", "")))
            if match:
                token.attrs["class"] = f"align-{match[1]}"


def _alternative(state: StateCore) -> None:
    """Use `{alt="…"}` after a picture as its alternative text."""
    images = (child for token in state.tokens for child in token.children or ())
    for image in images:
        if image.type == "image" and image.attrs.get("alt"):
            image.children = [Token("text", "", 0, content=str(image.attrs["alt"]))]


def _footnote_number(_: object, tokens: list[Token], index: int, *__: object) -> str:
    """Write the number of a note, the same wherever it is named."""
    return str(tokens[index].meta["id"] + 1)


def _footnote_anchor(_: object, tokens: list[Token], index: int, *__: object) -> str:
    """Write the link back from a note as an arrow that every text font has."""
    meta = tokens[index].meta
    place = f"{meta['id'] + 1}" + (f":{meta['subId']}" if meta.get("subId", 0) > 0 else "")
    return f' <a href="#fnref{place}" class="footnote-backref">↑</a>'
