"""Columns end on whole lines."""

import pytest
from weasyprint import HTML
from weasyprint.formatting_structure.boxes import BlockBox

from exporter.engine.patched import engine
from exporter.engine.patched.even_columns import bottom

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


def bottoms(body: str, *, grid: bool, height: int = 600) -> list[list[float]]:
    """Where the content of each column ends, in pixels from the top, sheet by sheet."""
    found: list[list[float]] = []

    def walk(box: object) -> None:
        if getattr(box, "is_column", False):
            found[-1].append(round(bottom(box)))
        for child in getattr(box, "children", ()):
            walk(child)

    with engine(caches=False, justify=False, grid=grid):
        html = f"<style>@page {{ margin: 0; size: 300px {height}px }} {CSS}</style>{body}"
        for page in HTML(string=html).render().pages:
            found.append([])
            walk(page._page_box)
    return found


def paragraphs(*lines: int) -> str:
    return "".join(f"<p>{number * 'x<br>'}</p>" for number in lines)


def test_columns_are_even_where_a_block_of_many_lines_comes_next():
    """One that wants more than a sheet, as an article does, is parted all the same."""
    whole = f"<article>{paragraphs(*[1] * 5)}</article><article>{paragraphs(*[1] * 58)}</article>"
    (even,) = bottoms(f'<div class="columns">{whole}</div>', grid=True)
    assert even == [420, 420, 420]


def test_few_lines_never_stand_alone_at_the_head_of_a_sheet():
    body = f'<div class="columns">{paragraphs(*[1] * 33)}</div>'
    first, rest = bottoms(body, grid=True, height=200)
    assert bottoms(body, grid=False, height=200)[1] == [20, 20, 20]
    assert (first, rest) == ([140, 140, 140], [80, 80, 80])


def test_a_block_without_room_begins_the_next_sheet_below_even_columns():
    tall = '<div style="height: 160px; break-inside: avoid"></div>'
    body = (
        f'<div style="height: 60px"></div><div class="columns">{paragraphs(*[1] * 6)}{tall}</div>'
    )
    first, rest = bottoms(body, grid=True, height=200)
    assert first == [100, 100, 100]
    assert rest == [160]


def test_a_block_at_the_head_of_a_column_has_no_margin_above():
    heads = "".join(f'<h3><div class="after">{n}</div></h3><p>x<br>x<br>x</p>' for n in range(3))
    css = "<style>h3 { font: inherit; margin: 20px 0 0; break-after: avoid }</style>"
    body = f'{css}<div class="columns"><p>x</p>{heads}</div>'
    assert tops(body, grid=True)[1:] == [0, 0]
    assert tops(body, grid=False)[1:] == [20, 20]
