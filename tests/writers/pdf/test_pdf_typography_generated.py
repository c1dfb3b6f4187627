"""Chinese with all marks beside one another, in both ways of setting them."""

import itertools
import os
import re
import unicodedata
from html import escape

import pytest
import weasyprint
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from exporter.edition.style import find_style
from exporter.engine.patched import engine
from exporter.engine.patched.justify import WIDEST_GAP
from exporter.layouts.flow.print_document import style
from exporter.layouts.papers import make_grid
from tests.printed import printed
from tests.writers.pdf.glyphs import CLOSING, HAN, LATIN, OPENING, STOPS, Reader, Text

GRID = make_grid("tabloid", "zh-Hans")
HANZI = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动"
PAIRS = [*"“” ‘’ （） 《》 〈〉 「」 『』 【】".split()]
NO_START = CLOSING | STOPS | frozenset("·—…～%℃")
NO_END = OPENING | frozenset("￥")
EXACT = 0.3
# Paragraphs that are made by chance; EXPORTER_NIGHTLY=1 makes as many as a night has time for.
NUMBER = 1_000 if os.environ.get("EXPORTER_NIGHTLY") else 150

words = st.text(HANZI, min_size=1, max_size=12)
numbers = st.sampled_from(
    "7 35.6% 20℃ ￥1,200 2018年 4.6万 GDP A4 1∶50 12:30 Wi-Fi 100公里".split()
).map("\x01{}\x02".format)
joints = st.sampled_from("， 。 、 ； ： ？ ！ ？！ —— …… · ～ ， ， 。".split())


def wrapped(inner):
    return st.tuples(st.sampled_from(PAIRS), inner).map(lambda each: each[1].join(each[0]))


texts = st.recursive(
    st.one_of(words, words, numbers, joints),
    lambda inner: st.one_of(wrapped(inner), st.lists(inner, min_size=2, max_size=4).map("".join)),
    max_leaves=12,
)
bold = texts.map(lambda text: f"<strong>{text}</strong>")
# A paragraph begins and ends with characters: what stands between is judged.
paragraphs = st.lists(st.one_of(texts, texts, bold), min_size=4, max_size=16).map(
    lambda pieces: apart(f"甲乙{''.join(pieces)}丙丁。")
)


def apart(text):
    """Part numbers side by side and shorten rows of marks: no line has room for a row of them."""
    text = re.sub("([，。、；：？！—…·～]{3,4})[，。、；：？！—…·～]+", r"\\1和", text)
    text = re.sub("\x02((?:<[^>]*>|[“”‘’])*)\x01", r"\1和", text)
    return re.sub("[\x01\x02]", "", text)


def pages(path, texts, language="zh-Hans"):
    """Set paragraphs in one column; return them as they were read back, with the column's edges."""
    kind = "zh-hant" if language == "zh-Hant" else "zh-hans"
    body = printed("".join(f"<p>{text}</p>" for text in texts), language)
    css = style(find_style(), "报", GRID) + "@page { size: 800pt 9000pt; margin: 20pt }"
    html = (
        f'<html lang="{language}" class="{kind}"><style>{css}</style><body>'
        f'<div class="body" style="width:{GRID.column}pt">{body}</div></body></html>'
    )
    with engine():
        weasyprint.HTML(string=html).write_pdf(str(path))
    text = Text(Reader(path).glyphs)
    return [text.find(re.sub("<[^>]*>", "", each)) for each in texts]


def is_stuck(line, edge):
    """Whether a line has so few gaps that it is left ragged."""
    wide = [unicodedata.east_asian_width(glyph.text[0]) in "WF" for glyph in line.glyphs]
    gaps = sum(one or other for one, other in itertools.pairwise(wide))
    return edge - line.right() > (0.9 * WIDEST_GAP * gaps - 1) * line.size


def generated(number):
    """Return so many paragraphs, the same every time."""
    found = {
        "甲乙20℃〈了……〉会，〈国〉大，，<strong>‘的……‘一个’’</strong>丙丁。": None,
        "甲乙<strong>『“们”』「，」——『一和可国主不于』</strong>丙丁。": None,
    }

    @settings(max_examples=number, database=None, phases=[Phase.generate])
    @given(paragraphs)
    def gather(text):
        found[text] = None

    gather()
    return list(found)


def test_every_line_is_set_well(tmp_path):
    """One PDF has all paragraphs: to make one for each takes ten times as long."""
    texts = generated(NUMBER)
    assert len(texts) > NUMBER / 2
    for source, paragraph in zip(texts, pages(tmp_path / "a.pdf", texts), strict=True):
        assert paragraph is not None, source
        judge(source, paragraph)


def judge(source, paragraph):
    left, right = 20.0, 20 + GRID.column
    for line in paragraph.lines[1:]:
        assert line.text[0] not in NO_START, (line.text, source)
        assert abs(line.left() - left) < EXACT, source
    for line in paragraph.full:
        assert line.text[-1] not in NO_END, source
        assert line.right() < right + EXACT, (line.text, source)
        assert abs(line.right() - right) < EXACT or is_stuck(line, right), (line.text, source)
    assert abs(paragraph.lines[0].first.x - left - 18) < EXACT
    assert len(re.sub(r"\W", "", paragraph.lines[-1].text)) >= 2, source
    for line in paragraph.lines:
        judge_gaps(line)


def judge_gaps(line):
    gap = max(line.gaps(), default=None)
    for one, other in line.pairs():
        room = (other.x - one.end) / line.size
        if is_beside_latin(one, other) or is_beside_latin(other, one):
            # Where bold type begins in a line without any room there may be none, and in a line
            # without other gaps there is more.
            least = 0.02 if gap is None or gap > 0.02 else -0.01
            assert least < room < (0.51 if gap is not None else WIDEST_GAP + 0.09), line.text
        if gap is not None and are_squeezed(one.text, other.text):
            assert room < gap - 0.45, (one.text + other.text, line.text)


def is_beside_latin(han, latin):
    return HAN.match(han.text) and LATIN.match(latin.text)


def are_squeezed(one, other):
    """Whether one of two marks has a blank half towards the other."""
    if one in OPENING:
        return other in OPENING
    if one in CLOSING:
        return other in OPENING | CLOSING | STOPS
    return one in STOPS and other in OPENING | CLOSING | STOPS - {*"？！"}


TRADITIONAL = (
    "他說：「這本書叫《渡口》，（第二版）。」眾人問：「為甚麼？」他答不出來，只說「『渡口』是老地方」，"
    "就走了；後來，再沒有回來。" * 3
)


@pytest.fixture(scope="module")
def traditional(tmp_path_factory):
    """Return a paragraph of Traditional Chinese as it is set."""
    path = tmp_path_factory.mktemp("traditional") / "a.pdf"
    return pages(path, [escape(TRADITIONAL)], "zh-Hant")[0]


def test_traditional_stops_keep_their_width(traditional):
    """In Taiwan and Hong Kong they stand in the middle of the em."""
    stops = 0
    for line in traditional.full:
        gap = max(line.gaps())
        for one, other in line.pairs():
            if one.text in STOPS and HAN.match(other.text):
                stops += 1
                assert abs((other.x - one.end) / line.size - gap) < 0.02, line.text
        if line.text[-1] in STOPS:
            assert abs(line.last.end - 20 - GRID.column) < EXACT
    assert stops > 5
    assert {line.text[-1] for line in traditional.full} & STOPS


def test_traditional_brackets_lose_their_blank_beside_marks(traditional):
    pairs = {}
    for line in traditional.lines:
        gap = max(line.gaps(), default=0)
        for one, other in line.pairs():
            room = round((other.x - one.x) / line.size - gap, 1)
            pairs.setdefault(one.text + other.text, set()).add(room)
    # An opening bracket is drawn half an em to the left of where it has its own width.
    assert pairs["：「"] == {0.5}
    assert pairs["》，"] == {0.5}
    assert pairs["）。"] == {0.5}
    assert pairs["「『"] == {0.5}
    # Its whole em, but in a line that holds a character more for its blank half.
    assert max(pairs["』是"]) == 1.0


def test_traditional_lines_are_flush(traditional):
    edge = 20 + GRID.column
    ends = [line.right(CLOSING) for line in traditional.full]
    assert len(ends) > 8
    assert [end for end in ends if abs(end - edge) > EXACT] == []
    starts = [line.left() for line in traditional.lines[1:]]
    assert [start for start in starts if abs(start - 20) > EXACT] == []
