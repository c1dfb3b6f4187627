"""Boxes to 0.01 pt, marks outside the bleed, blank sheets, imposition, one PDF a page."""

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

import exporter
from exporter.edition.style import find_style
from exporter.errors import UsageError
from exporter.layouts.papers import MM, papers
from exporter.model import Issue, Publication
from exporter.profiles import find_profile
from exporter.profiles.page_names import find_template
from exporter.writers.pdf import split
from exporter.writers.pdf.press.imposition import booklet, reader_spreads
from exporter.writers.pdf.press.printer_marks import make_frame
from exporter.writers.pdf.split import split_pages

PAPERS = papers(find_style())
THREE = {
    # Too much for another page to begin on the same sheet.
    f"{label}/10-story.md": f"---\nheadline: Headline {label}\n---\n"
    + f"Text of {label}.\n\n" * 120
    for label in ("01", "02", "B3")
}


def box(page, name: str) -> list[float]:
    return [float(value) for value in page[f"/{name}"]]


@pytest.fixture(scope="module")
def three(tmp_path_factory, write_issue) -> Path:
    return write_issue(tmp_path_factory.mktemp("three") / "issue", THREE)


@pytest.fixture(scope="module")
def sheets(three, build_press):
    """Front sheet and three pages, with bleed and marks."""
    return build_press(three, "press", bleed_mm=5, signature=8, split="pages")


@pytest.fixture(scope="module")
def folded(three, build_press):
    """The same, imposed as a booklet with creep."""
    return build_press(three, "magazine", impose="booklet", creep_mm=0.5)


def test_the_boxes_are_exact(sheets):
    """A4 with 5 mm of bleed and 9 mm for marks beyond it."""
    width, height, bleed, margin = 210 * MM, 297 * MM, 5 * MM, 14 * MM
    for page in sheets.pdf.pages:
        assert box(page, "MediaBox") == pytest.approx(
            [0, 0, width + 2 * margin, height + 2 * margin], abs=0.001
        )
        trim = [margin, margin, margin + width, margin + height]
        assert box(page, "TrimBox") == pytest.approx(trim, abs=0.001)
        assert box(page, "BleedBox") == pytest.approx(
            [trim[0] - bleed, trim[1] - bleed, trim[2] + bleed, trim[3] + bleed], abs=0.001
        )
        assert "/CropBox" not in page


@given(st.sampled_from(sorted(PAPERS)), st.floats(0, 20), st.booleans())
def test_any_frame_has_trim_in_bleed_in_media(paper, bleed, marks):
    size = PAPERS[paper]
    profile = find_profile("press", bleed_mm=bleed, marks=marks)
    frame = make_frame((0, 0, size.width_mm * MM, size.height_mm * MM), profile)
    media, bleed_box, trim = frame.media, frame.bleed_box, frame.trim
    assert media[0] <= bleed_box[0] + 1e-9
    assert bleed_box[0] <= trim[0] < trim[2] <= bleed_box[2] <= media[2] + 1e-9
    assert trim[2] - trim[0] == pytest.approx(size.width_mm * MM, abs=0.01)
    assert bleed_box[3] - trim[3] == pytest.approx(bleed * MM, abs=0.01)


def test_marks_are_on_all_plates_and_outside_the_bleed(sheets):
    page = sheets.pdf.pages[0]
    space = page.Resources.ColorSpace.Registration
    assert [str(space[number]) for number in range(3)] == ["/Separation", "/All", "/DeviceCMYK"]
    page.contents_coalesce()
    text = page.Contents.read_bytes().decode("latin-1")
    marks = text[text.index("/Registration CS") :].partition("Q")[0]
    lines = re.findall(r"([\d.]+) ([\d.]+) m\s+([\d.]+) ([\d.]+) l\s+S", marks)
    assert len(lines) == 16
    left, bottom, right, top = box(page, "BleedBox")
    media = box(page, "MediaBox")
    for numbers in lines:
        x, y, to_x, to_y = map(float, numbers)
        outside = max(x, to_x) < left or min(x, to_x) > right
        assert outside or max(y, to_y) < bottom or min(y, to_y) > top
        assert media[0] <= min(x, to_x) <= max(x, to_x) <= media[2]
    corners = {float(x) for x, y, to_x, to_y in lines if x == to_x and float(y) > top}
    assert set(box(page, "TrimBox")[::2]) <= {round(x, 4) for x in corners}


def test_content_is_cut_at_the_bleed(sheets):
    page = sheets.pdf.pages[1]
    left, bottom, right, top = box(page, "BleedBox")
    instructions = pikepdf.parse_content_stream(page)
    clips = [instruction for instruction in instructions if str(instruction.operator) == "re"]
    assert [float(value) for value in clips[0].operands] == pytest.approx(
        [left, bottom, right - left, top - bottom], abs=0.001
    )


def test_blank_sheets_fill_the_signature(sheets):
    assert len(sheets.pdf.pages) == 8
    assert [page.label for page in sheets.pdf.pages] == [
        "Cover", "01", "02", "B3", "blank", "blank-2", "blank-3", "blank-4",
    ]  # fmt: skip
    (finding,) = (each for each in sheets.findings if each.rule == "pdf-blank-sheets")
    assert "the number of sheets, 4, must be" in finding.message
    assert "added at the end (4)" in finding.message


def test_blank_sheets_of_a_longer_signature_and_alone_are_not_taken_for_lost_pages(sheets):
    files = [sheets.path, *sheets.path.parent.glob("*blank*.pdf")]
    assert len(files) == 5
    assert not [each for file in files for each in exporter.check(file) if "empty" in each.rule]


def test_the_slug_line_tells_what_the_sheet_is(sheets):
    text = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", str(sheets.path), "-"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    for page, label in zip(text.split("\f"), ("Cover", "01", "02", "B3", "blank"), strict=False):
        assert f"The Example 2026-06-16 {label} press CGATS TR 002" in " ".join(page.split())
    assert "UTC" not in text


def test_the_slug_line_tells_the_time_only_when_asked(three, build_press, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1781575200")
    pdf = build_press(three, build_time=True)
    command = ["pdftotext", "-f", "1", "-l", "1", str(pdf.path), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "2026-06-16 02:00 UTC" in text


def test_it_says_that_it_is_pdf_x4(sheets):
    pdf = sheets.pdf
    assert pdf.pdf_version == "1.6"
    (intent,) = pdf.Root.OutputIntents
    assert (intent.S, intent.OutputConditionIdentifier) == ("/GTS_PDFX", "CGATS TR 002")
    assert intent.RegistryName == "http://www.color.org"
    icc = Path(exporter.__file__).parent / "profiles/icc/newsprint.icc"
    assert intent.DestOutputProfile.read_bytes() == icc.read_bytes()
    assert int(intent.DestOutputProfile.N) == 4
    assert pdf.docinfo.Trapped == "/False"
    assert pdf.docinfo.CreationDate == pdf.docinfo.ModDate == "D:20260616000000Z"
    xmp = pdf.Root.Metadata
    assert "/Filter" not in xmp
    assert b"<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>" in xmp.read_bytes()
    assert b"<pdf:Trapped>False</pdf:Trapped>" in xmp.read_bytes()
    assert "/ID" in pdf.trailer
    unwanted = {"/Names", "/Outlines", "/AcroForm", "/OpenAction", "/StructTreeRoot"}
    assert not unwanted & set(pdf.Root.keys())
    assert not any("/Annots" in page or "/AA" in page for page in pdf.pages)


def test_every_font_is_embedded(sheets):
    descriptors = [each for each in sheets.pdf.objects
                   if isinstance(each, pikepdf.Dictionary)
                   and each.get("/Type") == "/FontDescriptor"]  # fmt: skip
    assert descriptors
    assert all("/FontFile3" in each or "/FontFile2" in each for each in descriptors)
    names = [str(each.FontName) for each in descriptors]
    assert len(names) == len(set(names))


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not here")
def test_qpdf_finds_no_fault(sheets, folded):
    for path in (sheets.path, folded.path, *sheets.path.parent.glob("*B3.pdf")):
        assert not subprocess.run(
            ["qpdf", "--check", path], capture_output=True, check=False
        ).returncode


def test_the_same_issue_gives_the_same_bytes(three, build_press, sheets):
    again = build_press(three, "press", bleed_mm=5, signature=8, split="pages")
    for path in sheets.path.parent.iterdir():
        assert (again.path.parent / path.name).read_bytes() == path.read_bytes(), path.name


def test_each_page_is_a_pdf_of_its_own(sheets):
    names = sorted(path.name for path in sheets.path.parent.iterdir())
    assert "The-Example20260616B3.pdf" in names
    assert "The-Example20260616cover.pdf" in names
    assert len(names) == 9
    with pikepdf.open(sheets.path.parent / "The-Example20260616B3.pdf") as single:
        (page,) = single.pages
        assert page.label == "B3"
        assert box(page, "TrimBox") == box(sheets.pdf.pages[3], "TrimBox")
        assert len(single.Root.OutputIntents) == 1
        assert single.pdf_version == "1.6"
        assert single.docinfo.Trapped == "/False"
    text = subprocess.run(
        ["pdftotext", str(sheets.path.parent / "The-Example20260616B3.pdf"), "-"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert "Text of B3" in text
    assert "Text of 02" not in text


@pytest.mark.parametrize("profile", ["screen", "press"])
def test_the_front_page_has_one_name_and_files_have_it_in_ascii(
    tmp_path, write_issue, build_press, profile
):
    """Its label is in the language of the issue, whatever the PDF is for."""
    issue = "publication: {name: 例报, language: zh-Hans, code: ex}\ndate: 2026-06-16\n"
    folder = write_issue(tmp_path / "issue", {"issue.yaml": issue})
    pdf = build_press(folder, profile, split="pages")
    assert [page.label for page in pdf.pdf.pages][:2] == ["封面", "01"]
    names = sorted(path.name for path in pdf.path.parent.iterdir() if path != pdf.path)
    assert names[:1] == ["ex2026061601.pdf"]
    assert names[-1] == "ex20260616cover.pdf"


def test_a_booklet_is_folded_from_its_sheets(folded):
    """Four pages: the last beside the first, then the second beside the third."""
    assert len(folded.pdf.pages) == 2
    assert [page.label for page in folded.pdf.pages] == ["B3 + Cover", "01 + 02"]
    text = subprocess.run(
        ["pdftotext", "-layout", str(folded.path), "-"], capture_output=True, text=True, check=True
    ).stdout.split("\f")
    assert text[0].index("Text of B3") < text[0].index("Front" if "Front" in text[0] else "01")
    columns = [
        next(line.index(words) for line in text[1].splitlines() if words in line)
        for words in ("Headline 01", "Headline 02")
    ]
    assert columns[0] < columns[1]


def test_both_pages_of_an_imposed_sheet_count(folded):
    assert len(folded.pdf.pages) == 2
    assert "pdf-page-count" not in [each.rule for each in exporter.check(folded.path)]


def test_imposed_sheets_of_pdf_x_1a_have_no_transparency(three, build_press):
    pdf = build_press(three, "magazine", impose="booklet", variant="pdf/x-1a")
    assert not [each for each in pdf.findings if each.rule == "pdf-transparency"]
    assert not any("/Group" in each for each in pdf.pdf.objects if hasattr(each, "keys"))


@pytest.mark.parametrize(("language", "first"), [("en", "/Right"), ("he", "/Left")])
def test_papers_read_from_the_right_are_bound_there(
    tmp_path, write_issue, build_press, language, first
):
    issue = f"publication: {{name: P, language: {language}, code: p}}\ndate: 2026-06-16\n"
    pages = {f"{label}/1.md": "---\nheadline: A\n---\nText.\n" for label in ("1", "2", "3")}
    folder = write_issue(tmp_path / "issue", pages | {"issue.yaml": issue})
    pdf = build_press(folder, impose="spreads", layout="makeup").pdf
    assert [each for each in pdf.pages[0].Resources.XObject if each != "/Slug"] == [first]
    assert pdf.pages[1].label == ("2 + 3" if language == "en" else "3 + 2")


def test_a_spread_is_twice_as_wide(folded):
    for page in folded.pdf.pages:
        left, bottom, right, top = box(page, "TrimBox")
        assert (right - left, top - bottom) == pytest.approx((420 * MM, 297 * MM), abs=0.001)
        bleed = box(page, "BleedBox")
        assert left - bleed[0] == pytest.approx(3 * MM, abs=0.001)


@given(st.integers(1, 40).map(lambda fours: 4 * fours))
def test_a_booklet_has_every_page_once_and_folds_in_order(count):
    spreads = list(booklet(count))
    pages = [number for spread in spreads for number in (spread.left, spread.right)]
    assert sorted(pages) == list(range(count))
    assert all(spread.left + spread.right == count - 1 for spread in spreads)
    # Folded: the right pages of the fronts and the left ones of the backs count upwards.
    inner = [number for front, back in zip(spreads[::2], spreads[1::2], strict=True)
             for number in (front.right, back.left)]  # fmt: skip
    assert inner == list(range(count // 2))
    assert [spread.depth for spread in spreads[::2]] == list(range(count // 4))


def test_readers_see_the_first_page_alone():
    spreads = [(spread.left, spread.right) for spread in reader_spreads(4)]
    assert spreads == [(None, 0), (1, 2), (3, None)]
    assert [(s.left, s.right) for s in reader_spreads(3)] == [(None, 0), (1, 2)]
    assert [(s.left, s.right) for s in reader_spreads(1)] == [(None, 0)]


def test_creep_moves_the_inner_pages_to_the_spine(folded):
    """The inner sheet of the booklet would move; with one sheet there is none to see."""
    shifts = [float(instruction.operands[4])
              for instruction in pikepdf.parse_content_stream(folded.pdf.pages[0])
              if str(instruction.operator) == "cm"]  # fmt: skip
    assert 0.0 in shifts


@pytest.mark.parametrize(
    ("template", "wanted"),
    [
        ("{code}.pdf", "add {page}"),
        ("{pages}.pdf", "there is no `{pages}`"),
        ("{date.__class__}{page}.pdf", "there is no"),
        ("{page", "is not a template"),
        ("{page}.txt", "not a file name"),
        ("../{page}.pdf", "not a file name"),
        ("{page}/a.pdf", "not a file name"),
        ("{date:%Y/%m}{page}.pdf", "not a file name"),
        ("{page:>3.1f}.pdf", "is not a template"),
        ("{}{page}.pdf", "is not a template"),
    ],
)
def test_a_wrong_template_is_refused(template, wanted):
    with pytest.raises(UsageError, match=re.escape(wanted)):
        find_template(template)


def test_the_usual_template_is_what_plants_expect():
    assert find_template("pages") == "{code}{date:%Y%m%d}{page}.pdf"


def test_two_pages_of_one_name_are_refused(tmp_path):
    path = tmp_path / "a.pdf"
    with pikepdf.new() as pdf:
        for _ in range(2):
            pdf.add_blank_page()
        pdf.Root.PageLabels = pikepdf.Dictionary(
            Nums=[0, pikepdf.Dictionary(P=pikepdf.String("01")), 1,
                  pikepdf.Dictionary(P=pikepdf.String("01"))]
        )  # fmt: skip
        pdf.save(path)
    issue = Issue(
        publication=Publication(name="N", language="en"), date=date(2026, 6, 16), root=tmp_path
    )
    with pytest.raises(UsageError, match="two files the same name"):
        split_pages(path, issue, find_profile("press", split="{page}.pdf"), path.parent)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.pdf"]


@pytest.mark.parametrize(
    ("labels", "padded"),
    [
        (["1", "2", "12"], ["01", "02", "12"]),
        (["A1", "A10", "B1", "封面"], ["A01", "A10", "B1", "封面"]),
        (["9", "9续", "10"], ["09", "09续", "10"]),
        (["A01", "A02"], ["A01", "A02"]),
    ],
)
def test_names_of_pages_sort_as_the_pages_do(labels, padded):
    assert split.padded(labels) == padded
