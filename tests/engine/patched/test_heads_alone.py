"""An article begins with its head alone where its picture has no room beside that."""

import pytest
from weasyprint import HTML

from exporter.engine.patched import engine

CSS = """@page { margin: 0; size: 200px 300px } body, p, figure { margin: 0 }
html { line-height: 20px } .body { columns: 2; column-gap: 0 }
.opening { display: flow-root; break-inside: avoid; break-after: avoid }
.article-head { float: right; width: 100px; height: 40px }
figure { break-inside: avoid; width: 100px } img { display: block; width: 100px; height: 95px }"""
IMAGE = "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>"
FIGURE = f'<figure><img src="data:image/svg+xml,{IMAGE}"></figure>'.replace("#", "%23")
HEAD = f"<div class=opening><header class=article-head></header>{FIGURE}</div>"
TEXT = "".join(f"<p>{5 * 'x<br>'}</p>" for _ in range(12))


def parts(above: float, columns: int = 2) -> list[dict[str, tuple[float, float]]]:
    """Where head and picture stand on each sheet, and how wide they are."""
    sheets: list[dict[str, tuple[float, float]]] = []

    def walk(box: object) -> None:
        if getattr(box, "element_tag", "") in ("header", "img"):
            sheets[-1][box.element_tag] = (box.position_y, box.width)
        for child in getattr(box, "children", ()):
            walk(child)

    body = f"<article>{HEAD}<div class=body>{TEXT}</div></article>"
    with engine(caches=False, justify=False, grid=True):
        style = f"<style>{CSS} .body {{ columns: {columns} }}</style>"
        html = f"{style}<div style='height:{above}px'></div>{body}"
        for page in HTML(string=html).render().pages:
            sheets.append({})
            walk(page._page_box)
    return sheets


def test_head_and_picture_stand_side_by_side_where_they_have_room():
    assert parts(100)[0] == {"header": (100, 100), "img": (100, 100)}


def test_the_head_is_alone_where_they_have_none_and_the_picture_is_in_the_text():
    first, second, *_ = parts(170)
    assert first == {"header": (170, 200)}
    assert second["img"][1] == 100


@pytest.mark.parametrize("above", [190, 240])
def test_an_article_without_room_for_some_lines_begins_the_next_sheet_as_it_is(above):
    first, second, *_ = parts(above)
    assert first == {}
    assert second == {"header": (0, 100), "img": (0, 100)}


def test_a_picture_wider_than_a_column_stays_beside_its_head():
    first, second, *_ = parts(170, columns=3)
    assert first == {}
    assert second == {"header": (0, 100), "img": (0, 100)}
