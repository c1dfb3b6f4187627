"""Drawings that are enlarged, with words that are not."""

import pytest
from lxml import etree

from exporter.pictures.svg.lettering import with_words_of


def drawing(words):
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">{words}</svg>'.encode()


def sizes(data):
    return [each.get("font-size") for each in etree.fromstring(data).iter("{*}text", "{*}tspan")]


CHART = '<text font-size="20">Fish</text><text font-size="10px">2025</text>'


def test_words_too_large_at_the_width_of_a_drawing_are_smaller_by_one_share():
    assert sizes(with_words_of(drawing(CHART), 400, 20)) == ["10", "5"]


@pytest.mark.parametrize(("words", "width"), [(CHART, 200), ("<rect width='9' height='9'/>", 9000)])
def test_a_drawing_whose_words_are_no_larger_or_that_has_none_stays(words, width):
    assert with_words_of(drawing(words), width, 20) is None


def test_words_have_the_size_of_what_they_are_in_or_the_usual_one():
    grouped = '<g font-size="20"><text>a<tspan dy="24" font-size="0.5em">b</tspan></text></g>'
    root = etree.fromstring(with_words_of(drawing(grouped), 400, 20))
    assert root[0].get("font-size") == "10"
    assert root.find(".//{*}tspan").attrib == {"dy": "12", "font-size": "0.5em"}
    assert sizes(with_words_of(drawing("<text>a<tspan>b</tspan></text>"), 400, 16)) == ["8", None]


def test_a_drawing_without_a_view_box_has_the_width_that_it_tells():
    plain = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="100"><text font-size="20">a</text></svg>'
    )
    assert sizes(with_words_of(plain, 200, 20)) == ["10"]
