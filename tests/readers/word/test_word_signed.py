"""Bylines in odd places, headlines of two lines, and captions in tables of Word documents."""

from __future__ import annotations

from pathlib import Path

import pytest
from documents import docx, image, p

from exporter.readers.word.document import read_document
from exporter.readers.word.shape import Shaped

LONG = "灯是昨晚亮的，守桥人先看见了。"
PROSE = "Nobody saw who did it, and nobody asked the keeper of the bridge."


def shaped(path: Path, *body: str) -> Shaped:
    document = read_document(docx(path / "a.docx", body))
    assert document.articles, document.findings
    return document.articles[0]


@pytest.mark.parametrize(
    ("body", "byline"),
    [
        ([p("桥头的灯亮了"), p("（本报记者 石桥 文并摄）"), p(LONG)], "本报记者 石桥 文并摄"),
        ([p("桥头的灯亮了"), p(LONG), p(LONG + "（记者 石桥）")], "记者 石桥"),
        ([p("The lamp is lit"), p("Words: Ann Reed"), p(PROSE)], "Words: Ann Reed"),
        ([p("The lamp is lit"), p(PROSE, italic=True), p("By Ann Reed"), p(PROSE), p(PROSE)],
         "By Ann Reed"),
        ([p("桥头的灯亮了"), p("编者按：" + LONG), p("本报记者 石桥"), p(LONG)], "本报记者 石桥"),
        ([p("OPINION", size=9), p("A lamp is lit", size=20), p("Ann Reed"), p(PROSE)], "Ann Reed"),
        ([p("The lamp is lit", size=20), p("Words and pictures by Ann Reed"), p(PROSE)],
         "Words and pictures by Ann Reed"),
        ([p("Lamp 2, Boat 2", size=20), p("From Ann Reed at the bridge"), p(PROSE)],
         "From Ann Reed at the bridge"),
        ([p("灯亮了", size=20), p("市路灯所供稿"), p(LONG)], "市路灯所供稿"),
        ([p("灯亮了", size=20), p("口述：林晚　整理：石桥"), p(LONG)], "口述：林晚　整理：石桥"),
        ([p("灯亮了", size=20), p("本报评论员"), p(LONG)], "本报评论员"),
        ([p("灯亮了", size=20), p("校长 林晚"), p(LONG)], "校长 林晚"),
        ([p("灯亮了", size=20), p("本报记者 石桥 文 实习生 林晚 图"), p(LONG)],
         "本报记者 石桥 文 实习生 林晚 图"),
        ([p("灯亮了", size=20), p("文字：石桥　摄影：林晚"), p(LONG)], "文字：石桥　摄影：林晚"),
        ([p("灯亮了", size=20), p(LONG), p(LONG), p("（新华社记者 石桥）")], "新华社记者 石桥"),
        ([p("The lamp is lit", size=20), p("Ann Reed, bridge correspondent"), p(PROSE)],
         "Ann Reed, bridge correspondent"),
        ([p("我的灯", size=20), p("三年级（2）班 林小晚"), p(LONG)], "三年级（2）班 林小晚"),
        ([p("A lamp", size=20), p(PROSE), p("Yours faithfully,"), p("Ann Reed"), p("Fern Street")],
         "Ann Reed"),
        ([p("The lamp", size=20), p(PROSE), p("Ann Reed, Fern Street")], "Ann Reed, Fern Street"),
    ],
)  # fmt: skip
def test_a_byline_in_an_odd_place(tmp_path: Path, body: list[str], byline: str) -> None:
    assert shaped(tmp_path, *body).parts["byline"] == [byline]


@pytest.mark.parametrize(
    "body",
    [
        [p(LONG + "（记者 石桥）"), p(LONG + "（记者 林晚）")],  # each item its own
        [p("记者：灯怕不怕风？", bold=True), p("守桥人：" + LONG)],  # a question
        [p(LONG), p(inner=image()), p("桥头。（攝影／林晚）")],  # of the picture
        [p(LONG), p("Fern Street, Saltmere")],  # a place
    ],
)
def test_what_signs_something_else_is_no_byline(tmp_path: Path, body: list[str]) -> None:
    assert "byline" not in shaped(tmp_path, p("桥头的灯亮了"), p(LONG), *body).parts


def test_a_standfirst_above_a_byline_is_the_deck_and_an_editors_note_stays(tmp_path: Path) -> None:
    made = shaped(tmp_path, p("The lamp"), p(PROSE, italic=True), p("By Ann Reed"), *[p(PROSE)] * 2)
    assert made.parts["deck"] == [PROSE]
    note = "编者按：" + LONG
    made = shaped(tmp_path, p("灯"), p(note, italic=True), p("本报记者 石桥"), *[p(LONG)] * 2)
    assert "deck" not in made.parts
    assert note in made.body


@pytest.mark.parametrize(
    ("second", "headline"),
    [
        (p("守了四十年", size=20, bold=True), ["桥头的灯亮了", "守了四十年"]),
        (p("——守了四十年", size=20, bold=True), ["桥头的灯亮了"]),
        (p("守了四十年", size=20), ["桥头的灯亮了"]),
        (p("守了四十年", size=16, bold=True), ["桥头的灯亮了"]),
    ],
)
def test_a_headline_of_two_lines_is_set_alike(
    tmp_path: Path, second: str, headline: list[str]
) -> None:
    made = shaped(tmp_path, p("桥头的灯亮了", size=20, bold=True), second, p(LONG))
    assert made.parts["headline"] == headline


def test_a_source_after_a_date_is_the_credit(tmp_path: Path) -> None:
    made = shaped(tmp_path, p("桥头的灯亮了"), p("2026年6月16日 09:15　来源：桥头发布"), p(LONG))
    assert made.parts["credit"] == ["桥头发布"]
    assert made.labels == ["2026年6月16日 09:15　来源："]


def table(*rows: list[str]) -> str:
    cells = ["".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows]
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


@pytest.mark.parametrize(
    ("rows", "captions"),
    [
        ([[p(inner=image())] * 2, [p("桥头"), p("桥下")]], ["桥头", "桥下"]),
        ([[p(inner=image()), p("桥头")]], ["桥头"]),
        ([[p(inner=image()) + p("桥头")]], ["桥头"]),
        ([[p(inner=image())] * 2, [p("桥头和桥下")]], ["桥头和桥下"]),
    ],
)
def test_a_table_of_pictures_becomes_figures(
    tmp_path: Path, rows: list[list[str]], captions: list[str]
) -> None:
    body = shaped(tmp_path, p("桥头的灯亮了"), p(LONG), table(*rows), p(LONG)).body
    assert "<table" not in body
    assert [part.split("<")[0] for part in body.split("<figcaption>")[1:]] == captions


def test_a_table_with_a_picture_and_other_text_stays(tmp_path: Path) -> None:
    rows = [[p("名"), p("图")], [p("桥头"), p(inner=image())]]
    assert "<table" in shaped(tmp_path, p("桥头的灯亮了"), p(LONG), table(*rows), p(LONG)).body


def test_the_name_after_a_caption_in_brackets_is_the_credit(tmp_path: Path) -> None:
    body = [p("The lamp"), p(PROSE * 3), p(inner=image()), p("The quay. (Ann Reed)", italic=True)]
    made = shaped(tmp_path, *body, p(PROSE * 3))
    assert 'credit="Ann Reed"' in made.body


@pytest.mark.parametrize(
    "line",
    [
        "2026-06-10 08:30  来源：县融媒体中心  记者：石桥",
        "记者：石桥　来源：县融媒体中心",
    ],
)
def test_a_line_of_several_fields_gives_each_its_part(tmp_path: Path, line: str) -> None:
    made = shaped(tmp_path, p("灯亮了", size=20), p(line), p(LONG))
    assert (made.parts["credit"], made.parts["byline"]) == (["县融媒体中心"], ["记者：石桥"])
    dates = ["2026-06-10 08:30"] * line.startswith("2026")
    assert sorted(made.labels) == [*dates, "来源："]


@pytest.mark.parametrize("last", ["来源：江城晚报", "（中央社）"])
def test_the_source_in_the_last_line(tmp_path: Path, last: str) -> None:
    made = shaped(tmp_path, p("灯亮了", size=20), p(LONG), p(LONG), p(last))
    assert made.parts["credit"] == [last.removeprefix("来源：").strip("（）")]


def test_the_only_heading_right_below_the_headline_is_the_deck(tmp_path: Path) -> None:
    styles = {"a": "Heading 1", "b": "Heading 2"}

    def parts(*body: str) -> dict[str, list[str]]:
        document = read_document(docx(tmp_path / "a.docx", body, styles))
        return document.articles[0].parts

    head = [p("The lamp", "a"), p("Four nights", "b"), p(PROSE)]
    assert parts(*head)["deck"] == ["Four nights"]
    assert "deck" not in parts(*head, p("The fifth", "b"), p(PROSE))


@pytest.mark.parametrize(
    ("words", "caption", "credit"),
    [
        ("图①：桥头的灯。", "图①：桥头的灯。", ""),
        ("上图：1987年的渡口。林晚供图", "上图：1987年的渡口。", "林晚供图"),
        ("5月2日，桥头。新华社记者 林晚 摄", "5月2日，桥头。", "新华社记者 林晚 摄"),
        ("图说：桥头的灯。摄影/林晚", "桥头的灯。", "摄影/林晚"),
        ("The bridge at dusk. © Lamp Museum", "The bridge at dusk.", "© Lamp Museum"),
        ("终点站的灯 林晚 摄", "终点站的灯", "林晚 摄"),
        ("The letter, 1871. Image courtesy of Lamp Archive", "The letter, 1871.",
         "Image courtesy of Lamp Archive"),
        ("The bridge. Credit: Lamp FC", "The bridge.", "Credit: Lamp FC"),
        ("The bridge at dusk. (Photo: Ann Reed)", "The bridge at dusk.", "Photo: Ann Reed"),
    ],
)  # fmt: skip
def test_who_made_a_picture_ends_its_caption(
    tmp_path: Path, words: str, caption: str, credit: str
) -> None:
    made = shaped(tmp_path, p("灯", size=20), p(LONG), p(inner=image()), p(words), p(LONG))
    assert f"<figcaption>{caption}</figcaption>" in made.body
    assert (f'credit="{credit}"' in made.body) == bool(credit)


def test_a_line_above_a_styled_headline_is_the_kicker_and_a_section_is_no_deck(
    tmp_path: Path,
) -> None:
    body = [p("Ask the keeper"), p("Why is it dark?", "a"), p(PROSE)]
    document = read_document(docx(tmp_path / "a.docx", body, {"a": "Heading 1"}))
    assert document.articles[0].parts["kicker"] == ["Ask the keeper"]
    made = shaped(tmp_path, p("灯三题", size=20), p("一、桥头", bold=True), p(LONG), p(LONG))
    assert "deck" not in made.parts and "一、桥头" in made.body


def test_a_credit_on_a_line_of_its_own_belongs_to_the_picture_above(tmp_path: Path) -> None:
    body = [p(inner=image()), p("图说：桥头的灯。"), p("摄影：林晚"), *[p(LONG)] * 4]
    made = shaped(tmp_path, p("灯", size=20), p(LONG), *body)
    assert "<figcaption>桥头的灯。</figcaption>" in made.body and 'credit="摄影：林晚"' in made.body
