"""Headlines: their sizes by rank and columns, and where they break."""

from pathlib import Path

import pytest

from exporter.api import build
from exporter.edition import make_edition
from exporter.languages.segmentation import word_spans
from exporter.languages.weak_ends import AFTER_WEAK, end_costs
from exporter.layouts.makeup.jobs import jobs
from exporter.layouts.makeup.measure.headline_breaks import WIDER, broken, filled
from exporter.layouts.makeup.measure.heads import (
    ENDS_BADLY,
    LEAST,
    LONG,
    REWORDED,
    find_wordings,
    headline_sizes,
)
from exporter.layouts.makeup.plan.grid import sheet_grid
from exporter.layouts.makeup.render import setting
from exporter.model import Article, Kind
from exporter.options import Options
from exporter.readers import read

GRID = sheet_grid("tabloid", "en")
CHINESE = sheet_grid("tabloid", "zh-Hans")
ems, chinese_ems = (grid.faces.headline.ems for grid in (GRID, CHINESE))


def sizes(*headline, rank=1, columns=3, grid=GRID, kind=Kind.NEWS):
    article = Article(id="a", source=Path("a.md"), headline=headline, kind=kind)
    wordings = find_wordings(headline, grid.faces.headline.ems)
    return headline_sizes(article, rank, columns, grid, wordings)


def test_the_lead_is_set_larger_than_any_other():
    lead = sizes("Commissioners vote 7–4", "for a deeper harbour")[0]
    others = [sizes("Ferry sails", rank=rank, columns=5)[0] for rank in (2, 3, 4, 9)]
    assert all(lead.size > other.size for other in others)


@pytest.mark.parametrize("columns", [1, 2, 3, 4, 5])
def test_every_line_fits_its_columns(columns):
    for size in sizes("Cottage hospital to treat minor injuries until 10pm", columns=columns):
        assert all(ems(line) * size.size <= GRID.span(columns) for line in size.wording)


@pytest.mark.parametrize("kind", [Kind.NEWS, Kind.BRIEF])
def test_a_headline_may_grow_beside_a_higher_head_but_not_to_the_lead_s_size(kind):
    usual, *others = sizes("Ferry sails again at last", rank=2, columns=2, kind=kind)
    grown = max(others, key=lambda each: each.size)
    assert usual.size < grown.size < sizes("Ferry sails again", columns=5)[0].size
    assert grown.loss > usual.loss
    assert all(ems(line) * grown.size <= GRID.span(2) for line in grown.wording)


def test_lines_that_an_author_wrote_are_kept_or_joined():
    best, *others = sizes("三桥今晚起", "九点半熄灯", columns=5, grid=CHINESE)
    wordings = {best.wording, *(each.wording for each in others)}
    assert ("三桥今晚起", "九点半熄灯") in wordings
    assert ("三桥今晚起　九点半熄灯",) in wordings


def test_a_short_headline_takes_no_more_lines_than_make_it_larger():
    assert sizes("Public notices", columns=5)[0].wording == ("Public notices",)


def test_a_headline_without_end_is_set_in_small_type_in_whole():
    headline = "的一是在不了有和人这中大为上个国" * 20
    (size,) = sizes(headline, columns=1, grid=CHINESE)[:1]
    assert "".join(size.wording) == headline
    assert size.size <= LEAST * CHINESE.type.size


@pytest.mark.parametrize(
    ("headline", "lines"),
    [
        ("Six weeks late to sea, the Hesk ferry sails at last", 3),
        ("Tins again at the old cannery, 35 years on", 3),
    ],
)
def test_no_line_of_a_headline_is_left_alone(headline, lines):
    wording = broken(headline, lines, ems)
    assert " ".join(wording) == headline
    assert min(map(ems, wording)) > 0.5 * max(map(ems, wording))


@pytest.mark.parametrize(
    "lines",
    [
        ("Landings rise", "for a second year,", "and the herring did it"),
        ("Fog, a broken boom", "and a girl of 17:", "the Ame Cup changes hands"),
        ("Four men, one crate", "and a long wait for high water"),
        ("Flood gate shut", "72 minutes late,", "with the sea", "already in the road"),
        ("Last pair bat 14 overs", "to save a point"),
    ],
)
def test_no_line_ends_with_a_small_word_or_a_number_or_inside_a_name(lines):
    headline = " ".join(lines)
    costs = dict(end_costs(headline, "en"))
    assert broken(headline, len(lines), ems, (), costs) == lines


def test_lines_that_end_badly_cost_more_than_those_of_the_author():
    headline = ("Four hands, two needles,", "eleven thousand knots")
    losses = dict(find_wordings(headline, ems, (), "en"))
    three = next(lines for lines in losses if len(lines) == 3)
    assert losses[headline] == LONG[2]
    assert three[1].endswith("eleven")
    assert losses[three] == pytest.approx(LONG[3] + REWORDED + AFTER_WEAK * ENDS_BADLY)


def test_lines_that_end_well_are_little_wider():
    headline = "Council votes for the harbour and for the new quay at last"
    for lines in (2, 3, 4):
        even = max(map(ems, broken(headline, lines, ems)))
        well = broken(headline, lines, ems, (), dict(end_costs(headline, "en")))
        assert max(map(ems, well)) <= WIDER * even
        assert len(well) == lines


@pytest.mark.parametrize(
    ("headline", "lines"),
    [
        ("七所村小，一位音乐老师", ("七所村小，", "一位音乐老师")),
        ("北欧友城的“河流日记”来到澜州中学", ("北欧友城的“河流日记”", "来到澜州中学")),
        ("最接近　天文台料改發", ("最接近", "天文台料改發")),
        ("城乡低保标准提至每人每月928元", ("城乡低保标准提至", "每人每月928元")),
        ("警戒水位0.64米", ("警戒水位", "0.64米")),
        ("医院门口的等候区搭了雨棚", ("医院门口的", "等候区搭了雨棚")),
        ("取餐窗口關閉社區食堂改用叫號", ("取餐窗口關閉社區", "食堂改用叫號")),
    ],
)
def test_chinese_breaks_at_spaces_after_marks_and_between_words(headline, lines):
    pytest.importorskip("rjieba")
    held = word_spans(headline, "zh-Hant" if "關" in headline else "zh-Hans")
    assert broken(headline, 2, chinese_ems, held) == lines


@pytest.mark.parametrize(
    "written",
    [
        ("电表换了新的", "卖电买电分两排"),
        ("数字人对了二十九句", "诊室里错不起一个“不”字"),
        ("河边多了一张长长的桌子", "少了椅子"),
    ],
)
def test_more_lines_than_the_author_s_keep_where_those_end(written):
    pytest.importorskip("rjieba")
    headline = "\u3000".join(written)
    found = broken(headline, 3, chinese_ems, word_spans(headline, "zh-Hans"))
    assert len(found) == 3
    assert "".join(found) == "".join(written)
    assert written[0] in (found[0], found[0] + found[1])


def test_words_of_the_author_s_second_line_are_held_too():
    headline, word = "天天\u3000江上渡船明天停航", (5, 9)
    lines = broken(headline, 3, chinese_ems, (word,))
    assert len(lines) == 3
    assert any("渡船明天" in line for line in lines)


def test_no_line_begins_with_a_mark_or_ends_with_an_opening_one():
    text = "他说：“（一）走，（二）跑！”然后，《江河》出版。" * 4
    for width in range(4, 20):
        lines = filled(text, width, chinese_ems)
        assert "".join(lines) == text
        assert all(line[0] not in "，。：！？”）》" for line in lines[1:])
        assert all(line[-1] not in "“（《" for line in lines[:-1])


def test_one_long_word_at_the_head_of_a_page_makes_the_other_headlines_small(issue_folder):
    headlines = {1: "Tide" * 20, 2: "Ferry sails"}
    files = {f"1/{n}.md": f"---\nheadline: {each}\n---\nText.\n" for n, each in headlines.items()}
    edition = make_edition(read(issue_folder(files)).issue)
    job = jobs(setting(edition, Options(cache=False)))[0]
    lead, other = job.measure(job.setting.steps[0][0])[1]
    largest = max(head.size for heads in lead.heads.values() for head in heads)
    assert largest < 20
    assert all(head.size <= largest for heads in other.heads.values() for head in heads)


def test_a_deck_is_flush_with_the_headline_above_it(issue_folder, tmp_path, words):
    news = "---\nheadline: Harbour\ndeck: {deck}\n---\nThe tide came in.\n"
    source = issue_folder(
        {
            "issue.yaml": "publication: {name: N, language: en}\ndate: 2026-06-16\n",
            "1/1.md": news.format(deck="Commissioners say that they will pay for water " * 3),
        }
    )
    path = tmp_path / "issue.pdf"
    build(source, [path], Options(layout="makeup", paper="tabloid", jobs=1))
    edges = {text: left for text, left, _ in reversed(words(path))}
    assert edges["Commissioners"] == pytest.approx(edges["Harbour"], abs=2)
