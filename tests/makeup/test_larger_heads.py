"""Headlines fill the lines that their heads have to spare, in the order of rank."""

from dataclasses import replace

import pytest

from exporter.layouts.makeup.measure.heads import plain_wordings
from exporter.layouts.makeup.measure.measured_heads import rest_heads
from exporter.layouts.makeup.plan.frame import Frame
from exporter.layouts.makeup.plan.grid import sheet_grid
from exporter.layouts.makeup.plan.larger_heads import with_larger_heads
from exporter.layouts.makeup.plan.slicing import BELOW_LEAD, Placement
from exporter.layouts.makeup.plan.story import Head, Story

AREA = sheet_grid("tabloid", "zh-Hans")
LINE = AREA.line


def placed(rank, size, lines, columns=3, wording=("三桥今晚起", "九点熄灯"), **fields):
    """Return a frame with a head of so many lines, its headline of two lines above a byline."""
    height = 2 * 1.18 * size / LINE + 1.25
    head = Head(size, lines, wording, 0, height, 1.25)
    story = Story(f"s{rank}", rank, {columns: (head,)}, **fields)
    frame = Frame(story, columns, 30, head, columns, 0, lines, (), (), 0, 0, "head", "head")
    return Placement(frame, 0, 0)


def sizes(*found):
    return [each.frame.size for each in with_larger_heads(found, AREA)]


@pytest.mark.parametrize(("lines", "size"), [(5, 20), (6, 22.5), (9, 24)])
def test_a_headline_grows_into_the_lines_that_its_head_has_to_spare(lines, size):
    (found,) = with_larger_heads([placed(1, 20, lines)], AREA)
    assert found.frame.size == size
    assert found.frame.head.height <= max(lines - 0.7, 2 * 1.18 * 20 / LINE + 1.25)


def test_no_headline_grows_beyond_its_columns():
    (size,) = sizes(placed(1, 20, 9, columns=1, wording=("五个字宽的", "两行")))
    assert 20 <= size <= AREA.column / 5


def test_no_headline_grows_beyond_one_before_it():
    assert sizes(placed(1, 40, 9), placed(2, 20, 9), placed(3, 20, 9)) == [40, 24, 24]
    assert sizes(placed(1, 24, 6), placed(2, 20, 9)) == [24, BELOW_LEAD * 24 // 0.5 / 2]


def test_briefs_and_upright_heads_keep_their_size():
    assert sizes(placed(1, 12, 9, small=True)) == [12]


SHORT, HIGH = ("三桥九点熄灯",), 1.18 / LINE  # a headline, and the height of its line by its size


def brief(lines, columns=1, column=3, wordings=(SHORT,), size=13, **fields):
    """Return a frame of a brief whose head, of a headline on one line, has so many lines."""
    head = Head(size, 2, SHORT, 0, size * HIGH)
    story = Story("brief", 2, {columns: (head,)}, small=True, wordings=wordings, **fields)
    frame = Frame(story, columns, 30, head, columns, 0, lines, (), (), 0, 0, "head", "head")
    return Placement(frame, column, 0)


@pytest.mark.parametrize("lines", [3, 4, 5, 6])
@pytest.mark.parametrize("columns", [1, 2])
def test_the_headline_of_a_brief_beside_a_higher_head_leaves_no_hole(lines, columns):
    two = ("三桥九点", "熄灯")
    beside = (
        placed(1, 24, lines),
        brief(lines, columns, wordings=(SHORT, two, ("三桥", "九点", "熄灯"))),
    )
    head = with_larger_heads(beside, AREA)[1].frame.head
    width = max(map(AREA.faces.headline.ems, head.wording)) * head.size
    assert 0.5 - 1e-6 <= lines - head.height < (1.75 if lines < 6 else 2.5)
    assert 12 <= head.size <= 24 and width <= AREA.span(columns)
    assert head.height == pytest.approx(len(head.wording) * head.size * HIGH)


def test_a_brief_alone_or_without_a_hole_keeps_its_headline():
    kept = brief(6)
    assert with_larger_heads([kept], AREA)[0].frame.head == kept.frame.head
    full = brief(2)
    assert with_larger_heads([placed(1, 24, 2), full], AREA)[1].frame.head == full.frame.head


def test_a_rest_of_briefs_beside_a_higher_head_keeps_its_head():
    """It has no headline: the one that it could have stands where the briefs begin."""
    (head,) = rest_heads(AREA)[1]
    rest = brief(4)
    rest = replace(rest, frame=replace(rest.frame, head=head))
    assert with_larger_heads([placed(1, 24, 4), rest], AREA)[1].frame.head == head


def test_no_line_goes_on_after_a_clause_or_ends_badly():
    ways = [("蚊子多不多，", "看一只花盆底"), ("蚊子", "多不多，看", "一只花盆底")]
    assert plain_wordings(tuple((each, 2.0) for each in ways)) == (ways[0],)
    english = [("Church tower,", "at 10:30, opens"), ("At 10:30", "it opens")]
    assert plain_wordings(tuple((each, 2.0) for each in english)) == (english[1],)
    assert plain_wordings(((("At", "10"), 7.0), (("At 10, then",), 0.0))) == (("At 10, then",),)


def test_no_line_of_a_brief_looks_lost():
    lost = brief(4, size=17.5, wordings=(SHORT, ("三桥九点熄", "灯")))
    assert with_larger_heads([placed(1, 24, 4), lost], AREA)[1].frame.head.wording == SHORT


def test_below_a_brief_no_headline_grows_beyond_the_lowest_rank():
    most = AREA.scale.ranks[-1] * AREA.type.size
    assert sizes(placed(1, 12, 9, small=True), placed(2, 24, 9))[1] <= most


def test_a_headline_larger_than_the_leads_is_made_as_small():
    larger, other = placed(2, 36, 5), placed(3, 18, 3)
    assert sizes(placed(1, 30, 4), larger, other) == [30, 30, 18]
    assert sizes(placed(1, 12, 2, small=True), larger, other)[1:] == [36, 18]


def test_a_headline_that_is_near_to_the_leads_is_made_smaller():
    """The largest that the lead might be, by which sizes are limited, may be far above its own."""
    second, third, *_ = (share * 40 for share in AREA.scale.below_lead)
    assert sizes(placed(1, 40, 6), placed(2, 36, 5), placed(3, 30, 5)) == [40, second, third]
    assert sizes(placed(1, 40, 6), placed(2, 40, 5))[1] >= 0.85 * 40 - 1e-6


def test_no_headline_is_made_smaller_than_those_of_the_lowest_rank():
    least = AREA.scale.ranks[-1] * AREA.type.size
    assert sizes(placed(1, 12, 2), placed(2, 30, 5)) == [12, least]
