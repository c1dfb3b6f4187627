"""Legs that end on about one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.layouts.makeup.plan.balance import balanced, empty_lines
from exporter.layouts.makeup.plan.frame import Frame, Leg
from exporter.layouts.makeup.plan.slicing import Placement
from exporter.layouts.makeup.plan.story import Slice, Story


def placed(lines, rooms, tail=0, paragraph=100):
    """Return a story of so many lines, poured leg after leg; paragraphs have `paragraph` lines."""
    slices = tuple(
        Slice(
            (line // paragraph, line % paragraph),
            1,
            inside=line % paragraph > 0,
            widow=line % paragraph == paragraph - 1,
        )
        for line in range(lines)
    )
    story = Story("s", 1, {}, slices, tail=tail)
    legs, first = [], 0
    for column, room in enumerate(rooms):
        last = story.pour(first, room - (tail if column == len(rooms) - 1 else 0))
        if last > first:
            legs.append(Leg(column, 0, room, first, last))
        first = last
    assert first == lines
    height = max(rooms) + 1
    made = Frame(story, len(rooms), height, None, 0, 0, 0, (), tuple(legs), 0, 0, "head", "head")
    return Placement(made, 0, 0)


@pytest.mark.parametrize(
    ("lines", "rooms", "empty"),
    [
        (37, (20, 20), [1, 2]),
        (36, (10, 10, 10, 10), [1, 1, 1, 1]),
        (40, (10, 10, 10, 10), [0, 0, 0, 0]),
        (22, (10, 10, 5), [1, 1, 1]),
    ],
)
def test_what_stays_empty_is_shared_among_the_legs(lines, rooms, empty):
    assert empty_lines(balanced(placed(lines, rooms)).frame) == empty


def test_the_jump_line_of_the_last_leg_stays_free():
    frame = balanced(placed(36, (20, 20), tail=1)).frame
    assert empty_lines(frame) == [2, 2]


def test_no_leg_begins_with_a_widow_for_the_sake_of_even_feet():
    frame = balanced(placed(30, (16, 16), paragraph=15)).frame
    assert not any(frame.story.slices[leg.first].widow for leg in frame.legs)


@given(
    st.lists(st.integers(4, 20), min_size=1, max_size=6),
    st.integers(0, 12),
    st.integers(2, 30),
)
def test_balanced_legs_hold_the_same_text_in_order_and_are_never_worse(rooms, spare, paragraph):
    lines = sum(rooms) - spare
    try:
        before = placed(max(lines, 1), rooms, paragraph=paragraph)
    except AssertionError:  # widows take more room than there is
        return
    after = balanced(before).frame
    ends = [0, *(leg.last for leg in after.legs)]
    assert [leg.first for leg in after.legs] == ends[:-1]
    assert ends[-1] == len(after.story.slices)
    empty, first = empty_lines(after), empty_lines(before.frame)
    assert min(empty) >= 0
    assert max(empty) - min(empty) <= max(first) - min(first)
