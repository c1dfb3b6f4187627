"""Markdown of one line → words with inline markup: headlines, decks, kickers, captions.

Markup is read more cautiously than in a text, because headlines may contain its characters:
`C*-algebras`, `M*A*S*H`, `5 < 6`. A mark inside a word is not an emphasis; an angle bracket that
opens no inline element, or one that does not end, is text. There are no pictures and no notes.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape, unescape

from markdown_it import MarkdownIt
from markdown_it.rules_inline.state_inline import Scanned, StateInline
from mdit_py_plugins.attrs import attrs_plugin

from exporter.content import sanitize
from exporter.content.body import line_from_html
from exporter.content.elements import INLINE
from exporter.content.markdown import CJK, CjkInline, CjkState, read_ruby
from exporter.content.remarks import Follow, Remark
from exporter.guard import MISTAKES, guarded
from exporter.inline import Inline, html_of, is_plain, plain_text

MARKS = re.compile(r"[\\`*_{\[<&~]")  # without one of these, words are plain
ELEMENTS = INLINE - {"img"}
VOID = ("br", "wbr")
TAG = re.compile(r"<(/?)([a-zA-Z]+)(?:\s[^<>]*|/)?>")
SPECIAL = re.compile(r"[\\`*_{}\[\]<>&~]")
PART = re.compile(r"(<[^<>]*>)")
CLOSING, OPENING = ")]}.,;:!?", "([{"


def inline_from_markdown(
    text: str, follow: Follow | None = None
) -> tuple[Inline, tuple[Remark, ...]]:
    """Read words with inline markup, and say what is wrong with them.

    `follow` finds the article of the issue that an address names.
    """
    text = sanitize.clean_text(text)
    if not MARKS.search(text):
        return Inline(text), ()
    try:
        with guarded(_Broken, *MISTAKES):
            html, remarks = line_from_html(_parser().renderInline(text, {}), follow)
    except _Broken:
        return Inline(text), ()
    return Inline(plain_text(html), html, text), remarks


class _Broken(Exception):
    """Words that a library fails on: they are plain then."""


def source_of(words: str) -> str:
    """Return what an author writes in an issue folder for these words."""
    if isinstance(words, Inline) and words.source:
        return words.source
    if not is_plain(words):
        return _marked_source(html_of(words))
    plain = str(words)
    return plain if inline_from_markdown(plain)[0].html == escape(plain, False) else escaped(plain)


def _marked_source(html: str) -> str:
    """Write a fragment as Markdown: HTML in it is markup, and its text is escaped."""
    parts = PART.split(html)
    parts[::2] = [escaped(unescape(part)) for part in parts[::2]]
    return "".join(parts)


def escaped(text: str) -> str:
    """Write plain text so that Markdown reads no markup in it."""
    return SPECIAL.sub(r"\\\g<0>", text)


# Markdown -----------------------------------------------------------------------------------


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True})
    parser.inline = _LineParser()
    parser.enable("strikethrough").disable("image")
    parser.use(attrs_plugin, spans=True, allowed=("lang", "dir", "title"))
    parser.inline.ruler.before("link", "ruby", read_ruby)
    parser.inline.ruler.at("html_inline", _read_tag)
    # No address is refused here: the sanitiser and the reader judge them.
    parser.validateLink = lambda _: True  # type: ignore[method-assign,assignment]
    return parser


class _LineState(CjkState):
    """Inline state in which no mark inside a word, and none before a stop, is emphasis."""

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:
        opens, closes, length = super().scanDelims(start, canSplitWord)
        before, after = self.src[:start][-1:], self.src[start + length :][:1]
        inside = _is_letter(before) and _is_letter(after)
        return Scanned(
            opens and not inside and after not in CLOSING,
            closes and not inside and before not in OPENING,
            length,
        )


class _LineParser(CjkInline):
    """Inline parser that works on `_LineState`."""

    state = _LineState


def _is_letter(character: str) -> bool:
    """Whether it is a letter or digit of a script with words; in Chinese any two stand apart."""
    return character.isalnum() and not CJK.match(character)


def _read_tag(state: StateInline, silent: bool) -> bool:
    """Read the tag of an inline element; one that stands alone is text."""
    match = TAG.match(state.src, state.pos, state.posMax)
    name = match[2].lower() if match else ""
    if not match or name not in ELEMENTS:
        return False
    opened: list[str] = state.env.setdefault("opened", [])
    if match[1] and name not in opened:
        return False
    end = re.compile(rf"</{name}\s*>", re.IGNORECASE)
    if not match[1] and name not in VOID and not end.search(state.src, match.end()):
        return False
    if not silent:
        state.push("html_inline", "", 0).content = match[0]
        if match[1]:
            opened.remove(name)
        elif name not in VOID:
            opened.append(name)
    state.pos = match.end()
    return True
