"""What is not torn apart by the end of a column: announcements, and sources."""

import pytest
from lxml import etree

import exporter
from exporter.layouts.flow.stories import mark_announcing
from tests.writers.pdf.makeup.conftest import words


@pytest.mark.parametrize("end", [":", "："])
@pytest.mark.parametrize("below", ["ul", "blockquote", "table", "aside"])
def test_a_paragraph_announces_what_is_no_paragraph(end, below):
    body = etree.fromstring(f"<div><p>One{end}</p><p>Two<em>{end}</em> </p><{below}/></div>")
    mark_announcing(body)
    assert [paragraph.get("class") for paragraph in body.iter("p")] == [None, "announces"]


def test_an_announcement_goes_where_its_quotation_is(issue_folder, tmp_path):
    """Whatever comes before it: the end of a column is never between them."""
    said = "Words of a long story. {}\n\nHe said{}:\n\n> Quotation{}. And more.\n\n"
    text = "".join(
        said.format("Words. " * (number % 5) * 3, number, number) for number in range(50)
    )
    folder = issue_folder({"01/1.md": f"---\nheadline: Story\n---\n{text}"})
    exporter.build(folder, [pdf := tmp_path / "issue.pdf"], exporter.Options(paper="a4", jobs=1))
    placed = {
        word.rstrip(":."): (sheet, left // 150, top)
        for sheet in (2, 3)
        for word, left, top in words(pdf, sheet)
    }
    for number in range(50):
        *column, above = placed[f"said{number}"]
        *same, below = placed[f"Quotation{number}"]
        assert column == same and 0 < below - above < 40, number


def test_a_question_is_where_its_answer_is(issue_folder, tmp_path):
    asked = "**Question{}?**\n\nAnswer{} {}\n\n"
    text = "".join(
        asked.format(number, number, "has words. " * (number % 5 + 1) * 4) for number in range(40)
    )
    folder = issue_folder({"01/1.md": f"---\nheadline: Story\nkind: interview\n---\n{text}"})
    exporter.build(folder, [pdf := tmp_path / "issue.pdf"], exporter.Options(paper="a4", jobs=1))
    placed = {
        word.rstrip("?"): (sheet, left // 150, top)
        for sheet in (2, 3)
        for word, left, top in words(pdf, sheet)
    }
    for number in range(40):
        *column, above = placed[f"Question{number}"]
        *same, below = placed[f"Answer{number}"]
        assert column == same and 0 < below - above < 40, number
