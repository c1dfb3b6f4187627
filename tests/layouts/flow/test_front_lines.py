"""What the front page of the flow layout holds besides its picture."""

from types import SimpleNamespace

import pytest

import exporter
from exporter.edition import make_edition
from exporter.layouts.flow.print_document import (
    EAR_PICTURE_LINES,
    FRONT_HEADLINE,
    _ear_lines,
    _front_size,
    _lead,
    _picture_size,
)
from exporter.layouts.papers import make_grid
from exporter.model import EarWords
from exporter.readers import read
from tests.writers.pdf.glyphs import Reader

WORDS = EarWords(title="Sky", text=("Rain", "Wind"))
LONG = EarWords(title="Sky", text=("Rain that goes on and on, with wind from the sea. " * 5,))
PICTURE = SimpleNamespace(picture="ear.png")
TEXT = SimpleNamespace(picture=None, title="", text=("Rain",))


@pytest.mark.parametrize(
    ("ear", "second", "lines"),
    [
        (None, None, 0),
        (TEXT, None, 3),
        (None, WORDS, 5),
        (TEXT, WORDS, 5),
        (TEXT, LONG, 8),
        (PICTURE, WORDS, EAR_PICTURE_LINES + 5),
    ],
)
def test_both_ears_take_lines_from_the_picture_of_the_lead(ear, second, lines):
    """Those of words stand side by side: the higher one takes them."""
    issue = SimpleNamespace(ear=ear, second_ear=second)
    assert _ear_lines(issue, make_grid("a4", "en")) == lines


def test_ears_of_words_stand_side_by_side_within_the_type_area(issue_folder, tmp_path):
    long = "Dry with long bright spells and wind from the south-west, rain by evening"
    settings = f"""publication: {{name: The Quay, language: en}}
date: 2026-06-16
ear: {{title: Weather, text: [{long}, "14 degrees"]}}
second_ear: {{title: Water, text: [{long}]}}
"""
    files = {"issue.yaml": settings, "1/1.md": "---\nheadline: Boats\n---\nText.\n"}
    options = exporter.Options(layout="flow", paper="a4", jobs=1)
    exporter.build(issue_folder(files), [tmp_path / "a.pdf"], options)
    glyphs = [each for each in Reader(tmp_path / "a.pdf").glyphs if each.sheet == 0]
    words = "".join(each.text for each in glyphs)
    one, other = (glyphs[words.index(title)] for title in ("Weather", "Water"))
    grid = make_grid("a4", "en")
    edge = grid.side_margin
    assert one.y == pytest.approx(other.y, abs=0.1)
    assert other.x - one.x > grid.width / 4
    assert all(edge - 1 < each.x and each.end < edge + grid.width + 1 for each in glyphs)


@pytest.mark.parametrize(("articles", "apart"), [(4, False), (120, True)])
def test_contents_that_do_not_fit_the_front_stand_apart_and_leave_it_to_the_picture(
    issue_folder, picture, articles, apart
):
    front = "---\nheadline: A headline of many words that go on and on and on\n{more}---\nText.\n"
    files = {f"1/{number:03}.md": front.format(more="") for number in range(1, articles)}
    shown = "figures: [{image: a.png, caption: Boats}]\n"
    files |= {"1/000.md": front.format(more=shown), "1/a.png": picture(size=(900, 600))}
    edition = make_edition(read(issue_folder(files)).issue)
    grid = make_grid("a4", "en", edition.style)
    lead = _lead(edition, grid, 0)
    assert lead["apart"] is apart
    assert float(lead["height"]) == pytest.approx(grid.width * 600 / 900, abs=grid.type.line)


def test_a_headline_of_one_long_word_is_as_large_as_the_front_page_is_wide():
    grid = make_grid("a4", "en")
    long, short = "Donaudampfschifffahrtsgesellschaftskapitän", "Ferry leaves at dawn"
    assert _front_size(SimpleNamespace(headline=(short,)), grid) == ""
    size = float(_front_size(SimpleNamespace(headline=(short, long)), grid))
    assert size < FRONT_HEADLINE * grid.type.size
    assert 0.95 * grid.width < grid.faces.headline.ems(long) * size < grid.width


@pytest.mark.parametrize(("room", "width"), [(1.0, 1.0), (0.9, 1.0), (0.7, 0.7)])
def test_a_picture_of_which_too_much_would_be_cut_is_whole_and_less_wide(room, width):
    grid = make_grid("a4", "en")
    picture = SimpleNamespace(picture=SimpleNamespace(width=900, height=600))
    edition = SimpleNamespace(resources={"a": picture})
    high = grid.width * 600 / 900
    made = _picture_size("a", grid.width, room * high, edition, grid)
    assert made[0] == pytest.approx(width * grid.width)
    assert made[1] == pytest.approx(room * high, abs=grid.type.line)
