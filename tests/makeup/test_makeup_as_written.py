"""Wide tables stand between the texts they were written between, wherever a page has room."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.edition import make_edition
from exporter.layouts.makeup.draw.sheet import _in_order
from exporter.layouts.makeup.jobs import jobs
from exporter.layouts.makeup.plan.as_written import _beside, as_written
from exporter.layouts.makeup.plan.carry import cut_story
from exporter.layouts.makeup.plan.frame_book import FrameBook
from exporter.layouts.makeup.plan.grid import GAP, sheet_grid
from exporter.layouts.makeup.plan.heights import heights
from exporter.layouts.makeup.plan.legs import Leg, balanced
from exporter.layouts.makeup.plan.story import Head, Shot, Slice, Story
from exporter.layouts.makeup.render import setting
from exporter.options import Options
from exporter.readers import read
from tests.makeup.test_makeup_legs import brief

GRID = replace(sheet_grid("tabloid", "en"), lines=60)
COLUMNS = range(1, GRID.columns + 1)
PHOTO = Shot(0, 0.6, dict.fromkeys(COLUMNS, 2))
ISSUE = "publication: {name: Ferry, language: en}\ndate: 2026-06-16\n"
TABLE = "| A | B | C | D | E |\n| - | - | - | - | - |\n| 1 | 2 | 3 | 4 | 5 |\n"


def story(lines, *written, shots=(), ends=False, rank=2):
    """Return a text of paragraphs of five lines, with the marks of tables at some of its lines."""
    slices = tuple(
        Slice((1 + line, 0), 1, mark=line in written, tied=line % 5 == 0 and line not in written)
        for line in range(lines)
    )
    places = [*written, lines] if ends else written
    tables = [
        Shot(number, 0, dict.fromkeys(COLUMNS, 1), True, dict.fromkeys(COLUMNS[1:], 6), written=at)
        for number, at in enumerate(places, len(shots))
    ]
    heads = {columns: (Head(30, 5), Head(24, 4)) for columns in COLUMNS}
    return Story("s", rank, heads, slices, (*shots, *tables))


def check_as_written(frame):
    """Every line once but the marks of tables, none over another; tables between their texts."""
    seen = [number for leg in frame.texts for number in range(leg.first, leg.last)]
    slices = frame.story.slices
    assert seen == [number for number, piece in enumerate(slices) if not piece.mark]
    taken = [
        (leg.column, leg.top + line)
        for leg in frame.texts
        for line in range(frame.story.taken(leg.first, leg.last))
    ]
    taken += [
        (shot.column + column, shot.top + line)
        for shot in frame.shots
        for column in range(shot.columns)
        for line in range(shot.lines)
    ]
    taken += [
        (column, frame.head_top + line)
        for column in range(frame.head_columns)
        for line in range(frame.head_lines)
    ]
    assert len(taken) == len(set(taken))
    assert all(column < frame.columns and line <= frame.lines - GAP for column, line in taken)
    for shot in frame.shots:
        for leg in frame.texts if shot.as_written else ():
            above = leg.top + frame.story.taken(leg.first, leg.last) < shot.top
            below = leg.top >= shot.top + shot.lines
            assert above if leg.first < shot.shot.written else below


@pytest.mark.parametrize("columns", [2, 3, 5])
@pytest.mark.parametrize(
    "made",
    [
        story(61, 20),
        story(3, 1),
        story(71, 20, 40),
        story(40, ends=True),
        story(61, 20, 21),
        story(61, 20, shots=[PHOTO]),
        story(61, 20, rank=1),
        story(41, 20, shots=[PHOTO, replace(PHOTO, number=1)]),
        story(41, 10, 25, shots=[PHOTO, replace(PHOTO, number=1)]),
    ],
)
def test_a_table_stands_where_it_was_written(made, columns):
    frames = FrameBook(GRID).frames(made, columns)
    best = min(frames.values(), key=lambda frame: frame.cost)
    assert all(shot.as_written for shot in best.shots if shot.shot.written)
    for frame in frames.values():
        if frame.lead:
            check_as_written(frame)
            check_as_written(replace(frame, legs=balanced(made, frame.legs)))
    kinds = [type(each) for each in _in_order(best)]
    assert kinds.index(Leg) < len(kinds) - 1 - [*reversed(kinds)].index(type(best.shots[0]))


@settings(max_examples=15, deadline=None)
@given(st.integers(8, 90), st.data())
def test_texts_of_any_length_are_whole_around_their_tables(lines, data):
    ends = data.draw(st.booleans())
    places = st.sets(st.integers(1, lines - 1), min_size=1, max_size=1 if ends else 2)
    made = story(lines, *sorted(data.draw(places)), ends=ends)
    for columns in (2, 4):
        for frame in FrameBook(GRID).frames(made, columns).values():
            if frame.lead:
                check_as_written(frame)


@pytest.mark.parametrize("columns", [2, 4])
def test_what_is_known_before_frames_are_set_counts_tables_in_the_text(columns):
    made = story(71, 20, 40)
    assert FrameBook(GRID).heights(made, columns) == heights(FrameBook(GRID).frames(made, columns))
    every = [frame for span in COLUMNS for frame in FrameBook(GRID).frames(made, span).values()]
    least = min(frame.columns * frame.lines - frame.white for frame in every)
    assert FrameBook(GRID).least(made) == least


def test_a_text_that_goes_on_elsewhere_before_its_table_leaves_the_mark_to_the_rest():
    made = story(90, 60)
    kept, rest = cut_story(made, 40)
    assert as_written(kept) is None and any(piece.mark for piece in rest)
    passed, _ = cut_story(made, 75)
    assert as_written(passed)
    for frame in FrameBook(GRID).frames(passed, 3).values():
        if frame.lead:
            check_as_written(frame)


def test_a_table_that_no_frame_holds_in_the_text_stands_below_the_headline():
    made = story(61, 20)
    flat = {lines: f for lines, f in FrameBook(GRID).frames(made, 2).items() if not f.lead}
    assert all(frame.story is made for frame in flat.values())
    assert (
        FrameBook(GRID).frames(replace(made, shots=(replace(made.shots[0], fixed={3: 6}),)), 2)
        == {}
    )


@pytest.mark.parametrize(
    ("text", "marks", "written"),
    [
        (f"Before.\n\n{TABLE}\nAfter.\n", 1, 1),
        (f"{TABLE}\nAfter.\n", 0, 0),
        (f"Before.\n\nMore.\n\n{TABLE}", 0, 2),
    ],
)
def test_where_a_table_was_written_is_known(issue_folder, text, marks, written):
    folder = issue_folder({"issue.yaml": ISSUE, "01/1.md": f"---\nheadline: Fares\n---\n{text}"})
    job = jobs(setting(make_edition(read(folder).issue), Options()))[0]
    (made,) = job.measure(job.types[0][0])[1]
    assert [shot.written for shot in made.shots] == [written]
    assert sum(piece.mark for piece in made.slices) == marks


def test_a_table_beside_two_pictures_has_a_row_of_its_own_where_no_text_can_hold_it():
    pictures = (PHOTO, replace(PHOTO, number=1))
    made = story(41, shots=pictures, ends=True)
    first = replace(made, shots=(*pictures, replace(made.shots[2], written=0)))
    frames = FrameBook(GRID).frames(first, 3)
    assert frames
    for frame in frames.values():
        (table,) = (shot for shot in frame.shots if shot.shot.fixed)
        beside = [s for s in frame.shots if s is not table and s.top < table.top + table.lines]
        assert all(shot.top + shot.lines <= table.top for shot in beside)


def test_no_picture_puts_a_wide_table_into_a_column(issue_folder, picture):
    figures = "![One](a.jpg)\n\n![Two](b.jpg)\n\n![Three](c.jpg)\n\n"
    text = f"---\nheadline: Fares\n---\n{figures}Before.\n\n{TABLE}\nAfter.\n"
    pictures = {f"01/{name}.jpg": picture() for name in "abc"}
    folder = issue_folder({"issue.yaml": ISSUE, "01/1.md": text, **pictures})
    job = jobs(setting(make_edition(read(folder).issue), Options()))[0]
    (made,) = job.measure(job.types[0][0])[1]
    assert [bool(shot.fixed) for shot in made.shots] == [False, False, False, True]


def test_tables_out_of_order_have_no_places_in_the_text():
    made = story(20, 5, 10)
    assert as_written(made)
    assert as_written(replace(made, shots=made.shots[::-1])) is None


def test_a_text_that_goes_on_elsewhere_passes_all_its_tables():
    made = story(20, 5, ends=True)
    assert as_written(made).begin == 20
    assert as_written(replace(made, end=(9, 0))) is None
    assert as_written(replace(story(20, 5), end=(9, 0)))


@pytest.mark.parametrize(("legs", "empty"), [((0,), 5 - 2), ((0, 1), 0), ((), 6 + (6 - 2))])
def test_columns_without_a_leg_are_empty_down_to_the_line_above_the_table(legs, empty):
    stack = [Leg(column, 0, 4, 0, 4) for column in legs]
    assert _beside(stack, (0, 2), 6) == empty


@pytest.mark.parametrize(
    ("after", "moved"),
    [("After.", True), ("After. " * 120, False), ("After.\n\n![Pier](a.png)", False)],
)
def test_a_short_text_after_a_long_table_stands_below_its_last_rows(
    issue_folder, picture, after, moved
):
    rows = "".join(f"| {number} | 2 | 3 | 4 | 5 |\n" for number in range(120))
    text = f"---\nheadline: Fares\n---\nBefore.\n\n{TABLE}{rows}\n{after}\n"
    folder = issue_folder({"issue.yaml": ISSUE, "1/1.md": text, "1/a.png": picture()})
    first, *rests = jobs(setting(make_edition(read(folder).issue), Options()))[0].articles
    where = ["After." in "".join(each.body.itertext()) for each in (first, *rests)]
    assert len(rests) > 2
    assert where == [not moved, *[False] * (len(rests) - 1), moved]
    assert "".join(rests[-1].body.itertext()).endswith("After.") is moved


def test_what_begins_with_a_third_wide_table_is_a_story_of_its_own(issue_folder):
    parts = "".join(f"Text {number}.\n\n{TABLE}\n" for number in range(1, 6))
    folder = issue_folder({"issue.yaml": ISSUE, "1/1.md": f"---\nheadline: A\n---\n{parts}Last.\n"})
    job = jobs(setting(make_edition(read(folder).issue), Options()))[0]
    texts = ["".join(each.body.itertext()) for each in job.articles]
    assert [text.count("1") - ("Text 1" in text) for text in texts] == [2, 2, 1]
    assert [re.findall(r"Text (\d)|(Last)", text) for text in texts] == [
        [("1", ""), ("2", ""), ("3", "")],
        [("4", ""), ("5", "")],
        [("", "Last")],
    ]
    made = job.measure(job.types[0][0])[1]
    assert all(shot.fixed for each in made for shot in each.shots)
    assert [len(each.shots) for each in made] == [2, 2, 1]


@given(st.lists(st.integers(1, 6), min_size=1, max_size=5), st.integers(2, 6))
def test_no_leg_above_a_table_begins_with_a_last_line(paragraphs, columns):
    above = tuple(
        Slice((number, at), 1, tied=at == 0 < lines - 1, inside=at > 0, widow=at == lines - 1 > 0)
        for number, lines in enumerate(paragraphs)
        for at in range(lines)
    )
    whole = replace(story(0, len(above)), slices=(*above, Slice((9, 0), 1, mark=True)))
    legs = as_written(whole).stack(0, len(above), (0,) * columns)
    assert not any(whole.slices[leg.first].widow for leg in legs if leg.first < leg.last)


def test_no_leg_above_a_table_ends_with_a_first_line_unless_the_whole_text_is_short():
    above = brief(7, 5).slices
    mark, rest = Slice((2, 0), 1, mark=True), tuple(Slice((3, at), 1) for at in range(40))
    for after, ends_tied in ((rest, False), (rest[:2], True)):
        whole = replace(story(0, 12), slices=(*above, mark, *after))
        legs = as_written(whole).stack(0, 12, (0, 0, 0))
        assert any(whole.slices[leg.last - 1].tied for leg in legs) is ends_tied
        assert [piece for leg in legs for piece in range(leg.first, leg.last)] == list(range(12))


@given(st.lists(st.integers(1, 9), min_size=1, max_size=4), st.integers(2, 6))
def test_no_leg_among_others_above_a_table_has_one_line(paragraphs, columns):
    above = tuple(
        Slice((number, at), 1, tied=at == 0 < lines - 1, inside=at > 0, widow=at == lines - 1 > 0)
        for number, lines in enumerate(paragraphs)
        for at in range(lines)
    )
    whole = replace(story(0, len(above)), slices=(*above, Slice((9, 0), 1, mark=True)))
    legs = as_written(whole).stack(0, len(above), (0,) * columns)
    taken = [whole.taken(leg.first, leg.last) for leg in legs if leg.first < leg.last]
    assert len(taken) == 1 or min(taken) > 1


def test_seven_lines_above_a_table_over_four_columns_stand_in_three():
    whole = story(0, 7)
    mark = Slice((2, 0), 1, mark=True)
    slices = tuple(Slice((1, at), 1, tied=at == 0, inside=at > 0, widow=at == 6) for at in range(7))
    legs = as_written(replace(whole, slices=(*slices, mark))).stack(0, 7, (0,) * 4)
    assert [leg.last - leg.first for leg in legs] == [3, 2, 2]
