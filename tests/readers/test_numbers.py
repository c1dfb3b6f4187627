import pytest

from exporter.readers.tools.numbers import number_in


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("007", 7),
        ("", 0),
        ("-3", 0),
        ("1.5", 0),
        ("²", 0),
        ("１２", 0),
        ("9" * 5000, 0),
    ],
)
def test_a_number_is_of_ascii_digits(text, number):
    assert number_in(text) == number
