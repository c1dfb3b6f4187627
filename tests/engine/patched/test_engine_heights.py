"""Lines keep the height that their style gives them, whatever stands in them."""

from urllib.parse import quote

import pytest
from weasyprint import HTML
from weasyprint.formatting_structure.boxes import LineBox

from exporter.engine.patched import engine

CSS = """
    @page { margin: 0; size: 200px 900px } body { margin: 0 } p { margin: 0 }
    html { font: 10px/12px "Linux Libertine O", "DejaVu Serif", serif }
    em { font-family: "Noto Sans CJK SC", "DejaVu Sans", sans-serif }
    code { font-family: monospace } small { font-size: 0.8em }
"""


def heights(text: str, css: str = "", **how: bool) -> set[float]:
    """Return the heights of the lines of a paragraph, in whole thousandths of a pixel."""
    found: list[float] = []

    def walk(box: object) -> None:
        if isinstance(box, LineBox):
            found.append(round(box.height, 3))
        for child in getattr(box, "children", ()):
            walk(child)

    with engine(**how):
        document = HTML(string=f"<style>{CSS}{css}</style><p>{text}</p>").render()
    walk(document.pages[0]._page_box)
    return set(found)


@pytest.mark.parametrize("character", "字₹✓☆한あ⛴กཀ")
def test_a_character_of_another_font_makes_no_line_higher(character):
    assert heights(f"The ferry {character} turns by the quay {character * 30} and waits. " * 9) == {
        12
    }


@pytest.mark.parametrize("tag", ["em", "code", "small"])
def test_another_face_makes_no_line_higher(tag):
    assert heights(f"The ferry <{tag}>turns 字 slowly</{tag}> by the quay. " * 9) == {12}


def test_lines_that_have_no_set_height_are_as_high_as_their_text():
    css = "html { line-height: normal }"
    text = "a<br>字<br><small>b</small>"
    assert heights(text, css) == heights(text, css, heights=False)


def test_what_is_raised_by_its_style_is_raised():
    css = "sup { line-height: 12px; vertical-align: 4px }"
    assert heights("a<sup>1</sup>", css) == heights("a<sup>1</sup>", css, heights=False) != {12}


def test_a_picture_without_a_size_stands_in_a_line_from_right_to_left():
    svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 1'/>"
    text = f'אב <img style="max-width: 80px" src="data:image/svg+xml,{quote(svg)}"> גד'
    assert heights(text, "html { direction: rtl }")
