"""Headlines over more columns than their words fill: the text begins beside them instead."""

from dataclasses import replace

import pytest

from exporter.layouts.makeup.measure.heads import HeadlineSize
from exporter.layouts.makeup.measure.measured_heads import measured_heads
from exporter.layouts.makeup.plan import costs
from exporter.layouts.makeup.plan.arrangements import Drafts
from exporter.layouts.makeup.plan.frame_book import FrameBook
from exporter.layouts.makeup.plan.grid import GAP, MM, sheet_grid
from exporter.layouts.makeup.plan.measures import measures
from exporter.layouts.makeup.plan.quality import judged
from exporter.layouts.makeup.plan.slicing import Placement
from exporter.layouts.makeup.plan.story import Head, Slice, Story

GRID = replace(sheet_grid("tabloid", "en"), lines=60)
SHORT = {columns: Head(24, 4, void=8.0 * max(0, columns - 2)) for columns in range(2, 6)}
HEADS = {1: (Head(12, 4),)} | {columns: (head,) for columns, head in SHORT.items()}
TEXT = tuple(Slice((1, line), 1) for line in range(60))


def best(story, columns=5):
    frames = FrameBook(GRID).frames(story, columns)
    return min(frames.values(), key=lambda each: each.cost)


def test_a_text_begins_beside_a_headline_that_leaves_a_void():
    frame = best(Story("s", 2, HEADS, TEXT))
    assert (frame.head_columns, frame.top_left, frame.top_right) == (2, "head", "text")
    assert [leg.top for leg in frame.legs] == [4, 4, 0, 0, 0]
    assert frame.lines == (60 + 2 * 4) // 5 + 1 + GAP
    assert frame.legs[-1].last == len(TEXT)


@pytest.mark.parametrize("changed", [{"small": True}, {"heads": {5: (Head(24, 4),)}}])
def test_briefs_and_headlines_that_fill_their_columns_stand_above_all_of_the_text(changed):
    frame = best(replace(Story("s", 2, HEADS, TEXT), **changed))
    assert (frame.head_columns, frame.top_right) == (5, "head")


def test_a_headline_is_not_made_much_smaller_for_the_text_to_begin_beside_it():
    heads = {1: (Head(12, 4),), 5: HEADS[5]}
    assert best(Story("s", 2, heads, TEXT)).head_columns == 5


def test_room_beside_a_headline_costs_what_it_is_more_than_a_caption():
    heads = [Head(24, 4, void=void) for void in (0.0, costs.CAPTION, costs.CAPTION + 2)]
    drafts = Drafts(Story("s", 2, {}, TEXT), 5, GRID, thrift=4)
    none, caption, more = map(drafts.loss, heads)
    assert none == caption == pytest.approx(more - costs.VOID * 2**costs.WORSE_WHITE)


def test_the_void_is_beside_the_longest_line_and_as_high_as_the_head():
    heights = {"o-1-3": 2 * GRID.line, "h-1-3-0": 4 * GRID.line}
    size = HeadlineSize(20, ("One line", "two"), 0, air=0.5, beside=0.25)
    (head,) = measured_heads(1, 3, [size], GRID, heights)
    assert head.void == pytest.approx(0.25 * 3 * 6)


def test_the_largest_void_of_a_sheet_is_measured():
    words = ("A short headline",)
    frame = best(Story("s", 1, {5: (Head(24, 4, words, height=3.0),)}, TEXT))
    placed = (Placement(frame, 0, 0),)
    found = measures(judged([frame.story], placed, GRID, 0)).head_void
    beside = GRID.width - 24 * GRID.faces.headline.ems(words[0])
    assert found == round(beside * 3 * GRID.line / MM**2)
