"""Measures of a made-up sheet, of plans whose shapes are known."""

from dataclasses import replace

import pytest

from exporter.layouts.makeup.plan.frame import Frame
from exporter.layouts.makeup.plan.gallery import PlacedShot
from exporter.layouts.makeup.plan.grid import MM, sheet_grid
from exporter.layouts.makeup.plan.legs import Leg
from exporter.layouts.makeup.plan.measures import measures
from exporter.layouts.makeup.plan.quality import better, empty, fuller, is_cramped, judged
from exporter.layouts.makeup.plan.slicing import Placement
from exporter.layouts.makeup.plan.story import Head, Shot, Slice, Story

AREA = replace(sheet_grid("tabloid", "zh-Hans"), lines=40)
PHOTO = Shot(0, 0.6, {2: 2})


def frame(rank, columns, lines, size=30, head=4, shots=(), **fields):
    """Return a frame of one leg a column, as high as there is room, the text one line less."""
    legs, slices = [], []
    for column in range(columns):
        room = lines - 1 - head
        first = len(slices)
        slices += [Slice((len(slices) + line, 0), 1) for line in range(room - 1)]
        legs.append(Leg(column, head, room, first, len(slices)))
    story = Story(f"s{rank}", rank, {}, tuple(slices), **fields)
    made = Head(size, head)
    return Frame(
        story,
        columns,
        lines,
        made,
        columns,
        0,
        head,
        shots,
        tuple(legs),
        columns,
        0,
        "head",
        "head",
    )


def sheet(*placed):
    found = tuple(Placement(*each) for each in placed)
    return measures(judged([each.frame.story for each in found], found, AREA, 0))


def test_shares_are_of_the_area_of_the_articles():
    photo = (PlacedShot(PHOTO, 1, 2, 4, 12),)
    found = sheet((frame(1, 5, 20, shots=photo), 0, 0), (frame(2, 5, 21, size=20), 0, 20))
    assert found.lead_share == round(20 / 41, 3)
    assert found.picture_share == round(24 / 205, 3)
    assert found.headlines_fall
    assert found.lead_picture


@pytest.mark.parametrize(("size", "falls"), [(30, True), (30.5, False)])
def test_headlines_fall_unless_one_is_larger_than_that_of_the_lead(size, falls):
    pair = (frame(1, 3, 41), 0, 0), (frame(2, 2, 41, size=size), 3, 0)
    assert sheet(*pair).headlines_fall is falls


def test_the_first_of_briefs_leads_nothing():
    pair = (frame(1, 3, 41, small=True), 0, 0), (frame(2, 2, 41, size=40), 3, 0)
    assert sheet(*pair).headlines_fall is None


def test_a_larger_picture_of_another_article_is_told():
    small = (PlacedShot(PHOTO, 0, 2, 4, 8),)
    large = (PlacedShot(PHOTO, 0, 2, 4, 14),)
    pair = (frame(1, 3, 41, shots=small), 0, 0), (frame(2, 2, 41, size=20, shots=large), 3, 0)
    assert sheet(*pair).lead_picture is False
    pair = (frame(1, 3, 41), 0, 0), (frame(2, 2, 41, size=20, shots=large), 3, 0)
    assert sheet(*pair).lead_picture is None


def test_texts_side_by_side_begin_on_one_line_or_not():
    even = sheet((frame(1, 3, 41), 0, 0), (frame(2, 2, 41), 3, 0))
    uneven = sheet((frame(1, 3, 41), 0, 0), (frame(2, 2, 41, head=6), 3, 0))
    assert (even.common_tops, uneven.common_tops) == (1, 0)


def test_legs_are_even_that_end_within_a_line():
    whole = frame(1, 5, 41)
    last = whole.legs[-1]._replace(last=whole.legs[-1].last - 2)
    assert sheet((whole, 0, 0)).even_legs == 1
    assert sheet((replace(whole, legs=(*whole.legs[:-1], last)), 0, 0)).even_legs == 0


def test_a_line_more_between_articles_is_an_uneven_gap():
    even = sheet((frame(1, 5, 20), 0, 0), (frame(2, 5, 20), 0, 20))
    uneven = sheet((frame(1, 5, 20), 0, 0), (frame(2, 5, 20), 0, 21))
    assert (even.even_gaps, uneven.even_gaps) == (1, 0)


def test_the_largest_void_beside_a_headline_is_told():
    words = replace(frame(2, 5, 21, size=20), head=Head(20, 4, ("短", "标题"), height=3.0))
    beside = AREA.width - 20 * AREA.faces.headline.ems("标题")
    found = sheet((frame(1, 5, 20), 0, 0), (words, 0, 20))
    assert found.head_void == round(beside * 3 * AREA.line / MM**2)


def test_a_sheet_is_balanced_whose_halves_are_equally_dark():
    photo = (PlacedShot(PHOTO, 0, 2, 4, 30),)
    plain = sheet((frame(1, 5, 41, head=0), 0, 0))
    heavy = sheet((frame(1, 5, 41, head=0, shots=photo), 0, 0))
    assert plain.balance > 0.95 > heavy.balance > 0


def test_an_empty_sheet_has_nothing_to_measure():
    found = measures(empty(AREA))
    assert (found.lead_share, found.headlines_fall, found.balance) == (None, None, None)
    assert found.white == 1


def pictured(columns, filled, **fields):
    """Return a page whose lead has a picture over a number of columns."""
    photo = (PlacedShot(replace(PHOTO, below={1: 2, 2: 2}, **fields), 0, columns, 4, 12),)
    placed = Placement(frame(1, 5, 41, shots=photo), 0, 0)
    return replace(judged([placed.frame.story], (placed,), AREA, 0), filled=filled)


def test_a_wider_picture_of_the_lead_counts_more_than_a_fuller_page():
    narrow, wide = pictured(1, 0.99), pictured(2, 0.95)
    assert better(narrow, wide) is wide
    assert fuller(narrow, wide) is wide
    assert (is_cramped(narrow), is_cramped(wide)) == (True, False)


def test_a_page_of_house_boxes_or_holes_does_not_make_up_for_a_wider_picture():
    narrow, wide = pictured(1, 0.99), pictured(2, 0.89)
    assert better(wide, narrow) is narrow


def test_a_sidebar_over_one_column_of_a_lead_is_not_cramped():
    assert not is_cramped(pictured(1, 0.99, ratio=0.0, rigid=True, fixed={1: 11}))
