"""The heights that stories can be set to at all, against the search itself."""

import random
from itertools import product

import pytest

from exporter.layouts.makeup.plan.heights import Heights, heights

ROW, STACK = True, False
COLUMNS, MOST = 3, 20


def every_way(single, run, columns, free, shape=None):
    """Return the heights of a run, found the long way."""
    start, end = run
    found = set()
    if end - start == 1:
        found |= {n for n in range(MOST + 1) if single[columns - 1][start] >> n & 1}
    for middle in range(start + 1, end):
        cuts = [((start, middle), (middle, end))]
        if free and start:
            cuts.append(((middle, end), (start, middle)))
        for one, other in cuts:
            above = every_way(single, one, columns, free)
            below = every_way(single, other, columns, free)
            found |= {a + b + gap for a in above for b in below for gap in (0, 1)}
            for width in range(1, columns):
                found |= every_way(single, one, width, free) & every_way(
                    single, other, columns - width, free
                )
    return {each for each in found if each <= MOST}


@pytest.mark.parametrize("free", [False, True])
def test_heights_are_those_of_all_cuts(free):
    chance = random.Random(7)
    for _ in range(30):
        number = chance.randint(1, 4)
        single = [
            [heights(chance.sample(range(2, 14), chance.randint(0, 3))) for _ in range(number)]
            for _ in range(COLUMNS)
        ]
        found = Heights(single, MOST, lambda *_: True, free).of_whole()
        wanted = every_way(single, (0, number), COLUMNS, free)
        assert {n for n in range(MOST + 1) if found >> n & 1} == wanted


@pytest.mark.parametrize("free", [False, True])
def test_useful_heights_are_those_with_which_a_whole_page_can_be_cut(free):
    chance = random.Random(8)
    seen = set()
    for _ in range(20):
        number = chance.randint(1, 4)
        single = [
            [heights(chance.sample(range(2, 14), chance.randint(0, 3))) for _ in range(number)]
            for _ in range(COLUMNS)
        ]
        whole = Heights(single, MOST, lambda *_: True, free)
        whole.of_whole()
        useful = whole.useful()
        for story, width, lines in product(range(number), range(COLUMNS), range(14)):
            if single[width][story] >> lines & 1:
                only = [[*row] for row in single]
                for row in only:
                    row[story] = 0
                only[width][story] = 1 << lines
                wanted = Heights(only, MOST, lambda *_: True, free).of_whole() > 0
                found = useful.single[story, story + 1, width + 1] >> lines & 1
                assert found == wanted
                seen.add(wanted)
    assert seen == {False, True}


def test_heights_keep_to_the_cuts_that_a_layout_admits():
    single = [[heights([3])] * 2, [heights([2])] * 2]
    assert Heights(single, MOST, lambda row, *_: not row, False).of_whole() == heights([4, 5])
    assert Heights(single, MOST, lambda row, *_: row, False).of_whole() == heights([3])


def test_sixty_stories_do_not_go_too_deep():
    single = [[heights([2])] * 60]
    found = Heights(single, 130, lambda *_: True, False).of_whole()
    assert found == heights(range(120, 131))


def test_no_cut_is_tried_for_stories_that_take_more_than_the_sheet():
    def admits(*_):
        raise AssertionError

    single = [[heights([6, 9])] * 3, [heights([4])] * 3]
    assert Heights(single, 8, admits, False).of_whole() == 0
    assert Heights(single, 9, lambda *_: True, False).least() == 18
