"""Teasers: the leads of other pages, in room that would show the name of the paper alone."""

import re

import pytest

from exporter.edition import make_edition
from exporter.layouts.makeup.draw import advertisements
from exporter.layouts.makeup.draw.sheet import Sheet, sheet_html, teased
from exporter.layouts.makeup.draw.teasers import teaser_box, teasers
from exporter.layouts.makeup.plan.frame import Frame
from exporter.layouts.makeup.plan.grid import sheet_grid
from exporter.layouts.makeup.plan.slicing import Placement
from exporter.layouts.makeup.plan.story import Story
from exporter.model import Advertisement
from exporter.readers import read

GRID = sheet_grid("tabloid", "en")
PLACE = re.compile(r'class="teaser" style="left:([\d.]+)pt;top:([\d.]+)pt;width:([\d.]+)pt')


@pytest.fixture(name="edition")
def _edition(issue_folder, picture):
    files = {"issue.yaml": "publication: {name: Paper, language: en}\ndate: 2026-06-16\n"}
    for page in range(1, 7):
        files[f"{page}/1.md"] = (
            f"---\nheadline: Story of page {page}\nfigures: [{{image: a.png}}]\n---\nText.\n"
        )
        files[f"{page}/a.png"] = picture(size=(60 + page, 40))
    return make_edition(read(issue_folder(files)).issue)


def test_they_show_other_pages_alone_and_stay_in_their_box(edition):
    width, height = GRID.span(3), 12 * GRID.line
    made = teasers(edition, "2", width, height, GRID)
    shown = re.findall(r"Story of page (\d)", made)
    assert len(shown) >= 3
    assert "2" not in shown
    places = [tuple(map(float, found)) for found in PLACE.findall(made)]
    assert all(left + own <= width for left, _, own in places)
    assert len({(left, top) for left, top, _ in places}) == len(shown)


@pytest.mark.parametrize(("columns", "lines"), [(1, 3), (5, 5)])
def test_there_are_none_where_no_picture_has_room(edition, columns, lines):
    assert teasers(edition, "2", GRID.span(columns), lines * GRID.line, GRID) == ""


def test_an_issue_of_one_page_has_none(edition):
    alone = edition.issue.model_copy(update={"pages": edition.issue.pages[:1]})
    assert teasers(make_edition(alone), "1", GRID.span(3), 12 * GRID.line, GRID) == ""


def test_they_show_no_picture_that_the_press_refuses(edition):
    """A wide teaser had a picture of 92 dpi, for which no PDF for newsprint was written."""
    assert teasers(edition, "2", GRID.span(3), 12 * GRID.line, GRID, 130) == ""


def test_they_show_the_first_picture_of_a_page_that_is_sharp(issue_folder, picture):
    files = {"issue.yaml": "publication: {name: Paper, language: en}\ndate: 2026-06-16\n"}
    for page in range(1, 5):
        figures = "figures: [{image: a.png}, {image: b.png}]"
        files[f"{page}/1.md"] = f"---\nheadline: Story\n{figures}\n---\nText.\n"
        files[f"{page}/a.png"] = picture(size=(60 + page, 40))
        files[f"{page}/b.png"] = picture(size=(900 + page, 600))
    edition = make_edition(read(issue_folder(files)).issue)
    room = GRID.span(3), 12 * GRID.line
    for least_dpi, widths in ((0, [61, 63, 64]), (130, [901, 903, 904])):
        box = teaser_box(edition, "2", *room, GRID, least_dpi)
        shown = [edition.resources[each.picture.name].picture for each in box.teasers]
        assert [each.width for each in shown] == widths


def test_they_fill_the_room_beside_an_advertisement(edition):
    box = Advertisement(width_mm=60, height_mm=200, place="right")
    columns, lines = advertisements.reserved(box, GRID, alone=True)
    story = Story("ad-1-1", 101, {}, box=(columns, lines))
    frame = Frame(story, columns, lines + 1, None, 0, 0, 0, (), (), 0, 0, "box", "box")
    at = Placement(frame, GRID.columns - columns, 10)
    sheet = Sheet("p1", "1", GRID, GRID, (at,), {}, "", boxes={"ad-1-1": box})
    made = sheet_html(edition, sheet)
    shown = re.findall(r"Story of page (\d)", made)
    assert len(shown) >= 3 and tuple(shown) == teased(edition, sheet, at)
    assert made.index("paid") < made.index("filler")
    alone = edition.issue.model_copy(update={"pages": edition.issue.pages[:1]})
    assert "filler" in sheet_html(make_edition(alone), sheet)
