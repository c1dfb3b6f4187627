"""Links between articles, as an author writes them in an issue folder."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from urllib.parse import quote, unquote

from exporter.content.inline_markdown import source_of
from exporter.inline import Inline, is_plain, plain_text
from exporter.xhtml import relinked

FOUND = "article:"  # before an address that was found, so that it is not taken for one of the body


class ArticleLinks:
    """The links of one article to others; `paths` are the files of all articles by id."""

    def __init__(self, article: str, paths: Mapping[str, str]) -> None:
        self.article, self.paths = article, paths
        self.written: dict[str, str] = {}

    def address(self, target: str) -> str:
        """Return the address of `#id`, as seen from the article; nothing for an id of its own."""
        parts = target.removeprefix("#").split("-")
        for count in range(len(parts), 0, -1):
            owner = "-".join(parts[:count])
            if owner in self.paths:
                return self._written(owner, "-".join(parts[count:]), target)
        return ""

    def _written(self, owner: str, name: str, target: str) -> str:
        if owner == self.article and name:
            return f"#{name}"
        folder = posixpath.dirname(self.paths[self.article])
        address = quote(posixpath.relpath(self.paths[owner], folder)) + f"#{name}" * bool(name)
        self.written[unquote(address)] = target
        return address

    def follow(self, address: str) -> str:
        """Return the target of an address that was written."""
        target = self.written.get(unquote(address))
        return f"{FOUND}{target}" if target else ""

    def source(self, words: str) -> str:
        """Return words as an author writes them, their links as seen from the article."""
        if is_plain(words) or not isinstance(words, Inline) or 'href="#' not in words.html:
            return source_of(words)
        html = relinked(words.html, lambda href: (href[0] == "#" and self.address(href)) or href)
        return source_of(Inline(plain_text(html), html))
