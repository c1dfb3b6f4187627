"""How large the headlines of a page may be: in steps below the lead's, and by their texts."""

import math
from dataclasses import replace

import pytest

from exporter.edition import make_edition
from exporter.layouts.makeup.jobs import jobs
from exporter.layouts.makeup.measure.headline_limits import (
    heads_of,
    largest_for_text,
    limited_grids,
)
from exporter.layouts.makeup.plan.grid import sheet_grid
from exporter.layouts.makeup.plan.slicing import RIVAL, RIVAL_FROM, Node, neighbours_cost
from exporter.layouts.makeup.render import setting
from exporter.options import Options
from exporter.readers import read
from tests.makeup.test_larger_heads import placed

ISSUE = "publication: {name: The Post, language: en}\ndate: 2026-06-16\n"
GRID = sheet_grid("tabloid", "en")
SENTENCE = "The tide came in over the wall and went out again before the lamps were lit. "
# As on pages whose headlines the lead of the front page limits.
LIMITED = replace(GRID, scale=GRID.scale.model_copy(update={"ranks": (4.0,) * 4}))
LEAD, LONG, SHORT = 40, 30, 2  # sentences


def article(sentences, kind="news", headline="Gates shut before the tide"):
    return f"---\nheadline: {headline}\nkind: {kind}\n---\n{SENTENCE * sentences}\n"


@pytest.fixture
def page(issue_folder):
    def take_apart(*articles):
        files = {f"1/{number}.md": text for number, text in enumerate(articles)}
        edition = make_edition(read(issue_folder({"issue.yaml": ISSUE} | files)).issue)
        return jobs(setting(edition, Options()))[0].take_apart(GRID)

    return take_apart


def largest(parts, grids):
    return [
        max(head.size for heads in heads_of(part, rank, grid).values() for head in heads[:1])
        for rank, (part, grid) in enumerate(zip(parts, grids, strict=True), 1)
    ]


def test_headlines_stand_in_steps_below_the_leads(page):
    parts = page(*[article(LEAD, headline="Gates shut")] * 4)
    first, *others = largest(parts, limited_grids(parts, LIMITED))
    assert others == [share * first // 0.5 / 2 for share in GRID.scale.below_lead]
    assert first > others[0] > others[1] > others[2]


def test_below_a_lead_in_a_light_face_others_are_smaller(page):
    news, feature = (page(article(LEAD, kind), article(LEAD)) for kind in ("news", "feature"))
    bold, light = (limited_grids(parts, LIMITED)[1].scale.ranks for parts in (news, feature))
    assert all(one < other for one, other in zip(light, bold, strict=True))


def test_the_headline_of_a_short_text_is_small(page):
    parts = page(article(LEAD), article(LONG), article(SHORT))
    lead, long, short = limited_grids(parts, GRID)
    size = GRID.scale.by_lines[0][1]
    assert max(short.scale.ranks) == size < min(long.scale.ranks)
    assert lead.scale == GRID.scale
    assert math.isinf(largest_for_text(parts[1], GRID))


def test_a_short_text_has_no_smaller_headline_than_a_longer_one_after_it(page):
    _, short, long = limited_grids(page(*map(article, (LEAD, SHORT, LONG))), GRID)
    assert short.scale.ranks[1] >= long.scale.ranks[2]


def test_of_two_pictures_one_dominates():
    def node(rank, picture):
        found = Node(placed(rank, 30 - rank, 4).frame)
        found.picture = found.largest_picture = picture
        return found

    def cost(picture):
        return neighbours_cost(node(1, 50), node(2, picture), False, True)

    small, middle, large = map(cost, (50 * RIVAL_FROM, 40, 50))
    assert cost(0) == small < middle < large == pytest.approx(small + RIVAL)
