"""Pictures at the head of a story: where they stand, and how much larger they may be."""

import pytest

import exporter
from exporter.edition import make_edition
from exporter.edition.style import find_style
from exporter.layouts.flow import render
from exporter.layouts.flow.openings import height_above
from exporter.layouts.flow.rows import make_rows
from exporter.layouts.papers import make_grid
from exporter.readers import read
from exporter.units import MM
from tests.writers.pdf.makeup.conftest import words

MAGAZINE = find_style("magazine")
A4 = make_grid("a4", "en", MAGAZINE)
LEAST = 1 - A4.crop


@pytest.fixture
def edition(issue_folder, picture):
    """An edition of one story with a picture of a size."""

    def make(size, kind="feature", extra="", style=MAGAZINE):
        head = f"---\nheadline: Headline\nkind: {kind}\nfigures: [{{image: a.png{extra}}}]\n---\n"
        pages = {
            "issue.yaml": "publication: {name: N, language: en}\ndate: 2026-06-16\n",
            "01/1.md": head + "Words of the text. " * 300,
            "01/a.png": picture(size=size),
        }
        return make_edition(read(issue_folder(pages)).issue, style)

    return make


@pytest.mark.parametrize("size", [(1600, 900), (1500, 1000), (1200, 1000), (2000, 800)])
@pytest.mark.parametrize("spare", [0, 60, 400])
def test_a_picture_above_a_headline_loses_no_more_than_the_style_allows(edition, size, spare):
    height = height_above(edition(size).issue.lead, A4, MAGAZINE, spare)
    shown, ratio = height / (210 * MM), size[1] / size[0]
    assert min(shown / ratio, ratio / shown) >= LEAST - 1e-6


def test_a_whole_picture_above_a_headline_is_not_cut_at_all(edition):
    lead = edition((1600, 900), extra=", crop: none").issue.lead
    assert height_above(lead, A4, MAGAZINE, 100) == pytest.approx(210 * MM * 9 / 16)


def test_an_upright_picture_leaves_the_head_of_the_sheet_to_the_headline(edition):
    made = edition((900, 1400))
    assert height_above(made.issue.lead, A4, MAGAZINE) == 0
    (row,) = make_rows(made.article_documents, made.resources, A4, MAGAZINE)
    assert (row.above, 'class="opening"' in row.articles[0]) == (0, True)


@pytest.mark.parametrize("kind", ["feature", "opinion", "letters"])
@pytest.mark.parametrize("spare", [30, 90, 200])
def test_a_picture_takes_no_more_than_what_is_spare(edition, kind, spare):
    made = edition((1600, 1000), kind)
    (row,) = make_rows(made.article_documents, made.resources, A4, MAGAZINE, spare)
    assert 0 <= row.gained <= spare + 1e-6


def test_a_drawing_and_a_whole_picture_do_not_grow_in_their_columns(edition):
    style = find_style("newspaper")
    grid = make_grid("a4", "en", style)
    made = edition((700, 1000), "news", ", crop: none", style)
    (row,) = make_rows(made.article_documents, made.resources, grid, style, 40)
    assert row.gained == 0


@pytest.mark.parametrize("kind", ["feature", "news", "opinion"])
@pytest.mark.parametrize("size", [(800, 500), (1600, 1000), (2400, 1500)])
def test_no_picture_grows_to_a_size_at_which_the_press_calls_it_coarse(edition, kind, size):
    """150 pixels an inch: of 800 pixels it is 384 points wide, less than the columns."""
    made = edition(size, kind)

    def gained(least_dpi):
        rows = make_rows(made.article_documents, made.resources, A4, MAGAZINE, 200, least_dpi)
        return rows[0].gained

    few, many = gained(150), gained(0)
    assert few == (many if size[0] > 1300 else 0)


def test_a_larger_picture_fills_the_foot_of_a_last_sheet(
    issue_folder, picture, tmp_path, monkeypatch
):
    head = "---\nheadline: Headline\nkind: feature\nfigures: [{image: a.png}]\n---\n"
    settings = "publication: {name: N, language: en}\ndate: 2026-06-16\nstyle: magazine\n"
    text = head + "Words of the text. " * 70
    folder = issue_folder(
        {"issue.yaml": settings, "01/1.md": text, "01/a.png": picture(size=(1500, 1000))}
    )

    def lowest() -> float:
        exporter.build(folder, [pdf := tmp_path / "issue.pdf"], exporter.Options(jobs=1))
        return max(top for text, _, top in words(pdf, 3) if text == "text.")

    full = lowest()
    monkeypatch.setattr(render, "AGAIN", 0)
    assert lowest() < full - 2 * A4.type.line
