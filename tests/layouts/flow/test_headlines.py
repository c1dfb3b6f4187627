"""Headlines of the flow layout: how large they are where a word has no room."""

import re
from types import SimpleNamespace
from xml.etree.ElementTree import Element

import pytest

from exporter.layouts.flow.headlines import fit_headline
from exporter.layouts.papers import make_grid

FACE = make_grid("a4", "en").faces.headline
LONG = "Donaudampfschifffahrtsgesellschaftskapitän"


@pytest.mark.parametrize(("times", "tight"), [(0.75, False), (0.25, True)])
def test_a_long_word_has_room_and_lines_that_are_as_tight_as_it_is_small(times, tight):
    headline, size = Element("h1"), 20.0
    room = FACE.ems(LONG) * size * times
    article = SimpleNamespace(headline=(f"{LONG} an Bord",), title="")
    fit_headline(headline, article, room, size, FACE)
    fitted = float(re.search(r"font-size:([\d.]+)pt", headline.get("style"))[1])
    assert 0.97 * room < FACE.ems(LONG) * fitted < room
    assert ("endless" in headline.get("class")) is tight


@pytest.mark.parametrize(("lines", "classes"), [(1, "kept odd"), (2, "kept"), (3, "kept odd")])
def test_lines_that_are_kept_are_counted_as_they_are_set_in_halves_of_the_grid(lines, classes):
    headline = Element("h1")
    article = SimpleNamespace(headline=("Words",) * lines, title="")
    fit_headline(headline, article, 200, 16, FACE)
    assert headline.get("class") == classes
