"""Short texts over many columns: beside their headline, not in strips of two or three lines."""

from dataclasses import replace
from itertools import pairwise

import pytest

from exporter.layouts.makeup.plan import costs
from exporter.layouts.makeup.plan.arrangements import Arrangement
from exporter.layouts.makeup.plan.as_written import as_written
from exporter.layouts.makeup.plan.best_plan import best_plan
from exporter.layouts.makeup.plan.drafts import draft_of
from exporter.layouts.makeup.plan.frame_book import FrameBook
from exporter.layouts.makeup.plan.grid import sheet_grid
from exporter.layouts.makeup.plan.quality import HOLE, is_right, ragged, rank, strips
from exporter.layouts.makeup.plan.set_story import aside_cost
from exporter.layouts.makeup.plan.shapes import legs_cost, white_cost
from exporter.layouts.makeup.plan.story import Head, Shot, Slice, Story

GRID = replace(sheet_grid("tabloid", "en"), lines=60)
HEADS = {columns: (Head(18, 3, height=2.2, others=0.4),) for columns in range(1, 6)}


def text(*paragraphs):
    return tuple(
        Slice((number, line), 1, 0, line == 0, False, line > 0, line == lines - 1)
        for number, lines in enumerate(paragraphs)
        for line in range(lines)
    )


def lines(frame):
    return [frame.story.taken(leg.first, leg.last) for leg in frame.texts]


@pytest.mark.parametrize("small", [False, True])
def test_a_short_text_over_many_columns_stands_beside_its_headline(small):
    frames = FrameBook(GRID).frames(Story("s", 4, HEADS, text(7, 5), small=small), 5)
    frame = min(frames.values(), key=lambda each: each.cost)
    assert frame.top_right == "aside"
    assert lines(frame) == [4, 4, 4]


@pytest.mark.parametrize("number", [1, 2])
def test_a_page_has_no_strip_of_two_or_three_lines(number):
    picture = Shot(0, 0.66, dict.fromkeys(HEADS, 2))
    heads = {columns: (Head(36, 6),) for columns in HEADS}
    lead = Story("lead", 1, heads, text(*[10] * 15), (picture,))
    briefs = [Story(f"brief-{each}", 4, HEADS, text(7, 5), small=True) for each in range(number)]
    fit = best_plan([lead, *briefs], GRID)
    assert [lines(each.frame) for each in fit.placements[1:]] == [[4, 4, 4]] * number


def test_few_lines_cost_by_what_each_leg_lacks():
    two = legs_cost((9, 9), 4)
    assert two == legs_cost((9, 9), 18)
    three, four = (legs_cost((9,) * legs, 9) - legs_cost((9,) * legs, 99) for legs in (3, 4))
    assert 0 < three < four


def test_a_plan_with_a_strip_is_worse_than_one_without(monkeypatch):
    picture = Shot(0, 0.66, dict.fromkeys(HEADS, 2))
    heads = {columns: (Head(36, 6),) for columns in HEADS}
    lead = Story("lead", 1, heads, text(*[10] * 15), (picture,))
    page = [lead, Story("brief", 4, HEADS, text(7, 5), small=True)]
    good = best_plan(page, GRID)
    monkeypatch.setattr(costs, "SCANT", 0.0)
    bad = best_plan(page, GRID)
    assert (strips(good), strips(bad)) == (0, 1)
    assert rank(replace(bad, filled=good.filled)) < rank(good)
    assert is_right(replace(good, filled=1.0)) > is_right(replace(bad, filled=1.0))


def test_few_lines_above_a_table_over_many_columns_are_a_strip(monkeypatch):
    slices = (*text(7), Slice((1, 0), 1, mark=True), *text(4))
    table = Shot(0, 0, dict.fromkeys(HEADS, 1), True, dict.fromkeys(HEADS, 6), written=7)
    made = as_written(Story("tides", 2, HEADS, slices, (table,)))
    two, four = (made.above((3,) * columns).cost for columns in (2, 4))
    monkeypatch.setattr(costs, "SCANT", 0.0)
    made.known.clear()
    assert made.above((3,) * 2).cost == two
    assert made.above((3,) * 4).cost < four


def test_a_hole_above_a_table_is_as_bad_as_uneven_feet():
    slices = (*text(8), Slice((1, 0), 1, mark=True), *text(8))
    table = Shot(0, 0, dict.fromkeys(HEADS, 1), True, dict.fromkeys(HEADS, 6), written=8)
    fit = best_plan([Story("one", 1, HEADS, slices, (table,))], GRID)
    assert ragged(fit) == 0
    frame = fit.placements[0].frame
    lead = tuple(leg._replace(lines=leg.lines + HOLE + 1) for leg in frame.lead)
    placed = replace(fit.placements[0], frame=replace(frame, lead=lead))
    assert ragged(replace(fit, placements=(placed,))) == 1


def test_each_more_empty_line_costs_more():
    costs_of_ten = [white_cost(10 * tens, 4) for tens in range(4)]
    more = [after - before for before, after in pairwise(costs_of_ten)]
    assert costs_of_ten[0] == 0
    assert sorted(more) == more
    assert len(set(more)) == len(more)


def test_a_headline_at_the_left_stands_over_the_columns_that_it_fills(monkeypatch):
    """Over a column more its text would have longer legs, and a hole as high as the head."""
    heads = {columns: (Head(18, 7, height=6.4, void=6.4 * (columns - 1)),) for columns in HEADS}
    story = Story("s", 4, heads, text(12, 12))
    found = {}
    for cost in (costs.ASIDE_WHITE, 0.0):
        monkeypatch.setattr(costs, "ASIDE_WHITE", cost)
        frame = min(FrameBook(GRID).frames(story, 5).values(), key=lambda each: each.cost)
        assert frame.top_right == "aside"
        found[cost > 0] = frame.head_columns
    assert found == {True: 1, False: 2}


def test_each_more_line_that_a_headline_at_the_left_leaves_empty_costs_more():
    head = Head(18, 3, height=2.2, void=1.0)
    aside = draft_of(Arrangement(head, 2, 3, [(0, 0)], "head", "aside"), 0, 0)
    above = draft_of(Arrangement(head, 4, 3, [(0, 0)]), 0, 0)
    by_height = [aside_cost(aside, height) for height in range(5, 10)]
    assert by_height[0] == 0  # as many as a caption takes do not look lost
    more = [after - before for before, after in pairwise(by_height)]
    assert more[0] > 0
    assert sorted({*more}) == more
    wider = aside.arrangement._replace(head=replace(head, void=4.0))
    assert aside_cost(aside._replace(arrangement=wider), 5) > by_height[0]
    assert aside_cost(above, 6) == 0
