"""Of two pages the better is even, unless it is far emptier; and the more uneven, the worse."""

from dataclasses import replace

from exporter.layouts.makeup.plan.best_plan import best_plan
from exporter.layouts.makeup.plan.quality import MOST_RAGGED, OPEN, ragged, rank
from tests.makeup.test_makeup_search import AREA, story


def page(filled, uneven=0):
    """Return a page of which so much is filled, the last leg of a story ending too high."""
    fit = replace(best_plan([story(1, 156), story(2, 104)], AREA), filled=filled, house=0.0)
    placed, *others = fit.placements
    own = placed.frame.story
    *legs, last = (leg._replace(lines=own.taken(*leg[3:])) for leg in placed.frame.legs)
    legs.append(last._replace(lines=last.lines + uneven + (uneven > 0)))
    frame = replace(placed.frame, legs=tuple(legs))
    return replace(fit, placements=(replace(placed, frame=frame), *others))


def test_each_line_that_feet_are_uneven_by_counts():
    assert [ragged(page(0.98, lines)) for lines in range(4)] == [0, 1, 2, 3]
    worth = [rank(page(0.98, lines)) for lines in range(4)]
    assert worth == sorted(worth, reverse=True) and len(set(worth)) == 4


def test_a_page_a_third_empty_is_worse_than_any_uneven_one():
    assert ragged(page(0.98, MOST_RAGGED + 4)) == MOST_RAGGED
    assert rank(page(0.67)) < rank(page(0.98, MOST_RAGGED + 4))


def test_an_even_page_is_better_than_a_fuller_one():
    assert rank(page(OPEN)) > rank(page(OPEN + 0.04, uneven=1))


def test_a_page_that_looks_empty_is_worse_than_one_a_line_uneven():
    assert rank(page(OPEN - 0.01)) < rank(page(OPEN + 0.025, uneven=1))
    assert rank(page(OPEN - 0.01)) > rank(page(OPEN - 0.01, uneven=1))
