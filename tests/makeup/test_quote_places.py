"""A sentence that is set large stands away from its own place in the text."""

import math
from dataclasses import replace
from types import SimpleNamespace

import pytest
from lxml import etree

from exporter.layouts.makeup.draw.quote_places import (
    AIR,
    AWAY,
    LEADING,
    _lines_measured,
    apart,
)
from exporter.layouts.makeup.measure.parts import Exhibit, Parts
from exporter.layouts.makeup.measure.pull_quotes import pull_quote
from exporter.layouts.makeup.plan.frame import Frame
from exporter.layouts.makeup.plan.gallery import PlacedShot
from exporter.layouts.makeup.plan.grid import sheet_grid
from exporter.layouts.makeup.plan.legs import Leg
from exporter.layouts.makeup.plan.story import Shot, Slice, Story

GRID = sheet_grid("tabloid", "en")
LINES, LONG, HIGH = 60, 10, 6  # of a text of two paragraphs, the first of one line
HEAD = 5
QUOTE = Shot(0, 0.0, {1: 1}, rigid=True, fixed={1: HIGH - 1})
SENTENCE = "the longest that is said"
PARTS = SimpleNamespace(headline=("A quay",))


def text(sentences):
    """Return parts whose text has sentences at its lines, the first of which was measured."""
    words = ["x" * LONG] * LINES
    for line, sentence in sentences.items():
        words[line] = sentence
    body = etree.fromstring(
        f'<div><p data-b="1">{words[0]}</p><p data-b="2">{"".join(words[1:])}</p></div>'
    )
    quotes = list(sentences.values())
    quote = Exhibit(pull_quote(quotes[0]), rigid=True)
    return Parts(PARTS, "en", None, body, GRID.faces.headline, quote=quote, quotes=quotes)


def frame(**fields):
    """Return two legs of one text below a head, with room for a sentence over the second."""
    starts = [(1, 0), *((2, LONG * line) for line in range(LINES - 1))]
    story = Story("s", 2, {}, tuple(Slice(each, 1) for each in starts), **fields)
    high = (LINES + HIGH) // 2
    legs = Leg(0, HEAD, high, 0, high), Leg(1, HEAD + HIGH, high - HIGH, high, LINES)
    shot = PlacedShot(QUOTE, 1, 1, HEAD, HIGH)
    lines = HEAD + high + 1
    return Frame(story, 2, lines, None, 2, 0, HEAD, (shot,), legs, 0, 0, "head", "head")


def quoted(parts):
    """Return the sentence that is set large; its lines are broken as they are set."""
    lines = [each.strip() for each in parts.quote.element.itertext()]
    return " ".join(lines)


def test_a_sentence_far_from_its_own_place_stays_as_planned():
    planned, parts = frame(), text({20: SENTENCE})
    made, shown = apart(planned, parts, GRID)
    assert made == planned
    assert quoted(shown) == SENTENCE


@pytest.mark.parametrize("line", [2, 34])
def test_one_that_stands_beside_or_over_its_own_words_goes_to_the_foot_of_its_columns(line):
    planned, parts = frame(), text({line: SENTENCE})
    made, shown = apart(planned, parts, GRID)
    shot, leg = made.shots[0], made.legs[1]
    assert quoted(shown) == SENTENCE
    assert (leg.top, leg.first, leg.last) == (HEAD, *planned.legs[1][3:])
    assert shot.top - (leg.top + leg.lines) == 1
    assert shot.top + shot.lines == planned.legs[1].top + planned.legs[1].lines
    assert shot.top - HEAD > AWAY


@pytest.mark.parametrize(
    ("planned", "other", "taken"),
    [
        (frame(tail=1), "one more of two lines", True),
        (frame(tail=1), "another of one", True),
        (frame(tail=1), "one that has no room as it takes three", False),
    ],
)
def test_where_it_can_not_another_sentence_with_as_much_room_stands_there(planned, other, taken):
    made, shown = apart(planned, text({2: SENTENCE, 20: other}), GRID)
    assert made == planned
    assert (quoted(shown) == other) is taken


def test_the_sentence_that_begins_a_text_is_near_wherever_it_stands():
    _, shown = apart(frame(), text({0: SENTENCE, 20: "one more of two lines"}), GRID)
    assert quoted(shown) == "one more of two lines"


def test_beside_a_head_or_over_another_picture_it_stays_above_the_text():
    planned = frame()
    for other in (
        replace(planned, head_lines=HEAD + HIGH),
        replace(planned, shots=(*planned.shots, PlacedShot(Shot(1, 0.7, {1: 1}), 0, 1, 40, 9))),
    ):
        made, _ = apart(other, text({2: SENTENCE}), GRID)
        assert made == other


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", ["We wait for it", "in the winters."]),
        ("zh-Hans", ["码头要修，", "船回来才下楼。"]),
    ],
)
def test_what_is_set_large_has_lines_of_one_length_that_end_well(language, lines):
    sentence = (" " if language == "en" else "").join(lines)
    _, shown = apart(frame(), replace(text({20: sentence}), language=language), GRID)
    assert [each.strip() for each in shown.quote.element.itertext()] == lines


@pytest.mark.parametrize(("other", "spare"), [("one more of two lines", 0), ("another of one", 1)])
def test_a_sentence_of_one_line_less_stands_in_the_middle_of_its_room(other, spare):
    _, shown = apart(frame(tail=1), text({2: SENTENCE, 20: other}), GRID)
    padding = shown.quote.element.get("style", "")
    assert quoted(shown) == other
    assert bool(padding) is bool(spare)
    if spare:
        points = float(padding.removeprefix("padding:").removesuffix("pt 0"))
        assert points == pytest.approx((0.25 + GRID.scale.quote / 2) * GRID.line, abs=0.01)


@pytest.mark.parametrize(("lines", "taken"), [(5, True), (3, False)])
def test_a_sentence_takes_no_more_lines_than_were_measured(lines, taken):
    """By its words alone the one that was measured takes two lines, and it was of one."""
    planned = frame(tail=1)
    shot = replace(QUOTE, fixed={1: lines})
    planned = replace(planned, shots=(replace(planned.shots[0], shot=shot),))
    _, shown = apart(planned, text({2: SENTENCE, 20: "one more of two lines"}), GRID)
    assert (quoted(shown) == "one more of two lines") is taken
    assert (shown.quote.element.find(".//br") is not None) is taken


@pytest.mark.parametrize("number", range(1, 12))
def test_the_lines_of_a_sentence_are_known_from_its_height(number):
    """The rules above and below it take less than a line, and heights are whole lines."""
    height = math.ceil(0.2 + 2 * AIR + number * LEADING)
    shot = PlacedShot(replace(QUOTE, fixed={1: height}), 0, 1, 0, height)
    assert _lines_measured(shot) == number
