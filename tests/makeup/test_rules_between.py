"""Rules between articles say what kinds they are between: a style leaves out one too many."""

from exporter.layouts.makeup.draw.furniture import rules
from exporter.layouts.makeup.plan.frame import Frame
from exporter.layouts.makeup.plan.grid import sheet_grid
from exporter.layouts.makeup.plan.slicing import Placement
from exporter.layouts.makeup.plan.story import Head, Story

AREA = sheet_grid("tabloid", "en")


def placed(name, column, line, columns, lines=20):
    story = Story(name, 1, {columns: (Head(12, 2),)})
    frame = Frame(story, columns, lines, None, columns, 0, 2, (), (), 0, 0, "head", "head")
    return Placement(frame, column, line)


def kinds(*placements, **named):
    found = rules(placements, AREA, 40, named)
    return [rule.kind for rule in found if rule.box.endswith("height:0.500pt")]


def test_a_rule_is_named_by_what_is_above_and_below_it():
    page = placed("lead", 0, 0, 5), placed("views", 0, 20, 5)
    assert kinds(*page, lead="news", views="opinion") == ["below-news above-opinion"]


def test_a_rule_above_articles_of_several_kinds_stays():
    page = placed("lead", 0, 0, 5), placed("views", 0, 20, 3), placed("note", 3, 20, 2)
    assert kinds(*page, lead="news", views="opinion", note="notice") == ["below-news"]
    assert kinds(*page, lead="notice", views="opinion", note="opinion") == [
        "below-notice above-opinion"
    ]


def test_rules_beside_boxes_that_are_no_articles_have_no_kind():
    page = placed("box", 0, 0, 5), placed("news", 0, 20, 5)
    assert kinds(*page, news="news") == ["above-news"]


def test_a_rule_is_above_the_nearest_frames_below_white():
    page = placed("lead", 0, 0, 5, 17), placed("views", 0, 20, 5)
    assert kinds(*page, lead="news", views="opinion") == ["below-news above-opinion"]
