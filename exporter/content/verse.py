"""Verse in Markdown: lines that are kept, in a block marked as verse or recognised as such."""

from __future__ import annotations

import re
from dataclasses import replace

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from exporter.content import paragraphs
from exporter.content.box_marks import VERSE

FENCE = re.compile(rf" {{0,3}}:{{3,}}\s*(?:\{{\.)?(?:{'|'.join(VERSE)})\}}?\s*$")


def block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read `::: verse` … `:::`: its lines are kept, empty lines part stanzas."""
    if not FENCE.match(_source_line(state, start)):
        return False
    stop = start + 1
    while stop < end and _source_line(state, stop).strip() != ":::":
        stop += 1
    if silent:
        return True
    stanza: list[str] = []
    for line in range(start + 1, stop + 1):
        text = "" if line == stop else _source_line(state, line)
        if text.strip():
            stanza.append(paragraphs.without_break(text))
        elif stanza:
            _push_verse(state, stanza, line - len(stanza))
            stanza = []
    state.line = min(stop + 1, end)
    return True


def _source_line(state: StateBlock, line: int) -> str:
    """Return a line with its indent, without the marks of a quotation around it."""
    return state.getLines(line, line + 1, 0, False).removesuffix("\n")


def _push_verse(state: StateBlock, stanza: list[str], line: int) -> None:
    opening = state.push("paragraph_open", "p", 1)
    opening.attrs["class"] = "verse"
    inline = state.push("inline", "", 0)
    inline.content, inline.children = _verse_text(stanza), []
    opening.map = inline.map = [line, line + len(stanza)]
    state.push("paragraph_close", "p", -1)


def _verse_text(stanza: list[str]) -> str:
    return "\\\n".join(map(paragraphs.verse_line, stanza))


def shape_lines(state: StateCore) -> None:
    """Part the lines of paragraphs that are verse, questions and answers, or paragraphs."""
    made: list[Token] = []
    source = state.src.split("\n")
    for index, token in enumerate(state.tokens):
        is_text = token.type == "inline" and "\n" in token.content
        before = state.tokens[index - 1] if is_text else token
        if before.type != "paragraph_open" or before.hidden or before.attrs:
            made.append(token)
            continue
        first = _first_indent(source, token)
        texts = (first + token.content).split("\n")
        made += _shaped(token, before, texts)
    state.tokens = made


def _first_indent(source: list[str], token: Token) -> str:
    """Return the em spaces before a paragraph, which the parser has trimmed."""
    match = re.match("[> ]*([\u2003\u3000]+)", source[token.map[0]] if token.map else "")
    return match[1] if match else ""


def _shaped(token: Token, opening: Token, texts: list[str]) -> list[Token]:
    """Return the tokens of a paragraph by the shape of its lines; its start is before."""
    shape = paragraphs.shape(texts)
    if shape is not paragraphs.Shape.PROSE:
        texts = list(map(paragraphs.without_break, texts))
    if shape is paragraphs.Shape.PARAGRAPHS:
        made: list[Token] = []
        for text in texts:
            if made:
                made += [Token("paragraph_close", "p", -1, block=True), replace(opening)]
            made.append(replace(token, content=text.strip(), children=[]))
        return made
    if shape is paragraphs.Shape.PIPED:
        texts = [text[2:] for text in texts]
    if shape is not paragraphs.Shape.PROSE:
        opening.attrs["class"] = "verse"
        return [replace(token, content=_verse_text(texts), children=[])]
    return [token]
