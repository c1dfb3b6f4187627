"""Heads and feet of pages in the flow layout keep off edges that a plant leaves white."""

import pytest

from exporter.layouts.flow.pages import clear
from exporter.layouts.papers import make_grid
from exporter.profiles import find_profile
from exporter.sheet_size import SheetSize

SHEET = SheetSize(width=315, height=420, type_area=(280, 385))  # margins of 17.5 mm


@pytest.mark.parametrize(
    ("edges", "head", "foot"),
    [
        ((0, 0, 0, 0), False, False),
        ((0, 15, 15, 0), False, True),
        ((20, 0, 3, 0), True, False),
    ],
)
def test_what_would_stand_on_a_white_edge_is_left_out(
    edges: tuple[float, ...], head: bool, foot: bool
) -> None:
    rules = clear(find_profile("newsprint", clear_mm=edges), make_grid(SHEET, "en"))
    assert ("@page :right { @top-left { content: none }" in rules) == head
    assert ("@bottom-center { content: none }" in rules) == foot
