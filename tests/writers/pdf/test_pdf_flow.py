"""Pages laid out apart: their numbers, the front page that names them, many of them."""

import re
from types import SimpleNamespace

import pypdfium2
import pytest

import exporter
from exporter.edition import make_edition
from exporter.edition.style import find_style
from exporter.layouts.flow import print_document
from exporter.layouts.flow import render as flow
from exporter.profiles import find_profile
from tests.writers.pdf.glyphs import Reader

TEXT = "Words of a long story that goes on and on. " * 20


def stories(pages, each=2, paragraphs=6, text=TEXT):
    """Return the files of an issue of so many pages and stories on each."""
    return {
        f"{page:02}/{story}0-story.md": (
            f"---\nheadline: Story {page:02}-{story}\n---\n" + f"{text}\n\n" * paragraphs
        )
        for page in range(1, pages + 1)
        for story in range(1, each + 1)
    }


def named_sheets(pdf, fronts=1):
    """Return the sheet that the contents name for each story."""
    contents = " ".join(" ".join(pdf.pages[:fronts]).split())
    entries = re.findall(r"(Story \d\d-\d+) ?[ .]*?(\d+)\b", contents)
    return {name: int(number) for name, number in entries}


def places(pdf):
    """Return the sheet on which each story begins, by its bookmark."""
    return {title: sheet + 1 for level, title, sheet in pdf.outline if title.startswith("Story")}


LONG = stories(3, paragraphs=14)  # each page of the issue takes several sheets


def test_the_contents_name_the_sheet_of_each_story(pdf_once):
    pdf = pdf_once(LONG, paper="a4")
    assert len(set(places(pdf).values())) > 4
    assert named_sheets(pdf) == places(pdf)


def test_folios_count_all_sheets(pdf_once):
    pdf = pdf_once(LONG, paper="a4")
    assert [page.split()[-1] for page in pdf.pages] == [
        str(number) for number in range(1, len(pdf.pages) + 1)
    ]


def test_running_heads_name_the_publication_on_every_sheet(pdf_once):
    pdf = pdf_once(LONG, paper="a4")
    assert len(pdf.pages) > 4
    assert all("The Example" in page and "2026" in page for page in pdf.pages)


@pytest.mark.parametrize(("few", "jobs"), [(0, 1), (flow.FEW, 1), (flow.FEW, 2)])
def test_a_front_page_of_several_sheets_counts(pdf_of, monkeypatch, few, jobs):
    """Whether its sheets are counted beforehand or turn out to be more."""
    monkeypatch.setattr(flow, "FEW", few if few == 0 else 10_000)
    monkeypatch.setattr(flow, "PAYS", 0)
    pdf = pdf_of(stories(2, each=50, paragraphs=1, text="Words."), paper="120x150", jobs=jobs)
    fronts = min(places(pdf).values()) - 1
    assert fronts > 1
    assert named_sheets(pdf, fronts) == places(pdf)


def test_pages_kept_small_make_the_same_file(pdf_of, monkeypatch):
    files = stories(2, paragraphs=2)
    plain = pdf_of(files, name="plain").path.read_bytes()
    monkeypatch.setattr(flow, "MANY", 0)
    assert pdf_of(files, name="kept").path.read_bytes() == plain


@pytest.mark.parametrize("profile", ["screen", "archive", "newsprint"])
def test_two_processes_make_the_same_file(pdf_of, picture, monkeypatch, profile):
    """Links, notes and pictures included; odd pages turn even ones by their number."""
    monkeypatch.setattr(flow, "PAYS", 0)
    monkeypatch.setattr(flow, "TOGETHER", 1_000)
    processes = []
    counted = flow.asking
    monkeypatch.setattr(flow, "asking", lambda *how: processes.append(how[1]) or counted(*how))
    story = "---\nheadline: Story {}\n---\nSee [this](https://example.org).[^1]\n\n[^1]: Here.\n\n"
    files = {
        f"0{page}/1-story.md": story.format(page) + f"![A lamp](lamp.png)\n\n{TEXT * length}"
        for page, length in enumerate((1, 3, 1, 1), 1)
    }
    files |= {f"0{page}/lamp.png": picture(size=(600, 400)) for page in range(1, 5)}
    alone, both = (
        pdf_of(files, name=name, paper="148x210", profile=find_profile(profile), jobs=jobs)
        for jobs, name in ((1, "alone"), (2, "both"))
    )
    assert alone.path.read_bytes() == both.path.read_bytes()
    assert processes == [2]
    assert len(alone.pages) > 5


def test_a_long_wide_table_begins_below_its_headline_and_has_its_heads_on_each_sheet(
    issue_folder, tmp_path
):
    rows = "\n".join(f"| {n} | Name{n:03} | Ward {n % 9} | {n * 37} |" for n in range(1, 121))
    head = "| No. | Candidate | Ward | Votes |\n| --- | --- | --- | --- |"
    body = f"Before.\n\n{head}\n{rows}\n\nAfter."
    files = {"01/1.md": f"---\nheadline: Results\n---\n{body}\n"}
    pdf = tmp_path / "issue.pdf"
    exporter.build(issue_folder(files), [pdf], exporter.Options(layout="flow"))
    with pypdfium2.PdfDocument(str(pdf)) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    begins = next(text for text in texts if "Before." in text)
    assert "Name001" in begins
    assert sum("Candidate" in text for text in texts) > 1
    assert all(any(f"Name{n:03}" in text for text in texts) for n in range(1, 121))


def test_a_short_page_follows_on_the_sheet_of_the_one_before(pdf_of):
    pdf = pdf_of(stories(4, each=1, paragraphs=1), name="following", paper="a4")
    sheets = places(pdf)
    assert sheets["Story 01-1"] == sheets["Story 02-1"] == 2
    assert len(pdf.pages) < 5
    assert named_sheets(pdf) == sheets


def test_a_style_may_have_each_page_begin_a_sheet(pdf_of, tmp_path):
    style = tmp_path / "apart"
    style.mkdir()
    settings = "extends: newspaper\nflow: {follow: false}\n"
    (style / "style.yaml").write_text(settings, encoding="utf-8")
    pdf = pdf_of(stories(3, each=1, paragraphs=1), name="apart", paper="a4", style=style)
    assert list(places(pdf).values()) == [2, 3, 4]


def test_pages_are_laid_out_in_runs_of_the_same_length(issue_folder, monkeypatch):
    monkeypatch.setattr(flow, "TOGETHER", 3_000)
    edition = make_edition(exporter.read(issue_folder(stories(6, each=1))).issue)
    runs = list(flow._Flow(edition, exporter.Options(paper="a4")).runs())
    assert [page.label for run in runs for page in run] == [f"0{n}" for n in range(1, 7)]
    lengths = [len(run) for run in runs]
    assert len(lengths) > 1 and max(lengths) - min(lengths) <= 1


@pytest.mark.parametrize(("language", "length"), [("zh-Hans", 10), ("en", 5)])
def test_two_characters_of_latin_count_as_one_of_chinese(language, length):
    page = SimpleNamespace(articles=[SimpleNamespace(text="x" * 10)])
    run = SimpleNamespace(edition=SimpleNamespace(language=language))
    assert flow._Flow.length(run, page) == length


@pytest.mark.parametrize(("fits", "size"), [(9.0, "1.50"), (1.22, "1.20"), (0.5, "1.00")])
def test_contents_apart_are_as_large_as_their_sheet_has_room(monkeypatch, fits, size):
    lines = 100 * print_document.CERTAIN / fits
    monkeypatch.setattr(print_document, "_contents_lines", lambda *given: lines * given[-1])
    edition = SimpleNamespace(style=find_style("newspaper"))
    assert print_document._contents_size(edition, SimpleNamespace(lines=100)) == size


def test_pages_that_are_laid_out_apart_begin_a_sheet(pdf_of, monkeypatch):
    monkeypatch.setattr(flow, "TOGETHER", 1)
    pdf = pdf_of(stories(3, each=1, paragraphs=1), name="apart", paper="a4")
    assert list(places(pdf).values()) == [2, 3, 4]


def test_the_head_of_a_sheet_names_the_page_that_begins_it(pdf_of):
    """Also one that could have followed the page before, had that left room."""
    pdf = pdf_of(stories(3, each=1, paragraphs=6), name="heads", paper="a4")
    assert list(places(pdf).values()) == [2, 3, 4]
    for number, text in enumerate(pdf.pages[1:], 1):
        assert set(re.findall(r"Page (\d+)", text)) == {str(number)}


def test_a_section_of_a_magazine_is_named_above_its_further_sheets(pdf_of):
    issue = "publication: {name: The Example, language: en}\ndate: 2026-06-16\n"
    pages = "style: magazine\npages: [{label: '01', section: Town}]\n"
    files = stories(1, each=1, paragraphs=14) | {"issue.yaml": issue + pages}
    pdf = pdf_of(files, name="magazine", paper="a4")
    first = places(pdf)["Story 01-1"] - 1
    assert len(pdf.pages) > first + 1
    assert all("TOWN" in page.replace(" ", "") for page in pdf.pages[first + 1 :])


def test_numbers_in_the_contents_stay_with_the_last_word_of_their_entry(issue_folder, tmp_path):
    """Headlines of any length: some end where a line of the contents does."""
    title = "社区食堂五年以后山里两县还差一截河湾小学添了新的操场和灯"
    full = {f"{page:02}/1.md": f"---\nheadline: 版\n---\n{'字' * 2600}\n" for page in range(1, 9)}
    stories = {
        f"09/{length}.md": f"---\nheadline: {title[:length]}\n---\n正文。\n"
        for length in range(10, len(title) + 1)
    }
    yaml = "publication: {name: 周报, language: zh-Hans}\ndate: 2026-06-16\n"
    source = issue_folder({"issue.yaml": yaml, **full, **stories})
    options = exporter.Options(layout="flow", paper="a4", jobs=1)
    exporter.build(source, [tmp_path / "a.pdf"], options)
    found = [glyph for glyph in Reader(tmp_path / "a.pdf").glyphs if glyph.sheet == 0]
    words = [glyph for glyph in found if not glyph.text.isspace() and glyph.size < 9]
    numbers = [glyph for glyph in words if glyph.text.isdigit() and glyph.y < 750]
    assert len(numbers) > 2 * len(stories)  # of two figures: wider than a character

    def is_beside(one, other):
        return abs(one.y - other.y) < 1 and -0.1 < other.x - one.end < one.size

    lost = [each for each in numbers if not any(is_beside(one, each) for one in words)]
    assert lost == []
