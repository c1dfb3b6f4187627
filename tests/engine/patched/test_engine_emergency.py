"""A word that no line holds is broken; words that a line holds are left whole."""

import pytest
from weasyprint import HTML
from weasyprint.formatting_structure.boxes import LineBox, TextBox

from exporter.engine.patched import engine

CSS = "@page { margin: 0; size: 100px 900px } body, p { margin: 0 } html { font: 10px/12px serif }"


def lines(html: str, css: str = "", language: str = "en", **how: bool) -> list[tuple[str, float]]:
    """Return the text of each line of a document 100 pixels wide, and its width."""
    found: list[tuple[str, float]] = []

    def text(box: object) -> str:
        if isinstance(box, TextBox):
            return box.text
        return "".join(map(text, getattr(box, "children", ())))

    def walk(box: object) -> None:
        if isinstance(box, LineBox):
            found.append((text(box), box.width))
        else:
            for child in getattr(box, "children", ()):
                walk(child)

    with engine(**how):
        style = f"<style>{CSS}{css}</style>"
        document = HTML(string=f'<html lang="{language}">{style}{html}</html>').render()
    walk(document.pages[0]._page_box)
    return found


@pytest.mark.parametrize("before", ["", "Word ", "(", "<b>A</b>", "<b>A </b>", "甲乙", "<i>（</i>"])
@pytest.mark.parametrize("token", ["x" * 60, "0123456789abcdef" * 4, "é" * 70])
@pytest.mark.parametrize("language", ["en", "zh-CN", "de"])
def test_no_line_is_wider_than_its_room(before, token, language):
    html = f"<p>{before}<span>{token}</span> and more"
    made = lines(html, language=language)
    assert all(width <= 100.1 for _, width in made)
    joined = "".join(line for line, _ in made).replace(" ", "").replace("\u2010", "")
    assert token in joined


def test_words_that_fit_a_line_are_not_broken():
    html = "<p><span>(<b>quay</b>side</span> <i>ferries</i> and boats <b>by</b> the <i>harbour</i>"
    assert lines(html) == lines(html, emergency=False)


def test_a_text_that_fits_but_for_the_space_before_another_stays_on_its_line():
    words = "Bunting over the quay."
    css = "span { white-space: nowrap }"
    (_, width), *_ = lines(f"<p style='white-space: nowrap'>{words}")
    for spare in (0, 0.5, 1, 2):
        page = f"@page {{ size: {width + spare}px 900px }}"
        made = lines(f"<p>{words} <span>Picture: A. Hand</span>", css + page)
        assert [text for text, _ in made] == [words, "Picture: A. Hand"]


def test_text_that_may_not_wrap_is_left_alone():
    html = f'<p style="white-space: nowrap">{"x" * 60}'
    assert lines(html) == lines(html, emergency=False)


def test_letters_that_join_are_broken_where_their_last_forms_fit():
    css = "p { text-align: justify; direction: rtl }"
    for width in range(100, 130, 3):
        page = f"@page {{ size: {width}px 900px }}"
        made = lines(f"<p>{'ه' * 70}{'وصلت' * 20} اليوم", css + page, "ar")
        assert all(wide <= width + 0.1 for _, wide in made)
