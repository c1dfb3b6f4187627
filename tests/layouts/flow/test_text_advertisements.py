"""Advertisements set as text: whole, and never set apart."""

from itertools import pairwise

import pytest

import exporter
from exporter.layouts.makeup.plan.grid import sheet_grid
from tests.writers.pdf.makeup.conftest import words

ADDRESS = "Pallister and Daughter, 3 Fish Quay, Saltmere, Monday to Saturday, 6am to 5pm."
SHOP = "---\nheadline: Chandlers\nkind: advertisement\n---\nALPHA\n\n" + "\n\n".join(
    [f"{'x' * length} {ADDRESS}" for length in (1, 4, 7, 10)] + ["OMEGA"]
)
BRIEF = "---\nheadline: Brief {}\nkind: brief\n---\n" + "Words of the text. " * 60 + "\n"
GRID = sheet_grid("tabloid", "en")


@pytest.fixture(scope="module", name="sheets")
def _sheets(tmp_path_factory):
    source = tmp_path_factory.mktemp("issue")
    (source / "1").mkdir()
    head = "publication: {name: N, language: en}\ndate: 2026-06-16\n"
    (source / "issue.yaml").write_text(head, encoding="utf-8")
    for number in range(30):
        text = SHOP if number % 5 == 3 else BRIEF.format(number)
        (source / "1" / f"{number:02}.md").write_text(text, encoding="utf-8")
    path = source / "issue.pdf"
    exporter.build(source, [path], exporter.Options(paper="a4", layout="flow", jobs=1))
    return [words(path, sheet) for sheet in range(2, 6)]


def test_an_advertisement_is_whole_in_one_column(sheets):
    found = [
        (sheet, left // 100, top, text)
        for sheet, each in enumerate(sheets)
        for text, left, top in each
        if text in ("ALPHA", "OMEGA")
    ]
    ends = [each[-1] for each in sorted(found)]  # column by column, from the top
    assert len(ends) >= 6 and ends == ["ALPHA", "OMEGA"] * (len(ends) // 2)


def test_its_lines_are_not_set_apart(sheets):
    """The space between words is the same in all of its lines."""
    apart = {
        round(right - left, 1)
        for each in sheets
        for (one, left, top), (other, right, same) in pairwise(each)
        if (one, other) == ("Fish", "Quay,") and top == same
    }
    assert len(apart) == 1


def test_its_paragraphs_are_flush(sheets):
    """The first one, and the last."""
    first, last = (
        sorted(round(left) for each in sheets for text, left, _ in each if text == wanted)
        for wanted in ("ALPHA", "OMEGA")
    )
    assert first == last
