"""Heads of lines closer than the grid take whole lines: what is below them is on the grid."""

import pytest
from weasyprint import HTML

from exporter.engine.patched import engine

CSS = """@page { margin: 0; size: 200px 400px } body, h1, p, figure { margin: 0 }
html { font-size: 10px; line-height: 20px } h1 { font-size: 24px; line-height: 30px }
.opening { display: flow-root } .opening header { float: right; width: 100px }"""


def top_of_text(head: str, grid: bool = True) -> float:
    """Where the text below a head begins."""
    html = f"<style>{CSS}</style>{head}<p>Text</p>"
    with engine(caches=False, justify=False, grid=grid):
        (page,) = HTML(string=html).render().pages
    body = page._page_box.children[0].children[0]
    return float(body.children[-1].position_y)


@pytest.mark.parametrize(("lines", "top"), [(1, 40), (2, 60), (3, 100), (4, 120)])
@pytest.mark.parametrize("around", ["{}", "<div class=opening>{}<figure>-</figure></div>"])
def test_a_head_takes_whole_lines(around, lines, top):
    head = f"<header class=article-head><h1>{'<br>'.join(['A'] * lines)}</h1></header>"
    assert top_of_text(around.format(head)) == top


def test_what_is_no_head_is_left_as_high_as_it_is():
    assert top_of_text("<header><h1>A</h1></header>") == 30


def test_heads_are_whole_in_a_grid_alone():
    assert top_of_text("<header class=article-head><h1>A</h1></header>", grid=False) == 30
