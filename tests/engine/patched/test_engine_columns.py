"""Columns end on whole lines."""

import pytest
from weasyprint import HTML
from weasyprint.formatting_structure.boxes import BlockBox
from weasyprint.layout import column

from exporter.engine.patched import engine

CSS = "body, p { margin: 0 } .columns { columns: 3; line-height: 20px }"
SEVEN_LINES = f"<p>{7 * 'x<br>'}</p>"


def tops(body: str, grid: bool) -> list[float]:
    """Where each paragraph of class `after` begins, in pixels from the top of the page."""
    found: list[float] = []

    def walk(box: object) -> None:
        if isinstance(box, BlockBox) and box.element.get("class") == "after":
            found.append(box.position_y)
        for child in getattr(box, "children", ()):
            walk(child)

    with engine(caches=False, justify=False, grid=grid):
        html = f"<style>@page {{ margin: 0; size: 300px 600px }} {CSS}</style>{body}"
        for page in HTML(string=html).render().pages:
            walk(page._page_box)
    return found


def test_what_follows_columns_is_on_the_grid():
    body = f'<div class="columns">{SEVEN_LINES}</div><p class="after">After</p>'
    assert tops(body, grid=True) == [60.0]
    assert tops(body, grid=False)[0] > 60.0


def test_what_spans_all_columns_is_on_the_grid():
    across = '<p class="after" style="column-span: all">Across</p>'
    body = f'<div class="columns">{SEVEN_LINES}{across}{SEVEN_LINES}</div>'
    assert tops(f'{body}<p class="after">After</p>', grid=True) == [60.0, 140.0]


@pytest.mark.parametrize("height", ["25px", "40px"])
def test_a_box_that_is_no_text_takes_the_lines_it_needs(height):
    box = f'<div style="height: {height}"></div>'
    body = f'<div class="columns">{box * 3}</div><p class="after">After</p>'
    assert tops(body, grid=True) == [40.0]


def test_columns_of_a_set_height_keep_it():
    body = f'<div class="columns" style="height: 90px">{SEVEN_LINES}</div>'
    assert tops(f'{body}<p class="after">After</p>', grid=True) == [90.0]


def test_a_column_cut_by_the_foot_of_a_sheet_fits_it_whatever_its_last_digits():
    """Else what is left for the last sheet is not balanced, and fills one column after another."""
    foot, claimed = 955.66768503937, 955.6676850393701
    with engine(caches=False, justify=False, grid=True):
        assert column.max([claimed, 94.0]) <= foot < column.max(0, claimed)
    assert not hasattr(column, "max")
