"""The kinds of values that the model's fields hold, and how each is judged."""

from __future__ import annotations

import re
from datetime import date as Date
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    GetPydanticSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from exporter.addresses import web_address
from exporter.inline import Inline, inline_schema
from exporter.languages.labels import label_fault
from exporter.written_days import written_day

# RFC 5646 §2.1: language, script, region, variants, extensions, private use.
LANGUAGE = re.compile(
    r"[a-z]{2,3}(-[a-z]{3}){0,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?"
    r"(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(-[a-wyz0-9](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?",
    re.IGNORECASE | re.ASCII,
)
ISSN = re.compile(r"[0-9]{4}-[0-9]{3}[0-9X]")


class Frozen(BaseModel):
    """Base of the model: immutable, and an unknown field is an error."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True
    )


def as_lines(value: object) -> object:
    """Take one string for a list of one, each line of a string for one, and drop empty ones."""
    if not isinstance(value, str | list | tuple):
        return value
    lines: list[object] = []
    for item in [value] if isinstance(value, str) else value:
        is_text = isinstance(item, str) and not isinstance(item, Inline)
        lines += item.splitlines() if is_text else [item]
    return tuple(line for line in lines if not isinstance(line, str) or line.strip())


def _day(value: object) -> object:
    """Read a day in any form that means no other; refuse a number of seconds, a time of day."""
    if not isinstance(value, str):
        return value
    day = written_day(value)
    if day is None:
        raise PydanticCustomError("date", "is not a date")
    return day


def _language(value: str) -> str:
    if not LANGUAGE.fullmatch(value):
        raise ValueError("is not a language tag, such as zh-Hans, zh-Hant, en or en-GB")
    return value


def _address(value: str) -> str:
    """Write an address in the form that EPUB takes (RFC 3986)."""
    address = web_address(value)
    if value and not address.startswith("http"):
        raise ValueError("is not an address of the web, such as https://example.org/")
    return address


def judge_issn(value: str) -> str:
    """Check the form and the check digit (ISO 3297, annex A)."""
    if not ISSN.fullmatch(value):
        raise ValueError("is not an ISSN, which looks like 1234-5679")
    digits = value.replace("-", "")
    total = sum(
        int(digit) * weight for digit, weight in zip(digits[:7], range(8, 1, -1), strict=True)
    )
    expected = "0123456789X"[-total % 11]
    if digits[7] != expected:
        raise ValueError(f"has a wrong check digit; with these numbers it would be {expected}")
    return value


class _Unquoted:
    """Lets editors take a number for text: their YAML reads the label 01 as 1."""

    @staticmethod
    def __get_pydantic_json_schema__(
        schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(schema), "type": ["string", "number"]}


Text = Annotated[str, Field(max_length=2_000), _Unquoted]
Label = Annotated[str, Field(min_length=1, max_length=16), _Unquoted]
Lines = Annotated[
    tuple[Text, ...],
    BeforeValidator(as_lines, json_schema_input_type=Text | list[Text]),
]
Words = Annotated[
    Inline, GetPydanticSchema(lambda _, handler: inline_schema(handler.generate_schema(Text)))
]
WordLines = Annotated[
    tuple[Words, ...],
    BeforeValidator(as_lines, json_schema_input_type=Text | list[Text]),
]
Language = Annotated[str, AfterValidator(_language)]
Address = Annotated[
    Text,
    AfterValidator(_address),
    Field(json_schema_extra={"pattern": r"^(https?://\S+)?$"}),
]
Day = Annotated[Date, BeforeValidator(_day)]
PLAIN = Inline()


def _own_labels(value: dict[str, str]) -> dict[str, str]:
    """Refuse labels with an unknown name or wrong placeholders."""
    for name, words in value.items():
        if fault := label_fault(name, words):
            raise ValueError(fault)
    return value


OwnLabels = Annotated[
    dict[Text, Text],
    AfterValidator(_own_labels),
    Field(description="Custom labels in place of the built-in ones: `contents: Inside`"),
]
BLEED = "Whether it runs beyond the edges of the sheet that it touches"
