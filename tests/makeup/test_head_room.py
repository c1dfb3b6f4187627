"""What a head has to spare stands above it: no hole parts a headline from its text."""

from dataclasses import replace

import pytest

from exporter.edition.style import find_style
from exporter.layouts.makeup.draw import head_room
from exporter.layouts.makeup.draw.head_room import KICKER
from exporter.layouts.makeup.plan.frame import Frame
from exporter.layouts.makeup.plan.legs import Leg
from exporter.layouts.makeup.plan.slicing import Placement
from exporter.layouts.makeup.plan.story import Head, Slice, Story

TEXT = (Slice((0, 0), 8, 8),)
SCALE = find_style("newspaper").settings.headlines
KEPT = SCALE.air


def lowered(each, row, *others, scale=SCALE):
    """Return the lines by which a head is lowered in the usual style."""
    return head_room.lowered(each, row, scale, *others)


def placed(lines, column=0, line=20, height=1.2, top="head"):
    """Return a frame over two columns whose head, of a headline alone, has so many lines."""
    head = Head(13, 2, ("标题",), height=height)
    story = Story(f"s{column}", 2, {2: (head,)}, TEXT, small=True)
    legs = (Leg(0, lines, 10, 0, 1),)
    frame = Frame(story, 2, 12, head, 2, 0, lines, (), legs, 0, 0, top, top)
    return Placement(frame, column, line)


def test_white_of_a_head_is_above_it():
    alone = placed(lines=4)
    assert lowered(alone, [alone]) == pytest.approx(4 - 1.2 - KEPT)


def test_a_style_says_what_stays_between_a_head_and_its_text():
    alone = placed(lines=4)
    close = SCALE.model_copy(update={"air": 0.25})
    assert lowered(alone, [alone], scale=close) == pytest.approx(4 - 1.2 - 0.25)


def test_heads_side_by_side_stay_on_one_line():
    row = [placed(4), placed(4, 2, height=2.4), placed(4, 4)]
    assert [lowered(each, row) for each in row] == [pytest.approx(4 - 2.4 - KEPT)] * 3
    apart = [placed(4), placed(4, 3, height=2.4)]
    assert lowered(apart[0], apart) == pytest.approx(4 - 1.2 - KEPT)


def test_a_head_stays_beside_the_top_of_a_picture_and_at_that_of_the_sheet():
    row = [placed(4), placed(4, 2, top="shot")]
    assert lowered(row[0], row) == 0
    top = placed(4, line=0)
    assert lowered(top, [top]) == 0


def test_a_head_without_lines_to_spare_stays():
    full = placed(lines=2)
    assert lowered(full, [full]) == 0


def test_a_headline_beside_one_with_a_kicker_stands_on_its_line():
    full, brief, other = placed(5, height=4.9), placed(5, 2), placed(5, 4, height=2.4)
    row = [full, brief, other]
    assert [lowered(each, row, {"s0"}) for each in row] == [0, KICKER, KICKER]
    # One that has no room for it keeps all on their first line.
    row[2] = placed(5, 4, height=3.5)
    assert [lowered(each, row, {"s0"}) for each in row] == [0, 0, 0]
    assert lowered(brief, [full, brief]) == 0


def test_the_kicker_of_a_lead_is_higher_and_lowers_no_headline_beside_it():
    lead, brief = placed(5, height=4.9), placed(5, 2)
    first = replace(lead, frame=replace(lead.frame, story=replace(lead.frame.story, rank=1)))
    assert lowered(brief, [lead, brief], {"s0"}) == KICKER
    assert lowered(brief, [first, brief], {"s0"}) == 0


def test_heads_beside_one_that_is_parted_at_a_fold_stand_at_the_top_of_their_lines():
    row = [placed(4), placed(4, 2)]
    assert lowered(row[0], row, (), {row[1].frame.story.id}) == 0
