"""One picture dominates a page: that of its lead."""

from exporter.layouts.makeup.plan.arrangements import Drafts
from exporter.layouts.makeup.plan.best_plan import best_plan
from exporter.layouts.makeup.plan.closing import Fitter
from exporter.layouts.makeup.plan.quality import RIVALS, is_rivalled
from exporter.layouts.makeup.plan.slicing import picture_area
from tests.makeup.test_makeup_search import AREA, check_sound, shot, story

EQUAL = [story(1, 60, [shot(0.7)]), story(2, 40, [shot(0.7)]), story(3, 30)]


def fitted(stories):
    return Fitter(lambda kind: (AREA, stories), [AREA.type], [AREA.type]).fit()


def test_no_picture_is_nearly_as_large_as_the_leads_where_that_can_be():
    assert is_rivalled(best_plan(EQUAL, AREA))
    fit = fitted(EQUAL)
    check_sound(fit, fit.stories)
    areas = [picture_area(each.frame) for each in fit.placements if each.frame is not fit.lead]
    assert 0 < max(areas) <= RIVALS * picture_area(fit.lead)


def test_a_page_whose_lead_has_no_picture_stays_as_it_is():
    stories = [story(1, 60), story(2, 40, [shot(0.7)]), story(3, 30)]
    best = best_plan(stories, AREA)
    assert not is_rivalled(best)
    assert fitted(stories).placements == best.placements


def test_a_bounded_picture_takes_no_more_than_its_area():
    usual, bounded = story(1, 40, [shot(0.7)]), story(1, 40, [shot(0.7)]).below(30)

    def areas(one):
        (picture,), drafts = one.shots, Drafts(one, 3, AREA, 1)
        return [
            columns * (lines - picture.below[columns])
            for columns in (1, 2, 3)
            for lines, _ in drafts.heights(picture, columns)
        ]

    assert max(areas(usual)) > 30
    assert areas(bounded) == [area for area in areas(usual) if area <= 30]
    assert story(1, 40).below(30).shots == ()
