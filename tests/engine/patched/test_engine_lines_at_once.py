"""Texts that are laid out in one go have the glyphs that each has alone: to the unit of Pango."""

import random

import pytest
import weasyprint
from weasyprint.formatting_structure import boxes
from weasyprint.text.ffi import ffi

from exporter.engine.patched import engine
from exporter.engine.patched.lines_at_once import set_lines
from exporter.engine.patched.quick_glyphs import numbers_in
from exporter.engine.patched.spacing import set_text

PARTS = [
    *"江上的渡船天亮时离开码头，。、；：！？“”（）《》—…·",
    *("GDP", "3.7%", "1,250", "Wi-Fi", "9", "é", "office", "AVATAR", "To ", " ", "\u00a0"),
    *("\u2060", "\u200b", "\u00ad", "ー", "キロ", "한글", "Привет", "𠮷", "🙂", "★", "e\u0301"),
    *("العربية", "שלום", "1⁄7", "5月3日", "A的是B字"),
]
STYLE = 'p { font: 9pt "Noto Serif CJK SC", serif; letter-spacing: %s }'


def glyphs(layout):
    """Return the glyphs of a text: number, advance, offsets and cluster of each."""
    line = layout.own_line()
    run, found = line.runs, []
    while run != ffi.NULL:
        glyphs = run.data.glyphs
        count, fields = glyphs.num_glyphs, numbers_in("PangoGlyphInfo")
        values = ffi.unpack(ffi.cast("int32_t *", glyphs.glyphs), count * fields)
        clusters = ffi.unpack(glyphs.log_clusters, count)
        start = run.data.item.offset - line.start_index
        found.append((start, clusters, [values[part::fields] for part in range(4)]))
        run = run.next
    return found


def first_text(style):
    document = weasyprint.HTML(string=f"<style>{style}</style><p>江").render()
    found = document.pages[0]._page_box.descendants()
    return next(each for each in found if isinstance(each, boxes.TextBox))


def test_texts_have_the_glyphs_that_each_has_alone():
    chance = random.Random(5)
    texts = ["".join(chance.choices(PARTS, k=chance.randint(1, 14))) for _ in range(400)]
    with engine():
        box = first_text(STYLE % "normal")
        for text, line in zip(texts, set_lines(box.style, texts), strict=True):
            alone = box.copy_with_text(text)
            set_text(alone, 0)
            made = line.put(box, text)
            for name in ("text", "width", "height", "margin_top", "margin_bottom", "baseline"):
                assert getattr(made, name) == getattr(alone, name), (name, text)
            for each in (made, alone):
                each.pango_layout.reactivate(each.style)
            assert glyphs(made.pango_layout) == glyphs(alone.pango_layout), text


@pytest.mark.parametrize("text", ["a\tb", "a\nb", "a\rb", "a\u2028b", "a\u2029b"])
def test_a_text_that_is_more_than_a_line_is_laid_out_alone(text):
    with engine():
        style = first_text(STYLE % "normal").style
        assert set_lines(style, ["江", text]) is None


def test_spaced_letters_are_laid_out_alone():
    with engine():
        assert set_lines(first_text(STYLE % "1px").style, ["江"]) is None
