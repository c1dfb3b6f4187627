"""Boxes of Markdown whose first line names none, or that have no end."""

import pytest

from exporter.content.box_marks import KNOWN, box_marks
from exporter.content.markdown import BOXES, to_html
from exporter.content.markdown_remarks import markdown_remarks


@pytest.mark.parametrize("typed", ["::: pulquote", ":::pulquote", "::: {.pulquote}"])
def test_a_box_of_another_name_is_named_with_the_nearest(typed: str) -> None:
    source = f"One.\n\n{typed}\nTwo.\n:::\n\nThree."
    assert "pulquote" in to_html(source)
    (remark,) = markdown_remarks(source, to_html(source))
    assert remark.needle == typed and remark.rule == "issue-slip"
    assert "is printed as typed" in remark.message
    assert remark.advice == "did you mean `pullquote`?"


@pytest.mark.parametrize("name", KNOWN)
def test_a_box_without_its_end_is_found_at_its_line(name: str) -> None:
    source = f"::: {name}\nOne.\n:::\n\nTwo.\n\n::: {name}\nThree.\n\nFour."
    (remark,) = box_marks(source)
    assert source.find(remark.needle) == source.rfind(f"::: {name}")
    assert remark.message == f"no `:::` ends `::: {name}`: all that follows is in it"


@pytest.mark.parametrize(
    "text",
    [
        *(f"::: {name}\nOne.\n:::\n\nTwo." for name in KNOWN),
        "```\n::: pulquote\n```",
        ":::: sidebar\n::: pullquote\nOne.\n:::\n::::\n\nTwo.",
        "One ::: two.\n\n:::",
    ],
)
def test_boxes_with_their_ends_are_right(text: str) -> None:
    assert list(box_marks(text)) == []


def test_every_box_is_known() -> None:
    assert set(BOXES) < set(KNOWN)
