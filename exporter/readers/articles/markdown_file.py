"""An article in Markdown, as Jekyll, Hugo and Hexo keep it: front matter and text.

---
title: The bridge opens      or the first heading of the text
date: 2026-06-16
---
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date as Date
from pathlib import Path

from exporter.content import markdown
from exporter.content.markdown_remarks import markdown_remarks
from exporter.findings import Finding, Severity
from exporter.model import LANGUAGE as LANGUAGE_TAG
from exporter.readers.articles import keys
from exporter.readers.articles.pieces import Piece, text_of
from exporter.readers.articles.site_tags import Taken, without_tags
from exporter.readers.tools import front_matter, markup
from exporter.readers.tools.assemble import Assembly
from exporter.readers.tools.chinese_dates import stated_date
from exporter.readers.tools.drafts import DraftArticle, DraftFigure
from exporter.readers.tools.front_matter import SUFFIXES, FrontMatter
from exporter.readers.tools.items import day, squeezed
from exporter.readers.tools.signature import sign
from exporter.readers.word.drafts import name_of, unnamed

__all__ = ["SUFFIXES", "is_article", "read_markdown"]

HEADING = re.compile(r"#[ \t]+(\S.*?)[ \t]*#*[ \t]*$", re.MULTILINE)
PAGES = re.compile(r"^##[ \t]+\S", re.MULTILINE)
BLANK_LINE = re.compile(r"\n(?:[ \t]*\n)+")
ADVICE = "write `title:` in its front matter"


def is_article(text: str, may_have_headline: bool = False) -> bool:
    """Whether a Markdown text is an article: it has a title in its front matter, or a heading.

    One with a `headline` in a folder of a page belongs to an issue whose issue.yaml is missing.
    """
    found = front_matter.part(text)
    if found is None:  # an issue has headings of the second level for its pages
        return bool(HEADING.match(text.lstrip())) and len(PAGES.findall(text)) < 2
    if found.words("headline"):
        return may_have_headline
    return bool(found.words("title")) or bool(HEADING.match(found.text.lstrip()))


def read_markdown(path: Path, assembly: Assembly) -> Piece | None:
    """Read an article; None if it can't be read or is not to be published, which is noted."""
    text = text_of(path, assembly)
    if text is None:
        return None
    front = front_matter.part(text) or FrontMatter(text=text)
    assembly.name_bad_front_matter(front, path)
    if hidden := keys.hidden_by(front):
        message = f"is not published ({hidden}): left out"
        assembly.warn("source-withdrawn", path, 0, message)
        return None
    taken = without_tags(front.text, front.first_line)
    article = _article(front, taken.text, path)
    remarks = markdown_remarks(front.text, article.html)
    assembly.add_remarks(remarks, path, front.text, front.first_line)
    article.date = _date(front.words(*keys.DATE)) or _date(path.stem)
    piece = Piece(path, [article], section=next(iter(front.texts(*keys.SECTION)), ""))
    article.language = _tag(front.words(*keys.LANGUAGE))
    piece.findings = list(_tags(taken, path))
    piece.unused = {key: front.lines.get(key, 1) for key in keys.unused(front)}
    if not article.headline:
        article.headline = (name_of(path),)
        piece.findings.append(unnamed(path, ADVICE))
    return piece


def _article(front: FrontMatter, text: str, path: Path) -> DraftArticle:
    """Return the article: its parts are those of the front matter, or lines of the text."""
    title = front.words(*keys.HEADLINE)
    first, _, rest = text.strip("\n").partition("\n")
    heading = HEADING.match(first)
    if heading and (not title or squeezed(heading[1]) == squeezed(title)):
        title, text = title or heading[1], rest
    blocks = BLANK_LINE.split(text.strip("\n"))
    signed = sign(blocks)
    body = markdown.to_html("\n\n".join(blocks[signed.first : signed.last]))
    parts = {role: _plain(front.words(*names)) for role, names in keys.PARTS.items()}
    return DraftArticle(
        tuple(filter(None, (_plain(title),))),
        markup.without(body, "<!--", "-->"),
        source=path,
        line=front.first_line,
        kicker=parts["kicker"],
        deck=parts["deck"],
        byline=front.texts(*keys.BYLINE) or signed.byline,
        dateline=parts["dateline"],
        credit=parts["credit"] or signed.credit,
        column=parts["column"],
        subjects=keys.subjects(front),
        figures=list(_lead_picture(front)),
    )


def _date(words: str) -> Date | None:
    """Return a day: `2026-06-16T10:00:00Z`, `2026-06-16-name`, or one written out."""
    found = stated_date(words)
    return day(words) or (found.date if found else None)


def _tag(words: str) -> str:
    """Return a language tag, `zh-CN` for `zh_CN`; nothing for other words, such as `English`."""
    tag = words.replace("_", "-")
    return tag if LANGUAGE_TAG.fullmatch(tag) else ""


def _plain(words: str) -> str:
    return markup.text(markdown.to_html(words)) if words else ""


def _lead_picture(front: FrontMatter) -> Iterator[DraftFigure]:
    """Yield the picture in the front matter; it may be a mapping, with its words."""
    for key in keys.PICTURE:
        value = front.values.get(key)
        found = map(value.get, keys.ADDRESS) if isinstance(value, dict) else (value,)
        address = next((each for each in found if isinstance(each, str) and each), "")
        if address:
            yield DraftFigure(address, **keys.picture_words(front, key))
            return


def _tags(taken: Taken, path: Path) -> Iterator[Finding]:
    for name, count in taken.tags.items():
        times = f" ({count} times)" if count > 1 else ""
        message = f"the tag `{name}` of a website generator is left out{times}"
        advice = "write what it shows instead"
        yield Finding("source-left-out", path, taken.lines[name], message, advice, Severity.WARNING)
