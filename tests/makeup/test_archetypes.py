"""What kind of page a plan is, and neighbours that differ in it."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from exporter.layouts.makeup.measure.cache import Store
from exporter.layouts.makeup.page_outcomes import Others, kept_others, made_up
from exporter.layouts.makeup.plan import quality
from exporter.layouts.makeup.plan.archetypes import REPEATED, archetype
from exporter.layouts.makeup.plan.best_plan import best_plan
from exporter.layouts.makeup.plan.closing import Fitter
from exporter.layouts.makeup.plan.gallery import PlacedShot
from exporter.layouts.makeup.plan.grid import sheet_grid
from exporter.layouts.makeup.plan.quality import empty, is_as_good
from exporter.layouts.makeup.plan.slicing import Node, Placement
from exporter.layouts.makeup.plan.story import Shot
from exporter.layouts.makeup.plan.variety import Choice, archetype_of, choices, unlike
from exporter.layouts.makeup.plan.whole_page import WholePage
from exporter.layouts.makeup.result import SheetResult
from exporter.layouts.makeup.varied import varied
from tests.makeup.test_makeup_measures import frame
from tests.makeup.test_makeup_search import story

AREA = replace(sheet_grid("tabloid", "zh-Hans"), lines=40)
STORIES = [story(number, lines) for number, lines in enumerate((50, 30, 24, 20), 1)]
PHOTO = PlacedShot(Shot(0, 0.6, {2: 2}), 0, 2, 4, 12)


def page(*placed):
    return archetype([Placement(*each) for each in placed], 5, 40)


@pytest.mark.parametrize(
    ("sides", "shots", "words"),
    [
        (("head", "head"), (), "no picture"),
        (("head", "head"), (PHOTO,), "picture below the headline"),
        (("shot", "shot"), (PHOTO,), "picture above the headline"),
        (("head", "shot"), (PHOTO,), "picture beside the headline"),
        (("upright", "shot"), (PHOTO,), "vertical headline and picture"),
    ],
)
def test_a_page_is_named_by_where_the_picture_of_its_lead_stands(sides, shots, words):
    top_left, top_right = sides
    lead = replace(frame(1, 5, 20, shots=shots), top_left=top_left, top_right=top_right)
    assert page((lead, 0, 0), (frame(2, 3, 21), 0, 20), (frame(3, 2, 21), 3, 20)) == (
        f"lead across, {words}, blocks"
    )


def test_a_page_is_named_by_the_width_of_its_lead_and_by_those_beside_it():
    assert page((frame(1, 5, 41), 0, 0)) == "lead across, no picture, alone"
    strips = (frame(1, 5, 20), 0, 0), (frame(2, 5, 10), 0, 20), (frame(3, 5, 11), 0, 30)
    assert page(*strips) == "lead across, no picture, strips"
    rail = (frame(1, 4, 41), 0, 0), (frame(2, 1, 20), 4, 0), (frame(3, 1, 21), 4, 20)
    assert page(*rail) == "wide lead, no picture, rail"
    pair = (frame(1, 2, 41), 0, 0), (frame(2, 3, 41), 2, 0)
    assert page(*pair) == "narrow lead, no picture, blocks"


def test_house_boxes_are_no_rail_and_a_page_without_articles_has_no_archetype():
    box = replace(frame(2, 1, 41), story=replace(frame(2, 1, 41).story, filler=True))
    assert page((frame(1, 4, 41), 0, 0), (box, 4, 0)) == "wide lead, no picture, alone"
    assert archetype_of(empty(AREA)) == ""


def test_the_search_keeps_what_else_a_page_might_be():
    fit = best_plan(STORIES, AREA)
    found = choices(fit)
    assert found
    names = [archetype_of(fit), *(archetype_of(each.fit) for each in found)]
    assert len(names) == len(set(names))
    assert all(0 <= each.more < REPEATED for each in found)
    for each in found:
        ids = sorted(placed.frame.story.id for placed in each.fit.placements)
        assert ids == ["s1", "s2", "s3", "s4"]
    assert choices(replace(fit, others=fit.others[::-1])) == found
    assert [each.more for each in found] == sorted(each.more for each in found)


def test_what_was_seen_in_other_body_types_serves_besides_what_the_search_found():
    best = replace(fit("across"), stories=tuple(STORIES), filled=0.97, cost=50)
    wide, dear, poor, same = (
        replace(best, placements=fit(kind).placements, filled=filled, cost=cost)
        for kind, filled, cost in (
            ("wide", 0.96, 80),
            ("narrow", 0.97, 51 + REPEATED),
            ("narrow", 0.9, 10),
            ("across", 0.97, 20),
        )
    )
    seen = [dear, wide, replace(wide, cost=90), poor, same, replace(wide, cost=30, filled=0.9)]
    assert choices(best) == ()
    (found,) = choices(best, seen)
    assert (found.fit, found.more) == (wide, 30)
    made = best_plan(STORIES, AREA)
    one = next(each for each in made.others if choices(replace(made, others=(each,))))
    few = replace(made, others=(one,))
    unlike_all = replace(made, placements=fit("narrow").placements)
    first, second = choices(few, [made, unlike_all])
    assert (first, second.fit) == (*choices(few), replace(unlike_all, others=()))
    own = choices(made)
    assert choices(made, seen)[: len(own)] == own


def test_a_page_remembers_the_plans_that_it_was_made_up_by():
    fitter = Fitter(lambda kind: (AREA, STORIES), [AREA.type], [AREA.type])
    made = fitter.fit()
    assert made.placements in [each.placements for each in fitter.seen]


def test_a_plan_little_dearer_of_another_archetype_is_kept_beside_the_best():
    page = WholePage(AREA)
    for columns, cost in ((5, 0), (4, 10), (2, REPEATED + 10)):
        page.keep(Node(replace(frame(1, columns, 41), cost=cost)))
    best, *others = page.archetypes.values()
    assert [node.columns for node in page.plans()] == [best.columns] == [5]
    assert [node.columns for node in others] == [4]
    assert [(node.columns, more) for node, more in page.plans().others(AREA)] == [(4, 10)]


@pytest.mark.parametrize("measure", ["ragged", "is_cramped", "too_much"])
def test_no_plan_that_is_worse_by_what_is_measured_is_taken_to_differ(monkeypatch, measure):
    good, bad = fit("across"), fit("wide")
    assert is_as_good(bad, good)
    monkeypatch.setattr(quality, measure, lambda one: 1.0 * (one is bad))
    assert not is_as_good(bad, good)
    assert is_as_good(good, bad)


def test_a_plan_may_be_a_line_or_two_less_full_to_differ():
    full = replace(fit("across"), filled=0.98)
    assert is_as_good(replace(fit("wide"), filled=0.956), full)
    assert not is_as_good(replace(fit("wide"), filled=0.954), full)


def test_a_page_does_not_look_empty_to_differ():
    full = replace(fit("across"), filled=0.965)
    assert is_as_good(replace(fit("wide"), filled=quality.OPEN), full)
    assert not is_as_good(replace(fit("wide"), filled=0.949), full)


def test_a_page_that_another_process_made_up_is_measured_before_it_is_drawn():
    done = []
    job = SimpleNamespace(
        measure=done.append,
        sheet=lambda *_: "sheet",
        draw=lambda sheet: (sheet, *done),
    )
    assert SheetResult(job, fit("across")).draw() == ("sheet", AREA.type)
    assert SheetResult(job, empty(AREA)).draw() == ("sheet", AREA.type)  # nothing to measure


def fit(kind):
    """Return a page of one of three archetypes."""
    lead = frame(1, {"across": 5, "wide": 4, "narrow": 2}[kind], 41)
    return replace(empty(AREA), placements=(Placement(lead, 0, 0),))


def kinds(chosen):
    return [archetype_of(each.fit).split(",")[0] for each in chosen]


def test_a_page_like_the_one_before_gets_the_cheapest_other_plan():
    across, wide, narrow = (Choice(fit(kind)) for kind in ("across", "wide", "narrow"))
    pages = [[across], [across, replace(wide, more=20), replace(narrow, more=10)], [narrow]]
    assert kinds(unlike(pages)) == ["lead across", "wide lead", "narrow lead"]
    dear = replace(wide, more=REPEATED + 1)
    assert kinds(unlike([[across], [across, dear]])) == ["lead across", "lead across"]


def test_pages_without_articles_are_like_no_other():
    nothing = Choice(empty(AREA))
    dear = replace(Choice(fit("wide")), more=1)
    assert unlike([[nothing], [nothing, dear]]) == [nothing, nothing]


def sheets(*names, others=()):
    jobs = [
        SimpleNamespace(is_first=not number, others=Others(others), area=lambda kind: (None, AREA))
        for number in range(len(names))
    ]
    return [
        SheetResult(job, fit(name), drawn="drawn") for job, name in zip(jobs, names, strict=True)
    ]


def test_the_front_page_stays_and_a_page_like_it_is_drawn_again():
    front, second, third = varied(
        sheets("across", "across", "wide", others=(Choice(fit("narrow"), 30.0),))
    )
    assert (front.drawn, second.drawn, third.drawn) == ("drawn", None, "drawn")
    assert archetype_of(second.fit).startswith("narrow lead")


def test_pages_that_differ_stay_as_they_are():
    made = sheets("across", "wide", "across")
    assert varied(made) == made


def test_what_else_a_page_might_be_is_kept_for_the_next_build(tmp_path):
    store, fitter = Store(tmp_path), SimpleNamespace(fit=lambda: best_plan(STORIES, AREA), seen=[])
    first, others = made_up(store, "a" * 64, fitter)
    again, unknown = made_up(store, "a" * 64, fitter)
    assert (again, unknown) == (first, None)
    assert kept_others(store, "a" * 64) == others
    assert others.choices
