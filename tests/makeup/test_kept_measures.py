"""What was measured is named alike when it was measured now and when it was kept: `0` is not `0.0`.

The plan of a page is kept by what it was made of, written as text.
"""

from dataclasses import fields

import pytest

from exporter.layouts.makeup.measure.parts import Exhibit
from exporter.layouts.makeup.plan.story import Head, Shot, Slice, Story


@pytest.mark.parametrize("kind", [Exhibit, Head, Shot, Slice, Story])
def test_numbers_that_are_left_out_are_those_that_come_back(kind):
    floats = [each for each in fields(kind) if each.type == "float"]
    for each in floats:
        assert not isinstance(each.default, int), each.name
    assert kind is Slice or kind is Story or floats
