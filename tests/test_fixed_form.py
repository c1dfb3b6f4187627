"""Texts of a fixed form are refused in plain words, wherever a user writes them."""

from pathlib import Path

import pytest
from pydantic import BaseModel

from exporter.edition.style.definition import StyleFile
from exporter.errors import UsageError
from exporter.model import IssueHead
from exporter.profiles import find_profile
from exporter.profiles.profile import ProfileFile
from exporter.yamlfile import parse, validate

HEAD = "date: 2018-07-03\npublication: {name: A, language: en"
COLOUR = "is not a colour, such as #b3151b"


@pytest.mark.parametrize(
    ("model", "text", "expected"),
    [
        (
            IssueHead,
            f"{HEAD}, code: 周报}}",
            "code: 周报` is not made of the characters",
        ),
        (
            IssueHead,
            f"{HEAD}}}\neditions: [{{code: _a, name: A}}]",
            "code: _a` is not a code of",
        ),
        (ProfileFile, "inks: {red: [0, 100, 100, 0]}", f"red` {COLOUR}"),
        (StyleFile, "colours: {ink: black}", f"black` {COLOUR}"),
        (StyleFile, "fonts: {en: {text: 'a;b'}}", "a;b` is not the name of a font family"),
    ],
)
def test_a_text_of_another_form_is_refused_in_words(
    model: type[BaseModel], text: str, expected: str
) -> None:
    _, findings = validate(model, parse(text), Path("a.yaml"), {})
    found = [str(each) for each in findings]
    assert [each for each in found if expected in each], found


def test_a_value_out_of_range_is_told_as_what_to_write() -> None:
    with pytest.raises(UsageError, match="press: `bleed_mm: -3` is out of range, write 0 or more"):
        find_profile("press", bleed_mm=-3)
