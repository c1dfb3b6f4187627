"""Legs that end on about one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.layouts.makeup.plan.legs import (
    Leg,
    Pourer,
    _spread,
    balanced,
    empty_lines,
    evened,
    unevenness,
)
from exporter.layouts.makeup.plan.story import Slice, Story


def poured(lines, rooms, tail=0, paragraph=100):
    """Return a story of so many lines and its legs; paragraphs have `paragraph` lines."""
    slices = tuple(
        Slice(
            (line // paragraph, line % paragraph),
            1,
            inside=line % paragraph > 0,
            tied=line % paragraph == 0 and paragraph > 1,
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
    return story, tuple(legs)


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
    story, legs = poured(lines, rooms)
    assert empty_lines(story, evened(story, legs)) == empty


def test_a_story_without_text_has_nothing_to_loosen():
    """A page of one picture: its columns are even as they are."""
    story = Story("s", 1, {})
    assert story.loosened == story
    assert Pourer(story).even((20, 20), Pourer(story).fill((20, 20))) is not None


def test_the_jump_line_of_the_last_leg_stays_free():
    story, legs = poured(36, (20, 20), tail=1)
    assert empty_lines(story, evened(story, legs)) == [2, 2]


def test_no_leg_begins_with_a_widow_for_the_sake_of_even_feet():
    story, legs = poured(30, (16, 16), paragraph=15)
    after = balanced(story, evened(story, legs))
    assert not any(story.slices[leg.first].widow for leg in after)


@pytest.mark.parametrize("room", [2, 3, 14])
def test_no_leg_ends_before_a_widow_however_short_it_is(room):
    lines = [Slice((0, 0), 1, tied=True), Slice((0, 9), 1), Slice((0, 18), 1, widow=True)]
    story = Story("s", 1, {}, (*lines, Slice((1, 0), 1)))
    last = story.pour(0, room)
    assert last == len(story.slices) or not story.slices[last].widow


def test_no_leg_ends_with_the_first_line_of_a_paragraph():
    story, legs = poured(36, (12, 12, 12, 4), paragraph=4)
    assert not any(story.slices[leg.last - 1].tied for leg in evened(story, legs)[:-1])


def test_legs_that_can_not_be_evened_are_soon_given_up():
    # The last leg has one line, and nothing before it may begin a leg: every other way fails.
    slices = [Slice((line, 0), 1, widow=line > 160) for line in range(180)]
    story = Story("s", 1, {}, (*slices, Slice((180, 0), 1)))
    legs = tuple(Leg(each, 0, 20, 20 * each, min(20 * each + 20, 181)) for each in range(10))
    assert balanced(story, legs)[-1].first == 180


@given(
    st.lists(st.integers(4, 20), min_size=1, max_size=6),
    st.integers(0, 12),
    st.integers(2, 30),
)
def test_balanced_legs_hold_the_same_text_in_order_and_are_never_worse(rooms, spare, paragraph):
    lines = sum(rooms) - spare
    try:
        story, before = poured(max(lines, 1), rooms, paragraph=paragraph)
    except AssertionError:  # widows take more room than there is
        return
    after = balanced(story, evened(story, before))
    ends = [0, *(leg.last for leg in after)]
    assert [leg.first for leg in after] == ends[:-1]
    assert ends[-1] == len(story.slices)
    empty, first = empty_lines(story, after), empty_lines(story, before)
    assert min(empty) >= 0
    assert max(empty) - min(empty) <= max(first) - min(first)


@given(st.lists(st.integers(0, 12), min_size=1, max_size=5), st.integers(1, 40))
def test_a_text_is_poured_as_leg_after_leg_and_evened_once(rooms, lines):
    story = Story("s", 1, {}, tuple(Slice((line // 6, line % 6), 1) for line in range(lines)))
    pourer = Pourer(story)
    filled = pourer.fill(tuple(rooms))
    assert (filled is None) == (lines > sum(rooms))
    if filled:
        legs, white, _ = filled
        rooms = tuple(rooms)
        assert white == sum(rooms) - lines
        assert all(leg.lines == rooms[leg.column] for leg in legs)
        even = pourer.even(rooms, filled)
        assert even.uneven == unevenness(story, even.legs)
        assert even.orphans or even.legs == evened(story, legs)
        assert pourer.even(rooms, filled) is even


@pytest.mark.parametrize(("room", "uneven"), [(6, 5), (2, 0), (0, 0)])
def test_an_empty_column_is_a_foot_as_high_as_its_room(room, uneven):
    # Two paragraphs that no leg may part: the third column gets nothing.
    slices = tuple(Slice((line // 8, line % 8), 1, tied=line % 8 < 7) for line in range(16))
    pourer, rooms = Pourer(Story("s", 1, {}, slices)), (8, 8, room)
    legs, found, _ = pourer.even(rooms, pourer.fill(rooms))
    assert found == uneven
    assert [leg.column for leg in legs if leg.first < leg.last] == [0, 1]


def brief(*paragraphs, subhead=False):
    """Return a story of paragraphs of so many lines; a `subhead` is above the second."""
    slices = []
    for number, lines in enumerate(paragraphs):
        if number == 1 and subhead:
            slices.append(Slice((9, 0), 1, tied=True))
        slices += [
            Slice((number, line), 1, 0, line == 0, False, line > 0, line == lines - 1)
            for line in range(lines)
        ]
    return Story("s", 1, {}, tuple(slices))


def lengths(story, rooms):
    pourer = Pourer(story)
    made = pourer.even(rooms, pourer.fill(rooms))
    return [story.taken(leg.first, leg.last) for leg in made.legs], made.uneven, made.orphans


def test_a_leg_of_a_brief_ends_with_a_first_line_where_no_other_way_is_even():
    assert lengths(brief(7, 5), (5, 5, 5)) == ([4, 4, 4], 0, 1)
    assert lengths(brief(8, 4), (5, 5, 5)) == ([4, 4, 4], 0, 0)


def test_no_leg_ends_with_a_first_line_in_a_longer_text_nor_with_a_subhead():
    assert lengths(brief(10, 8, 5, 7), (10, 10, 10, 10))[2] == 0
    made = Pourer(brief(6, 5, subhead=True))
    for rooms in ((7, 7), (5, 5, 5), (4, 4, 4)):
        legs = made.even(rooms, filled).legs if (filled := made.fill(rooms)) else ()
        assert not any(leg.last == 7 for leg in legs)


@given(st.data())
def test_legs_are_balanced_as_by_trying_one_spread_after_another(data):
    heights = data.draw(st.lists(st.sampled_from([0, 1, 1, 1, 1, 3, 9]), min_size=1, max_size=30))
    chances = st.sampled_from([False, False, False, True])
    slices = tuple(
        Slice(
            (0, line),
            high,
            before=data.draw(st.sampled_from([0, 0, 0, 1])),
            tied=data.draw(chances),
            widow=data.draw(chances),
            hyphen="-" * data.draw(chances),
        )
        for line, high in enumerate(heights)
    )
    story = Story("s", 1, {}, slices, tail=data.draw(st.sampled_from([0, 0, 1])))
    rooms = tuple(data.draw(st.lists(st.integers(1, 30), min_size=1, max_size=5)))
    filled = Pourer(story).fill(rooms)
    if filled is None or not filled.legs:
        return
    legs = evened(story, filled.legs)
    spreads = range(2, 1 + unevenness(story, legs))
    tried = (_spread(story, legs, spread) for spread in spreads)
    assert balanced(story, legs) == next((each for each in tried if each != legs), legs)
