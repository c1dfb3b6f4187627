"""Sanitised tree → the XHTML fragment of an article's body.

The fragment is valid by construction: elements in a place where HTML does not allow them are
unwrapped or wrapped here. Headings start at h2 (the headline is the h1) and skip no level; ids are
unique in the issue; figures leave the text and stand in `Body.figures`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import escape
from urllib.parse import unquote

from exporter.content import (
    conservation,
    embeds,
    lazy,
    markdown,
    sanitize,
    symbols,
)
from exporter.content.bars import broken_tables
from exporter.content.blocks import (
    Blocks,
)
from exporter.content.markdown_remarks import markdown_remarks
from exporter.content.phrasing import (
    joined,
)
from exporter.content.remarks import Follow, Links, Remark, Resolve
from exporter.content.rewrite import Loss, Rewritten, rewrite
from exporter.guard import MISTAKES, guarded
from exporter.model import Figure, Picture
from exporter.patterns import TAG
from exporter.pictures.files import PictureError
from exporter.shortened import shortened

INNER_LINK = re.compile(r'<a((?: [a-z:]+="[^"]*")*?) href="#([^"]*)"[^<>]*>(.*?)</a>', re.DOTALL)
LOST_WORDS = 80
LOST_ADVICE = "write its text, or a link to it, instead"


@dataclass(frozen=True)
class Body:
    """A safe XHTML fragment, its figures, and what was wrong with it.

    `ids` are its ids by their names in the source, `headings` the names of its headings.
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
    body = replace(body, remarks=(*body.remarks, *markdown_remarks(text, html)))
    # Markdown writes `图.jpg` as `%E5%9B%BE.jpg`, but the file has the name that the author wrote.
    remarks = (replace(remark, needle=_written(remark.needle, text)) for remark in body.remarks)
    return replace(body, remarks=tuple(remarks))


def _table_remarks(xhtml: str) -> Iterator[Remark]:
    """Yield a warning for each table that can't be read."""
    for line in broken_tables(xhtml):
        message = f"a table can't be read, its bars are printed as text: {line[:40]}"
        advice = "put a line |---|---| with as many cells below its head, and empty lines around it"
        yield Remark("issue-table", message, advice, line)


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
    html = symbols.with_characters(html)
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
    # The text of players for browsers that can't play is left out on purpose.
    source_text = embeds.NO_PLAYER.sub(" ", conservation.visible_text(html))
    words = conservation.lost(source_text, result)
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
    paragraphs = [f"<p>{escape(joined(part), quote=False)}</p>\n" for part in parts if part.strip()]
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


class _Fragment(Blocks):
    """One pass over a tree: the body of an article, or words in one line."""

    def body(self) -> Body:
        """Return the whole body; its remarks are those of its tables too."""
        xhtml = INNER_LINK.sub(self._unless_broken, self.flow(self.tree))
        ids = {name: made for name, made in self.ids.items() if made in self.used_ids}
        remarks = (*self.remarks, *_remarks(self.losses), *_table_remarks(xhtml))
        return Body(xhtml, tuple(self.figures), remarks, ids, tuple(self.names))

    def _unless_broken(self, link: re.Match[str]) -> str:
        """Keep only the words of a link whose target was removed."""
        attributes, target, content = link.groups()
        if target in self.used_ids:
            return link[0]
        return f"<span{attributes}>{content}</span>" if attributes else content


def _remarks(losses: list[Loss]) -> Iterator[Remark]:
    """Return what is lost: one remark per element, with a count."""
    by_element: dict[str, list[Loss]] = {}
    for loss in losses:
        if loss.words:
            by_element.setdefault(loss.element, []).append(loss)
    for element, lost in by_element.items():
        more = f" and {len(lost) - 1} more" if len(lost) > 1 else ""
        message = f"`<{element}>` is left out{more}: {shortened(lost[0].words, LOST_WORDS)}"
        yield Remark("issue-dropped-element", message, LOST_ADVICE, lost[0].needle)
