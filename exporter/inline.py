"""Words with inline markup: emphasis, ruby, sub- and superscript, code, links."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema


class Inline(str):
    """Words in one line. The value is plain text, for titles, bookmarks and metadata.

    `html` is a safe XHTML fragment of the same words, which templates show. `source` is what an
    author wrote for them in an issue folder; it is empty for plain text of other formats.
    """

    __slots__ = ("html", "source")

    html: str
    source: str

    def __new__(cls, text: str = "", html: str | None = None, source: str = "") -> Inline:
        made = super().__new__(cls, text)
        made.html = escape(text, quote=False) if html is None else html
        made.source = source
        return made

    def __getnewargs__(self) -> tuple[Any, ...]:
        return str(self), self.html, self.source

    def __html__(self) -> str:
        return self.html

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return inline_schema(handler.generate_schema(str))

    @property
    def is_plain(self) -> bool:
        """Whether it has no markup."""
        return self.html == escape(self, quote=False)


def html_of(words: str) -> str:
    """Return words as XHTML: their markup if they have any, else their text."""
    return words.html if isinstance(words, Inline) else escape(words, quote=False)


def inline_schema(text: CoreSchema) -> CoreSchema:
    """Return the schema of a field of words: markup is kept, any other text is plain."""
    as_text = core_schema.plain_serializer_function_ser_schema(
        str, when_used="json", return_schema=core_schema.str_schema()
    )
    return core_schema.no_info_wrap_validator_function(_validated, text, serialization=as_text)


def _validated(value: Any, as_text: Callable[[Any], str]) -> Inline:
    return value if isinstance(value, Inline) else Inline(as_text(value))
