"""What each gap of a line of Chinese gets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.engine.patched.han_lines import Gaps, share_gaps, tighten
from exporter.engine.patched.word_lines import LETTER


@pytest.mark.parametrize(
    ("slack", "count", "expected"),
    [
        (0.17, Gaps(10, 1, 1), Gaps(0, 0, 0.17)),  # beside Latin first
        (0.5, Gaps(9, 1, 0), Gaps(0.05, 0.05, 0)),  # then all alike
        (1.0, Gaps(4, 2, 0), Gaps(0.15, 0.2, 0)),  # then rather at marks
        (2.0, Gaps(4, 2, 0), Gaps(0.2214, 0.5571, 0)),  # more so in a loose line
        (2.0, Gaps(8, 0, 0, 4), Gaps(0.222, 0, 0, 0.056)),  # whose letters stand apart, too
        (-0.1, Gaps(9, 1, 0), Gaps(-0.01, -0.01, -0.01)),
    ],
)
def test_what_gaps_get(slack, count, expected):
    used = [got for got, number in zip(share_gaps(slack, count), count, strict=True) if number]
    assert used == pytest.approx(
        [got for got, number in zip(expected, count, strict=True) if number], abs=0.0001
    )


@given(
    st.floats(-0.2, 5),
    st.builds(Gaps, *[st.integers(0, 12)] * 3, st.integers(0, 30)),
)
def test_a_line_with_gaps_is_flush(slack, count):
    share = share_gaps(slack, count)
    if sum(count[:3]):
        added = sum(one * other for one, other in zip(share, count, strict=True))
        assert added == pytest.approx(slack)


@given(
    st.floats(0.01, 0.6),
    st.builds(Gaps, st.integers(0, 12), st.just(0), st.integers(1, 12), st.integers(0, 30)),
)
def test_a_line_whose_latin_stands_closer_is_flush(over, count):
    share = tighten(over, count)
    lost = sum(one * other for one, other in zip(share, count, strict=True))
    assert lost == pytest.approx(-over)
    assert -0.02 <= share.letters <= 0


def test_latin_stands_closer_only_where_all_gaps_together_do_not_do():
    count = Gaps(6, 0, 1, 5)
    assert tighten(0.12, count) == pytest.approx(Gaps(*[-0.12 / 7] * 3, 0))
    assert tighten(0.21, count) == pytest.approx(Gaps(*[-0.12 / 7] * 2, -0.04 - 0.12 / 7, -0.01))


def test_the_last_letter_before_a_full_width_mark_stays_beside_it():
    found = [each.start() for each in LETTER.finditer("（orientalis）：连 ab, c）")]
    assert found == [*range(1, 10), 15, 16]
