"""What the search leaves out before it sets a story or a page, on the safe side."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.layouts.makeup import parallel
from exporter.layouts.makeup.elsewhere import _continued
from exporter.layouts.makeup.placing import in_order, seen_place
from exporter.layouts.makeup.plan import best_plan, closing
from exporter.layouts.makeup.plan.carry import cut_story
from exporter.layouts.makeup.plan.drafts import Arrangement, draft_of
from exporter.layouts.makeup.plan.frame_book import EVERY, FrameBook, LowestFrames
from exporter.layouts.makeup.plan.grid import GAP, sheet_grid, sheet_room
from exporter.layouts.makeup.plan.heights import bits
from exporter.layouts.makeup.plan.search import is_possible, search
from exporter.layouts.makeup.plan.set_story import BELOW_ASIDE, MOST_WHITE
from exporter.layouts.makeup.plan.story import Head, Shot, Slice, Story
from exporter.model import PageLayout, Place

GRID = replace(sheet_grid("tabloid", "en"), lines=60)
HEADS = {columns: (Head(30, 5), Head(24, 4)) for columns in range(1, GRID.columns + 1)}


def setter(story, columns):
    return FrameBook(GRID)._setters(story, columns, 1)[0]


@given(st.integers(0, 60), st.integers(1, 4), st.booleans())
@settings(max_examples=20, deadline=None)
def test_no_frame_takes_less_than_the_least(lines, columns, has_head):
    slices = tuple(Slice((1, line), 1, before=line % 7 == 6) for line in range(lines))
    own = setter(Story("s", 2, HEADS if has_head else {columns: (Head(9, 1),)}, slices), columns)
    taken = [columns * each.lines - each.white for each in own.frames(EVERY).values()]
    assert all(own.least() <= each for each in taken)


def test_the_least_is_what_the_lowest_frame_takes():
    own = setter(Story("s", 2, {2: (Head(9, 1),)}, (Slice((1, 0), 1),) * 20), 2)
    frame = min(own.frames(EVERY).values(), key=lambda each: each.lines)
    assert own.least() == 2 * frame.lines - frame.white == 2 * 1 + 20 + 2 * GAP


@pytest.mark.parametrize(("lines", "pictures"), [(30, 1), (44, 2), (45, 2), (46, 2), (70, 3)])
def test_what_is_not_poured_would_be_no_better(lines, pictures):
    slices = tuple(Slice((1, line), 1, before=line % 9 == 8) for line in range(lines))
    shots = tuple(Shot(number, 0.7, dict.fromkeys(HEADS, 2)) for number in range(pictures))
    for columns in (2, 3):
        own, every = (setter(Story("s", 2, HEADS, slices, shots), columns) for _ in range(2))
        for draft, tried in every.drafts:
            for high in bits(tried):
                rooms = draft.rooms(columns, high - GAP)
                every.pour_into(draft, high - GAP, rooms, draft.text_tops)
        own.set(EVERY)
        assert {high: each.cost for high, each in own.best.items()} == {
            high: each.cost for high, each in every.best.items()
        }


@pytest.mark.parametrize(("pictures", "rank"), [(0, 2), (1, 1), (1, 2), (2, 2)])
def test_heights_and_least_are_those_of_the_frames_that_are_set(pictures, rank):
    slices = tuple(Slice((1, line), 1, tied=line % 9 == 0) for line in range(70))
    shots = tuple(Shot(number, 0.7, dict.fromkeys(HEADS, 2)) for number in range(pictures))
    story = Story("s", rank, HEADS, slices, shots)
    for columns in (1, 2, 4):
        own = setter(story, columns)
        found = own.heights()
        assert [each for each in range(GRID.lines + 2) if found >> each & 1] == sorted(
            own.frames(EVERY)
        )
        drafts = own.known.all
        assert own.least() == min(draft.taken for draft in drafts) + 70 + columns * GAP
        assert own.lowest() == min(own.lowest_of(draft, own.wide(draft)) for draft in drafts) + GAP


def test_parts_of_a_story_have_its_drafts():
    slices = tuple(Slice((1, line), 1) for line in range(70))
    story = Story("s", 1, HEADS, slices, (Shot(0, 0.7, dict.fromkeys(HEADS, 2)),))
    book = FrameBook(GRID)
    one, other = (book._setters(each, 3, 1)[0] for each in (story, cut_story(story, 40)[0]))
    assert one.known.all is other.known.all
    assert book._setters(story, 3, 12)[0].known is not one.known


@pytest.mark.parametrize(("pictures", "rank"), [(0, 2), (1, 1), (1, 2), (2, 2)])
@pytest.mark.parametrize("lines", [0, 7, 70, 200])
def test_no_frame_of_a_story_that_takes_as_much_or_more_is_lower_than_the_lowest(
    lines, pictures, rank
):
    slices = tuple(Slice((1, line), 1, tied=line % 9 == 0) for line in range(lines))
    shots = tuple(Shot(number, 0.7, dict.fromkeys(HEADS, 2)) for number in range(pictures))
    story = Story("s", rank, HEADS, slices, shots)
    least = replace(
        story, heads={each: (Head(24, 4),) for each in HEADS}, slices=slices[: lines - 3]
    )
    for columns in range(1, GRID.columns + 1):
        heights = FrameBook(GRID).heights(story, columns)
        assert heights & ~LowestFrames(GRID).heights(least, columns) == 0


@pytest.mark.parametrize(("before", "heights"), [(2, range(8, 14)), (6, range(10, 14)), (8, ())])
def test_a_height_that_leaves_too_much_empty_is_none_of_a_story(before, heights):
    """Spaces that fall away at the tops of legs leave more lines empty than the text needs."""
    slices = tuple(
        Slice((line, 0), 1, tied=line % 4 < 3, before=before if line in (4, 8) else 0)
        for line in range(12)
    )
    own = setter(Story("s", 2, {3: (Head(9, 1),)}, slices), 3)
    assert [lines for lines in range(GRID.lines) if own.heights() >> lines & 1] == [*heights]
    frames = own.frames(EVERY)
    assert [*frames] == [*heights]
    assert all(each.white <= 3 * (MOST_WHITE + 1) for each in frames.values())


def fitter(monkeypatch, possible=False, otherwise=False, taken=1.1, hopeless=False):
    """Return a page of five tight body types, and the types in which it is measured."""
    measured = []
    monkeypatch.setattr(closing, "small_enough", lambda types, *_: types[1:])
    monkeypatch.setattr(closing, "load", lambda *_: taken)
    monkeypatch.setattr(closing, "is_possible", lambda *_: possible)
    made = SimpleNamespace(
        tight=(0, 1, 2, 3, 4),
        layout=PageLayout.AUTO,
        book=lambda _: None,
        measure=lambda kind: (measured.append(kind), ()),
        may_be_otherwise=lambda *_: otherwise,
        is_hopeless=lambda _: hopeless,
    )
    return made, measured


def test_stories_that_fit_in_no_tight_type_are_measured_in_the_tightest_alone(monkeypatch):
    made, measured = fitter(monkeypatch)
    assert closing.Fitter.promising(made, (), GRID) == () and measured == [4]


def test_stories_whose_least_has_no_room_in_the_tightest_type_are_not_measured(monkeypatch):
    made, measured = fitter(monkeypatch, possible=True, hopeless=True)
    assert closing.Fitter.promising(made, (), GRID) == () and measured == []


@pytest.mark.parametrize(("uneven", "thrifts"), [(0, 1), (1, 3)])
def test_a_full_page_with_uneven_feet_is_searched_with_more_thrift(monkeypatch, uneven, thrifts):
    tried = []

    def plan(_stories, _layout, thrift, _book):
        tried.append(thrift)
        return SimpleNamespace(own=1.0, uneven=uneven * (thrift == best_plan.THRIFT[0]))

    monkeypatch.setattr(best_plan, "plan_of", plan)
    monkeypatch.setattr(best_plan, "ragged", lambda fit: fit.uneven)
    monkeypatch.setattr(best_plan, "is_inverted", lambda _: False)
    monkeypatch.setattr(best_plan, "rank", lambda _: 0)
    assert not best_plan.best_plan((), GRID).uneven
    assert tried == list(best_plan.THRIFT[:thrifts])


@pytest.mark.parametrize("where", ["possible", "otherwise"])
def test_stories_that_fit_in_the_tightest_type_are_tried_in_all(monkeypatch, where):
    made, measured = fitter(monkeypatch, **{where: True})
    assert closing.Fitter.promising(made, (), GRID) == (1, 2, 3, 4) and measured == [4]


def test_stories_that_the_sheet_holds_are_not_measured_first(monkeypatch):
    made, measured = fitter(monkeypatch, taken=1.0)
    assert closing.Fitter.promising(made, (), GRID) == (1, 2, 3, 4) and measured == []


def page_with_too_much(monkeypatch, sheets):
    """Return what a process sends of a page that does not fit its sheet."""
    monkeypatch.setattr(parallel, "excess", lambda _: None)
    monkeypatch.setattr(parallel, "with_overflow", lambda _: sheets)
    monkeypatch.setattr(parallel, "_drawn", lambda _: b"sheet")
    steps = SimpleNamespace(steps=[["usual"]])
    job = SimpleNamespace(cut={}, setting=steps, sized={}, starts={}, apart=False, labels={"1"})
    return parallel._finished(job, None, ())


def test_a_page_that_goes_on_nowhere_has_no_overflow(monkeypatch):
    made = page_with_too_much(monkeypatch, ())
    assert made.overflow is None and made.drawn == () and made.fit is None


def test_a_page_that_goes_on_has_its_second_sheet(monkeypatch):
    page = SimpleNamespace(tails={"a": "on page 2"})
    over = SimpleNamespace(require_fit=lambda: "fit", heads={"a": "from page 1"})
    made = page_with_too_much(monkeypatch, (page, over))
    assert (made.overflow.fit, made.overflow.tails) == ("fit", {"a": "on page 2"})
    assert made.overflow.heads == {"a": "from page 1"} and made.drawn == (b"sheet", b"sheet")


def test_a_sheet_names_the_pages_whose_text_goes_on_there():
    rests = [SimpleNamespace(origin=SimpleNamespace(labels=each)) for each in (("1",), ("2", "3"))]
    assert _continued(SimpleNamespace(job=SimpleNamespace(rests=rests))) == {"1", "2", "3"}


def test_stories_wanted_at_the_top_come_first_and_those_at_the_foot_last():
    places = (Place.BOTTOM, Place.ANY, Place.LEFT, Place.TOP)
    stories = [Story(place, rank, {}, place=place) for rank, place in enumerate(places, 1)]
    wanted = [Place.TOP, Place.ANY, Place.LEFT, Place.BOTTOM]
    assert [story.place for story in sorted(stories, key=in_order)] == wanted


def test_sides_change_on_a_sheet_that_is_read_from_the_right():
    mirrored = replace(GRID, mirrored=True)
    assert [seen_place(each, mirrored) for each in (Place.LEFT, Place.TOP)] == [
        Place.RIGHT,
        Place.TOP,
    ]
    assert seen_place(Place.LEFT, GRID) is Place.LEFT


def test_little_stays_empty_below_a_headline_at_the_left_of_its_text():
    own = setter(Story("s", 2, HEADS, (Slice((1, 0), 1),) * 18), 4)
    aside = Arrangement(Head(30, 6), 1, 6, [(0, 0)], "head", "aside")
    tried = own.tried(draft_of(aside, 0, 0))
    assert [*bits(tried)] == [GAP + 6 + more for more in range(BELOW_ASIDE + 1)]


def test_stories_known_to_take_more_than_the_sheet_are_not_searched(monkeypatch):
    lines = GRID.lines * GRID.columns * 3 // 5
    one, other = (Story(name, 2, HEADS, (Slice((1, 0), 1),) * lines) for name in "ab")
    book = FrameBook(GRID)
    assert book.has_room([one, other])  # nothing is known yet
    least = [book.least(each) for each in (one, other)]
    assert max(least) < sheet_room(GRID) < sum(least)
    monkeypatch.setattr(FrameBook, "heights", lambda *_: 1 / 0)
    assert not is_possible([one, other], PageLayout.AUTO, book)
    assert not search([one, other], GRID, book=book)
    assert book.has_room([one])
