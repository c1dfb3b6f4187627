"""No type stands in the gutter of a spread: headlines are parted there between words, or whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree
from PIL import Image

import exporter
from exporter.layouts.makeup.draw.fold import fold_in
from exporter.layouts.makeup.draw.folded_tables import part_columns
from exporter.layouts.makeup.plan.grid import MM, sheet_grid, spread_grid
from exporter.sheet_size import SheetSize

SMALL = SheetSize(width=150, height=210, columns=2, margin=10)
ISSUE = """publication: {{name: The Harbour Post, language: {language}}}
date: 2026-06-16
pages:
- label: '1'
- label: '2'
  section: Harbour
  spread: '3'
- label: '3'
  section: Market
"""
WORDS = {
    "en": (
        "Ferries",
        "run all night again after the long winter of the harbour and its people ",
        "The tide came. ",
    ),
    "zh-Hans": (
        "渡轮",
        "冬天过去以后港口的夜航船又要整夜开行了各位乘客请看",
        "潮水来了，码头上没有人抬头。",
    ),
    "he": ("מעבורות", "שטות שוב כל הלילה אחרי החורף הארוך של הנמל ", "הגאות הגיעה. "),
}
TABLE = "\n\n| a | b | c | d |\n| --- | --- | --- | --- |\n" + "| one | two | three | four |\n" * 3
WIDE = "\n\n" + "|".join("abcdefghi") + "\n" + "|".join(["---"] * 9) + "\n"
WIDE += ("|".join(["12.30"] * 9) + "\n") * 14


def story(language: str, more: str, paragraphs: int, after: str = "") -> str:
    first, then, text = WORDS[language]
    kicker = f"kicker: {first}\ndeck: {then * 3}\nbyline: {first}\n"
    body = "\n\n".join([text * 12] * paragraphs)
    return f"---\nheadline: {first} {then.strip()}\n{kicker}columns: 4\n{more}---\n{body}{after}\n"


def photograph() -> bytes:
    buffer = BytesIO()
    Image.linear_gradient("L").resize((900, 300)).convert("RGB").save(buffer, "JPEG")
    return buffer.getvalue()


@pytest.fixture(scope="module", params=WORDS)
def spread(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    write_issue: Callable[..., Path],
) -> Path:
    language = request.param
    caption = WORDS[language][1] * 3
    figure = f"figures:\n- image: quay.jpg\n  alt: Quay\n  caption: {caption}\n"
    files = {
        "issue.yaml": ISSUE.format(language=language),
        "1/1.md": story(language, "", 2).replace("columns: 4\n", ""),
        "2/1.md": story(language, figure, 5),
        "2/2.md": story(language, "", 2, TABLE),
        "2/quay.jpg": photograph(),
        "3/1.md": story(language, "", 1, WIDE),
    }
    folder = write_issue(tmp_path_factory.mktemp(language) / "issue", files)
    path = folder.parent / "a.pdf"
    options = exporter.Options(paper=SMALL, layout="makeup", jobs=1)
    result = exporter.build(folder, path, options)
    assert not {each.rule for each in result.findings} & {"pdf-makeup-overrun", "pdf-spread-flow"}
    return path


def glyphs(path: Path) -> Iterator[tuple[float, float, float]]:
    """Yield left, right and foot of every glyph of the spread that leaves ink."""
    with pypdfium2.PdfDocument(str(path)) as document:
        text = document[1].get_textpage()
        for number in range(text.count_chars()):
            left, bottom, right, _ = text.get_charbox(number)
            if text.get_text_range(number, 1).strip() and right > left:
                yield left, right, bottom


def test_no_glyph_is_in_the_gutter(spread: Path) -> None:
    fold, margin = SMALL.width * MM, SMALL.margin * MM
    inside = [
        (left, right, foot)
        for left, right, foot in glyphs(spread)
        if left < fold + margin - 1 and right > fold - margin + 1
    ]
    assert not inside
    assert min(left for left, *_ in glyphs(spread)) > margin - 1
    assert max(right for _, right, _ in glyphs(spread)) < 2 * fold - margin + 1
    assert {left < fold for left, *_ in glyphs(spread)} == {True, False}


@pytest.mark.parametrize(
    ("column", "columns", "sides"),
    [(0, 10, (5, 5)), (3, 3, (2, 1)), (0, 5, None), (5, 5, None), (4, 2, (1, 1)), (6, 2, None)],
)
def test_columns_on_both_sides_of_the_fold(
    column: int, columns: int, sides: tuple[int, int] | None
) -> None:
    grid = spread_grid(sheet_grid("tabloid", "en"))
    fold = fold_in(grid, column, columns)
    assert (fold and (fold.before, fold.after)) == sides
    if fold:
        whole = fold.first + fold.gutter + fold.second
        assert whole == pytest.approx(grid.room(column, columns))


def test_the_gutter_is_between_two_columns_of_a_table() -> None:
    grid = spread_grid(sheet_grid("tabloid", "he"))
    fold = fold_in(grid, 2, 6)
    assert fold and grid.mirrored
    shares = (f'style="width:{width}%" data-share="{width}"' for width in (20, 25, 30, 25))
    cells = "".join(f"<td {share}>1</td>" for share in shares)
    table = etree.fromstring(f"<table><tr>{cells}</tr><tr>{cells}</tr></table>")
    assert part_columns(table, fold)
    ours = [float(cell.get("style").split("width:")[2].split("%")[0]) for cell in table[0]]
    whole = fold.first + fold.gutter + fold.second
    assert sum(ours) == pytest.approx(100, abs=0.1)
    assert sum(ours[:2]) == pytest.approx(100 * fold.first / whole, abs=0.1)
    padded = [["padding-right" in cell.get("style") for cell in row] for row in table]
    assert padded == [[False, False, True, False]] * 2


def test_a_table_without_widths_is_left_as_it_is() -> None:
    fold = fold_in(spread_grid(sheet_grid("tabloid", "en")), 2, 6)
    table = etree.fromstring('<table><tr><td colspan="2">1</td></tr></table>')
    assert fold and not part_columns(table, fold)
    assert etree.tostring(table) == b'<table><tr><td colspan="2">1</td></tr></table>'


def test_a_single_page_has_no_fold() -> None:
    assert fold_in(sheet_grid("tabloid", "en"), 0, 4) is None
