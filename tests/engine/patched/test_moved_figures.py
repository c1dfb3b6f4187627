"""A figure without room at the foot of a column stands in the next one, behind text that has."""

import pytest
from weasyprint import HTML

from exporter.engine.patched import engine
from exporter.engine.patched.even_columns import bottom

CSS = """@page { margin: 0; size: 200px 200px } body, p, figure { margin: 0 }
html { orphans: 2; widows: 2 } .columns { columns: 2; column-gap: 0; line-height: 20px }
figure { break-inside: avoid; height: 100px } .article-head, h3, .announces { break-after: avoid }
h3 { font: inherit; margin: 0 } .article-head { height: 40px }"""
FIGURE = "<figure id=f></figure>"
HEAD = "<header class=article-head></header>"
ABOVE = '<div style="height: 80px"></div>'


def text(name: str, lines: int, start: str = "<p") -> str:
    return f"{start} id={name}>{lines * 'x<br>'}</p>"


def columns(body: str, above: str = "") -> list[list[tuple[list[str], float]]]:
    """The names of the blocks of each column and where its content ends, sheet by sheet."""
    sheets: list[list[tuple[list[str], float]]] = []

    def names(box: object) -> list[str]:
        own = getattr(box, "element", None)
        inner = [name for child in getattr(box, "children", ()) for name in names(child)]
        return [own.get("id"), *inner] if own is not None and own.get("id") else inner

    def walk(box: object) -> None:
        if getattr(box, "is_column", False):
            sheets[-1].append((list(dict.fromkeys(names(box))), bottom(box)))
            return
        for child in getattr(box, "children", ()):
            walk(child)

    with engine(caches=False, justify=False, grid=True):
        html = f"<style>{CSS}</style>{above}<div class=columns>{body}</div>"
        for page in HTML(string=html).render().pages:
            sheets.append([])
            walk(page._page_box)
    return sheets


def test_text_fills_the_foot_that_a_figure_would_leave():
    body = text("a", 7) + FIGURE + text("b", 5) + text("c", 20)
    (first, second), *_ = columns(body)
    assert first == (["a", "b"], 200.0)
    assert second[0][:2] == ["b", "f"]


def test_a_story_begins_at_the_foot_of_a_sheet_that_has_no_room_for_its_figure():
    story = f"<article>{HEAD}{FIGURE}<div>{text('a', 6)}{text('b', 9)}</div></article>"
    sheets = columns(story, ABOVE)
    assert [names for names, _ in sheets[0]] == [["a"], ["a", "b"]]
    assert [names for names, _ in sheets[1]] == [["b"], ["f"]]


def test_a_figure_with_room_stays_where_it_is():
    body = text("a", 3) + FIGURE + text("b", 9)
    ((first, second),) = columns(body)
    assert (first[0], second[0]) == (["a", "f"], ["b"])


@pytest.mark.parametrize("kept", [text("k", 2, "<p class=announces"), "<h3 id=k>x</h3>"])
def test_what_is_kept_with_its_text_is_not_parted_from_it(kept):
    body = text("a", 6) + FIGURE + kept + text("b", 4) + text("c", 20)
    order = [name for sheet in columns(body) for names, _ in sheet for name in names]
    assert order.index("f") > order.index("b") > order.index("k")


def test_a_figure_that_is_announced_stays_below_its_announcement():
    body = text("a", 5) + text("k", 2, "<p class=announces") + FIGURE + text("b", 9)
    order = [name for sheet in columns(body) for names, _ in sheet for name in names]
    assert order.index("f") == order.index("k") + 1


def test_a_figure_does_not_leave_its_article():
    body = f"<article>{text('a', 7)}{FIGURE}</article><article>{text('b', 9)}</article>"
    order = [name for sheet in columns(body) for names, _ in sheet for name in names]
    assert order.index("f") < order.index("b")
