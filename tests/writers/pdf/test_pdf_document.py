"""What the PDF says of itself, its sheets and its fonts."""

import re

import pytest

from exporter import Options, build
from exporter.errors import UsageError

MM = 72 / 25.4
ISSUE = """\
publication: {{name: 澜江周报, language: {language}, publisher: 澜江周报社, printed: true}}
date: 2026-06-16
number: 407
pages:
  - {{label: "01", section: 头版}}
  - {{label: "02", section: 要闻}}
  - {{label: "03", section: 要闻}}
"""
ARTICLE = """\
---
kicker: 引题
headline: 标题
deck: 副题
byline: 记者
figures: [{image: a.png, caption: 图说}]
---
正文**粗体**。

> 引文

## 小标题

| 表 | 格 |
|---|---|
| 一 | 二 |
"""


@pytest.fixture
def chinese(pdf_once, picture):
    def make(language="zh-Hans", **options):
        issue = ISSUE.format(language=language)
        return pdf_once({"issue.yaml": issue, "01/1.md": ARTICLE, "01/a.png": picture()}, **options)

    return make


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("/Title", "澜江周报 第407期 2026年6月16日 星期二"),
        ("/Author", "澜江周报社"),
        ("/Subject", "澜江周报 第407期 2026年6月16日 星期二"),
        ("/Keywords", "头版, 要闻"),
        ("/CreationDate", "D:20260616"),
        ("/ModDate", "D:20260616"),
    ],
)
def test_the_document_information_says(chinese, key, value):
    document = chinese()
    assert str(document.pdf.docinfo[key]).startswith(value)


def test_the_publication_stands_in_for_a_publisher(pdf_of):
    assert str(pdf_of().pdf.docinfo["/Author"]) == "The Example"


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant-HK", "en-GB", "ar"])
def test_the_catalog_says_the_language(chinese, language):
    assert str(chinese(language).root.Lang) == language


def test_markup_in_metadata_is_text(pdf_of):
    issue = "publication: {name: '<b>&\"', language: en}\ndate: 2026-06-16\n"
    assert str(pdf_of({"issue.yaml": issue}).pdf.docinfo["/Author"]) == '<b>&"'


@pytest.mark.parametrize(
    ("paper", "width", "height"),
    [
        ("tabloid", 280, 400),
        ("berliner", 315, 470),
        ("broadsheet", 390, 540),
        ("a3", 297, 420),
        ("a4", 210, 297),
        ("A4", 210, 297),
    ],
)
@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_every_sheet_has_the_size_of_the_paper(chinese, paper, width, height, language):
    boxes = [
        [float(side) for side in page.MediaBox] for page in chinese(language, paper=paper).pdf.pages
    ]
    assert len(boxes) > 1  # pages run on: a large sheet holds several
    for box in boxes:
        assert box == pytest.approx([0, 0, width * MM, height * MM], abs=0.002)


def test_tabloid_is_the_paper_when_none_is_named(chinese):
    assert float(chinese().pdf.pages[0].MediaBox[2]) == pytest.approx(280 * MM, abs=0.002)


def test_an_unknown_paper_is_a_usage_error_that_names_the_known_ones(issue_folder, tmp_path):
    with pytest.raises(UsageError, match=r"foolscap.*tabloid.*a4"):
        build(issue_folder(), [tmp_path / "a.pdf"], Options(paper="foolscap"))
    assert not (tmp_path / "a.pdf").exists()


def test_an_unknown_style_is_a_usage_error_that_names_the_known_ones(issue_folder, tmp_path):
    with pytest.raises(UsageError, match=r"rococo.*newspaper"):
        build(issue_folder(), [tmp_path / "a.pdf"], Options(style="rococo"))


CJK = re.compile(r"Noto-S\w+-CJK-(\w\w)")


@pytest.mark.parametrize(
    ("language", "region"),
    [
        ("zh-Hans", "SC"),
        ("zh", "SC"),
        ("zh-CN", "SC"),
        ("zh-Hant", "TC"),
        ("zh-TW", "TC"),
        ("zh-HK", "TC"),
        ("ja", "JP"),
    ],
)
def test_chinese_and_japanese_are_set_in_the_fonts_of_their_region(chinese, language, region):
    fonts = chinese(language).fonts
    found = {CJK.match(name)[0] for name in fonts if CJK.match(name)}
    assert {f"Noto-Serif-CJK-{region}", f"Noto-Sans-CJK-{region}"} == found


def test_english_is_set_in_libertine(pdf_of):
    fonts = pdf_of().fonts
    assert any(name.startswith("Linux-Libertine-O") for name in fonts)
    assert not any("Serif-CJK" in name for name in fonts)


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "ja", "en", "ar"])
def test_every_font_is_embedded(chinese, language):
    fonts = chinese(language).fonts
    assert len(fonts) >= 2
    assert all(fonts.values())


def test_a_style_is_not_left_with_open_measures(chinese, issue_folder):
    """Every `var()` that WeasyPrint gets has a value: it takes none in @page rules."""
    from exporter.edition import make_edition
    from exporter.layouts.flow.print_document import make_html
    from exporter.readers import read

    html = make_html(make_edition(read(issue_folder()).issue), Options())
    style = html.partition("<style>")[2].partition("</style>")[0]
    named = set(re.findall(r"var\(--([\w-]+)", style))
    assert named <= set(re.findall(r"--([\w-]+):", style))
    pages = re.findall(r"@page[^{]*\{(?:[^{}]|\{[^{}]*\})*\}", style)
    assert pages
    assert [rule for rule in pages if re.search(r"(?:size|margin)[^;]*var\(", rule)] == []


SECTIONS = (
    "pages: [{label: '01'}, {label: '02', section: Sport}, {label: '03', section: Letters}]\n"
)


@pytest.mark.parametrize(("printed", "sheets"), [("true", 3), ("false", 2)])
def test_a_section_without_an_article_is_on_a_sheet_in_a_printed_edition_alone(
    pdf_of, printed, sheets
):
    issue = (
        f"publication: {{name: The Lamp, language: en, printed: {printed}}}\n"
        f"date: 2026-06-16\n{SECTIONS}"
    )
    pdf = pdf_of({"issue.yaml": issue, "01/10-a.md": "---\nheadline: One\n---\nText.\n"})
    assert len(pdf.pages) == sheets
    assert "Sport" in pdf.pages[0] and "Letters" in pdf.pages[0]
