"""Plans: full, without overlap, in order; what authors ask for; bad shapes."""

import math
from dataclasses import replace
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.edition.style import find_style
from exporter.layouts.choice import default_layout
from exporter.layouts.makeup.draw.crops import is_cut
from exporter.layouts.makeup.plan import closing, costs
from exporter.layouts.makeup.plan import quality as fit_of_page
from exporter.layouts.makeup.plan.arrangements import Drafts
from exporter.layouts.makeup.plan.best import Best
from exporter.layouts.makeup.plan.best_plan import best_plan
from exporter.layouts.makeup.plan.carry import _Cuts, carry, cut_story
from exporter.layouts.makeup.plan.closing import Fitter, _house
from exporter.layouts.makeup.plan.demand import demand, growth
from exporter.layouts.makeup.plan.frame_book import FrameBook
from exporter.layouts.makeup.plan.grid import GAP, sheet_grid, steps, with_headlines
from exporter.layouts.makeup.plan.heights import heights
from exporter.layouts.makeup.plan.legs import unevenness
from exporter.layouts.makeup.plan.orders import with_boxes
from exporter.layouts.makeup.plan.quality import (
    better,
    empty,
    fuller,
    is_right,
    judged,
    largest_share,
)
from exporter.layouts.makeup.plan.search import search
from exporter.layouts.makeup.plan.slicing import Placement, picture_area, placements
from exporter.layouts.makeup.plan.story import Head, Shot, Slice, Story
from exporter.layouts.makeup.plan.whole_page import EMPTY
from exporter.layouts.makeup.ranks import by_rank
from exporter.layouts.papers import papers
from exporter.model import Kind, PageLayout, Place
from exporter.profiles import find_profile

PAPERS = papers(find_style())
AREA = replace(sheet_grid("tabloid", "zh-Hans"), lines=60)
COLUMNS = range(1, AREA.columns + 1)


def story(number, lines, shots=(), **fields):
    """Return a story of one long text whose paragraphs have 6 lines."""
    slices = tuple(
        Slice((1 + line // 6, line % 6 * 15), 1, inside=line % 6 > 0) for line in range(lines)
    )
    heads = {columns: (Head(40 - 4 * number, 5), Head(34 - 4 * number, 4)) for columns in COLUMNS}
    return Story(f"s{number}", number, heads, slices, tuple(shots), **fields)


def shot(ratio, number=0):
    return Shot(number, ratio, dict.fromkeys(COLUMNS, 2))


def cells(fit):
    return [
        (placed.column + column, placed.line + line)
        for placed in fit.placements
        for column in range(placed.frame.columns)
        for line in range(placed.frame.lines)
    ]


def check_sound(fit, stories):
    """Every story once, in whole, and nothing over another or outside the area."""
    assert sorted(placed.frame.story.id for placed in fit.placements) == sorted(
        story.id for story in stories
    )
    taken = cells(fit)
    assert len(taken) == len(set(taken))
    assert all(0 <= column < AREA.columns for column, _ in taken)
    assert all(0 <= line < AREA.lines + GAP for _, line in taken)
    for placed in fit.placements:
        check_frame(placed.frame)


def check_frame(frame):
    pieces = [(leg.first, leg.last) for leg in frame.legs]
    ends = [0, *(last for _, last in pieces)]
    assert [first for first, _ in pieces] == ends[:-1]
    assert ends[-1] == len(frame.story.slices)
    inside = set()
    for leg in frame.legs:
        inside |= {(leg.column, leg.top + line) for line in range(leg.lines)}
        story = frame.story
        assert story.taken(leg.first, leg.last) <= leg.lines
    for placed in frame.shots:
        block = {
            (placed.column + column, placed.top + line)
            for column in range(placed.columns)
            for line in range(placed.lines)
        }
        assert not block & inside
        inside |= block
    assert all(column < frame.columns and line < frame.lines - GAP for column, line in inside)
    assert len(frame.shots) == len(frame.story.shots)


@settings(max_examples=10, deadline=None)
@given(
    st.lists(st.integers(4, 60), min_size=1, max_size=7),
    st.lists(st.sampled_from([0.56, 0.67, 1.0, 1.5]), max_size=3),
)
def test_a_plan_holds_every_story_whole_and_once(lengths, ratios):
    stories = [
        story(number, lines, [shot(ratios[number - 1])] if number <= len(ratios) else [])
        for number, lines in enumerate(lengths, 1)
    ]
    fit = best_plan(stories, AREA)
    if fit is not None:
        check_sound(fit, stories)
        assert 0 < fit.filled <= 1


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(4, 60), min_size=3, max_size=6))
def test_a_free_search_is_sound_and_leaves_the_lead_first(lengths):
    stories = [story(number, lines) for number, lines in enumerate(lengths, 1)]
    for plan in search(stories, AREA, free=True)[:3]:
        placed = tuple(placements(plan))
        check_sound(judged(stories, placed, AREA, plan.cost), stories)
        assert (placed[0].frame.story.id, placed[0].column, placed[0].line) == ("s1", 0, 0)


class Unlimited(dict):
    """Costs from which on nothing is kept: none."""

    def get(self, *_):
        return math.inf


@pytest.mark.parametrize("lengths", [(40, 30, 22, 18, 9), (25, 24, 23, 22), (60, 12, 12, 12, 8, 8)])
def test_plans_that_are_left_out_by_their_cost_are_not_the_best(lengths, monkeypatch):
    stories = [story(number, lines) for number, lines in enumerate(lengths, 1)]
    usual, init = [plan.cost for plan in search(stories, AREA, free=True)], Best.__init__
    monkeypatch.setattr(
        Best, "__init__", lambda best: init(best) or setattr(best, "limits", Unlimited())
    )
    assert [plan.cost for plan in search(stories, AREA, free=True)] == usual


def test_plans_of_a_height_are_those_that_are_kept_now():
    one, other, cheaper = (
        SimpleNamespace(lines=9, cost=cost, tops=tops)
        for cost, tops in ((50, (0, 0)), (60, (3, 0)), (40, (0, 0)))
    )
    best, more = Best(), Best()
    more.keep(one)
    assert (best.of_height(9), more.of_height(9)) == ([], [one])
    more.keep(other)
    best.merge(more)
    assert best.of_height(9) == [one, other]
    best.keep(cheaper)
    assert best.of_height(9) == [cheaper, other]


def box(number, columns, lines):
    return Story(f"b{number}", number, {}, box=(columns, lines))


def test_stories_change_places_where_their_order_leaves_no_room():
    # The second and the fourth go one above the other, and are not neighbours.
    stories = [box(1, 1, 59), box(2, 2, 29), box(3, 2, 59), box(4, 2, 29)]
    assert best_plan(stories, AREA) is None
    fit = Fitter(lambda kind: (AREA, stories), (AREA.type,), (AREA.type,)).fit()
    check_sound(fit, stories)
    columns = {placed.frame.story.id: placed.column for placed in fit.placements}
    assert columns["b2"] == columns["b4"]


def test_a_line_that_is_left_over_goes_between_stacked_frames():
    stories = [box(1, 3, 60), box(2, 2, 29), box(3, 2, 29)]
    fit = best_plan(stories, AREA)
    lines = {placed.frame.story.id: placed.line for placed in fit.placements}
    assert (lines["b2"], lines["b3"]) == (0, 31)
    assert fit.filled == 1


def test_two_pictures_of_one_story_never_lie_on_each_other():
    tall = story(1, 12, [shot(1.5), shot(1.5, 1)])
    for columns in COLUMNS:
        for frame in FrameBook(AREA).frames(tall, columns).values():
            check_frame(frame)


def test_the_lead_has_the_largest_headline_and_the_top_left_corner():
    stories = [story(number, lines) for number, lines in enumerate([90, 60, 50, 40], 1)]
    fit = best_plan(stories, AREA)
    lead = fit.placements[0]
    assert (lead.frame.story.id, lead.column, lead.line) == ("s1", 0, 0)
    assert lead.frame.size == max(placed.frame.size for placed in fit.placements)


def test_the_largest_picture_is_that_of_the_lead():
    # The second story has a photograph of the best shape, the lead one that is easily set small.
    stories = [story(1, 70, [shot(0.5)]), story(2, 50, [shot(0.7)]), story(3, 60)]
    fit = best_plan(stories, AREA)
    lead, other = (picture_area(placed.frame) for placed in fit.placements[:2])
    assert lead >= other > 0


def test_no_headline_is_larger_than_a_grid_allows_but_the_least_of_the_style():
    ranks = AREA.scale.ranks
    assert with_headlines(AREA, math.inf) == AREA
    capped = with_headlines(AREA, 4 * AREA.type.size).scale.ranks
    assert capped == tuple(min(4, size) for size in ranks)
    assert set(with_headlines(AREA, 1).scale.ranks) == {min(ranks)}


def test_a_page_that_is_nearly_full_gets_looser_type_and_no_house_box():
    kinds = steps("zh-Hans", find_style())[1]
    usual, loose = story(1, 240), story(1, 260)

    def measure(kind):
        return AREA, [usual if kind == kinds[0] else loose]

    fit = Fitter(measure, kinds[:1], kinds).fit()
    assert fit.house == 0
    assert fit.filled > best_plan([usual], AREA).filled


@pytest.mark.parametrize(("lines", "chosen"), [(190, 5), (200, 4), (215, 3), (225, 2)])
def test_a_page_that_is_not_full_is_measured_in_the_larger_types_that_may_fill_it(lines, chosen):
    kinds = steps("zh-Hans", find_style())[1]
    seen = set()

    def measure(kind):
        seen.add(kinds.index(kind))
        return AREA, [story(1, round(lines * growth(kind, kinds[0])))]

    fit = Fitter(measure, kinds[:1], kinds).fit()
    assert fit.own >= fit_of_page.FULL
    assert seen == {0, chosen}


def stubborn(number, lines):
    """Return a story over two columns whose feet differ by four lines: it has one break."""
    whole = story(number, lines)
    breaks = lines // 2 + 2
    slices = tuple(
        replace(piece, tied=place + 1 != breaks) for place, piece in enumerate(whole.slices)
    )
    return replace(whole, slices=slices, columns=2)


def test_a_full_page_with_uneven_feet_is_tried_in_smaller_type():
    kinds = steps("zh-Hans", find_style())[0]
    ragged, even = [story(1, 156), stubborn(2, 104)], [story(1, 156), story(2, 104)]

    def measure(kind):
        return AREA, ragged if kind == kinds[0] else even

    first = best_plan(ragged, AREA)
    assert any(unevenness(placed.frame.story, placed.frame.legs) for placed in first.placements)
    fit = Fitter(measure, kinds, kinds[:1]).fit()
    assert not any(unevenness(placed.frame.story, placed.frame.legs) for placed in fit.placements)


@pytest.mark.parametrize(("shots", "tried"), [((), False), ((shot(1.5),), True)])
def test_a_page_that_is_not_full_is_tried_in_smaller_type_if_pictures_may_fill_it(shots, tried):
    kinds = steps("zh-Hans", find_style())[0]
    seen = set()

    def measure(kind):
        seen.add(kind)
        return AREA, [replace(story(1, 90), shots=shots), stubborn(2, 60)]

    first = best_plan(measure(kinds[0])[1], AREA)
    assert first.own < fit_of_page.FULL
    assert fit_of_page.ragged(first)
    Fitter(measure, kinds, kinds[:1]).fit()
    assert (seen > {kinds[0]}) is tried


def test_a_lead_over_few_columns_is_judged_by_the_headline_it_may_have_over_more():
    lead = replace(story(1, 60), heads={columns: (Head(20, 5),) for columns in COLUMNS})
    wide = replace(lead, heads={**lead.heads, 5: (Head(40, 5),)})
    costs = [FrameBook(AREA).frames(each, 2)[40].cost for each in (lead, wide)]
    assert costs[1] > costs[0]


def test_the_same_stories_give_the_same_plan():
    stories = [story(number, 30 + 7 * number) for number in range(1, 6)]
    assert best_plan(stories, AREA) == best_plan(stories, AREA)


@pytest.mark.parametrize(("columns", "lines"), [(1, 24), (2, 50), (3, 50)])
def test_columns_that_are_asked_for_are_given(columns, lines):
    stories = [story(1, 80), replace(story(2, lines), columns=columns), story(3, 60), story(4, 40)]
    fit = Fitter(lambda kind: (AREA, stories), (AREA.type,), (AREA.type,)).fit()
    assert {p.frame.story.id: p.frame.columns for p in fit.placements}["s2"] == columns


@pytest.mark.parametrize("place", [Place.BOTTOM, Place.RIGHT])
def test_a_place_that_is_asked_for_is_given(place):
    stories = [story(1, 90), story(2, 50), replace(story(3, 40), place=place)]
    fit = best_plan(stories, AREA)
    placed = next(each for each in fit.placements if each.frame.story.id == "s3")
    if place is Place.RIGHT:
        assert placed.column + placed.frame.columns == AREA.columns
    else:
        bottom = max(each.line + each.frame.lines for each in fit.placements)
        assert placed.line + placed.frame.lines == bottom


def test_named_plans_have_their_shape():
    stories = [story(number, lines) for number, lines in enumerate([60, 50, 40], 1)]
    strips = best_plan(stories, AREA, PageLayout.STRIPS)
    assert {placed.frame.columns for placed in strips.placements} == {AREA.columns}
    shelf = best_plan(stories, AREA, PageLayout.SHELF)
    assert shelf.placements[0].frame.columns == AREA.columns
    tower = best_plan(stories, AREA, PageLayout.TOWER)
    assert all(placed.column > 0 for placed in tower.placements[1:])


def test_an_advertisement_keeps_its_size():
    paid = Story("ad-1-1", 100, {}, box=(2, 14), place=Place.BOTTOM)
    fit = best_plan([story(1, 120), story(2, 60), paid], AREA)
    placed = fit.placements[-1]
    assert (placed.frame.columns, placed.frame.lines) == (2, 14 + GAP)


def test_with_a_tower_of_an_advertisement_little_text_leaves_no_open_foot():
    tower = Story("ad-1-1", 100, {}, box=(2, 36), place=Place.RIGHT)
    stories = [story(1, 50), tower]
    fit = Fitter(lambda kind: (AREA, stories), (AREA.type,), (AREA.type,)).fit()
    assert max(each.line + each.frame.lines for each in fit.placements) >= AREA.lines - GAP
    placed = next(each for each in fit.placements if each.frame.story is tower)
    assert placed.column + placed.frame.columns == AREA.columns


@pytest.mark.parametrize("lines", [30, 120])
def test_a_house_box_stands_above_what_is_wanted_at_the_foot(lines):
    paid = Story("ad-1-1", 100, {}, box=(AREA.columns, 14), place=Place.BOTTOM)
    stories = [story(1, lines), paid]
    fit = Fitter(lambda kind: (AREA, stories), (AREA.type,), (AREA.type,)).fit()
    low = max(fit.placements, key=lambda each: each.line)
    assert low.frame.story is paid
    assert (low.line + low.frame.lines, fit.house > 0) == (AREA.lines + GAP, True)


def test_no_house_box_is_tried_above_the_lead():
    top, low = (
        Story(f"ad-1-{place}", 100, {}, box=(2, 14), place=place)
        for place in (Place.TOP, Place.BOTTOM)
    )
    box = Story("house", 9, {}, filler=True)
    found = [[story.id for story in order] for order in with_boxes([top, story(1, 60), low], box)]
    assert all(order[:2] == [top.id, "s1"] for order in found)
    assert max(map(len, found)) == 5


def test_a_house_box_below_a_short_page_is_put_above_what_is_wanted_at_the_foot():
    book = FrameBook(AREA)
    paid = Story("ad-1-1", 100, {}, box=(AREA.columns, 14), place=Place.BOTTOM)
    frames = [
        min(book.frames(each, AREA.columns).values(), key=lambda frame: frame.cost)
        for each in (story(1, 60), paid)
    ]
    placed = (Placement(frames[0], 0, 0), Placement(frames[1], 0, frames[0].lines))
    made = Fitter(None, (AREA.type,), ()).footed(judged([story(1, 60), paid], placed, AREA, 0))
    assert [each.frame.story.id for each in made.placements] == ["s1", "house", "ad-1-1"]
    assert made.placements[1].line == frames[0].lines
    assert made.placements[2].line + frames[1].lines == AREA.lines + GAP


def test_a_head_never_ends_a_leg_and_a_widow_never_begins_one():
    slices = [Slice((1, line * 15), 1, inside=line > 0) for line in range(8)]
    slices += [Slice((2, 0), 1, before=1, tied=True), Slice((3, 0), 1)]
    slices += [Slice((3, 15), 1, inside=True), Slice((3, 30), 1, inside=True, widow=True)]
    text = Story("s", 1, {}, tuple(slices))
    assert text.pour(0, 10) == 8
    assert text.pour(0, 12) == 10
    assert text.pour(0, 13) == 12


def test_what_does_not_fit_is_cut_between_lines_and_nothing_is_lost():
    stories = [story(1, 400), story(2, 30)]
    assert best_plan(stories, AREA) is None
    carried = carry(stories, AREA)
    kept = next(each for each in carried.fit.stories if each.id == "s1")
    assert kept.slices + carried.rests["s1"] == stories[0].slices
    assert kept.end == carried.rests["s1"][0].start
    check_sound(carried.fit, carried.fit.stories)


def test_stories_of_one_length_keep_the_same_part_each():
    stories = [story(number, 200) for number in range(1, 5)]
    carried = carry(stories, AREA)
    kept = [each.lines for each in carried.fit.stories]
    assert len(carried.rests) == 4
    # The last one is cut by what is left to cut.
    assert max(kept[:3]) - min(kept[:3]) <= 3 and min(kept) > 25


def test_a_story_is_cut_once_at_one_line_and_a_house_box_is_one_story():
    """The frames of a story are known by the story: the same object has them already."""
    long, known = story(1, 60), _Cuts()
    cut = known.of(long, 40)
    assert cut == cut_story(long, 40)
    assert known.of(long, 40)[0] is cut[0]
    assert known.of(long, 30) == cut_story(long, 30)
    assert _house((long,)) is _house((story(2, 9),)) is not _house(())


def test_a_story_is_not_cut_to_a_mere_few_lines():
    short, rest = cut_story(story(1, 30), 28)
    assert not rest or len(rest) >= 9
    assert len(short.slices) + len(rest) == 30


def test_demand_grows_with_the_text():
    assert demand([story(1, 100)], AREA) > demand([story(1, 50)], AREA)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_every_step_of_body_type_keeps_to_the_grid(paper, language):
    for kinds in steps(language):
        for kind in kinds:
            grid = sheet_grid(paper, language, kind)
            assert kind.size >= 8
            assert grid.height <= sheet_grid(paper, language).height + 0.001
            assert grid.width <= sheet_grid(paper, language).width + 0.001
            if language == "zh-Hans":
                assert grid.column / kind.size == pytest.approx(round(grid.column / kind.size))


def test_newspaper_papers_are_made_up_unless_the_profile_says_otherwise():
    papers = find_style().settings.papers
    assert default_layout("", papers["broadsheet"]) == "makeup"
    assert default_layout("", papers["a4"]) == "flow"
    assert default_layout("makeup", papers["a4"]) == "makeup"
    assert default_layout("flow", papers["tabloid"]) == "flow"


@pytest.mark.parametrize("name", ["screen", "archive", "press", "newsprint", "heatset"])
def test_every_newspaper_profile_leaves_the_layout_to_the_paper(name):
    assert find_profile(name).layout == ""


def test_a_page_is_never_less_full_than_with_a_plan_of_a_fixed_shape():
    """Whatever the free search keeps of its parts."""
    stories = [story(1, 40), story(2, 38), story(3, 36), story(4, 34)]

    def made(layout):
        return Fitter(lambda _: (AREA, stories), [AREA.type], [AREA.type], layout).fit()

    best = made(PageLayout.AUTO)
    for layout in (PageLayout.STRIPS, PageLayout.SHELF, PageLayout.TOWER):
        other = made(layout)
        assert other is None or best.own + best.house / 2 >= other.own + other.house / 2


def test_beside_plans_of_a_fixed_shape_a_house_box_fills_little():
    def made(filled, house):
        return replace(empty(AREA), filled=filled, house=house)

    boxed, bare = made(0.92, 0.29), made(0.76, 0)
    assert better(boxed, bare) is boxed
    assert fuller(boxed, bare) is fuller(bare, boxed) is bare
    # Nor does it leave a hole instead of one.
    boxed, holed = made(0.99, 0.54), made(0.8, 0.33)
    assert fuller(boxed, holed) is fuller(holed, boxed) is boxed


def test_a_small_house_box_is_worse_than_a_page_that_is_hardly_less_full():
    boxed = replace(empty(AREA), filled=0.962, house=0.019)
    bare = replace(empty(AREA), filled=0.949)
    assert better(boxed, bare) is better(bare, boxed) is bare
    assert better(boxed, replace(bare, filled=0.92)) is boxed


def test_a_lead_over_one_column_costs_more_than_an_empty_line_at_the_foot():
    frames = FrameBook(AREA).frames
    least = [
        min(frame.cost for frame in frames(story(1, 30), columns).values())
        for columns in range(1, AREA.columns + 1)
    ]
    assert least[0] > min(least) + EMPTY * AREA.columns


def test_a_house_box_never_hides_that_a_page_is_short():
    fit = judged([story(1, 30)], (), AREA, 0)
    assert fit.own == fit.filled - fit.house == 0


@pytest.mark.parametrize("ratio", [0.3, 0.67, 1.0, 1.6, 2.4])
@pytest.mark.parametrize("crop", [0, 0.05, 0.18, 0.3])
def test_no_picture_is_cut_more_than_the_style_allows(ratio, crop):
    area = replace(AREA, crop=crop)
    book = FrameBook(area)
    picture = story(1, 60, [shot(ratio)])
    for columns in COLUMNS:
        ideal = area.span(columns) * ratio / area.line
        for frame in book.frames(picture, columns).values():
            for placed in frame.shots:
                if placed.columns == columns and ideal < 0.6 * area.lines - 2:
                    lines = placed.lines - placed.shot.below[columns]
                    lost = 1 - min(lines / ideal, ideal / lines)
                    assert lost <= max(crop, 1 / lines) + 1e-3  # what is over a line is not cut off


@pytest.mark.parametrize(
    ("set_as", "ratio", "cut"),
    [(0.64, 1, True), (0.83, 1, False), (1.2, 1, False), (1.3, 1, True), (1.4, 2.2, True)],
)
def test_a_picture_that_would_lose_more_is_drawn_in_whole(set_as, ratio, cut):
    assert is_cut(set_as, ratio, 0.18) is cut


@pytest.mark.parametrize(
    ("ranks", "briefs", "order"),
    [
        ([0, 0, 0], "", "abc"),
        ([0, 0, 1], "", "cab"),
        ([0, 1, 0], "", "bac"),
        ([3, 0, 1], "", "cba"),
        ([0, 0, 2, 1], "", "dacb"),
        ([0, 0, 0], "ab", "cab"),
        ([1, 0, 0], "a", "abc"),
        ([0, 0, 1], "ac", "cab"),
        ([0, 0], "ab", "ab"),
    ],
)
def test_rank_1_is_the_lead_wherever_its_article_stands_and_a_brief_no_other(ranks, briefs, order):
    documents = [
        SimpleNamespace(article=SimpleNamespace(rank=rank, id=name, kind=kind))
        for rank, name in zip(ranks, "abcd", strict=False)
        for kind in [Kind.BRIEF if name in briefs else Kind.NEWS]
    ]
    assert "".join(each.article.id for each in by_rank(documents)) == order


def test_texts_side_by_side_begin_on_one_line_if_their_heads_let_them():
    heads = {1: {columns: (Head(30, 6),) for columns in COLUMNS}}
    heads[2] = {columns: (Head(18, 5),) for columns in COLUMNS}
    stories = [
        replace(story(rank, lines, columns=columns), heads=heads[rank])
        for rank, columns, lines in ((1, 3, 160), (2, 2, 106))
    ]
    fit = best_plan(stories, AREA)
    beside = [placed for placed in fit.placements if placed.line == 0]
    assert len(beside) == 2
    assert len({placed.frame.tops for placed in beside}) == 1


def test_a_table_never_stands_above_its_headline():
    table = Shot(0, 0, dict.fromkeys(COLUMNS, 1), True, dict.fromkeys(COLUMNS, 8))
    book = FrameBook(AREA)
    for columns in COLUMNS:
        of_table = book.frames(story(2, 60, [table]), columns).values()
        assert all(frame.head_top == 0 for frame in of_table)


@pytest.mark.parametrize("columns", [2, 3, 5])
def test_no_frame_of_a_book_is_dearer_than_one_set_alone(columns):
    """What is given up early would not have been the best."""
    whole = story(1, 90, [shot(0.67)])
    kept = FrameBook(AREA).frames(whole, columns)
    for head in whole.heads[columns]:
        alone = replace(whole, heads={**whole.heads, columns: (head,)})
        for lines, frame in FrameBook(AREA).frames(alone, columns).items():
            if frame.head == head and frame.head_columns == columns:
                assert kept[lines].cost <= frame.cost


@pytest.mark.parametrize("columns", [1, 3, 5])
def test_what_is_known_before_frames_are_set_agrees_with_them(columns):
    """Heights to the line; the least that a story takes is found without the frames of others."""
    stories = (
        story(1, 90, [shot(0.67)]),
        story(2, 60, [shot(0.67), shot(0.8)]),
        story(3, 15),
        replace(story(4, 0), box=(columns, 12)),
        replace(story(5, 0), filler=True),
    )
    for each in stories:
        frames = FrameBook(AREA).frames(each, columns)
        assert FrameBook(AREA).heights(each, columns) == heights(frames)
    for each in stories[:3]:
        book = FrameBook(AREA)
        every = [frame for span in COLUMNS for frame in FrameBook(AREA).frames(each, span).values()]
        least = min(frame.columns * frame.lines - frame.white for frame in every)
        assert book.least(each) == least
        assert sum(bool(setter.best) for [setter] in book.setters.values()) < len(COLUMNS)


def test_frames_of_some_heights_are_those_of_all():
    """In whatever order they are asked for; what nobody asks for is not set."""
    tall = story(2, 60, [shot(0.67), shot(0.8)])
    whole = FrameBook(AREA)
    every, others = whole.frames(tall, 3), whole.others(tall, 3)
    some = sorted(every)[1::3]
    assert others
    assert some
    book = FrameBook(AREA)
    for lines in reversed(some):
        assert book.frames(tall, 3, only=1 << lines) == {lines: every[lines]}
        found = book.others(tall, 3, only=1 << lines)
        assert found == [frame for frame in others if frame.lines == lines]
    [setter] = book.setters[id(tall), 3, 1]
    assert setter.best.keys() == {*some}


@pytest.mark.parametrize("columns", COLUMNS)
def test_a_text_that_was_poured_with_other_pictures_is_set_as_alone(columns):
    """What rooms hold of it is known for all: with pictures bounded, and with its quotation."""
    tall = replace(story(2, 60, [shot(0.67), shot(0.8)]), quote=Shot(0, 0, {2: 1}, fixed={2: 8}))
    book = FrameBook(AREA)
    for each in (tall, tall.below(40.0), tall.quoted, replace(tall, tail=1)):
        frames = book.frames(each, columns)
        assert frames == FrameBook(AREA).frames(each, columns)
        assert all(frame.story is each for frame in frames.values())
    assert len(book.pourers) == 2


def test_of_heads_of_one_height_the_cheapest_is_set():
    """One with a line more above a picture is dearer than a larger one of as many lines."""
    large, small = Head(36, 6, height=5.5), Head(30, 5, height=3.1)
    lead = replace(story(2, 60, [shot(0.67)]), heads=dict.fromkeys(COLUMNS, (large, small)))
    drafts = Drafts(lead, 3, AREA, 1)
    heads = drafts.heads()
    lines = [high for _, high, _ in heads]
    assert sorted(lines) == sorted(set(lines)) == [5, 6, 7, 8, 9]
    for _, high, cost in heads:
        others = [drafts.head_cost(each, high) for each in (large, small) if each.lines <= high]
        assert cost == min(others)
    assert next(head for head, high, _ in heads if high == 6) == large


def test_a_short_text_over_many_columns_may_have_its_head_at_the_left():
    short = story(3, 15)
    frames = FrameBook(AREA).frames(short, 5).values()
    aside = [frame for frame in frames if frame.head_columns < frame.columns]
    assert aside
    for frame in aside:
        check_frame(frame)
        assert all(leg.column >= frame.head_columns and leg.top == 0 for leg in frame.texts)
        assert frame.lines - GAP <= frame.head_lines + 2
    lead = FrameBook(AREA).frames(replace(short, rank=1), 5).values()
    assert all(frame.head_columns == frame.columns for frame in lead)


def test_many_pictures_stand_in_one_column_only_where_a_long_text_leaves_no_room_for_more():
    pictures = [shot(ratio, number) for number, ratio in enumerate((1.0, 1.5, 0.56, 0.33, 0.33))]
    widths = {
        lines: {max(placed.left + placed.width for placed in frame.shots[1:])}
        for lines in (140, 195)
        for frame in FrameBook(AREA).frames(story(1, lines, pictures), 5).values()
    }
    assert max(widths[195]) < 1.1 * AREA.column
    assert min(widths[140]) > 1.5 * AREA.column


def test_a_picture_that_takes_much_of_the_sheet_costs_more_than_its_place():
    usual, large = (
        Drafts(story(number, 90, [shot(0.6)]), 5, AREA, 1).size_cost(5, 0.3 * AREA.lines)
        for number in (1, 2)
    )
    assert large > usual + costs.TOO_LARGE_PICTURE * 0.1


@pytest.mark.parametrize("rank", [1, 2])
def test_a_chart_that_takes_much_of_the_sheet_costs_more_than_a_photograph(rank):
    """Its words and bars are read at a small size, too: no chart is the largest thing on a page."""
    photograph = replace(shot(0.6), below=dict.fromkeys(COLUMNS, 0))
    chart = replace(photograph, rigid=True)

    def cost(picture, columns):
        made = Drafts(story(rank, 90, [picture]), 5, AREA, 1).find_heights(picture, columns)
        return min(cost for _, cost in made)

    assert cost(chart, 4) > cost(photograph, 4) + 100
    assert cost(chart, 2) == pytest.approx(cost(photograph, 2), abs=1)


@pytest.mark.parametrize(("share", "is_housed"), [(0.7, True), (0.85, True), (0.95, False)])
def test_a_page_that_ends_far_above_the_foot_has_a_house_box_below(share, is_housed):
    lines = round(share * AREA.lines)
    frame = min(FrameBook(AREA).frames(story(1, 20), 5).values(), key=lambda each: each.cost)
    placed = Placement(replace(frame, lines=lines, white=0), 0, 0)
    page = judged([frame.story], (placed,), AREA, 0)
    made = Fitter(None, (AREA.type,), ()).footed(page)
    assert (made.house > 0) is is_housed
    if is_housed:
        check_sound(replace(made, placements=(made.placements[1],)), [made.stories[1]])
        assert (made.placements[1].line, made.filled) == (lines, 1)
        assert made.own == page.own
        housed = replace(page, stories=tuple(made.stories))
        assert Fitter(None, (AREA.type,), ()).footed(housed) is housed
    else:
        assert made is page


def test_a_lead_that_a_picture_alone_makes_large_is_set_in_larger_type():
    types = steps("zh-Hans")
    usual = fitted(AREA, 0.7)
    assert largest_share(usual) > 0.52
    tried = []

    def measure(kind):
        tried.append(kind)
        return replace(AREA, type=kind), []

    fitter = Fitter(measure, *types)
    lighter = fitted(AREA, 0.42)
    object.__setattr__(fitter, "plan", lambda *_: lighter)
    assert fitter.improved(usual) is lighter
    assert [kind.line > AREA.type.line for kind in tried] == [True]
    object.__setattr__(fitter, "plan", lambda _, area: fitted(area, 0.8))
    assert fitter.improved(usual) is usual


def test_a_story_other_than_the_lead_may_not_take_half_of_a_page_either():
    lead_first = fitted(AREA, 0.7)
    last = [
        replace(each, frame=replace(each.frame, story=replace(each.frame.story, rank=rank)))
        for each, rank in zip(lead_first.placements, (3, 1, 2), strict=True)
    ]
    brief_first = replace(lead_first, placements=tuple(last))
    assert largest_share(brief_first) == largest_share(lead_first) > 0.65
    assert not is_right(brief_first)


@pytest.mark.parametrize(("taken", "larger"), [(0.6, True), (1.0, False)])
def test_uneven_pages_are_tried_in_larger_type_where_it_fits(monkeypatch, taken, larger):
    usual = fitted(AREA, 0.4)
    fitter = Fitter(lambda kind: (replace(AREA, type=kind), []), *steps("zh-Hans"))
    object.__setattr__(fitter, "plan", lambda _, area: fitted(area, 0.4))
    monkeypatch.setattr(closing, "load", lambda *_: taken)
    for module in (closing, fit_of_page):
        monkeypatch.setattr(module, "ragged", lambda fit: fit.type.line <= AREA.type.line)
    assert (fitter.improved(usual).type.line > AREA.type.line) is larger


def test_of_full_pages_the_one_with_even_feet_and_a_lighter_lead_is_better(monkeypatch):
    plain, uneven = fitted(AREA, 0.4), fitted(replace(AREA, crop=0.1), 0.4)
    monkeypatch.setattr(fit_of_page, "ragged", lambda fit: fit.area.crop == uneven.area.crop)
    assert better(replace(plain, filled=0.95), replace(uneven, filled=0.97)).area == AREA
    assert better(replace(plain, filled=0.89), replace(uneven, filled=0.97)).area == uneven.area
    heavy = fitted(AREA, 0.7)
    assert better(replace(plain, filled=0.95), heavy).filled == 0.95


def test_an_uneven_page_is_never_worse_than_a_plan_of_a_fixed_shape(monkeypatch):
    shapes = {PageLayout.AUTO: 0.951, PageLayout.SHELF: 0.958, PageLayout.STRIPS: 0.953}
    uneven = {PageLayout.AUTO, PageLayout.SHELF}

    def plan(fitter, _, area):
        if fitter.layout not in shapes:
            return None
        made = fitted(area, 0.4)
        return replace(made, filled=shapes[fitter.layout], cost=fitter.layout in uneven)

    monkeypatch.setattr(Fitter, "plan", plan)
    monkeypatch.setattr(Fitter, "with_house", lambda *_: None)
    for module in (closing, fit_of_page):
        monkeypatch.setattr(module, "ragged", lambda fit: int(fit.cost))
    found = Fitter(lambda kind: (replace(AREA, type=kind), [story(1, 20)]), *steps("zh-Hans")).fit()
    assert (found.filled, found.cost) == (0.953, 0)


def fitted(area, share):
    """Return a full page of three stories, whose lead takes a share of it."""
    first = round(share * area.lines)
    heights = first, (area.lines - first) // 2, area.lines - first - (area.lines - first) // 2 + GAP
    placed, line = [], 0
    for number, lines in enumerate(heights, 1):
        frames = FrameBook(area).frames(story(number, 20), 5).values()
        made = min(frames, key=lambda frame: frame.cost)
        placed.append(Placement(replace(made, lines=lines, white=0), 0, line))
        line += lines
    return judged([each.frame.story for each in placed], tuple(placed), area, 0)
