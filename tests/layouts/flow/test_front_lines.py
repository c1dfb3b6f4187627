"""What the front page of the flow layout holds besides its picture."""

from types import SimpleNamespace

import pytest

from exporter.layouts.flow.print_document import EAR_PICTURE_LINES, _ear_lines
from exporter.model import EarWords

WORDS = EarWords(title="Sky", text=("Rain", "Wind"))
PICTURE = SimpleNamespace(picture="ear.png")
TEXT = SimpleNamespace(picture=None, title="", text=("Rain",))


@pytest.mark.parametrize(
    ("ear", "second", "lines"),
    [
        (None, None, 0),
        (TEXT, None, 3),
        (None, WORDS, 5),
        (TEXT, WORDS, 8),
        (PICTURE, WORDS, EAR_PICTURE_LINES + 5),
    ],
)
def test_both_ears_take_lines_from_the_picture_of_the_lead(ear, second, lines):
    assert _ear_lines(SimpleNamespace(ear=ear, second_ear=second)) == lines
