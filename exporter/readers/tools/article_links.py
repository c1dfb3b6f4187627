"""Links from one article of an issue folder to another: `[…](../02/10-story.md#part)`.

While the articles are read, such a link has an address of the issue's own, `article:PATH#NAME`;
when all are read it becomes the id of the place that it leads to, which is unique in the issue.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar
from urllib.parse import unquote, urlsplit

from exporter.content.remarks import LinkError
from exporter.inline import Inline
from exporter.model import Article, Figure, Page
from exporter.nearest import nearest
from exporter.xhtml import relinked

OURS = "article:"  # before an address in the issue
FILES = (".md", ".docx", ".odt")
NAMED = re.compile(r"([^\s()<>\"']*\.md)#([^\s()<>\"']+)")
ADVICE = "write the path from this article, such as ../02/10-story.md"
WORDS = ("kicker", "deck", "credit", "column", "dateline")

Value = TypeVar("Value")


@dataclass(frozen=True)
class Broken:
    """A link to a place that its article does not have; `source` is the article it is in."""

    source: str
    needle: str
    message: str
    advice: str


@dataclass
class ArticleLinks:
    """The links between the articles of one issue folder.

    `ids` are the ids of all articles by path in the folder, `places` the ids within each by the
    names that the author wrote (a heading that nothing links to has none), `anchors` the names
    that links elsewhere ask for.
    """

    ids: Mapping[str, str]
    places: dict[str, Mapping[str, str]] = field(default_factory=dict)
    anchors: dict[str, set[str]] = field(default_factory=dict)
    used: bool = False

    def note_anchors(self, source: str, text: str) -> None:
        """Note what places of other articles the text of one names."""
        for file, name in NAMED.findall(text) if ".md#" in text else ():
            target = self.find(source, unquote(file))
            self.anchors.setdefault(target, set()).add(unquote(name))

    def follow(self, source: str, address: str) -> str:
        """Return the address in the issue of what an address names, nothing for no article.

        Raises `LinkError` for an article that does not exist.
        """
        try:
            parts = urlsplit(address)
        except ValueError:
            return ""
        file, name = unquote(parts.path), unquote(parts.fragment)
        if parts.scheme or parts.netloc or (file and not file.lower().endswith(FILES)):
            return ""
        target = self.find(source, file) if file else source
        if target not in self.ids:
            message = f"the link to `{file}` leads to no article of the issue"
            raise LinkError(message, _suggested(target, self.ids, source) or ADVICE)
        self.used = True
        return f"{OURS}{target}#{name}" if name else f"{OURS}{target}"

    def find(self, source: str, file: str) -> str:
        """Return the path in the issue folder of a file as seen from an article, else from there.

        `continues:` names articles from the issue folder, so links may too.
        """
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(source), file))
        above = posixpath.normpath(file.lstrip("/"))
        return above if above in self.ids and beside not in self.ids else beside

    # When all articles are read -----------------------------------------------------------

    def settled(self, pages: tuple[Page, ...]) -> tuple[tuple[Page, ...], list[Broken]]:
        """Return the pages with their links in place, and the links whose place is missing."""
        if not self.used:
            return pages, []
        broken: list[Broken] = []
        made = tuple(
            page.model_copy(
                update={"articles": tuple(self._article(each, broken) for each in page.articles)}
            )
            for page in pages
        )
        return made, broken

    def _article(self, article: Article, broken: list[Broken]) -> Article:
        target = partial(self._target, article.source.as_posix(), broken)
        words = {name: _linked(getattr(article, name), target) for name in WORDS}
        return article.model_copy(
            update={
                **words,
                "body": relinked(article.body, target) if OURS in article.body else article.body,
                "headline": tuple(_linked(line, target) for line in article.headline),
                "byline": tuple(_linked(line, target) for line in article.byline),
                "figures": tuple(_figure(figure, target) for figure in article.figures),
            }
        )

    def _target(self, source: str, broken: list[Broken], href: str) -> str:
        """Return where a link leads; one to a place that is missing leads to the article."""
        if not href.startswith(OURS):
            return href
        file, _, name = href.removeprefix(OURS).partition("#")
        found = self.places.get(file, {}).get(name, "") if name else self.ids[file]
        if not found:
            where = "this article" if file == source else f"`{file}`"
            message = f"the link to `#{name}` leads to no place of {where}"
            advice = _suggested(name, self.places.get(file, {})) or (
                f"put `{{#{name}}}` at the end of a heading there"
            )
            broken.append(Broken(source, f"#{name}", message, advice))
        return f"#{found or self.ids[file]}"


def _suggested(name: str, known: Mapping[str, str], source: str = "") -> str:
    """Return a probable target, written as in the article `source`."""
    close = nearest(name, known)
    if not close:
        return ""
    folder = posixpath.dirname(source) or "."
    return f"did you mean `{posixpath.relpath(close, folder) if source else f'#{close}'}`?"


def _linked(words: Value, target: Callable[[str], str]) -> Value | Inline:
    if not isinstance(words, Inline) or OURS not in words.html:
        return words
    return Inline(words, relinked(words.html, target), words.source)


def _figure(figure: Figure, target: Callable[[str], str]) -> Figure:
    words = {name: _linked(getattr(figure, name), target) for name in ("caption", "credit")}
    return figure.model_copy(update=words)
