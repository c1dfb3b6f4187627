"""Keys of front matter: which part of an article each is, and which are a website's own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from exporter.readers.tools.front_matter import FrontMatter

HEADLINE = ("headline", "title")
DATE = ("date", "published_at", "publishdate", "pubdate", "published")
# A value with which an article is not for everybody.
HIDDEN = {
    "draft": ("true",),
    "published": ("false",),
    "private": ("true",),
    "status": ("draft", "private", "scheduled", "pending"),
    "visibility": ("private",),
}
PASSWORD = "password"  # of Hexo's encrypted posts
PARTS = {
    "kicker": ("kicker", "eyebrow"),
    "deck": ("deck", "subtitle", "standfirst", "description", "excerpt", "summary"),
    "dateline": ("dateline",),
    "credit": ("credit", "source"),
    "column": ("column", "series"),
}
BYLINE = ("byline", "authors", "author")
SECTION = ("section", "category", "categories")
SUBJECTS = ("subjects", "tags", "tag", "keywords")
LANGUAGE = ("language", "lang", "locale")
PICTURE = ("image", "cover", "featured_image", "feature_image", "hero", "thumbnail", "banner")
ADDRESS = ("url", "src", "path", "image", "relative", "feature")
WORDS = {"alt": ("alt",), "caption": ("caption", "title"), "credit": ("credit",)}
USED = frozenset(
    (*HEADLINE, *DATE, *BYLINE, *SECTION, *SUBJECTS, *LANGUAGE, *PICTURE, *HIDDEN, PASSWORD)
) | {key for keys in PARTS.values() for key in keys}
# What Jekyll, Hugo, Hexo, Zola, Ghost and their themes are told about a page: no words of it.
OF_SITES = frozenset(
    "layout slug permalink url link_title linktitle aliases alias weight order id uuid guid type"
    " template theme comments comment commentable toc math mathjax katex mermaid sitemap robots"
    " noindex seo canonical_url canonicalurl redirect_from redirect_to lastmod modified updated"
    " updated_at last_modified_at created created_at expirydate unpublishdate iscjklanguage markup"
    " outputs cascade build menu menus nav nav_order sidebar hidden pin pinned sticky top featured"
    " css js stylesheet scripts header footer share sharing ads license copyright render"
    " headless in_search_index insert_anchor_links generate_feeds paginate_by sort_by path"
    " page_template abbrlink mathjax keep_private words readingtime reading_time wordcount"
    " twitter_title twitter_description twitter_image og_title og_description og_image"
    " meta_title meta_description custom_excerpt codeinjection_head codeinjection_foot"
    " email_subject visibility excerpt_separator classes author_profile read_time related".split()
)
SWITCH = re.compile(r"(?:show|hide|enable|disable|use|no|is|has)[_A-Z]\w*|(?:show|hide|disable)\w+")


def hidden_by(front: FrontMatter) -> str:
    """Return the key and value that hide an article, such as `draft: true`; empty if none does."""
    if front.words(PASSWORD):
        return "it has a password"
    found = ((key, front.words(key).lower(), values) for key, values in HIDDEN.items())
    return next((f"`{key}: {value}`" for key, value, values in found if value in values), "")


def subjects(front: FrontMatter) -> tuple[str, ...]:
    """Return the tags and all sections but the first, which is the article's own."""
    named = front.texts(*SUBJECTS)
    if len(named) == 1:  # `tags: harbour, ferry`
        named = tuple(filter(None, map(str.strip, re.split(r"[,，、;；]", named[0]))))
    return tuple(dict.fromkeys((*front.texts(*SECTION)[1:], *named)))


def picture_words(front: FrontMatter, key: str) -> dict[str, str]:
    """Return `alt`, `caption` and `credit` of the picture at `key`: a mapping, or its address."""
    value = front.values.get(key)
    inside = FrontMatter(value) if isinstance(value, dict) else FrontMatter()
    found = {
        role: inside.words(*names) or front.words(*_beside(key, role))
        for role, names in WORDS.items()
    }
    return {role: words for role, words in found.items() if words}


def unused(front: FrontMatter, used: Collection[str] = USED) -> Iterator[str]:
    """Yield the keys that have text, are not in `used`, and do not serve a website only."""
    beside = {name for key in PICTURE for role in WORDS for name in _beside(key, role)}
    for key, value in front.values.items():
        says = isinstance(value, str | list) and value and value not in ("true", "false")
        is_known = key in {*used, *OF_SITES, *beside} or SWITCH.fullmatch(key)
        if says and not is_known:
            yield key


def _beside(key: str, role: str) -> tuple[str, str]:
    return f"{key}_{role}", f"{key}{role}"
