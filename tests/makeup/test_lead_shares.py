"""Pages of which one article takes too much: other plans, and pull quotes of the others."""

from dataclasses import replace

import pytest

from exporter.layouts.makeup.plan import best_plan, quality
from exporter.layouts.makeup.plan.best_plan import lighter
from exporter.layouts.makeup.plan.closing import Fitter
from exporter.layouts.makeup.plan.grid import sheet_grid
from exporter.layouts.makeup.plan.quality import is_better_led, judged, too_much
from exporter.layouts.makeup.plan.slicing import Placement
from exporter.layouts.makeup.plan.story import Shot, Story
from exporter.layouts.papers import Type
from tests.makeup.test_makeup_measures import frame

AREA = replace(sheet_grid("tabloid", "en"), lines=59)
LARGER = replace(AREA, type=Type(AREA.type.size, AREA.type.line + 1))
QUOTE = Shot(0, 0.0, {}, fixed={1: 5})
STORIES = tuple(
    Story(f"s{rank}", rank, {}, quote=QUOTE if rank > 1 else None) for rank in (1, 2, 3)
)


def placed(lead):
    """Return three articles over the whole width, the first of so many lines."""
    frames, line, found = (lead, (60 - lead) // 2, (60 - lead) // 2), 0, []
    for rank, lines in enumerate(frames, 1):
        found.append(Placement(frame(rank, AREA.columns, lines, size=30 - rank), 0, line))
        line += lines
    return tuple(found)


def page(lead, others=(), area=AREA, cost=0.0):
    made = judged(STORIES, placed(lead), area, cost)
    return replace(made, others=tuple((placed(each), 20.0) for each in others))


def finished(stories, placements, area, cost):
    return judged(stories, placements, area, cost)


@pytest.mark.parametrize(
    ("lead", "others", "taken"),
    [
        (40, [44, 36, 30], 30),
        (40, [44], 40),  # more of it
        (26, [22], 26),  # nothing is too much
    ],
)
def test_where_the_lead_takes_too_much_a_plan_little_dearer_serves(
    monkeypatch, lead, others, taken
):
    monkeypatch.setattr(best_plan, "finished", finished)
    fit = page(lead, others)
    found = lighter(fit)
    assert found.lead.lines == taken
    assert placed(taken) not in [placements for placements, _ in found.others]
    assert found.cost == (20 if taken < lead else 0)


class Quoting(Fitter):
    """Has plans by body type and number of pull quotes."""

    def plan(self, stories, area):
        quoted = sum(bool(each.shots) for each in stories)
        return page(self.leads[area.type][quoted], area=area) if quoted else None


def fitter(leads):
    made = Quoting(lambda kind: (LARGER if kind == LARGER.type else AREA, STORIES), (), ())
    made.books.update({AREA.type: None, LARGER.type: None})
    object.__setattr__(made, "leads", leads)
    return made


@pytest.mark.parametrize(
    ("usual", "larger", "taken", "kind"),
    [
        ({1: 36, 2: 34}, {1: 30, 2: 32}, 32, LARGER.type),  # two of them come first
        ({1: 36, 2: 26}, {1: 24, 2: 24}, 26, AREA.type),  # enough
        ({1: 42, 2: 42}, {1: 42, 2: 42}, 40, AREA.type),  # none helps
    ],
)
def test_pull_quotes_make_room_in_the_type_of_the_page_or_a_larger_one(usual, larger, taken, kind):
    fit = page(40)
    assert too_much(fit) > 0
    found = fitter({AREA.type: usual, LARGER.type: larger}).quoted(fit)
    assert (found.lead.lines, found.type) == (taken, kind)


def test_a_picture_that_dominates_is_no_reason_for_strips(monkeypatch):
    fit, other = page(26), page(24)
    monkeypatch.setattr(quality, "is_rivalled", lambda one: one is fit)
    assert is_better_led(other, fit)
    monkeypatch.setattr(quality, "strips", lambda one: int(one is other))
    assert not is_better_led(other, fit)
