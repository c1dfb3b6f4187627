"""A spread: one grid of two pages, one wide sheet on screens, two pages for the press."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

import exporter
from exporter.layouts.makeup.plan.grid import MM, sheet_grid, spread_grid
from exporter.profiles import find_profile
from exporter.sheet_size import SheetSize
from exporter.writers.pdf.press.halves import crosses_fold

ISSUE = """publication: {name: The Harbour Post, language: en}
date: 2026-06-16
pages:
- label: '1'
- label: '2'
  section: Harbour
  spread: '3'
  advertisements: [{width_mm: 270, height_mm: 40, place: bottom, alt: The ferry company}]
- label: '3'
  section: Market
"""
SMALL = SheetSize(width=150, height=210, columns=2, margin=10)
TEXT = "The tide came in at a quarter past seven and nobody on the quay looked up. " * 4


def story(headline: str, paragraphs: int, more: str = "") -> str:
    body = "\n\n".join([TEXT] * paragraphs)
    return f"---\nheadline: {headline}\n{more}---\n{body}\n"


@pytest.mark.parametrize("language", ["en", "zh-Hans", "he"])
def test_columns_of_a_spread_stand_as_on_single_pages(language: str) -> None:
    page = sheet_grid("tabloid", language)
    spread = spread_grid(page)
    away = page.paper.width_mm * MM
    own = [page.x(column) for column in range(page.columns)]
    wanted = sorted(own) + [x + away for x in sorted(own)]
    assert sorted(map(spread.x, range(spread.columns))) == pytest.approx(wanted)
    assert spread.left + spread.width == pytest.approx(away + page.left + page.width)
    assert spread.room(0, page.columns) == pytest.approx(page.width)
    assert spread.room(page.columns - 1, 2) == pytest.approx(
        2 * page.column + page.gap + spread.fold
    )


@pytest.fixture(scope="module")
def issue(tmp_path_factory: Any, write_issue: Callable[..., Path]) -> Path:
    files = {
        "issue.yaml": ISSUE,
        "1/1.md": story("The front", 2),
        "2/1.md": story("Over the fold", 9, "columns: 4\n"),
        "3/1.md": story("Fish prices", 4),
    }
    return write_issue(tmp_path_factory.mktemp("spread") / "issue", files)


@pytest.fixture(scope="module")
def pressed(issue: Path) -> Path:
    path = issue.parent / "press.pdf"
    profile = find_profile("press", split="post{page}.pdf", signature=1)
    options = exporter.Options(paper=SMALL, layout="makeup", profile=profile, jobs=1, force=True)
    exporter.build(issue, path, options)
    return path


def test_an_article_goes_over_both_pages(issue: Path) -> None:
    report = exporter.make_up(issue, options=exporter.Options(paper=SMALL), pages=["3"])
    (sheet,) = report.sheets
    assert sheet.label == "2–3"
    over = [each for each in report.rectangles if each.x < SMALL.width < each.x + each.width]
    assert "a-2-01" in {each.article for each in over}
    (box,) = report.advertisements
    assert (box.page, box.advertisement, box.width) == ("2", "The ferry company", 270)


def test_the_press_gets_two_pages_of_one_size(pressed: Path) -> None:
    with pikepdf.open(pressed) as pdf:
        assert [page.label for page in pdf.pages] == ["1", "2", "3"]
        sizes = {tuple(round(float(side)) for side in page.trimbox) for page in pdf.pages}
    assert len(sizes) == 1
    names = sorted(each.name for each in pressed.parent.glob("post*.pdf"))
    assert names == ["post1.pdf", "post2.pdf", "post3.pdf"]


def test_each_page_has_the_text_of_its_half_alone(pressed: Path) -> None:
    import pypdfium2

    with pypdfium2.PdfDocument(str(pressed)) as document:
        found = [page.get_textpage().get_text_range() for page in document]
    assert "Harbour" in found[1] and "Market" not in found[1]
    assert "Market" in found[2]
    assert "Over the fold" in found[1] and "Over the fold" not in found[2]


@pytest.mark.parametrize(
    ("x", "crosses"), [(10, False), (70, True), (101, False), (99.5, False), (130, False)]
)
def test_type_over_the_fold_is_found(x: float, crosses: bool) -> None:
    with pikepdf.Pdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(200, 100))
        page.TrimBox = page.MediaBox
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Courier
        )
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        words = f"BT /F 10 Tf {x} 50 Td (Over the fold) Tj ET 90 20 20 20 re f"
        page.Contents = pdf.make_stream(words.encode())
        assert crosses_fold(page, 100) is crosses


def test_the_flow_layout_says_that_it_sets_single_pages(issue: Path, tmp_path: Path) -> None:
    options = exporter.Options(paper=SMALL, layout="flow", jobs=1)
    result = exporter.build(issue, tmp_path / "flow.pdf", options)
    (finding,) = [each for each in result.findings if each.rule == "pdf-spread-flow"]
    assert finding.message == "pages 2 and 3 are set as single pages"


def test_a_page_without_articles_lists_those_of_its_spread(issue: Path, tmp_path: Path) -> None:
    from exporter.edition import make_edition

    read = exporter.read(issue).issue
    assert read
    first, left, right = read.pages
    edition = make_edition(
        read.model_copy(update={"pages": (first, left, right.model_copy(update={"articles": ()}))})
    )
    assert edition.facing_articles(edition.issue.pages[2]) == left.articles
    assert edition.facing_articles(first) == ()


def test_each_page_of_a_spread_has_a_picture_of_its_half(issue: Path, tmp_path: Path) -> None:
    options = exporter.Options(facsimiles=True, jobs=1)
    exporter.build(issue, tmp_path / "a.epub", options)
    with zipfile.ZipFile(tmp_path / "a.epub") as book:
        found = {name for name in book.namelist() if re.search(r"page-[23]\.jpg$", name)}
        halves = [Image.open(book.open(name)).size for name in sorted(found)]
    assert len(halves) == 2 and halves[0] == halves[1]


def test_a_spread_is_made_for_its_second_page_alone_in_several_processes(
    issue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exporter.layouts.makeup.render.processes", lambda *_: 2)
    options = exporter.Options(paper=SMALL, layout="makeup", pages=("3",), force=True)
    exporter.build(issue, tmp_path / "late.pdf", options)
    with pikepdf.open(tmp_path / "late.pdf") as pdf:
        assert len(pdf.pages) == 1
