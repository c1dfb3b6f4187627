# ruff: noqa: E501 - tables of Chinese words
"""Articles in Word: parts by style and by shape, nothing lost, bad files named."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import documents
import pytest
from documents import docx, image, odt, p, part, png, run, zipped
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exporter.content.conservation import letters
from exporter.errors import UnknownSource
from exporter.findings import Severity
from exporter.model import Article
from exporter.options import ReadOptions
from exporter.readers import examine
from exporter.readers.base import Reading
from exporter.readers.folder import IssueFolder
from exporter.readers.word.document import read_document
from exporter.readers.word.roles import role_of
from exporter.readers.word.shape import Shaped

DAY = ReadOptions(date=date(2026, 6, 16), publication="The Lamp")
LONG = "灯是昨晚亮的，守桥人先看见了。"
STYLES = {
    "a": "引题",
    "b": "Title",
    "c": "副题",
    "d": "作者",
    "e": "caption",
    "f": "Quote",
    "g": "小标题",
}


def shaped(path: Path, *body: str, **more: object) -> Shaped:
    document = read_document(docx(path / "a.docx", body, **more))
    assert document.articles, document.findings
    return document.articles[0]


def read(path: Path) -> Reading:
    return examine(path, DAY)


def only(reading: Reading) -> Article:
    assert reading.issue, reading.findings
    [article] = reading.issue.articles
    return article


def said(reading: Reading) -> str:
    return "\n".join(str(finding) for finding in reading.findings)


def test_styles_give_the_parts(tmp_path: Path) -> None:
    body = [
        p("老城来信", "a"), p("桥头的灯亮了", "b"), p("守了四十年", "c"), p("本报记者 石桥", "d"),
        p(LONG), p(inner=image()), p("守桥人在桥头。（林晚 摄）", "e"), p("新的灯", "g"),
        p("我等了四十年。", "f"), p(LONG),
    ]  # fmt: skip
    article = only(read(docx(tmp_path / "a.docx", body, STYLES)))
    assert (article.kicker, article.headline, article.deck) == (
        "老城来信",
        ("桥头的灯亮了",),
        "守了四十年",
    )
    assert article.byline == ("本报记者 石桥",)
    [figure] = article.figures
    assert (figure.caption, figure.credit) == ("守桥人在桥头。", "林晚 摄")
    assert "<blockquote>\n<p>我等了四十年。</p>" in article.body
    assert "<h2>新的灯</h2>" in article.body


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("heading 1", "heading1"), ("Heading_20_2", "heading2"), ("标题 3", "heading3"),
        ("标题", "headline"), ("Title", "headline"), ("Subtitle", "deck"), ("副標題", "deck"),
        ("题注", "caption"), ("Intense Quote", "quote"), ("Normal", ""), ("Text_20_body", ""),
    ],
)  # fmt: skip
def test_names_of_styles(name: str, role: str) -> None:
    assert role_of(name) == role


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        (["桥头的灯亮了", "本报记者 石桥", LONG], {"headline": ["桥头的灯亮了"], "byline": ["本报记者 石桥"]}),
        (["桥头的灯亮了", "——守了四十年", "文/石桥", LONG],
         {"headline": ["桥头的灯亮了"], "deck": ["——守了四十年"], "byline": ["文/石桥"]}),
        (["引题：老城来信", "标题：桥头的灯亮了", "作者：石桥", LONG],
         {"kicker": ["老城来信"], "headline": ["桥头的灯亮了"], "byline": ["作者：石桥"]}),
        (["桥头的灯亮了", LONG, LONG, "（据新华社）"], {"headline": ["桥头的灯亮了"], "credit": ["据新华社"]}),
        (["桥头的灯亮了", LONG, LONG + "（据新华社）"], {"headline": ["桥头的灯亮了"], "credit": ["据新华社"]}),
        (["The lamp is lit", "By Ann Reed", "Nobody saw who did it."],
         {"headline": ["The lamp is lit"], "byline": ["By Ann Reed"]}),
        (["The lamp is lit", "Forty years on the bridge", "By Ann Reed", "Nobody saw who did it."],
         {"headline": ["The lamp is lit"], "deck": ["Forty years on the bridge"], "byline": ["By Ann Reed"]}),
        (["【栏目】老城来信", "【标题】桥头的灯亮了", "【作者】石桥", LONG],
         {"column": ["老城来信"], "headline": ["桥头的灯亮了"], "byline": ["【作者】石桥"]}),
        (["桥头的灯亮了", "本报讯（记者 石桥）" + LONG, LONG], {"headline": ["桥头的灯亮了"], "byline": ["记者 石桥"]}),
        (["The lamp is lit", "Byline: Ann Reed", "Nobody saw who did it."],
         {"headline": ["The lamp is lit"], "byline": ["Ann Reed"]}),
        (["The lamp is lit", "By Ann Reed", "Staff Writer", "Nobody saw who did it."],
         {"headline": ["The lamp is lit"], "byline": ["By Ann Reed", "Staff Writer"]}),
        (["The lamp is lit", "Ann Reed | 16 June", "Nobody saw who did it."],
         {"headline": ["The lamp is lit"], "byline": ["Ann Reed | 16 June"]}),
        (["The lamp is lit", "Ann Reed", "Nobody saw who did it."],
         {"headline": ["The lamp is lit"], "byline": ["Ann Reed"]}),
        (["The Lamp Is Lit", "Bridge Town Celebrates", "Nobody saw who did it."],
         {"headline": ["The Lamp Is Lit"], "deck": ["Bridge Town Celebrates"]}),
        ([LONG * 4, LONG], {}),
    ],
)  # fmt: skip
def test_the_usual_shape_gives_the_parts(
    tmp_path: Path, body: list[str], parts: dict[str, list[str]]
) -> None:
    assert shaped(tmp_path, *map(p, body)).parts == parts


def test_the_largest_line_is_the_headline(tmp_path: Path) -> None:
    made = shaped(
        tmp_path, p("老城来信", size=14), p("桥头的灯亮了", size=22), p("四十年", size=14), p(LONG)
    )
    assert made.parts == {"kicker": ["老城来信"], "headline": ["桥头的灯亮了"], "deck": ["四十年"]}


def test_captions_by_their_marks_and_those_above_their_picture(tmp_path: Path) -> None:
    body = [
        p("灯亮了"),
        p(LONG),
        p(inner=image()),
        p("图说：桥头（林晚 摄）"),
        p(LONG),
        p("▲ 桥下"),
        p(inner=image()),
    ]
    article = only(read(docx(tmp_path / "a.docx", body)))
    assert [(each.caption, each.credit) for each in article.figures] == [
        ("桥头", "林晚 摄"),
        ("桥下", ""),
    ]


@pytest.mark.parametrize(
    ("below", "caption", "credit"),
    [
        (p("守桥人在桥头", centred=True), "守桥人在桥头", ""),
        (p("The keeper at dawn", italic=True), "The keeper at dawn", ""),
        (p("图为守桥人在桥头。本报记者 林晚 摄"), "图为守桥人在桥头。", "本报记者 林晚 摄"),
        (p("▲守橋人在橋頭。（攝影／林晚）"), "守橋人在橋頭。", "攝影／林晚"),
        (p("Photograph by Tom Hale"), "Photograph by Tom Hale", ""),
        (p("The keeper. Photo: Tom Hale"), "The keeper.", "Photo: Tom Hale"),
        (p("新的灯", centred=True, bold=True), "", ""),
        (p("* * *", centred=True), "", ""),
    ],
)
def test_captions_told_by_their_place_below_a_picture(
    tmp_path: Path, below: str, caption: str, credit: str
) -> None:
    body = [p("灯亮了", size=20), p(LONG * 2), p(inner=image()), below, p(LONG)]
    [figure] = only(read(docx(tmp_path / "a.docx", body))).figures
    assert (figure.caption, figure.credit) == (caption, credit)


def test_a_centred_text_has_no_captions_by_its_place(tmp_path: Path) -> None:
    body = [p("灯", size=20), p(inner=image()), *(p(LONG, centred=True) for _ in range(3))]
    [figure] = only(read(docx(tmp_path / "a.docx", body))).figures
    assert figure.caption == ""


def test_lists_tables_notes_breaks_ruby_formulas_and_boxes_are_kept(tmp_path: Path) -> None:
    table = (
        "<w:tbl><w:tr><w:tc>" + p("阶段") + "</w:tc><w:tc>" + p("天数") + "</w:tc></w:tr></w:tbl>"
    )
    ruby = (
        "<w:r><w:ruby><w:rt>"
        + run("chóng")
        + "</w:rt><w:rubyBase>"
        + run("重")
        + "</w:rubyBase></w:ruby></w:r>"
    )
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><wps:txbx><w:txbxContent>"
        + p("箱中的话。") + "</w:txbxContent></wps:txbx></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )  # fmt: skip
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = part("footnotes", f'<w:footnote w:id="2">{p("注里的话。")}</w:footnote>')
    body = [
        p("灯亮了"), p(LONG, inner=note), table, p("城名是", inner=ruby + run("庆。")),
        p("式子：", inner="<m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath>"), p("边上", inner=box),
        p("一行", inner="<w:r><w:br/></w:r>" + run("两行。")),
    ]  # fmt: skip
    relation = (
        f'<Relationships xmlns="{documents.RELATIONSHIPS}"><Relationship Id="rId5" Target="footnotes.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"/></Relationships>'
    )  # fmt: skip
    parts = {"word/footnotes.xml": notes, "word/_rels/document.xml.rels": relation}
    reading = read(docx(tmp_path / "a.docx", body, parts=parts))
    article = only(reading)
    for words in ("阶段", "天数", "注里的话。", "a=b", "箱中的话。", "两行。"):
        assert words in article.body, words
    assert "<ruby>重<rp>（</rp><rt>chóng</rt>" in article.body
    assert 'role="doc-noteref"' in article.body and 'role="doc-endnotes"' in article.body
    assert "left out" not in said(reading)


@pytest.mark.parametrize(
    ("formula", "line"),
    [
        ("<m:f><m:num>{a+b}</m:num><m:den>{2}</m:den></m:f>", "(a+b)/2"),
        ("<m:sSup><m:e>{x}</m:e><m:sup>{2}</m:sup></m:sSup>{+1}", "x^2+1"),
        (
            "<m:sSubSup><m:e>{x}</m:e><m:sub>{i}</m:sub><m:sup>{n-1}</m:sup></m:sSubSup>",
            "x_i^(n-1)",
        ),
        ("<m:rad><m:deg>{3}</m:deg><m:e>{y}</m:e></m:rad>", "3√(y)"),
        (
            "<m:m><m:mr><m:e>{1}</m:e><m:e>{0}</m:e></m:mr><m:mr><m:e>{0}</m:e></m:mr></m:m>",
            "(1 0; 0)",
        ),
    ],
)
def test_formulas_are_lines_that_can_be_read(tmp_path: Path, formula: str, line: str) -> None:
    marked = formula.replace("{", "<m:r><m:t>").replace("}", "</m:t></m:r>")
    article = shaped(tmp_path, p("The lamp"), p("Now ", inner=f"<m:oMath>{marked}</m:oMath>"))
    assert line in article.body


def test_a_field_keeps_its_words(tmp_path: Path) -> None:
    field = f'<w:fldSimple w:instr="DATE">{run("16 June")}</w:fldSimple>'
    article = shaped(tmp_path, p("The lamp"), p("Lit on ", inner=field))
    assert "Lit on 16 June" in article.body


def test_what_has_no_place_is_named(tmp_path: Path) -> None:
    deleted = '<w:del w:id="1"><w:r><w:delText>删去的话</w:delText></w:r></w:del>'
    parts = {
        "word/header1.xml": part("hdr", p("页眉的话")),
        "word/comments.xml": part("comments", f'<w:comment w:id="1">{p("批注的话")}</w:comment>'),
        "word/charts/chart1.xml": "<c xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'>"
        "<a:p><a:r><a:t>图表的话</a:t></a:r></a:p></c>",
        "word/vbaProject.bin": b"x",
    }
    body = [p("灯亮了"), p(LONG, inner=deleted), p(inner=image("rId9", how="link"))]
    reading = read(docx(tmp_path / "a.docx", body, parts=parts, linked="https://far.example/a.png"))
    only(reading)
    for words in (
        "删去的话",
        "页眉的话",
        "批注的话",
        "图表的话",
        "has macros",
        "https://far.example/a.png",
    ):
        assert words in said(reading), words


def test_hidden_text_is_left_out_and_named(tmp_path: Path) -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏起的话</w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="false"/></w:rPr><w:t>看得见的话</w:t></w:r>'
    reading = read(docx(tmp_path / "a.docx", [p("灯亮了"), p(LONG, inner=hidden + shown)]))
    body = only(reading).body
    assert "藏起" not in body and "看得见的话" in body
    assert "hidden text is left out: 藏起的话" in said(reading)


ODT_STYLES = (
    '<style:style style:name="P1" style:parent-style-name="Title"/>'
    '<style:style style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style>'
)
ODT_BODY = """<text:tracked-changes><text:changed-region><text:deletion><text:p>删去的话</text:p>
</text:deletion></text:changed-region></text:tracked-changes>
<text:p text:style-name="P1">灯亮了</text:p><text:p>本报记者 石桥</text:p>
<text:p>灯是昨晚亮的，<text:span text:style-name="T1">守桥人</text:span>先看见了。<text:note><text:note-citation>1
</text:note-citation><text:note-body><text:p>注里的话。</text:p></text:note-body></text:note></text:p>
<text:h text:outline-level="2">新的灯</text:h><text:list><text:list-item><text:p>其一</text:p></text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>甲</text:p></table:table-cell></table:table-row></table:table>
<text:p><draw:frame><draw:image xlink:href="Pictures/a.png"/></draw:frame></text:p>
<text:p>图说：桥头（林晚 摄）</text:p>
<text:p><draw:frame><draw:text-box><text:p>箱中的话。</text:p></draw:text-box></draw:frame></text:p>
<text:p>灯还亮<office:annotation><text:p>批注的话</text:p></office:annotation>着。（据新华社）</text:p>"""


def test_an_opendocument_text_is_read_as_one_of_word(tmp_path: Path) -> None:
    reading = read(odt(tmp_path / "a.odt", ODT_BODY, ODT_STYLES))
    article = only(reading)
    assert (article.headline, article.byline) == (("灯亮了",), ("本报记者 石桥",))
    assert article.credit == "据新华社"
    assert [(each.caption, each.credit) for each in article.figures] == [("桥头", "林晚 摄")]
    for words in (
        "<strong>守桥人</strong>",
        "注里的话。",
        "<h2>新的灯</h2>",
        "<li>其一</li>",
        "甲",
        "箱中的话。",
    ):
        assert words in article.body, words
    assert "删去的话" in said(reading) and "批注的话" in said(reading)
    assert "a paragraph is left out" not in said(reading)


def test_tables_in_repeated_cells_do_not_multiply(tmp_path: Path) -> None:
    table = "<text:p>x</text:p>"
    for _ in range(4):
        cell = f'<table:table-cell table:number-columns-repeated="100">{table}</table:table-cell>'
        row = f'<table:table-row table:number-rows-repeated="100">{cell}</table:table-row>'
        table = f"<table:table>{row}</table:table>"
    document = read_document(odt(tmp_path / "a.odt", f"<text:p>灯亮了</text:p>{table}"))
    assert 1 <= document.articles[0].body.count("x") < 20_000


def test_several_boxes_and_formulas_keep_their_order(tmp_path: Path) -> None:
    box = "<wps:txbx><w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent></wps:txbx>"
    boxes = f"<w:r><w:drawing>{box.format('箱甲')}{box.format('箱乙')}</w:drawing></w:r>"
    line = "<m:oMath><m:r><m:t>{}</m:t></m:r></m:oMath>"
    formulas = f"<m:oMathPara>{line.format('x=1')}{line.format('y=2')}</m:oMathPara>"
    body = shaped(tmp_path, p("灯亮了", size=20), p(LONG * 4, inner=boxes + formulas), p(LONG)).body
    assert body.index("箱甲") < body.index("箱乙") and body.index("x=1") < body.index("y=2")


def test_an_encrypted_opendocument_text_is_refused(tmp_path: Path) -> None:
    manifest = "<m><file-entry><encryption-data/></file-entry></m>"
    path = odt(tmp_path / "a.odt", "", parts={"META-INF/manifest.xml": manifest})
    assert "password" in said(read(path))


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (OLE, "Word 97"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"{\\rtf1 x}", "RTF"),
        (b"<html><body>x", "web page"),
        (b"", "is empty"),
        (b"PK\3\4 cut", "damaged or cut short"),
        (b"plain words", "not a Word"),
    ],
)
def test_what_only_has_the_name_of_a_document_is_refused(
    tmp_path: Path, data: bytes, message: str
) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    reading = read(path)
    assert reading.issue is None
    assert message in said(reading)


def test_a_bomb_and_entities_are_refused(tmp_path: Path) -> None:
    bomb = docx(tmp_path / "bomb.docx", [], parts={"word/media/x.png": b"\0" * 700_000_000})
    assert bomb.stat().st_size < 2_000_000
    assert "unpacks to 700 MB" in said(read(bomb))
    entities = f'<!DOCTYPE d [<!ENTITY a "b">]><w:document xmlns:w="{documents.W}"/>'
    assert "entities" in said(
        read(docx(tmp_path / "e.docx", [], parts={"word/document.xml": entities}))
    )
    assert "without document text" in said(read(zipped(tmp_path / "z.docx", {"a.txt": "x"})))


def test_an_old_document_gets_a_hint(tmp_path: Path) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(OLE)
    with pytest.raises(UnknownSource, match=r"save it as \.docx"):
        examine(path)


def test_a_folder_of_documents_and_pictures_is_an_issue(tmp_path: Path) -> None:
    folder = tmp_path / "2026-06-16"
    docx(folder / "A01 灯.docx", [p("灯亮了"), p(LONG), p("图说：桥头")])
    docx(folder / "A02 船.docx", [p("船开了"), p(LONG)])
    (folder / "A01 灯-1.png").write_bytes(png())
    (folder / "stray.png").write_bytes(png("blue"))
    (folder / "old.doc").write_bytes(OLE)
    reading = examine(folder, ReadOptions(publication="灯报"))
    assert reading.issue, reading.findings
    assert [(page.label, len(page.articles)) for page in reading.issue.pages] == [
        ("A01", 1),
        ("A02", 1),
    ]
    assert reading.issue.date == date(2026, 6, 16)
    assert [figure.caption for figure in reading.issue.articles[0].figures] == ["桥头"]
    assert "stray.png: is not used by any article" in said(reading)
    assert "old.doc: was not read" in said(reading)


def test_a_document_of_several_articles_is_a_page(tmp_path: Path) -> None:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = [p("灯亮了", "h"), p(LONG), p("船开了", "h"), p(LONG, inner=note)]
    reading = read(docx(tmp_path / "a.docx", body, {"h": "heading 1"}))
    assert reading.issue, reading.findings
    assert [article.title for article in reading.issue.articles] == ["灯亮了", "船开了"]


ISSUE = "publication: {name: 灯报, language: zh-Hans}\ndate: 2026-06-16\n"


def test_an_article_of_an_issue_folder_may_be_a_document(tmp_path: Path) -> None:
    docx(tmp_path / "01" / "20-lamp.docx", [p("灯亮了"), p(LONG), p(inner=image())])
    (tmp_path / "01" / "10-boat.md").write_text(
        "---\nheadline: 船开了\n---\n见[灯](20-lamp.docx)。\n", "utf-8"
    )
    (tmp_path / "issue.yaml").write_text(ISSUE, "utf-8")
    reading = IssueFolder().read(tmp_path)
    assert reading.issue, reading.findings
    assert [article.title for article in reading.issue.articles] == ["船开了", "灯亮了"]
    assert len(reading.issue.articles[1].figures) == 1
    assert 'href="#a-01-02"' in reading.issue.articles[0].body


def test_a_bad_document_of_an_issue_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "01").mkdir()
    (tmp_path / "01" / "a.docx").write_bytes(OLE)
    (tmp_path / "issue.yaml").write_text(ISSUE, "utf-8")
    reading = IssueFolder().read(tmp_path)
    assert reading.issue is None
    assert "a.docx: is really a Word 97" in said(reading)


# Every character ---------------------------------------------------------------------------

WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"), max_codepoint=0x2FFFF), max_size=30
)
ODD = st.sampled_from(
    [
        "本报记者 石桥",
        "图说：",
        "图为桥头。林晚 摄",
        "【作者】石桥",
        "Ann Reed | 16 June",
        "（据新华社）",
        "标题：",
        "By Ann Reed",
        "——",
        "1.",
        "<p>&amp;",
    ]
)
STYLE = st.sampled_from(["", *STYLES, "h"])
PARAGRAPH = st.tuples(st.one_of(WORDS, ODD), STYLE, st.booleans(), st.booleans(), st.booleans())


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(PARAGRAPH, max_size=12), WORDS)
def test_every_character_is_in_the_issue_or_in_a_finding(
    tmp_path: Path, body: list[tuple[str, str, bool, bool, bool]], header: str
) -> None:
    paragraphs = [
        p(text, style, image() * picture, bold=bold, centred=centred)
        for text, style, bold, centred, picture in body
    ]
    styles = STYLES | {"h": "heading 1"}
    parts = {"word/header1.xml": part("hdr", p(header))}
    keeps_all(
        "".join(text for text, *_ in body) + header,
        docx(tmp_path / "00.docx", paragraphs, styles, parts),
    )


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(PARAGRAPH, max_size=12))
def test_every_character_of_an_opendocument_text_is_in_the_issue_or_in_a_finding(
    tmp_path: Path, body: list[tuple[str, str, bool, bool, bool]]
) -> None:
    picture = '<draw:frame><draw:image xlink:href="Pictures/a.png"/></draw:frame>'
    xml = "".join(
        f'<text:p text:style-name="{STYLES.get(style, "P1")}">{escape(text)}{picture * has}</text:p>'
        for text, style, _, _, has in body
    )
    keeps_all("".join(text for text, *_ in body), odt(tmp_path / "00.odt", xml, ODT_STYLES))


def keeps_all(everything: str, path: Path) -> None:
    reading = read(path)
    kept = said(reading) + "".join(
        f"{article.model_dump_json()}{article.text}{' '.join(article.headline)}"
        for article in (reading.issue.articles if reading.issue else ())
    )
    kept += 12 * "".join(one.message for one in reading.findings if "labels" in one.message)
    if reading.issue:
        assert not letters(everything) - letters(kept)


def test_the_test_above_would_see_a_loss() -> None:
    assert letters("灯亮") - letters("灯")


def test_reading_leaves_nothing_beside_the_document(tmp_path: Path) -> None:
    path = docx(tmp_path / "a.docx", [p("灯亮了"), p(LONG), p(inner=image())])
    read(path)
    assert list(tmp_path.iterdir()) == [path]
    assert zipfile.is_zipfile(path)


@pytest.mark.parametrize(("letter", "shown"), [("l", "●"), ("\xfc", "✓"), ("\uf0a7", "▪")])
def test_a_bullet_of_a_symbol_font_is_a_bullet(tmp_path: Path, letter: str, shown: str) -> None:
    bullet = run(letter, '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>')
    article = shaped(
        tmp_path, p("标题", "b"), f"<w:p>{bullet}{run(LONG)}</w:p>", p(LONG), styles=STYLES
    )
    assert f"{shown}{LONG}" in article.body


def test_a_symbol_font_of_another_script_says_nothing_of_latin_text(tmp_path: Path) -> None:
    fonts = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Symbol"/>'
    tail = run("a low tide", fonts)
    article = shaped(
        tmp_path, p("标题", "b"), f"<w:p>{run(LONG)}{tail}</w:p>", p(LONG), styles=STYLES
    )
    assert "a low tide" in article.body


def test_a_document_that_is_refused_is_the_only_error(tmp_path) -> None:
    (tmp_path / "a.docx").write_text("no document")
    reading = read(tmp_path)
    errors = [each for each in reading.findings if each.severity is Severity.ERROR]
    assert reading.issue is None and len(errors) == 1
    assert "is not a Word or OpenDocument file" in errors[0].message
