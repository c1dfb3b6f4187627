"""WordPress exports (WXR): the published posts of a site, with the files and names they refer to.

What is protected by a password, private, scheduled or a draft is never published.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date as Date
from pathlib import Path

from lxml import etree

from exporter.readers.feed.constructs import cut, day_in_own_zone, name_of, plain, set_texts, web
from exporter.readers.feed.media import Medium, add_media
from exporter.readers.feed.shortcodes import Attachment, Shelf, render
from exporter.readers.feed.wordpress_text import html_of
from exporter.readers.tools import markup
from exporter.readers.tools.assemble import Assembly
from exporter.readers.tools.drafts import Draft, DraftArticle
from exporter.readers.tools.items import Item, with_absolute_addresses
from exporter.readers.tools.xmlfile import line_of

NAMESPACE = "wordpress.org/export/"
# Kinds of posts that hold no words for readers: menus, designs, earlier versions.
TECHNICAL = re.compile(
    r"attachment|revision|nav_menu_item|custom_css|customize_changeset|oembed_cache|user_request"
    r"|wp_.*|acf-.*|elementor_.*|_.*"
)
WHY = {
    "private": "private",
    "future": "scheduled",
    "pending": "waiting for review",
    "trash": "in the trash",
}
LOGIN = re.compile(r"[a-z0-9_.@-]+")  # WordPress writes the names that people log in by so
SHOWN = 5  # titles in a message


@dataclass
class Post:
    """One entry of an export: its elements by name, those of WordPress with `wp:` before it."""

    values: dict[str, str]
    meta: dict[str, str] = field(default_factory=dict)
    terms: list[tuple[str, str]] = field(default_factory=list)
    line: int = 0

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    @property
    def why_not(self) -> str:
        """Why it must not be published; empty if it may be."""
        status = self["wp:status"] or "publish"
        if self["wp:post_password"]:
            return "protected by password"
        return "" if status == "publish" else WHY.get(status, "draft")


def is_export(tree: etree._Element) -> bool:
    """Whether a feed is an export of WordPress."""
    nodes = (*tree.iter("{*}wxr_version"), *tree.iter("{*}post_type"))
    return any(NAMESPACE in str(node.tag) for node in nodes)


def read(tree: etree._Element, path: Path, assembly: Assembly) -> tuple[Draft, list[Item]]:
    """Read an export; return the issue, and the posts as items in the order of the file."""
    channel = next(tree.iter("channel"), tree)
    head = _post(channel)
    draft = Draft(
        name=plain(head["title"], ""),
        url=web(head["link"]),
        tagline=plain(head["description"], ""),
        date=day_in_own_zone(head["pubDate"]),
    )
    posts = [_post(node) for node in tree.iter("item")]
    export = _Export(posts, _names(tree), head["language"], path, assembly)
    kept = [post for post in posts if (post["wp:post_type"] or "post") == "post"]
    export.name_left_out()
    published = cut([post for post in kept if not post.why_not], path, assembly)
    return draft, [export.item(post) for post in published]


def _post(node: etree._Element) -> Post:
    post = Post({}, line=line_of(node))
    for child in node:
        if not isinstance(child.tag, str):
            continue
        space, _, name = child.tag.rpartition("}")
        text = "".join(map(str, child.itertext())).strip()
        if name == "postmeta":
            post.meta[child.findtext("{*}meta_key", "")] = child.findtext("{*}meta_value", "")
        elif name == "category":
            post.terms.append((child.get("domain", "category"), text))
        elif name == "encoded":
            post.values["excerpt" if "excerpt" in space else "content"] = text
        else:
            post.values.setdefault(f"wp:{name}" if NAMESPACE in space else name, text)
    return post


def _names(tree: etree._Element) -> dict[str, str]:
    """Return the names of the authors by their logins."""
    names: dict[str, str] = {}
    for node in tree.iter("{*}author"):
        values = {str(child.tag).rpartition("}")[2]: (child.text or "").strip() for child in node}
        login = values.get("author_login", "")
        whole = f"{values.get('author_first_name', '')} {values.get('author_last_name', '')}"
        shown = name_of(values.get("author_display_name", ""))
        names[login] = whole.strip() if shown in ("", login) and whole.strip() else shown
    return names


class _Export:
    """One export: what its posts refer to."""

    def __init__(
        self,
        posts: list[Post],
        names: dict[str, str],
        language: str,
        path: Path,
        assembly: Assembly,
    ) -> None:
        self.posts, self.names, self.language = posts, names, language
        self.path, self.assembly = path, assembly
        attached = [post for post in posts if post["wp:attachment_url"]]
        self.files = {post["wp:post_id"]: _attachment(post) for post in attached}
        self.parents = [(post["wp:post_parent"], self.files[post["wp:post_id"]])
                        for post in attached]  # fmt: skip
        self.reusable = {post["wp:post_id"]: post["content"] for post in posts
                         if post["wp:post_type"] == "wp_block" and not post.why_not}  # fmt: skip

    def name_left_out(self) -> None:
        """Report what is not published: pages, and posts that are not public."""
        left: dict[tuple[str, str], list[Post]] = {}
        for post in self.posts:
            kind = post["wp:post_type"] or "post"
            why = post.why_not if kind == "post" else "no posts"
            if why and not TECHNICAL.fullmatch(kind) and not (kind != "post" and post.why_not):
                left.setdefault((kind, why), []).append(post)
        for (kind, why), posts in left.items():
            titles = _listed(plain(post["title"], "") or "(no title)" for post in posts)
            some = f"{len(posts)} {kind}" + "s" * (len(posts) > 1)
            message = f"{some} left out{f' ({why})' * (kind == 'post')}: {titles}"
            if kind == "post":
                self.assembly.note("source-left-out", self.path, posts[0].line, message)
            else:
                advice = "an issue is made of posts; publish them as posts if they belong in it"
                self.assembly.warn("source-left-out", self.path, posts[0].line, message, advice)

    def item(self, post: Post) -> Item:
        """Turn a post into an item."""
        title = plain(post["title"], "")
        article = DraftArticle(
            (title,) if title else (), source=self.path, line=post.line, byline=self.byline(post)
        )
        own = tuple(file for parent, file in self.parents if parent == post["wp:post_id"])
        shelf, filled = Shelf(self.files, own), dict[str, None]()
        texts = [html_of(render(post[name], shelf), self.reusable, filled)
                 for name in ("content", "excerpt")]  # fmt: skip
        set_texts(article, texts)
        article.html = with_absolute_addresses(article.html, web(post["link"]))
        self.warn_of(article, shelf, filled)
        add_media(article, self.media(post))
        return Item(
            article,
            identifier=post["wp:post_id"] or post["guid"],
            section=next((name for domain, name in post.terms if domain == "category"), ""),
            subjects=[name for domain, name in post.terms if domain == "post_tag"],
            date=_day(post),
            language=self.language,
        )

    def byline(self, post: Post) -> tuple[str, ...]:
        """Return the author's name as readers see it, not the name to log in by."""
        login = post["creator"].strip("<> ")
        name = self.names.get(login, "")
        if LOGIN.fullmatch(login) and not name:
            message = f"has no name for the author `{login}`, so the login is in the byline"
            advice = "export all content, with its authors, or correct the byline"
            self.assembly.warn("source-value", self.path, 0, message, advice)
        name = name or name_of(login)
        return (name,) if name else ()

    def media(self, post: Post) -> list[Medium]:
        """Return what belongs to a post beside its text: the featured image, enclosures."""
        featured = self.files.get(post.meta.get("_thumbnail_id", ""))
        media = [Medium(featured.address, "image", caption=markup.text(featured.caption))
                 ] if featured else []  # fmt: skip
        lines = [line.strip() for line in post.meta.get("enclosure", "").split("\n")]
        return [*media, Medium(lines[0], "".join(lines[2:3]))] if lines[0] else media

    def warn_of(self, article: DraftArticle, shelf: Shelf, filled: dict[str, None]) -> None:
        """Warn of what only the web site could show of a post."""
        title = " ".join(article.headline)[:40]
        left = (
            (shelf.unknown, "shortcodes that are not known here", "their text is kept"),
            (shelf.missing, "files that the export does not have", "export all content"),
            (filled, "blocks that only the web site fills", "they are left out"),
        )
        for names, what, advice in left:
            if names:
                message = f"`{title}` has {what}: {_listed(names)}"
                self.assembly.warn("source-left-out", self.path, article.line, message, advice)


def _listed(names: Iterable[str]) -> str:
    every = list(names)
    more = f" and {len(every) - SHOWN} more" if len(every) > SHOWN else ""
    return ", ".join(f"`{name}`" for name in every[:SHOWN]) + more


def _attachment(post: Post) -> Attachment:
    address = post["wp:attachment_url"]
    return Attachment(
        address,
        Medium(address).sort,
        plain(post["title"], ""),
        post["excerpt"] or post["content"],
        post.meta.get("_wp_attachment_image_alt", ""),
    )


def _day(post: Post) -> Date | None:
    """Return the day of a post in the time zone of its site, else as the feed says it."""
    return day_in_own_zone(post["wp:post_date"]) or day_in_own_zone(post["pubDate"])
