"""The late page: sheets of one page alone, as in the whole, and put into a finished PDF."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple
from unittest.mock import MagicMock

import pikepdf
import pytest

import exporter
from exporter.errors import InvalidSource, UsageError
from exporter.layouts.makeup.elsewhere import elsewhere
from exporter.layouts.makeup.result import SheetResult
from exporter.profiles import find_profile
from exporter.writers.pdf.replaced import _judge, _put_in, _whole_pages
from exporter.writers.pdf.splice import Splice

LABELS = ("1", "2", "10")
FILES = {
    f"{label}/10-story.md": f"---\nheadline: Headline {label}\n---\nText of page {label}.\n"
    for label in LABELS
}
SPLIT = "post{page}.pdf"


class Made(NamedTuple):
    """An issue, and its whole PDF beside those of its pages."""

    issue: Path
    whole: Path

    def options(self, *pages: str, **changes: Any) -> exporter.Options:
        profile = find_profile("press", **({"split": SPLIT} | changes))
        return exporter.Options(paper="tabloid", profile=profile, pages=pages, jobs=1, force=True)

    def copy(self, folder: Path) -> tuple[Path, Path]:
        issue = Path(shutil.copytree(self.issue, folder / "issue"))
        return issue, Path(shutil.copy(self.whole, folder / "whole.pdf"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: Any, write_issue: Callable[..., Path]) -> Made:
    folder = tmp_path_factory.mktemp("late")
    made = Made(write_issue(folder / "issue", FILES), folder / "out" / "whole.pdf")
    exporter.build(made.issue, made.whole, made.options())
    return made


def _content(path: Path, number: int = 0) -> bytes:
    with pikepdf.open(path) as pdf:
        page = pdf.pages[number]
        slug = page.Resources.XObject.Slug.read_bytes()
        return b"".join(each.read_bytes() for each in page.Contents) + slug


def test_a_file_that_is_not_a_pdf_is_named_before_pages_are_made(tmp_path: Path) -> None:
    path = tmp_path / "old.pdf"
    path.write_text("no PDF")
    with pytest.raises(InvalidSource, match=r"old\.pdf: is not a PDF"):
        exporter.replace_pages(path, tmp_path / "absent", ["1"])


def test_each_sheet_is_compared_with_the_one_it_replaces(tmp_path: Path) -> None:
    old, new = pikepdf.new(), pikepdf.new()
    for size in ((100, 200), (200, 200)):
        old.add_blank_page(page_size=size)
    new.add_blank_page(page_size=(200, 200))
    new.Root.PageLabels = new.make_indirect(
        pikepdf.Dictionary(Nums=[0, pikepdf.Dictionary(S=pikepdf.Name.D, St=2)])
    )
    _judge(tmp_path, old, new)
    new.pages[0].mediabox = [0, 0, 100, 200]
    with pytest.raises(UsageError, match="another size"):
        _judge(tmp_path, old, new)


def test_a_page_alone_is_as_in_the_whole(made: Made, tmp_path: Path) -> None:
    report = exporter.build(made.issue, tmp_path / "late.pdf", made.options("2"))
    assert [each.name for each in report.outputs] == ["post02.pdf"]
    assert sorted(each.name for each in tmp_path.iterdir()) == ["post02.pdf"]
    assert _content(tmp_path / "post02.pdf") == _content(made.whole.parent / "post02.pdf")


def test_a_page_may_be_named_by_its_number(made: Made, tmp_path: Path) -> None:
    report = exporter.build(made.issue, tmp_path, made.options("02", "10", split=None))
    (path,) = report.outputs
    assert path.name.endswith("-2+10.pdf")
    with pikepdf.open(path) as pdf:
        assert [page.label for page in pdf.pages] == ["2", "10"]


def test_a_corrected_page_is_put_into_the_finished_pdf(made: Made, tmp_path: Path) -> None:
    issue, whole = made.copy(tmp_path)
    story = issue / "2" / "10-story.md"
    story.write_text(story.read_text(encoding="utf-8").replace("Text", "Correction"), "utf-8")
    exporter.replace_pages(whole, issue, ["2"], made.options())
    with pikepdf.open(whole) as pdf, pikepdf.open(made.whole) as before:
        assert [page.label for page in pdf.pages] == [page.label for page in before.pages]
    changed = [_content(whole, each) != _content(made.whole, each) for each in range(3)]
    assert changed == [False, True, False]
    assert list(exporter.check(whole)) == []


@pytest.mark.parametrize(
    ("pages", "changes", "message"),
    [
        (["3"], {}, "page"),
        (["2"], {"impose": "spreads"}, "--impose"),
        (["2"], {"bleed_mm": 5}, "another size"),
        (["2"], {"icc": "heatset", "output_condition": "FOGRA28"}, "another profile"),
        (["2"], {"variant": "pdf/x-1a"}, r"another profile \(PDF/X-4, CGATS TR 002\)"),
    ],
)
def test_what_can_not_be_replaced_leaves_the_pdf(
    made: Made, tmp_path: Path, pages: list[str], changes: dict[str, Any], message: str
) -> None:
    issue, whole = made.copy(tmp_path)
    with pytest.raises(UsageError, match=message):
        exporter.replace_pages(whole, issue, pages, made.options(**changes))
    assert whole.read_bytes() == made.whole.read_bytes()


def test_a_page_alone_does_not_know_its_sheet(made: Made, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not know its"):
        exporter.build(made.issue, tmp_path, made.options("2", split="{sheet}.pdf"))


def test_only_pdfs_are_made_of_pages(made: Made, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="for PDFs"):
        exporter.build(made.issue, tmp_path / "a.epub", made.options("2"))
    assert not list(tmp_path.iterdir())


def test_pages_are_replaced_in_the_order_of_the_late_file() -> None:
    labels = [str(number) for number in range(40, 1, -1)]
    assert _whole_pages([*labels, "40-2", "7", "3-2"]) == labels


def test_a_page_in_several_places_of_a_pdf_takes_nothing_of_others_away() -> None:
    with pikepdf.new() as pdf, pikepdf.new() as late:
        for _ in range(3):
            pdf.add_blank_page()
        late.add_blank_page()
        with pytest.raises(UsageError, match="in several places"):
            _put_in(Path("whole.pdf"), Splice(pdf, late, ["1", "2", "1"]))
        assert len(pdf.pages) == 3


@pytest.mark.parametrize(("pages", "left"), [(["1", "1-2", "2"], 3), (["1", "2"], 2)])
def test_a_page_is_not_taken_for_the_second_sheet_of_another(pages: list[str], left: int) -> None:
    with pikepdf.new() as pdf, pikepdf.new() as late:
        for _ in range(3):
            pdf.add_blank_page()
        late.add_blank_page()
        _put_in(Path("whole.pdf"), Splice(pdf, late, ["1", "1-2", "2"]), pages)
        assert len(pdf.pages) == left


def test_pages_that_show_headlines_of_a_late_page_are_named(made: Made, tmp_path: Path) -> None:
    def told(*pages: str) -> list[str]:
        report = exporter.build(made.issue, tmp_path / "late.pdf", made.options(*pages))
        return [each.message for each in report.findings if each.rule == "pdf-page-elsewhere"]

    assert told("2") == ["page 1 shows headlines of page 2 and is not made again"]
    assert told("10", "2") == ["page 1 shows headlines of page 10, 2 and is not made again"]
    assert told("1", "2") == told("1") == told() == []
    issue, whole = made.copy(tmp_path)
    report = exporter.replace_pages(whole, issue, ["10"], made.options())
    assert "pdf-page-elsewhere" in [each.rule for each in report.findings]


def test_a_page_where_text_of_a_late_page_goes_on_is_named() -> None:
    page = SimpleNamespace(labels=["5"])
    job = MagicMock(labels=["6"], label="6", is_first=False)
    job.rests = (SimpleNamespace(origin=page),)
    job.edition.issue.root = Path("issue")
    sheets = [SheetResult(job, None)]
    (told,) = elsewhere(sheets, ["5"])
    assert told.message == "page 6 shows text of page 5 and is not made again"
    assert not list(elsewhere(sheets, ["4"])) and not list(elsewhere(sheets, ["5", "6"]))
