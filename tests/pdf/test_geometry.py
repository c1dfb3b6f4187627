"""Matrices and rectangles of PDF pages."""

import pytest
from pikepdf import Array, Matrix

from exporter.pdf.geometry import matrix_of, moved, scale, sides


def test_a_matrix_is_read_from_six_numbers():
    assert matrix_of(Array([2, 0, 0, 3, 5, 7])) == Matrix(2, 0, 0, 3, 5, 7)


@pytest.mark.parametrize("values", [[], [1, 0, 0, 1, 0], [1, 0, 0, 1, 0, 0, 0]])
def test_other_counts_are_refused(values):
    with pytest.raises(ValueError):
        matrix_of(values)


def test_the_first_matrix_of_a_product_is_done_first():
    both = Matrix().scaled(2, 3) @ Matrix().translated(10, 20)
    assert both.transform((1, 1)) == (12, 23)
    assert moved((0, 0, 1, 1), both) == (10, 20, 12, 23)


def test_sides_and_scale_do_not_change_by_a_turn():
    turned = Matrix().scaled(3, 4).rotated(30)
    assert scale(turned) == pytest.approx(scale(Matrix().scaled(3, 4)))
    assert sides(Matrix(0, 3, -4, 0, 9, 9)) == (3, 4)
