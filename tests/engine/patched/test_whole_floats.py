"""A float that must not be broken goes to the next sheet whole, and its block with it."""

import pytest
from weasyprint import HTML

from exporter.engine.patched import engine

CSS = """@page { margin: 0; size: 200px 200px } body, p { margin: 0 } html { line-height: 20px }
.opening { display: flow-root; break-inside: avoid; break-after: avoid }
.head { float: right; width: 100px; break-inside: avoid }
.body { columns: 2; column-gap: 0 }"""
BODY = "<div class=body><p>1<br>2<br>3<br>4</p></div>"


def sheets(above: int, paragraphs: str) -> list[str]:
    """The text of each sheet: an article with a headline beside something, so far down."""

    def text(box: object) -> str:
        return getattr(box, "text", "") + "".join(map(text, getattr(box, "children", ())))

    head = "".join(f"<p>{each}</p>" for each in paragraphs)
    article = f"<article><div class=opening><div class=head>{head}</div>-</div>{BODY}</article>"
    html = f'<style>{CSS}</style><div style="height: {above}px">before</div>{article}'
    with engine(caches=False, justify=False, grid=True):
        return [text(page._page_box) for page in HTML(string=html).render().pages]


@pytest.mark.parametrize("above", [100, 120, 140, 160])
def test_a_headline_without_room_is_on_the_next_sheet_alone_and_once(above):
    assert sheets(above, "abcdef") == ["before", "abcdef-1234"]


def test_one_with_room_stays():
    assert sheets(40, "abcdef") == ["beforeabcdef-1234"]


def test_one_that_is_higher_than_a_sheet_goes_on_overleaf():
    assert sheets(20, "abcdefghijklm") == ["before", "abcdefghij-", "klm1234"]
