"""How much is cut off a page with too much: as little as fits, more where the lead is outdone."""

from types import SimpleNamespace

import pytest

from exporter.layouts.makeup.plan import carry as cutting
from exporter.layouts.makeup.plan.grid import sheet_grid
from exporter.layouts.makeup.plan.quality import FULL

GRID = sheet_grid("tabloid", "en")


@pytest.fixture(name="cut")
def _cut(monkeypatch):
    """Return what cuts a page whose plans, cut after cut, are given; and the lines tried."""

    def cut(*plans):
        rest, tried = iter(plans), []
        monkeypatch.setattr(cutting, "demand", lambda *_: 2 * cutting.sheet_room(GRID))
        monkeypatch.setattr(cutting, "is_inverted", lambda fit: fit.inverted)
        monkeypatch.setattr(cutting, "_of", lambda *given: tried.append(given[-1]) or next(rest))
        return cutting.carry((), GRID), tried

    return cut


def plan(filled=FULL, inverted=False):
    return SimpleNamespace(fit=SimpleNamespace(filled=filled, inverted=inverted))


def test_half_a_step_less_is_cut_off_where_the_page_fits_then(cut):
    loose, fuller = plan(FULL - 0.1), plan()
    found, tried = cut(loose, fuller)
    assert found is fuller
    assert tried[1] < tried[0]
    assert cut(loose, None)[0] is loose


def test_a_full_page_is_cut_once(cut):
    found, tried = cut(full := plan())
    assert found is full
    assert len(tried) == 1


def test_more_is_cut_off_until_the_leads_headline_is_the_largest(cut):
    right = plan()
    found, tried = cut(None, plan(inverted=True), plan(inverted=True), right)
    assert found is right
    assert tried == sorted(tried)


def test_where_no_cut_makes_it_the_largest_the_first_that_fits_is_taken(cut):
    plans = [plan(inverted=True) for _ in range(cutting.MORE_TRIES + 1)]
    found, tried = cut(*plans)
    assert found is plans[0]
    assert len(tried) == len(plans)
