"""The budget of an issue: counted, refused by file and line, raised by --limits."""

from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from exporter import api, limits
from exporter.edition import make_edition
from exporter.errors import InvalidSource, UsageError
from exporter.findings import Severity
from exporter.layouts.makeup import cells, page
from exporter.options import Options, ReadOptions
from exporter.pictures.files import PictureError, measure
from exporter.pictures.pdf import judge_pdf

ROWS = "\n".join(f"| {number} | words |" for number in range(limits.TABLE_CELLS // 2 + 1))
STORY = "---\nheadline: A\n---\nText.\n\n{}\n"


def table(text: str) -> dict[str, str]:
    return {"01/10-a.md": STORY.format(text)}


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        (f"| head | b |\n|---|---|\n{ROWS}", "a table takes 6,004 cells", 6),
        (
            "<table>" + "<tr><td colspan=40>x</td></tr>" * 151 + "</table>",
            "a table takes 6,040 cells",
            6,
        ),
        ("{字|zì}" * (limits.RUBY + 1), "1,501 words with ruby", 6),
    ],
)
def test_what_takes_too_long_is_refused_by_file_and_line(
    issue_folder, tmp_path, text, message, line
):
    folder = issue_folder(table(text))
    with pytest.raises(InvalidSource, match=message) as caught:
        api.build(folder, [tmp_path / "a.pdf"])
    (finding,) = caught.value.findings
    assert (finding.path.name, finding.line) == ("10-a.md", line)
    assert not (tmp_path / "a.pdf").exists()
    warned = [each for each in api.check(folder) if each.rule == "issue-too-large"]
    assert [each.severity for each in warned] == [Severity.WARNING]
    assert not list(api.check(folder, ReadOptions(limits=10)))


def test_makeup_leaves_pages_of_many_cells_to_the_flow_layout(issue_folder, tmp_path, monkeypatch):
    """It measures a page at several widths and in several body types: rows by the hundred flow."""
    folder = issue_folder(table("| head | b |\n|---|---|\n" + "| 1 | words |\n" * 5))
    monkeypatch.setattr(cells, "MOST_CELLS", 11)
    report = api.build(folder, [tmp_path / "a.pdf"], Options(layout="makeup", cache=False, jobs=1))
    (finding,) = [each for each in report.findings if each.rule == "pdf-makeup-too-much"]
    assert "set in the flow layout" in finding.message
    assert "have 12 cells" in finding.message


def test_makeup_tries_fewer_body_types_where_tables_are_long(issue_folder, monkeypatch):
    issue = api.read(issue_folder(table("| head | b |\n|---|---|\n" + "| 1 | words |\n" * 5))).issue
    setting = page.Setting(make_edition(issue), "tabloid", None, None, None, None)
    job = page.PageJob(setting, issue.pages[0], 1, [])
    tight, loose = job.types
    assert (len(tight), len(loose)) > (2, 1)
    monkeypatch.setattr(page, "FEW_CELLS", 11)
    assert job.types == ((tight[0], tight[-1]), loose[:1])


@pytest.mark.parametrize("factor", [0, 0.5, -1, 1e9, float("nan")])
def test_limits_are_raised_only(factor):
    with pytest.raises(UsageError, match="--limits"), limits.raised(factor):
        pass


@pytest.mark.parametrize(
    ("mode", "form", "fits"),
    [("L", "PNG", True), ("RGB", "PNG", False), ("RGB", "JPEG", True), ("I;16", "PNG", False)],
)
def test_a_picture_counts_by_the_memory_that_it_takes(tmp_path, monkeypatch, mode, form, fits):
    monkeypatch.setattr(limits, "PICTURE_BYTES", 2 * 100 * 100)
    path = tmp_path / f"a.{form.lower()}"
    Image.new(mode, (100, 100)).save(path, form)
    if fits:
        assert measure(path).width == 100
        return
    with pytest.raises(PictureError, match="100 × 100 pixels"):
        measure(path)
    with limits.raised(2):
        assert measure(path).width == 100


def unfolding(path: Path, depth: int, uses: int) -> Path:
    """Write a PDF whose forms draw each other, `uses` times each, `depth` deep."""
    pdf = pikepdf.new()
    form = pdf.make_stream(b"0 0 1 1 re f\n")
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    form.BBox = [0, 0, 9, 9]
    for _ in range(depth):
        outer = pdf.make_stream(b"/F Do\n" * uses)
        outer.Type, outer.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        outer.BBox = [0, 0, 9, 9]
        outer.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
        form = outer
    page = pdf.add_blank_page(page_size=(100, 100))
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
    page.Contents = pdf.make_stream(b"/F Do\n")
    pdf.save(path)
    return path


def test_a_pdf_that_unfolds_without_end_is_refused(tmp_path):
    judge_pdf(unfolding(tmp_path / "a.pdf", 4, 4))
    with pytest.raises(PictureError, match="expands to too much"):
        judge_pdf(unfolding(tmp_path / "b.pdf", 12, 10))


def test_a_pdf_that_draws_itself_is_refused(tmp_path):
    path = unfolding(tmp_path / "a.pdf", 1, 1)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        outer = pdf.pages[0].Resources.XObject.F
        outer.Resources.XObject.F = outer
        pdf.save(path)
    with pytest.raises(PictureError, match="expands to too much"):
        judge_pdf(path)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"%PDF-1.7\nstartxref\n0\n%%EOF\n"])
def test_a_pdf_that_is_none_is_refused(tmp_path, data):
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    with pytest.raises(PictureError, match=r"PDF `a\.pdf`"):
        judge_pdf(path)


def test_an_advertisement_that_unfolds_is_named_by_file_and_line(issue_folder, tmp_path, capsys):
    pages = (
        'pages: [{label: "01", advertisements: [{pdf: 01/ad.pdf, width_mm: 90, height_mm: 60}]}]'
    )
    head = "publication: {name: The Example, language: en}\ndate: 2026-06-16\n"
    folder = issue_folder({"issue.yaml": head + pages, "01/10-a.md": STORY.format("")})
    unfolding(folder / "01" / "ad.pdf", 12, 10)
    with pytest.raises(InvalidSource, match=r"issue.yaml:3: PDF `ad.pdf` expands"):
        api.build(folder, [tmp_path / "a.epub"])
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("| a | b |\n|---|---|\n| 1 | 2 |\n", "16 cells of tables, the limit is 15"),
        ("{字|zì}{音|yīn}{渡|dù}{口|kǒu}\n", "16 words with ruby, the limit is 15"),
    ],
)
def test_articles_each_within_the_budget_may_be_too_much_together(
    issue_folder, tmp_path, monkeypatch, text, message
):
    """The article that is too much is named by file and line, before anything is laid out."""
    monkeypatch.setattr(limits, "TABLE_CELLS", 4)
    monkeypatch.setattr(limits, "RUBY", 4)
    monkeypatch.setattr(limits, "ARTICLES", 3.75)
    files = {f"01/{number}0-a.md": STORY.format(text) for number in range(1, 6)}
    with pytest.raises(InvalidSource, match=message) as caught:
        api.build(issue_folder(files), [tmp_path / "a.pdf"])
    (finding,) = caught.value.findings
    assert (finding.path.name, finding.line) == ("40-a.md", 6)
    found = api.check(issue_folder(files), ReadOptions(limits=10))
    assert "issue-too-large" not in {each.rule for each in found}


@pytest.mark.parametrize("name", ["a.epub", "a.pdf"])
def test_pictures_each_within_the_budget_may_be_too_much_together(
    issue_folder, tmp_path, monkeypatch, name
):
    shape = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><g/><g/><g/></svg>'
    text = "\n\n".join(f"![chart](a{number}.svg)" for number in range(4))
    files = {f"01/a{number}.svg": shape + " " * number for number in range(4)}
    monkeypatch.setattr(limits, "DRAWN", 11)
    with pytest.raises(InvalidSource, match=r"a2\.svg.*12 elements in drawings"):
        api.build(issue_folder(table(text) | files), [tmp_path / name])


def test_pages_of_many_annotated_words_count_as_pages_of_many_cells(issue_folder):
    issue = api.read(issue_folder(table("{字|zì}{音|yīn}\n\n| a |\n|---|\n| 1 |\n"))).issue
    assert cells.cells_of(issue.pages[0]) == 4
