"""Words with inline markup: emphasis, ruby, sub- and superscript, code, links."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape
from typing import Any

from lxml import etree
from markupsafe import Markup
from markupsafe import escape as escaped
from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from exporter.xhtml import inside, parse

BREAK = re.compile(r"[ \t]*[\r\n]\s*")
# `10<sup>6</sup>` is not 106, where `CO<sub>2</sub>` is CO2 in plain text everywhere.
POWER = re.compile(r"[-+−0-9]+")
POWERS = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")


class Inline(str):
    """Words in one line. The value is plain text, for titles, bookmarks and metadata.

    `html` is a safe XHTML fragment of the same words, which templates show; `is_plain` tells that
    it has no markup. `source` is what an author wrote for them in an issue folder; it is empty for
    plain text of other formats.
    """

    __slots__ = ("html", "is_plain", "source")

    html: str
    source: str
    is_plain: bool

    def __new__(cls, text: str = "", html: str | None = None, source: str = "") -> Inline:
        """Make words; without `html` they are plain."""
        made = super().__new__(cls, text)
        plain = escape(text, quote=False)
        made.html = plain if html is None else html
        made.is_plain = made.html == plain
        made.source = source
        return made

    def __getnewargs__(self) -> tuple[Any, ...]:
        return str(self), self.html, self.source

    def __html__(self) -> Markup:
        return escaped(str(self)) if self.is_plain else Markup(self.html)

    @classmethod
    def __get_pydantic_core_schema__(cls, _: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return inline_schema(handler.generate_schema(str))


def is_plain(words: str) -> bool:
    """Whether words have no markup."""
    return not isinstance(words, Inline) or words.is_plain


def html_of(words: str) -> str:
    """Return words as XHTML: their markup if they have any, else their text."""
    return words.html if isinstance(words, Inline) else escape(words, quote=False)


def inline_schema(text: CoreSchema) -> CoreSchema:
    """Return the schema of a field of words: markup is kept, any other text is plain."""
    as_text = core_schema.plain_serializer_function_ser_schema(
        str, when_used="json", return_schema=core_schema.str_schema()
    )
    return core_schema.no_info_wrap_validator_function(_validated, text, serialization=as_text)


def _validated(value: object, as_text: Callable[[object], str]) -> Inline:
    return value if isinstance(value, Inline) else Inline(as_text(value))


# Fragments --------------------------------------------------------------------------------


def unlinked(words: str) -> str:
    """Return words as XHTML without links, to be put into a link."""
    html = html_of(words)
    if "<a " not in html:
        return html
    tree = parse(html)
    etree.strip_tags(tree, "a")
    return inside(tree)


def plain_text(html: str) -> str:
    """Return a fragment as text, without the readings of ruby."""
    return BREAK.sub(" ", "".join(_texts(parse(html)))).strip(" ")


def _texts(element: etree._Element, before: str = "") -> Iterator[str]:
    """Yield the text of an element; `before` is the character before it."""
    text = element.text or ""
    if element.tag == "sup" and before.isdigit() and POWER.fullmatch(text):
        text = text.translate(POWERS)
    yield text
    before = text[-1:]
    for child in element:
        if child.tag == "br":
            yield " "
        elif child.tag not in ("rt", "rp"):
            yield from _texts(child, before)
        tail = child.tail or ""
        yield tail
        before = tail[-1:]
