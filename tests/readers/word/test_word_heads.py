"""Heads of Word documents without styles: what is a deck, a byline, a rubric, or already text."""

from __future__ import annotations

from pathlib import Path

import pytest
from documents import W, docx, image, p

from exporter.readers.word.document import Document, read_document

LONG = "灯是昨晚亮的，守桥人先看见了。桥下的船家也看见了，他们停了桨，数到第七盏。"
PROSE = "Nobody saw who did it, and nobody asked the keeper of the bridge. He had seen it all."
ZH, EN = p("桥头的灯亮了", size=22), p("The lamp is lit again", size=20)
ZH_TEXT, EN_TEXT = [p(LONG)] * 3, [p(PROSE)] * 3
PICTURE = p(inner=image())


def made(path: Path, *body: str) -> Document:
    document = read_document(docx(path / "a.docx", body))
    assert document.articles, document.findings
    return document


@pytest.mark.parametrize(
    ("lines", "parts", "guessed"),
    [
        ([ZH, p("石桥 摄影报道")], {"byline": "石桥 摄影报道"}, ""),
        ([ZH, p("石桥 文/摄")], {"byline": "石桥 文/摄"}, ""),
        ([ZH, p("市路灯管理局办公室")], {"byline": "市路灯管理局办公室"}, "byline"),
        ([p("【桥头时评】"), ZH, p("鹿笛")],
         {"kicker": "【桥头时评】", "byline": "鹿笛"}, "byline"),
        ([ZH, p("文．圖／石橋")], {"byline": "文．圖／石橋"}, ""),
        ([ZH, p("石桥"), p("指导老师：林晚")], {"byline": "石桥"}, ""),
        ([p("2026年6月8日", right=True), ZH, p("石桥")], {"byline": "石桥"}, ""),
        ([ZH, p("来源：桥头报 | 作者：石桥 | 2026-06-08")],
         {"credit": "桥头报", "byline": "作者：石桥"}, ""),
        ([ZH, p("原创 石桥 桥头发布 2026年6月8日", size=9)], {}, ""),
        ([ZH, p("石桥"), p("记者：灯为什么亮了？"), p("林晚：" + LONG), p("记者：为什么？")],
         {"byline": "石桥"}, ""),
        ([EN, p("Keepers count seven boats"), p("8 June 2026")],
         {"deck": "Keepers count seven boats"}, "deck"),
        ([EN, p("Ann Reed, Chief Reporter")], {"byline": "Ann Reed, Chief Reporter"}, ""),
        ([EN, p("From our own correspondent")], {"byline": "From our own correspondent"}, ""),
        ([EN, p("ANALYSIS", size=9), p("By Ann Reed")],
         {"column": "ANALYSIS", "byline": "By Ann Reed"}, "column"),
        ([EN, p("KEEPERS COUNT SEVEN BOATS"), p("By Ann Reed")],
         {"deck": "KEEPERS COUNT SEVEN BOATS", "byline": "By Ann Reed"}, "deck"),
        ([p("THE LAMP IS LIT", size=20), p("ANN REED")], {"byline": "ANN REED"}, "byline"),
        ([EN, p("The lamp was out for sixty years. Now it is on."), p("By Ann Reed")],
         {"deck": "The lamp was out for sixty years. Now it is on.", "byline": "By Ann Reed"},
         "deck"),
        ([EN, p("By Ann Reed"), p("Who lit it?", bold=True), p(PROSE), p("Why?", bold=True)],
         {"byline": "By Ann Reed"}, ""),
        ([EN, p("By Ann Reed"), p("Some said a boat")], {"byline": "By Ann Reed"}, "text"),
        ([p("【記者石橋／橋頭報導】"), ZH], {"byline": "記者石橋／橋頭報導"}, ""),
        ([ZH, p("撰文_石桥  摄影_林晚", size=9)], {"byline": "撰文_石桥  摄影_林晚"}, ""),
        ([ZH, p("文字／石橋　攝影／林晚")], {"byline": "文字／石橋　攝影／林晚"}, ""),
        ([ZH, p("特约撰稿人  石桥")], {"byline": "特约撰稿人  石桥"}, ""),
        ([ZH, p("发布时间：2026-06-08 10:21  浏览次数：7  来源：桥头报")],
         {"credit": "桥头报"}, ""),
        ([EN, p("Ann Reed and Tom Hale", italic=True)], {"byline": "Ann Reed and Tom Hale"}, ""),
        ([EN, p("Words: Ann Reed / Pictures: Tom Hale")],
         {"byline": "Words: Ann Reed / Pictures: Tom Hale"}, ""),
        ([p("Ann Reed"), EN], {"kicker": "Ann Reed"}, "kicker"),
        ([EN, p("Dear Editor")], {}, ""),
        ([p("人物"), p("桥头的灯亮了", size=22), p("石桥：第一盏"), p("石桥：第二盏")],
         {"kicker": "人物"}, ""),
        ([EN, p("Words Ann Reed Photographs Tom Hale")],
         {"byline": "Words Ann Reed Photographs Tom Hale"}, ""),
        ([EN, p("Who lit it?", italic=True), p(PROSE), p("Why now?", italic=True)], {}, ""),
        ([EN, PICTURE, p("The lamp", italic=True), p("By Ann Reed")],
         {"byline": "By Ann Reed"}, ""),
        ([PICTURE, p("The lamp", italic=True), EN, p("By Ann Reed")],
         {"byline": "By Ann Reed"}, ""),
    ],
)  # fmt: skip
def test_the_lines_of_a_head(
    tmp_path: Path, lines: list[str], parts: dict[str, str], guessed: str
) -> None:
    text = ZH_TEXT if ZH in lines else EN_TEXT
    [article] = made(tmp_path, *lines, *text).articles
    found = {role: " ".join(words) for role, words in article.parts.items()}
    headline = found.pop("headline")
    assert headline in ("桥头的灯亮了", "The lamp is lit again", "THE LAMP IS LIT")
    assert found == parts
    assert [role for role, _ in article.guessed] == ([guessed] if guessed else [])


@pytest.mark.parametrize(
    ("end", "byline"),
    [
        ([p("（石桥）")], "石桥"),
        ([p(LONG + "（石桥 林晚）")], "石桥 林晚"),
        ([p(LONG + "他们叫它老灯（石桥的话）")], ""),
        ([p("（作者石桥，系老城作协会员）")], "作者石桥，系老城作协会员"),
        ([p("（作者系老城作协会员）")], ""),
        ([p("一读者", right=True)], "一读者"),
        ([p("市民：林先生", right=True)], "市民：林先生"),
        ([p("市桥管所", right=True), p("2026年6月8日"), p("联系电话：0000")], "市桥管所"),
        ([p("A.R.", right=True)], "A.R."),
        ([p(PROSE + " (A.R.)")], "A.R."),
        ([p("– Ann Reed")], "– Ann Reed"),
        ([p("– Staff reporter")], "– Staff reporter"),
        ([p("Report: Ann Reed", italic=True)], "Report: Ann Reed"),
        ([p("读者：林晚"), p("2026年6月8日")], "读者：林晚"),
        ([p("PC")], "PC"),
        ([p("Ann Reed"), p("Fern Hollow")], "Ann Reed"),
        ([p("读者 石桥"), p("（请有关部门答复。）")], "读者 石桥"),
        ([p("Ann Reed"), p("Fern Close")], "Ann Reed"),
        ([p("Lamp Department, Fern Council"), p("8 June 2026")], "Lamp Department, Fern Council"),
        ([p("Fern Lamp Board")], "Fern Lamp Board"),
        ([p("市桥管所路灯管理中心")], "市桥管所路灯管理中心"),
        ([p("责任编辑 石桥")], ""),
        ([p("石桥（桥头小学） 林晚（桥头小学）")], ""),
        ([p("一位八十岁的读者 石桥")], "一位八十岁的读者 石桥"),
        ([p("桥南村 石桥", right=True), p("（来信由本报记者整理）", right=True)], "桥南村 石桥"),
        ([p("\u3000" * 16 + "养桥人 石桥"), p("\u3000" * 16 + "6月8日")], "养桥人 石桥"),
        ([p("J. M. Reed"), p("Clerk to the council"), p("8 June 2026")],
         "J. M. Reed Clerk to the council"),
    ],
)  # fmt: skip
def test_who_signs_the_end(tmp_path: Path, end: list[str], byline: str) -> None:
    [article] = made(tmp_path, ZH, *ZH_TEXT, *end).articles
    assert article.words("byline") == byline


@pytest.mark.parametrize(
    ("begin", "byline"),
    [("本报讯（石桥）", "石桥"), ("本报讯（记者 石桥）", "记者 石桥"), ("灯（石桥）", "")],
)
def test_a_name_behind_the_first_words_of_a_report(tmp_path: Path, begin: str, byline: str) -> None:
    [article] = made(tmp_path, ZH, p(begin + LONG), *ZH_TEXT).articles
    assert article.words("byline") == byline


def test_a_headline_in_which_somebody_speaks(tmp_path: Path) -> None:
    lines = [p("人物"), p("石桥：灯自己亮的", size=22), p("文/林晚"), *ZH_TEXT, p("石桥：" + LONG)]
    [article] = made(tmp_path, *lines).articles
    parts = {"kicker": ["人物"], "headline": ["石桥：灯自己亮的"], "byline": ["文/林晚"]}
    assert article.parts == parts


@pytest.mark.parametrize(
    ("caption", "words", "credit"),
    [
        ("The lamp at the bridge (Ann Reed)", "The lamp at the bridge", "Ann Reed"),
        ("The lamp at the bridge. Ann Reed", "The lamp at the bridge.", "Ann Reed"),
        ("The lamp. All photographs: Ann Reed", "The lamp.", "All photographs: Ann Reed"),
    ],
)
def test_who_took_a_picture(tmp_path: Path, caption: str, words: str, credit: str) -> None:
    first = [PICTURE, p("The bridge", italic=True)]
    [article] = made(tmp_path, EN, *EN_TEXT, *first, PICTURE, p(caption, italic=True)).articles
    assert f"<figcaption>{words}</figcaption>" in article.body
    assert article.body.count(f'credit="{credit}"') == (2 if credit.startswith("All") else 1)


def test_a_credit_in_the_style_of_captions_keeps_its_label(tmp_path: Path) -> None:
    body = [EN, *EN_TEXT, PICTURE, p("The lamp", "c"), p("Photo: Fern Society", "c"), p(PROSE)]
    document = read_document(docx(tmp_path / "a.docx", body, {"c": "Caption"}))
    assert 'credit="Photo: Fern Society"' in document.articles[0].body


def test_an_office_below_a_caption_gave_the_picture(tmp_path: Path) -> None:
    lines = [PICTURE, p("桥头的灯", size=9), p("桥头村委会供图", size=9), p(LONG)]
    [article] = made(tmp_path, ZH, *ZH_TEXT, *lines).articles
    assert 'credit="桥头村委会供图"' in article.body and not article.guessed


def test_a_short_line_below_a_picture_is_named(tmp_path: Path) -> None:
    lines = [PICTURE, p("The lamp", italic=True), p("Some said a boat"), p(PROSE)]
    [article] = made(tmp_path, EN, *EN_TEXT, *lines).articles
    assert article.guessed == [("line", "Some said a boat")]


def test_a_line_below_the_headline_in_an_unknown_style_is_named(tmp_path: Path) -> None:
    body = [p("The lamp", "t"), p("Nobody saw it.", "x"), p("By Ann Reed", "b"), *EN_TEXT]
    styles = {"t": "Title", "b": "Byline", "x": "House Style 4"}
    [article] = read_document(docx(tmp_path / "a.docx", body, styles)).articles
    assert article.guessed == [("text", "Nobody saw it.")]


def test_captions_in_a_style_do_not_make_the_text_large(tmp_path: Path) -> None:
    story = [PICTURE, p("The lamp, seen from the bridge at a quarter past nine", "c", size=9)] * 3
    body = [p("The lamp", "t"), p("By Ann Reed", "b"), p("Nobody saw who did it."), *story]
    styles = {"t": "Title", "b": "Byline", "c": "Caption"}
    [article] = read_document(docx(tmp_path / "a.docx", body, styles)).articles
    assert "deck" not in article.parts


def test_the_head_of_a_form_is_no_headline(tmp_path: Path) -> None:
    head = [p("老城区路灯管理局文件", size=26), p("老灯发〔2026〕6号"), p("关于灯的通知", size=18)]
    [article] = made(tmp_path, *head, *ZH_TEXT).articles
    kicker = ["老城区路灯管理局文件", "老灯发〔2026〕6号"]
    assert article.parts == {"kicker": kicker, "headline": ["关于灯的通知"]}


def test_templates_with_a_byline_or_a_kicker_in_the_style_of_the_deck(tmp_path: Path) -> None:
    styles = {"t": "Title", "s": "Subtitle"}
    body = [p("PUBLIC NOTICE", "s"), p("The lamp", "t"), p("By Ann Reed", "s"), *EN_TEXT]
    [article] = read_document(docx(tmp_path / "a.docx", body, styles)).articles
    parts = {"headline": ["The lamp"], "kicker": ["PUBLIC NOTICE"], "byline": ["By Ann Reed"]}
    assert article.parts == parts


def test_a_caption_at_the_end_does_not_stay_in_the_text(tmp_path: Path) -> None:
    [article] = made(tmp_path, EN, *EN_TEXT, PICTURE, p("The bridge", italic=True)).articles
    assert "<figcaption>The bridge</figcaption>" in article.body and not article.guessed


def test_every_picture_of_a_photo_story_has_its_line(tmp_path: Path) -> None:
    story = [
        PICTURE,
        p("Keepers count, twice, the seven boats that stop below the lamp on Monday."),
    ]
    document = made(tmp_path, EN, *story, *story, p(PROSE))
    assert len([caption for caption, _ in figures(document) if caption]) == 2
    assert {role for role, _ in document.articles[0].guessed} == {"caption"}


def figures(document: Document) -> list[tuple[str, str]]:
    """The caption and the credit of each figure."""
    from lxml import etree

    body = etree.fromstring(f"<div>{document.articles[0].body}</div>")
    return [
        (each.findtext("figcaption", ""), each.find("img").get("credit", ""))  # type: ignore[union-attr]
        for each in body.iter("figure")
    ]


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ([p("桥头。", centred=True), p("本报记者 石桥 摄", right=True)],
         [("桥头。", "本报记者 石桥 摄")]),
        ([p("桥头。", size=9), p("林 晚 摄", size=9)], [("桥头。", "林 晚 摄")]),
        ([p("桥头。（桥管所提供）", size=9)], [("桥头。", "桥管所提供")]),
        ([p("The bridge. All photographs: Ann Reed", italic=True)],
         [("The bridge.", "All photographs: Ann Reed")]),
        ([p("桥头。图/石桥", centred=True)], [("桥头。", "图/石桥")]),
        ([p("桥头。（新华社发）", centred=True)], [("桥头。", "新华社发")]),
        ([p("The bridge on Monday Photo: Ann Reed", italic=True)],
         [("The bridge on Monday", "Photo: Ann Reed")]),
        ([p("The bridge | Ann Reed", italic=True)], [("The bridge", "Ann Reed")]),
        ([p("The bridge.", italic=True), p("Ann Reed/The Lamp", italic=True)],
         [("The bridge.", "Ann Reed/The Lamp")]),
        ([p("The bridge.", italic=True), p("Photo Ann Reed", italic=True)],
         [("The bridge.", "Photo Ann Reed")]),
        ([p("[The bridge. Picture: Ann Reed]")], [("The bridge.", "Picture: Ann Reed")]),
        ([PICTURE, p("左图：桥头", size=9), p("右图：桥下", size=9)],
         [("左图：桥头", ""), ("右图：桥下", "")]),
        ([p("2026年6月8日", right=True)], [("", "")]),
    ],
)  # fmt: skip
def test_captions_and_credits(
    tmp_path: Path, below: list[str], expected: list[tuple[str, str]]
) -> None:
    assert figures(made(tmp_path, ZH, *ZH_TEXT, PICTURE, *below, *ZH_TEXT)) == expected


def test_captions_that_all_stand_above(tmp_path: Path) -> None:
    one, two = p("桥头", centred=True), p("桥下", centred=True)
    above = made(tmp_path, ZH, *ZH_TEXT, one, PICTURE, two, PICTURE, *ZH_TEXT)
    assert figures(above) == [("桥头", ""), ("桥下", "")]
    subheading = made(tmp_path, ZH, *ZH_TEXT, one, PICTURE, *ZH_TEXT)
    assert figures(subheading) == [("", "")]


def test_what_a_style_says_counts_as_if_the_paragraph_said_it(tmp_path: Path) -> None:
    """Houses have styles of their own names: size, weight and place are in those."""
    styles = f"""<w:styles xmlns:w="{W}">
      <w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>
      <w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
      <w:style w:type="paragraph" w:styleId="b"><w:name w:val="报头大字"/><w:basedOn w:val="c"/>
        <w:rPr><w:sz w:val="44"/></w:rPr></w:style>
      <w:style w:type="paragraph" w:styleId="c"><w:name w:val="报头小字"/><w:basedOn w:val="c"/>
        <w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="24"/></w:rPr></w:style>
    </w:styles>"""
    body = [p("灯下", "c"), p("桥头的灯亮了", "b"), p("七条船停了桨", "c"), p("石桥"), *ZH_TEXT]
    path = docx(tmp_path / "a.docx", body, parts={"word/styles.xml": styles})
    [article] = read_document(path).articles
    assert article.parts == {
        "byline": ["石桥"],
        "kicker": ["灯下"],
        "headline": ["桥头的灯亮了"],
        "deck": ["七条船停了桨"],
    }
