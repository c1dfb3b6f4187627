"""Lines of neighbouring columns stand on one grid."""

from collections import Counter

import pytest
from lxml import etree

from exporter.edition.style import find_style
from exporter.layouts.makeup.plan.grid import MM, sheet_grid
from exporter.layouts.papers import make_grid, papers

PAPERS = papers(find_style())
HAN = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子"
)
ISSUE = "publication: {{name: 报, language: {language}}}\ndate: 2026-06-16\n"
BBOX = "{http://www.w3.org/1999/xhtml}"


def prose(language, paragraphs, length=180):
    unit = HAN if language != "en" else "plain words without any mark or number "
    return "\n\n".join((unit * 40)[start : start + length] for start in range(paragraphs))


def body_lines(pdf, height):
    """Yield sheet, left edge and bottom of each line whose height is that of body type."""
    tree = etree.fromstring(pdf.text("-bbox-layout").encode())
    for sheet, page in enumerate(tree.iter(f"{BBOX}page")):
        for line in page.iter(f"{BBOX}line"):
            box = {side: float(line.get(side)) for side in ("xMin", "yMin", "yMax")}
            if (
                abs(box["yMax"] - box["yMin"] - height) < 0.01
                and len("".join(line.itertext())) > 20
            ):
                yield sheet, round(box["xMin"]), box["yMax"]


def lines_of(pdf):
    """Return the lines of the commonest height, which is that of body type."""
    tree = etree.fromstring(pdf.text("-bbox-layout").encode())
    heights = Counter(
        round(float(line.get("yMax")) - float(line.get("yMin")), 2)
        for line in tree.iter(f"{BBOX}line")
    )
    return list(body_lines(pdf, heights.most_common(1)[0][0]))


ARTICLES = {
    "01/1.md": "---\nheadline: {head}\ndeck: {head}\n---\n{long}\n\n## {head}\n\n{short}\n",
    "01/2.md": "---\nheadline: {head}\n---\n{short}\n\n## {head}\n\n{short}\n",
    "01/3.md": "---\nkicker: {head}\nheadline: {head}\nbyline: {head}\n---\n{short}\n",
    "01/4.md": "---\nheadline: [{head}, {head}]\nkind: brief\n---\n"
    "{short}\n\n> {head}\n\n{short}\n",
}


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
@pytest.mark.parametrize("paper", ["tabloid", "a4"])
def test_body_lines_of_all_columns_stand_on_one_grid(pdf_of, language, paper):
    words = {
        "head": "一条标题" if language == "zh-Hans" else "A headline",
        "long": prose(language, 12),
        "short": prose(language, 3),
    }
    files = {name: text.format(**words) for name, text in ARTICLES.items()}
    pdf = pdf_of({"issue.yaml": ISSUE.format(language=language), **files}, paper=paper)
    lines = lines_of(pdf)
    step = make_grid(paper, language).type.line
    for sheet in {sheet for sheet, _, _ in lines}:
        here = [(left, bottom) for number, left, bottom in lines if number == sheet]
        if sheet == 0:
            continue
        assert len({left for left, _ in here}) >= 2
        first = here[0][1]
        offsets = [(bottom - first + step / 2) % step - step / 2 for _, bottom in here]
        assert max(offsets) - min(offsets) < 0.2
    assert len(lines) > 40


def test_a_picture_leaves_the_lines_below_it_on_the_grid(pdf_of, picture):
    before, after = prose("zh-Hans", 4), prose("zh-Hans", 8)
    text = f"---\nheadline: 标题\n---\n{before}\n\n![](a.png '图说')\n\n{after}\n"
    files = {"01/1.md": text, "01/a.png": picture(size=(611, 397))}
    lines = lines_of(pdf_of({"issue.yaml": ISSUE.format(language="zh-Hans"), **files}))
    step = make_grid("tabloid", "zh-Hans").type.line
    bottoms = [bottom for sheet, _, bottom in lines if sheet == 1]
    offsets = [(bottom - bottoms[0] + step / 2) % step - step / 2 for bottom in bottoms]
    assert len(bottoms) > 40
    assert max(offsets) - min(offsets) < 0.2


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "ja"])
def test_a_column_of_chinese_is_a_whole_number_of_characters_wide(paper, language):
    lines = make_grid(paper, language)
    assert lines.column / lines.type.size == pytest.approx(round(lines.column / lines.type.size))
    assert lines.column / lines.type.size >= 10


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_margins_and_type_area_make_up_the_paper(paper, language):
    lines = make_grid(paper, language)
    sheet = PAPERS[paper]
    assert lines.width + 2 * lines.side_margin == pytest.approx(sheet.width_mm * 72 / 25.4)
    whole = lines.top_margin + lines.height + lines.bottom_margin
    assert whole == pytest.approx(sheet.height_mm * 72 / 25.4)
    least = sheet.margin_mm * 72 / 25.4
    assert min(lines.side_margin, lines.top_margin, lines.bottom_margin) >= least - 0.001


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_all_columns_and_gaps_span_the_width(language):
    lines = make_grid("broadsheet", language)
    assert lines.span(lines.columns) == pytest.approx(lines.width)
    assert lines.span(1) == pytest.approx(lines.column)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_a_sheet_made_up_has_as_much_white_above_as_below(paper, language):
    """The folio is in the type area: the margin above holds no running head besides."""
    grid = sheet_grid(paper, language)
    assert grid.top == pytest.approx(grid.paper.height_mm * MM - grid.top - grid.height)
