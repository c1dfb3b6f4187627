"""A paragraph that was measured is not read again, and another one never taken for it."""

import pytest
import weasyprint
from weasyprint.text.fonts import FontConfiguration

from exporter.engine import boxes
from exporter.engine.patched import engine
from exporter.engine.patched import known_paragraphs as module
from exporter.engine.patched.counted import counting_lines
from exporter.engine.patched.known_paragraphs import known_paragraphs

TEXT = "GDP增长12.5%，堤上的人都看着水面不说话，江水涨了一尺二寸五分，Wi-Fi也断了。" * 3
WORDS = "The harbour commissioners have bought a second-hand dredger from the Rotterdam yard. " * 4
CSS = """
    html { font: 10px/15px 'Noto Serif CJK SC'; text-align: justify }
    p { width: 150px; margin: 0 }
"""
# Each leaves the text as it is, and changes its lines, or may.
STYLES = (
    *("", "font-size: 11px", "font-family: 'Noto Sans CJK SC'", "font-weight: bold"),
    *("letter-spacing: 1px", "word-spacing: 2px", "width: 170px", "text-indent: 20px"),
    *("font-feature-settings: 'halt'", "text-align-last: justify", "line-height: 17px"),
    *("hyphens: auto", "hyphens: auto; hyphenate-limit-chars: 6 3 3"),
)


def lines(style, text, language, fonts, inside="{}", told=""):
    html = (
        f'<html lang="{language}"><style>{CSS} p {{ {style} }}</style>'
        f'<body><p data-b="1"{told}>{inside.format(text)}</p>'
    )
    with counting_lines():
        [page] = weasyprint.HTML(string=html).render(font_config=fonts).pages
    [paragraph] = boxes.descend(boxes.content(page))
    return [
        "".join(each.text for each in line.descendants() if boxes.is_text(each))
        for line in paragraph.children
    ]


@pytest.mark.parametrize(("text", "language"), [(TEXT, "zh-CN"), (TEXT, "ja"), (WORDS, "en")])
def test_known_paragraphs_have_the_lines_of_those_read_anew(monkeypatch, text, language):
    fonts, read = FontConfiguration(), []
    make = module.read_paragraph
    monkeypatch.setattr(module, "read_paragraph", lambda *all_: read.append(1) or make(*all_))
    ways = [(style, text, language, fonts) for style in STYLES]
    ways.append(("", text, language, fonts, "<b>{}</b>"))
    with engine():
        anew = []
        for way in ways:
            known_paragraphs.clear()
            anew.append(lines(*way))
        known_paragraphs.clear()
        for _ in range(2):
            number = len(read)
            assert [lines(*way) for way in ways] == anew
        assert len(read) == number
        # Fonts of another document may be others of the same names.
        lines("", text, language, FontConfiguration())
        assert len(read) == number + 1
    assert len({tuple(each) for each in anew}) > len(ways) / 2


def test_ends_of_lines_that_an_element_tells_are_its_own():
    fonts, words = FontConfiguration(), WORDS.split()
    pairs = ["".join(words[: end + 2]) for end in range(0, len(words), 2)]
    told = f' data-line-ends="{" ".join(str(len(each)) for each in pairs)}"'
    with engine():
        plain = lines("", WORDS, "en", fonts)
        in_pairs = lines("", WORDS, "en", fonts, told=told)
        assert lines("", WORDS, "en", fonts) == plain
    assert [line.split() for line in in_pairs] == [
        words[at : at + 2] for at in range(0, len(words), 2)
    ]
    assert in_pairs != plain


def test_what_is_known_does_not_grow_without_end(monkeypatch):
    monkeypatch.setattr(module, "MOST_CHARACTERS", 2 * len(TEXT))
    fonts = FontConfiguration()
    with engine():
        for number in range(5):
            lines("", f"{TEXT[number:]}", "zh-CN", fonts)
        assert 0 < len(known_paragraphs._found) <= 2
    assert not known_paragraphs._found
