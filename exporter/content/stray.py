"""Angle brackets in Markdown: those that open no HTML element are text.

CommonMark lets anything pass that has the form of a tag, and a block of `<script>` or of a comment
goes on to the end of the file. So a tag stays markup only if HTML has an element of its name and,
if required, there is an end tag.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.html_block import html_block as commonmark_block
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from exporter.content.elements import (
    DRAWINGS,
    MEDIA,
    OPTIONAL_END,
    RAW,
    UNSEEN,
    VOID,
    is_element,
)
from exporter.content.tokens import Token as Tag
from exporter.content.tokens import pair, tokens

DRAWING = re.compile(r"<(svg|math)\b", re.IGNORECASE)
FIRST_TAG = re.compile(r"<(/?)([a-zA-Z][^\s<>/\"'=]*)([^<>]*)>?")
# Blocks that go on to their own end, not to an empty line (CommonMark 0.31 §4.6, kinds 1 to 5).
ENDS = {"<!--": "-->", "<?": "?>", "<![CDATA[": "]]>"}
RAW_BLOCKS = ("script", "pre", "style", "textarea")
# Void elements that show nothing without an attribute: in a sentence they are words.
NEEDS_ATTRIBUTES = VOID - {"br", "hr", "wbr"}


def html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a block of HTML, as CommonMark does, unless it is words, or has no end."""
    place = state.bMarks[start] + state.tShift[start]
    if state.src[place] != "<" or not _is_markup(state.src, place):
        return False
    drawing = DRAWING.match(state.src, place)
    if drawing and not silent:
        return _drawing_block(state, start, end, f"</{drawing[1].lower()}>")
    return bool(commonmark_block(state, start, end, silent))


def _drawing_block(state: StateBlock, start: int, end: int, closing: str) -> bool:
    """Read a formula or drawing up to its end: programs leave empty lines in them."""
    stop = start
    while stop < end - 1 and closing not in _line(state, stop).lower():
        stop += 1
    token = state.push("html_block", "", 0)
    token.map = [start, stop + 1]
    token.content = state.getLines(start, stop + 1, state.blkIndent, True)
    state.line = stop + 1
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] : state.eMarks[number]]


def _is_markup(source: str, place: int) -> bool:
    for opening, closing in ENDS.items():
        if source.startswith(opening, place):
            return source.find(closing, place) >= 0
    match = FIRST_TAG.match(source, place)
    if not match:
        # A declaration, `<!DOCTYPE html>`: markup where a file begins, words anywhere else.
        return source.startswith("<!", place) and not source[:place].strip()
    is_end, name, attributes = match[1], match[2].lower(), match[3].strip(" /")
    if not is_element(name):
        return False
    if is_end or (attributes and name not in RAW_BLOCKS) or name in OPTIONAL_END | VOID:
        return bool(is_end or attributes or name not in NEEDS_ATTRIBUTES)
    return re.compile(rf"</{name}\b", re.IGNORECASE).search(source, match.end()) is not None


def keep_as_text(state: StateCore) -> None:
    """Turn tags that are words into text; see the head of this module."""
    open_blocks: dict[str, int] = {}
    for token in state.tokens:
        if token.type == "html_block":
            token.content = _block(token.content, open_blocks)
        elif token.type == "inline" and "<" in token.content:
            _inline(token.children or [], open_blocks, _closed_later(state.tokens))


def _closed_later(tokens: list[Token]) -> set[str]:
    """Return the names of elements that a block of HTML ends."""
    blocks = (token.content for token in tokens if token.type == "html_block")
    return {name.lower() for content in blocks for name in re.findall(r"</([a-zA-Z0-9]+)", content)}


def _block(content: str, open_blocks: dict[str, int]) -> str:
    """Return a block of HTML in which invalid tags are text; note what it opens."""
    out = []
    inside = 0
    for tag in tokens(content):
        inside += _drawings(tag)
        if tag.is_text or inside or is_element(tag.name):
            out.append(tag.raw)
        else:
            out.append(tag.raw.replace("<", "&lt;"))
        if tag.name and tag.partner < 0:
            count = open_blocks.get(tag.name, 0)
            open_blocks[tag.name] = max(0, count - 1 if tag.is_end else count + 1)
    return "".join(out)


def _inline(children: list[Token], open_blocks: dict[str, int], closed_later: set[str]) -> None:
    """Turn tags of a paragraph without a partner in it into text."""
    found = [(child, _tag(child.content)) for child in children if child.type == "html_inline"]
    pair([tag for _, tag in found])
    inside = 0
    for child, tag in found:
        inside += _drawings(tag)
        if not inside and not _stays(tag, open_blocks, closed_later):
            child.type = "text"


def _drawings(tag: Tag) -> int:
    """Return the change of depth inside formulas and drawings that a tag causes."""
    if tag.name not in DRAWINGS or tag.partner < 0:
        return 0
    return -1 if tag.is_end else 1


def _stays(tag: Tag, open_blocks: dict[str, int], closed_later: set[str]) -> bool:
    """Whether a tag in a paragraph is markup."""
    if not tag.name:
        return tag.raw.startswith("<!--")
    if not is_element(tag.name):
        return False
    if tag.name in VOID:
        return not tag.is_end and (tag.has_attributes or tag.name not in NEEDS_ATTRIBUTES)
    if tag.partner >= 0:
        return True
    if tag.is_end:
        return open_blocks.get(tag.name, 0) > 0
    # A tag that would swallow the text after it, as there is no end tag, is words.
    has_own_content = tag.name in (RAW | UNSEEN) - MEDIA
    return tag.name in closed_later or (tag.has_attributes and not has_own_content)


def _tag(content: str) -> Tag:
    """Return a tag of a paragraph; a comment has no name."""
    match = FIRST_TAG.match(content)
    return Tag(content, match[2].lower(), bool(match[1])) if match else Tag(content)
