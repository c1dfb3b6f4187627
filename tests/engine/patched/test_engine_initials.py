"""A first letter may float in text that is laid out more than once, as columns are."""

from weasyprint import HTML

from exporter.engine.patched import engine

CSS = """@page { size: 300px 100px; margin: 0 } div { columns: 2 }
p::first-letter { float: left; font-size: 30px; line-height: 1 }"""


def test_a_drop_cap_stands_once_in_columns():
    words = "<em>Once</em> upon a time " * 20
    html = f"<style>{CSS}</style><div><p>{words}</p><p>Twice told {words}</p></div>"
    with engine():
        pages = HTML(string=html).render().pages
    letters = [
        box.text
        for page in pages
        for box in page._page_box.descendants()
        if (box.element_tag or "").endswith("::first-letter") and hasattr(box, "text")
    ]
    assert letters == ["O", "T"]


def test_the_first_line_begins_beside_a_drop_cap():
    html = f"<style>{CSS}</style><div><p>{'Once upon a time ' * 20}</p></div>"
    with engine():
        pages = HTML(string=html).render().pages
    letter, first, *_ = (
        box for box in pages[0]._page_box.descendants() if getattr(box, "text", "").strip()
    )
    assert letter.text == "O"
    assert first.text.startswith("nce")
    assert first.position_x >= letter.position_x + letter.width
