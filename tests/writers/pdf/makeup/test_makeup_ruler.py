"""Heights that are told from one line: the same as those that are laid out."""

import pytest
from lxml import etree

import exporter
from exporter.edition import make_edition
from exporter.edition.style import find_style
from exporter.engine.line_ends import INVISIBLE
from exporter.engine.patched import engine
from exporter.layouts.makeup.jobs import jobs
from exporter.layouts.makeup.measure.cache import Store
from exporter.layouts.makeup.measure.cutting import Cutter, cut, visible
from exporter.layouts.makeup.measure.one_line import Whole
from exporter.layouts.makeup.measure.ruler import Piece, Ruler
from exporter.layouts.makeup.measure.sizes import Measuring
from exporter.layouts.makeup.plan.grid import sheet_grid, with_headlines
from exporter.layouts.makeup.render import setting
from exporter.options import Options

TEXT = "短短的一段正文。"
FILES = {
    "01/1.md": "---\nheadline: [一条很长很长的主标题要占去好几栏, 第二行]\nkicker: 引题一行\n"
    "deck: 副题说得也很长，一栏之内是放不下的，要折成好几行才行\nbyline: 记者\n"
    "figures:\n  - {image: a.png, caption: 图片说明文字在一栏里也要折行，两栏就不必了, alt: 图}\n"
    f"---\n{TEXT}\n",
    "01/2.md": f"---\nheadline: 短题\n---\n{TEXT}\n",
    "01/3.md": "---\nheadline: A headline of Latin words that goes on for some time\n"
    f"language: en\ndeck: And a deck\n---\n{TEXT}\n",
}
ISSUE = "publication: {name: 报, language: zh-Hans}\ndate: 2026-06-16\n"


@pytest.fixture
def page(issue_folder, picture):
    """Return what is to be measured of a page, and how it is laid out."""
    return measuring(
        issue_folder({"issue.yaml": ISSUE, "01/a.png": picture(size=(60, 40)), **FILES})
    )


def measuring(source, style=None):
    edition = make_edition(exporter.read(source).issue, style)
    shared = setting(edition, Options())
    grid = sheet_grid("tabloid", edition.language)
    page = Measuring(jobs(shared)[0].take_apart(grid), grid)
    return page, lambda html: shared.lay_out(grid, html, True)


@pytest.mark.parametrize(("inset", "height"), [(0, 12), (5, None)])
def test_a_line_fits_its_columns_less_the_inset_of_a_panel(inset, height):
    ruler = Ruler(sheet_grid("tabloid", "en"), lambda _: None)
    ruler.wholes["whole"] = Whole(12, ruler.grid.span(2) - 4)
    piece = Piece("words", "others", 2, "<p>Words</p>", "whole", inset=inset)
    assert ruler.known("<article>", piece) == height


def test_heights_are_those_of_a_layout_at_every_width(page):
    measuring, lay_out = page
    told, true = Ruler(measuring.grid, lay_out), Ruler(measuring.grid, lay_out)
    with engine():
        told.measure(list(zip(measuring.tags, measuring.wholes, strict=True)))
        true.measure(list(zip(measuring.tags, measuring.pieces, strict=True)))
    known, laid_out = {}, {}
    for tag, pieces in zip(measuring.tags, measuring.pieces, strict=True):
        known |= {piece.name: told.known(tag, piece) for piece in pieces}
        laid_out |= true.heights(tag, pieces)
    whole = {name: height for name, height in known.items() if height is not None}
    assert whole == {name: pytest.approx(laid_out[name], abs=0.01) for name in whole}
    assert len(whole) > len(known) / 2
    assert whole["e-0-0-1"] > whole["e-0-0-5"]  # it breaks, and was not laid out


@pytest.mark.parametrize(
    ("text", "initial", "lines"),
    [
        ("“A landing” at Skarrow is a notch in the granite. " * 4, "“A", 3),
        ("江上的渡船。" * 20, "江", 2),
    ],
)
def test_a_large_initial_stands_beside_lines_that_no_leg_parts(
    issue_folder, tmp_path, text, initial, lines
):
    language = "en" if text.isascii() or "landing" in text else "zh-Hans"
    style = tmp_path / "initials"
    style.mkdir()
    settings = "extends: newspaper\ninitials: [feature]\n"
    (style / "style.yaml").write_text(settings, encoding="utf-8")
    issue = ISSUE.replace("zh-Hans", language)
    article = f"---\nheadline: 短题\nkind: feature\n---\n{text}\n"
    source = issue_folder({"issue.yaml": issue, "01/1.md": article})
    page, lay_out = measuring(source, find_style(style))
    with engine():
        slices = page.sizes(lay_out, [0])[0].story.slices
    assert page.parts[0].body.findtext(".//span[@class='initial']") == initial
    assert [each.tied for each in slices[:lines]] == [True] * (lines - 1) + [False]
    assert slices[1].start[1] > len(initial)


def test_what_a_style_sets_apart_is_at_the_ends_of_a_text_alone():
    body = etree.fromstring('<div><p class="first final" data-b="1">one two</p></div>')
    (head,), (rest,) = cut(body, (0, 0), (1, 3), ""), cut(body, (1, 3), None, "")
    assert (head.get("class"), rest.get("class")) == ("first broken", "final continued")


def test_characters_are_counted_as_they_are_cut():
    body = etree.fromstring(
        '<div><p data-b="1">江<ruby>上<rt>shang</rt></ruby> \u2060的<br/>船<img/> <b> a b</b></p>'
        '<ul data-b="2"><li data-b="3">one<p data-b="4"/>two</li></ul><p data-b="5"> </p>'
        '<p data-b="6">x<a class="footnote-backref">up</a>y</p></div>'
    )
    cutter = Cutter((0, 0), None, False)
    cutter.cut(body)
    assert visible(body) == cutter.seen == {1: 7, 2: 0, 3: 6, 4: 0, 5: 0, 6: 2}


def test_an_article_alone_is_as_high_as_among_others(issue_folder):
    # Far down a page, a sum of many heights is not the last digit of the same height at its top.
    texts = ("\n\n".join([TEXT * 9] * count) for count in (7, 3, 5))
    front = "---\nheadline: 一条很长很长的主标题\ndeck: 副题\nbyline: 记者\n---\n"
    files = {f"01/{number}.md": front + text for number, text in enumerate(texts, 1)}
    measuring_, lay_out = measuring(issue_folder({"issue.yaml": ISSUE, **files}))
    with engine():
        together = measuring_.sizes(lay_out, range(3))
        alone = {number: measuring_.sizes(lay_out, [number])[number] for number in range(3)}
    assert alone == together


@pytest.mark.parametrize("largest", [45.1, 30.0])
def test_articles_are_measured_again_where_their_heads_have_other_sizes(page, tmp_path, largest):
    """Each other page was measured whole when the lead of the front page was a little smaller."""
    before, lay_out = page
    before = Measuring(before.parts, with_headlines(before.grid, 45.4))
    after = Measuring(before.parts, with_headlines(before.grid, largest))
    asked = []

    def noting(html):
        asked.append(html)
        return lay_out(html)

    def kept(measuring):
        return measuring.kept_or_measured(measuring.keys(store), store, noting)

    store = Store(tmp_path)
    with engine():
        first = kept(before)
        assert kept(before) == first
        asked.clear()
        again = kept(after)
        assert again == [*after.sizes(lay_out, range(len(after.parts))).values()]
    assert again != first
    assert bool(asked) == (largest == 30.0)
    assert set(before.keys(Store())) == {""}  # nothing is kept: nothing has to be told apart


def test_the_two_parts_of_a_text_cut_anywhere_are_the_whole():
    body = etree.fromstring(
        '<div><p data-b="1">江\u00ad上 <b>a\u2060b</b> </p><ul data-b="2"><li data-b="3">one</li>'
        '<li data-b="4">\u200btwo\u200b</li></ul><p data-b="5">x y</p></div>'
    )
    places = [(block, place) for block, many in visible(body).items() for place in range(many + 1)]
    assert len(places) > 12
    for place in places:
        parts = cut(body, (0, 0), place, "") + cut(body, place, None, "")
        text = "".join(text for part in parts for text in part.itertext())
        assert INVISIBLE.sub("", text) == "江上abonetwoxy", place


def test_an_empty_cell_of_a_table_keeps_the_others_in_their_columns():
    rows = '<tr data-b="2"><td/><td>1</td></tr><tr data-b="3"><td>x</td><td/></tr>'
    body = etree.fromstring(f'<div><table data-b="1">{rows}</table><p data-b="4">Text</p></div>')
    (table,) = cut(body, (1, 0), (4, 0), "")
    assert [[cell.text or "" for cell in row] for row in table] == [["", "1"], ["x", ""]]
