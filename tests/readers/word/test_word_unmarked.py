"""Captions, signatures and decks of Word documents that nothing marks, and what is said of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from documents import docx, image, p

from exporter.readers.word.document import Document, read_document

LONG = "灯是昨晚亮的，守桥人先看见了。桥下的船家也看见了，他们停了桨，数到第七盏。"
PROSE = "Nobody saw who did it, and nobody asked the keeper of the bridge. He had seen it all."
INDENT = "\u3000\u3000"
PICTURE = p(inner=image())


def made(path: Path, *body: str) -> Document:
    document = read_document(docx(path / "a.docx", body))
    assert document.articles, document.findings
    return document


@pytest.mark.parametrize(
    ("below", "caption", "is_guessed"),
    [
        (p("守桥人在桥头", size=9), "守桥人在桥头", False),  # set smaller
        (p("守桥人在桥头", right=True), "守桥人在桥头", False),
        (p("守桥人在桥头"), "守桥人在桥头", True),  # only short
        (p("守桥人说：“灯亮了。”"), "", False),
        (p("“灯亮了。”守桥人说。"), "", False),  # speech
        (p("一、桥头"), "", False),
        (p("灯亮了。船停了。"), "", False),  # two sentences
        (p("桥头的灯", bold=True), "", False),  # a subheading
        (p(LONG), "", False),
    ],
)
def test_a_line_below_a_picture(tmp_path: Path, below: str, caption: str, is_guessed: bool) -> None:
    document = made(tmp_path, p("灯亮了", size=20), p(LONG), PICTURE, below, p(LONG), p(LONG))
    body = document.articles[0].body
    assert ("<figcaption>" in body) == bool(caption)
    assert f"<figcaption>{caption}</figcaption>" in body or not caption
    said = [each.message for each in document.findings if each.rule == "source-article"]
    assert said == [f"“{caption}” is taken as the caption of its picture"] * is_guessed


def test_a_line_without_the_indent_of_the_text_is_a_caption(tmp_path: Path) -> None:
    text = [p(INDENT + LONG)] * 2
    body = [*text, PICTURE, p("桥头的灯亮了。船家停了桨。"), *text, PICTURE, *text]
    [article] = made(tmp_path, p("灯亮了", size=20), *body).articles
    assert article.body.count("<figcaption>") == 1
    assert "<figcaption>桥头的灯亮了。船家停了桨。</figcaption>" in article.body


def test_who_marks_captions_marks_them_all(tmp_path: Path) -> None:
    body = [PICTURE, p("图说：桥头的灯"), p(LONG), PICTURE, p("船家停了桨"), p(LONG)]
    [article] = made(tmp_path, p("灯亮了", size=20), p(LONG), *body).articles
    assert article.body.count("<figcaption>") == 1 and not article.guessed


@pytest.mark.parametrize(
    ("last", "credit"),
    [
        ("摄影：林晚", "摄影：林晚"),
        ("（图片由桥管所提供）", "图片由桥管所提供"),
        ("Pictures: Ann Reed", "Pictures: Ann Reed"),
    ],
)
def test_the_line_at_the_end_credits_all_pictures(tmp_path: Path, last: str, credit: str) -> None:
    body = [PICTURE, p("图1：桥头"), p(LONG), PICTURE, p("图2：桥下（石桥 摄）"), p(LONG)]
    [article] = made(tmp_path, p("灯亮了", size=20), p(LONG), *body, p(last)).articles
    assert article.body.count(f'credit="{credit}"') == article.body.count('credit="石桥 摄"') == 1
    assert "byline" not in article.parts


@pytest.mark.parametrize(
    ("end", "byline"),
    [
        ([p("桥管所", right=True), p("2026年6月8日", right=True)], ["桥管所"]),
        ([p("老城区人民政府"), p("6月8日")], ["老城区人民政府"]),
        ([p("市桥管所", right=True), p("市路灯所", right=True), p("二〇二六年六月八日")],
         ["市桥管所", "市路灯所"]),
        ([p("Old Town Council", right=True), p("8 June 2026", right=True)], ["Old Town Council"]),
        ([p("桥南村村民 林晚", right=True)], ["桥南村村民 林晚"]),
        ([p("Yours sincerely,"), p("Dr A. B. Reed"), p("Fern Street")], ["Dr A. B. Reed"]),
        ([p("Mrs Ann Reed"), p("Fern Street, Saltmere")], ["Mrs Ann Reed"]),
        ([p("指导老师 林晚", right=True)], []),
        ([p("联系电话：0000", right=True)], []),
        ([p("特此通告。"), p("6月8日", right=True)], []),
    ],
)  # fmt: skip
def test_who_signs_a_notice_or_a_letter(tmp_path: Path, end: list[str], byline: list[str]) -> None:
    [article] = made(tmp_path, p("通告", size=20), p(LONG), p(LONG), *end).articles
    assert article.parts.get("byline", []) == byline


@pytest.mark.parametrize(
    ("line", "deck", "byline"),
    [
        (p("Ann Reed reports from the bridge"), "Ann Reed reports from the bridge", ""),
        (p("You like mornings. You like lamps.", italic=True),
         "You like mornings. You like lamps.", ""),
        (p("Editor’s note: the lamp is new.", italic=True), "", ""),
        (p("The bridge", bold=True), "The bridge", ""),
        (p("Fern Bridge reports a new lamp to the town"), "", ""),
        (p("文・攝影｜林晚"), "", "文・攝影｜林晚"),
        (p("Words: Ann Reed. Photographs: Tom Hale"), "", "Words: Ann Reed. Photographs: Tom Hale"),
    ],
)  # fmt: skip
def test_a_line_below_a_styled_headline(tmp_path: Path, line: str, deck: str, byline: str) -> None:
    document = read_document(
        docx(tmp_path / "a.docx", [p("The lamp is lit", "b"), line, p(PROSE)], {"b": "Title"})
    )
    [article] = document.articles
    assert (article.words("deck"), article.words("byline")) == (deck, byline)


def test_a_byline_below_the_picture_at_the_head(tmp_path: Path) -> None:
    body = [p("灯亮了", size=20), PICTURE, p("图说：桥头"), p("本报记者 石桥"), p(LONG)]
    [article] = made(tmp_path, *body).articles
    assert article.parts["byline"] == ["本报记者 石桥"]


def test_the_kind_of_an_article_and_the_day_of_a_picture_name_nobody(tmp_path: Path) -> None:
    head = [p("摄影报道"), p("灯亮了", size=20), p("来源：桥头报 编辑：石桥", size=9)]
    body = [p(LONG), PICTURE, p("桥头的灯（6月8日摄）。", size=9), p(LONG)]
    [article] = made(tmp_path, *head, *body).articles
    assert article.parts == {"kicker": ["摄影报道"], "headline": ["灯亮了"], "credit": ["桥头报"]}
    assert "编辑：石桥" in article.labels
    assert "<figcaption>桥头的灯（6月8日摄）。</figcaption>" in article.body


def test_a_rubric_is_no_byline_and_a_form_no_deck(tmp_path: Path) -> None:
    head = [p("■ 灯下札记"), p("文章标题：灯亮了", size=20), p("□ 石桥"), p("单位：桥管所")]
    [article] = made(tmp_path, *head, p(LONG), p(LONG)).articles
    parts = {"kicker": ["■ 灯下札记"], "headline": ["灯亮了"], "byline": ["□ 石桥"]}
    assert article.parts == parts
