"""Names in natural order."""

import random

import pytest

from exporter.readers.tools.natural_order import natural, naturally


@pytest.mark.parametrize(
    "names",
    [
        ["2026/06-16", "2026/06-09", "2025/12-30"],
        ["2026/6-16", "2026/6-9", "2026/10-1"],
        ["b2", "b10", "B2", "b1", "第2版", "第10版", "a"],
        ["a1b22", "a22b1", "a10b10"],
        [],
    ],
)
def test_quick_order_is_natural_order(names):
    random.Random(1).shuffle(names)
    assert naturally(names) == sorted(names, key=natural)
