"""PDFs of makeup: bad input, jumps, briefs, boxes, parallel processes, facsimiles, threads."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

import exporter
from exporter.cli.commands import app
from tests.makeup.judge import judge

ROOT = Path(__file__).parents[4]
MEASURES = (ROOT / "docs/makeup.md").read_text("utf-8").split("## Measures")[1].split("\n## ")[0]
HAN = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子"
)
ISSUE = (
    "publication: {name: 报, language: zh-Hans, code: bao, url: https://bao.example/}\n"
    "date: 2026-06-16\n"
)


def text(length, start=0):
    """Return so many characters in paragraphs of 120, different from others by `start`."""
    running = "".join(
        chr(0x4E00 + (start * 997 + number * 31 + number * number + number**3 // 7) % 5003)
        for number in range(length)
    )
    return "\n\n".join(running[at : at + 120] for at in range(0, length, 120))


def options(**chosen):
    """Return options of makeup on a small sheet, which takes half as much text and time."""
    return exporter.Options(**{"layout": "makeup", "paper": "a4", "jobs": 1} | chosen)


def article(headline="一条标题", body="", more=""):
    return f"---\nheadline: {headline}\n{more}---\n{body}\n"


def printed(pdf):
    """Return the text of a PDF without spaces."""
    command = ["pdftotext", "-raw", str(pdf), "-"]
    return "".join(
        subprocess.run(command, capture_output=True, check=True, text=True).stdout.split()
    )


def folder(issue_folder, files, pages=""):
    return issue_folder({"issue.yaml": ISSUE + pages, **files})


TABLE_BOX = "<aside>\n\n**数字**\n\n| 项 | 数 |\n|---|---|\n| 甲 | 1 |\n\n</aside>\n\n"
BAD = {
    "an article longer than two sheets": {"01/1.md": article(body=text(7_200))},
    "forty briefs": {
        f"01/{n:02}.md": article(f"第{n}条简讯", text(38, n), "kind: brief\n") for n in range(40)
    },
    "a headline of 300 characters": {"01/1.md": article(HAN * 6, text(700))},
    "thirty articles": {
        f"01/{n:02}.md": article(f"第{n}条是一则消息", text(330, n)) for n in range(30)
    },
    "a box that begins with a table": {"01/1.md": article(body=TABLE_BOX + text(900))},
    "one short article": {"01/1.md": article(body=text(60))},
    "a poem longer than a sheet": {
        "01/1.md": article(body="\n\n".join("\\\n".join([text(14, n)] * 4) for n in range(50)))
    },
    "a list without end": {
        "01/1.md": article(body="\n".join(f"- {text(60, n)}" for n in range(66)))
    },
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_gives_full_sheets_and_every_character(issue_folder, tmp_path, case):
    paper = "tabloid" if case == "one short article" else "a4"
    verdict = judge(folder(issue_folder, BAD[case]), tmp_path / "issue.pdf", paper)
    assert not verdict.wrong
    assert verdict.filled[0] > 0.93


def test_pictures_taller_than_a_sheet_are_set_smaller(issue_folder, picture, tmp_path):
    files = {
        "01/1.md": article(body=text(900) + "\n\n![](a.jpg)\n\n" + text(600, 3)),
        "01/a.jpg": picture("JPEG", (60, 1200)),
    }
    verdict = judge(folder(issue_folder, files), tmp_path / "issue.pdf")
    assert not verdict.wrong
    assert verdict.sheets == 1


def test_a_page_of_one_picture_is_a_sheet_and_says_what_is_wanting(issue_folder, picture, tmp_path):
    files = {
        "01/1.md": article("A", more="figures: [{image: a.jpg, caption: The new stage}]\n"),
        "01/a.jpg": picture("JPEG", (1600, 1000)),
    }
    files["issue.yaml"] = "publication: {name: The Quay, language: en}\ndate: 2026-06-16\n"
    report = exporter.build(issue_folder(files), [tmp_path / "a.pdf"], options(paper="tabloid"))
    assert [finding.rule for finding in report.findings] == ["pdf-makeup-short"]


def test_a_page_without_articles_is_a_sheet_with_furniture_and_a_warning(issue_folder, tmp_path):
    pages = 'pages: [{label: "01", section: 头版}, {label: "02", section: 空版}]\n'
    source = folder(issue_folder, {"01/1.md": article(body=text(500))}, pages)
    report = exporter.build(source, [tmp_path / "a.pdf"], options())
    assert [finding.rule for finding in report.findings] == [
        "issue-page-missing",
        "pdf-makeup-short",
        "pdf-makeup-empty",
    ]


def test_a_page_may_flow_and_a_facsimile_stand_for_a_page(
    issue_folder, picture, tmp_path, read_pdf
):
    pages = (
        'pages: [{label: "01"}, {label: "02", layout: flow},'
        ' {label: "03", facsimile: {image: page.png}}]\n'
    )
    files = {
        "01/1.md": article(body=text(600)),
        "02/1.md": article(body=text(5_000, 7)),
        "page.png": picture(size=(210, 297)),
    }
    source = folder(issue_folder, files, pages)
    report = exporter.build(source, [tmp_path / "a.pdf"], options())
    assert [finding.rule for finding in report.findings] == ["pdf-makeup-short"]
    pdf = read_pdf(tmp_path / "a.pdf")
    first = [sheet for level, _, sheet in pdf.outline if level == 1]
    assert first[0] == 0 and first[1] == 1 and first[2] > 2
    assert list(pdf.pdf.pages[-1].get_images())


def test_a_list_goes_on_counting_in_the_next_column(issue_folder, tmp_path, read_pdf):
    items = "\n".join(f"{n}. {text(40, n)}" for n in range(5, 65))
    files = {"01/1.md": article(body=f"{text(200)}\n\n{items}")}
    exporter.build(folder(issue_folder, files), [tmp_path / "a.pdf"], options())
    words = read_pdf(tmp_path / "a.pdf").text().split()
    numbers = [int(word[:-1]) for word in words if word[:-1].isdecimal() and word[-1] == "."]
    assert sorted(numbers) == list(range(5, 65))


PAGES = """\
pages:
  - label: "01"
    advertisements:
      - {image: ad.png, width_mm: 140, height_mm: 60, alt: 广告}
  - {label: "02", layout: strips}
  - {label: "03"}
  - {label: "04"}
"""
FILES = {
    **{f"01/{n}.md": article(f"甲{HAN[n : n + 9]}", text(380, n)) for n in range(1, 5)},
    **{f"02/{n}.md": article(f"乙{HAN[n : n + 9]}", text(800, n + 10)) for n in range(1, 4)},
    "03/1.md": article("一篇长稿", text(3_800, 40)),
    "04/1.md": article("一篇短稿", text(300, 50)),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory, write_issue, picture):
    """Make an issue of four pages up, one of which runs over, in one process and in two.

    What one process measures is kept in `cache`; two measure for themselves.
    """
    root = tmp_path_factory.mktemp("made")
    files = {"issue.yaml": ISSUE + PAGES, "ad.png": picture(size=(140, 60)), **FILES}
    source = write_issue(root / "issue", files)
    exporter.build(source, [root / "2.pdf"], options(jobs=2))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXPORTER_CACHE", str(root / "cache"))
        report = exporter.build(source, [root / "1.pdf"], options())
    return source, root, report


def test_processes_do_not_change_a_byte(made):
    _, root, _ = made
    assert (root / "1.pdf").read_bytes() == (root / "2.pdf").read_bytes()


def test_text_that_does_not_fit_goes_on_and_says_where(made, read_pdf, squeezed):
    _, root, report = made
    pdf = read_pdf(root / "1.pdf")
    assert "pdf-makeup-over" in [finding.rule for finding in report.findings]
    body = squeezed(text(3_800, 40))
    assert "（下转第" in pdf.text() and "（上接第03版）" in pdf.text()
    assert body[:60] in pdf.words and body[-60:] in pdf.words


def test_bookmarks_and_threads_lead_to_the_sheets(made, read_pdf):
    _, root, _ = made
    pdf = read_pdf(root / "1.pdf")
    assert [title for level, title, _ in pdf.outline if level == 1][:2] == ["第01版", "第02版"]
    threads = list(pdf.root.Threads)
    assert len(threads) == len(FILES)
    first = bead = threads[4].F
    seen = 0
    while True:
        seen += 1
        left, bottom, right, top = map(float, bead.R)
        assert left < right and bottom < top
        assert bead.objgen in [each.objgen for each in bead.P.B]
        bead = bead.N
        if bead.objgen == first.objgen:
            break
    assert seen > 1


def test_facsimiles_show_pages_with_a_region_for_each_article(
    made, read_epub, tmp_path, monkeypatch
):
    source, root, _ = made
    monkeypatch.setenv("EXPORTER_CACHE", str(root / "cache"))
    exporter.build(source, [tmp_path / "a.epub"], options(facsimiles=True))
    book = read_epub(tmp_path / "a.epub")
    pictures = [name for name in book.files if name.endswith(("page-01.jpg", "page-04.jpg"))]
    assert len(pictures) == 2


def test_the_command_prints_the_fit_of_a_page_and_writes_it(made, tmp_path, monkeypatch):
    source, root, _ = made
    monkeypatch.setenv("EXPORTER_CACHE", str(root / "cache"))
    command = ["makeup", str(source), "--page", "02", "--paper", "a4"]
    written = [*command, "--png", "-o", str(tmp_path / "p.png"), "--json"]
    result = CliRunner().invoke(app, written)
    assert result.exit_code == 0, result.output
    report = json.loads(result.stdout)
    assert report["sheets"][0]["filled"] > 90
    documented = re.findall(r"^\| `([a-z_]+)` \|", MEASURES, re.MULTILINE)
    assert list(report["sheets"][0]["measures"]) == documented
    assert {each["article"] for each in report["articles"]} == {"a-02-01", "a-02-02", "a-02-03"}
    assert (tmp_path / "p-02.png").read_bytes().startswith(b"\x89PNG")
    table = CliRunner().invoke(app, command)
    assert "body type" in table.stdout and " pt " in table.stdout


def test_an_unknown_page_or_layout_is_refused(made, tmp_path):
    source, _, _ = made
    with pytest.raises(exporter.errors.UsageError):
        exporter.make_up(source, pages=["99"])
    with pytest.raises(exporter.errors.UsageError):
        exporter.build(source, [tmp_path / "a.pdf"], exporter.Options(layout="mosaic"))


def test_links_to_pages_that_are_not_made_are_no_fault(issue_folder):
    files = {
        "01/1.md": article("甲", text(300), "continues: 02/1.md\n"),
        "02/1.md": article("乙", text(300)),
    }
    report = exporter.make_up(folder(issue_folder, files), pages=["01"])
    assert [finding for finding in report.findings if finding.rule == "pdf-engine"] == []


def test_a_page_that_no_plan_holds_is_set_by_the_flow_layout(issue_folder, tmp_path, monkeypatch):
    from exporter.layouts.makeup.page import PageJob

    fit = PageJob.fit
    monkeypatch.setattr(PageJob, "fit", lambda self: fit(self) if self.flows else None)
    monkeypatch.setattr("exporter.layouts.makeup.excess.carry", lambda *_: None)
    source = folder(issue_folder, {"01/1.md": article(body="字" * 40)})
    report = exporter.build(source, [tmp_path / "issue.pdf"], options())
    rules = {finding.rule: finding.severity for finding in report.findings}
    assert rules["pdf-makeup-too-much"] == "warning"
    assert "字" * 4 in printed(tmp_path / "issue.pdf")


BOXES = """pages:
- label: '01'
  advertisements:
  - {width_mm: 120, height_mm: 80, place: bottom, alt: 甲店}
  - {width_mm: 120, height_mm: 80, place: bottom, alt: 乙店}
  - {width_mm: 240, height_mm: 60, place: top, alt: 通栏}
  - {width_mm: 60, height_mm: 200, place: right, alt: 塔}
"""


def boxes_of(report):
    return {each.advertisement: each for each in report.advertisements}


def test_text_that_runs_out_of_its_frame_is_never_printed(issue_folder, tmp_path, monkeypatch):
    from exporter.layouts.makeup import page
    from exporter.layouts.makeup.draw.verify import Overrun

    monkeypatch.setattr(page, "overruns", lambda made: [Overrun("frame leg", 19.0, "a-01-01")])
    source = folder(issue_folder, {"01/1.md": article(body="字" * 40)})
    report = exporter.build(source, [tmp_path / "issue.pdf"], options())
    (finding,) = [each for each in report.findings if each.rule == "pdf-makeup-overrun"]
    assert finding.severity == "warning"
    assert "page 01" in finding.message and "“一条标题” is 2 lines longer" in finding.message
    assert "字" * 4 in printed(tmp_path / "issue.pdf")


def test_a_plan_that_does_not_hold_its_text_gives_way_to_another_one(issue_folder, monkeypatch):
    from exporter.layouts.makeup import page
    from exporter.layouts.makeup.draw.verify import Overrun

    drawn = []

    def overruns(made):
        drawn.append(made)
        return [Overrun("frame leg", 9.0)] * (len(drawn) == 1)

    monkeypatch.setattr(page, "overruns", overruns)
    source = folder(
        issue_folder, {f"01/{n}.md": article(f"第{n}条", text(500, n)) for n in (1, 2, 3)}
    )
    report = exporter.make_up(source, options=options(cache=False))
    assert len(drawn) > 1
    assert [sheet.articles for sheet in report.sheets] == [3]
    assert not {"pdf-makeup-overrun", "pdf-makeup-too-much"} & {
        finding.rule for finding in report.findings
    }


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The harbour commissioners have bought a second-hand dredger. " * 40, 0.0),
        ("字" * 600, None),
    ],
)
def test_how_many_lines_are_loose_is_told_of_each_sheet(issue_folder, body, expected):
    source = folder(issue_folder, {"01/1.md": article(body=body)})
    report = exporter.make_up(source, options=options(cache=False))
    [loose] = [sheet.measures.loose_lines for sheet in report.sheets]
    assert loose == pytest.approx(expected, abs=0.2) if expected is not None else loose is None


def test_boxes_that_fit_are_set_whatever_articles_are_beside_them(issue_folder):
    source = folder(issue_folder, {"01/1.md": article(body=text(900))}, BOXES)
    report = exporter.make_up(source, options=exporter.Options(jobs=1))
    boxes = boxes_of(report)
    assert set(boxes) == {"甲店", "乙店", "通栏", "塔"}
    assert boxes["通栏"].y == min(each.y for each in boxes.values())
    assert boxes["塔"].x + boxes["塔"].width == pytest.approx(261, abs=0.2)
    assert {each.article for each in report.rectangles} == {"a-01-01"}
    assert "pdf-makeup-too-much" not in {finding.rule for finding in report.findings}


@pytest.mark.parametrize("place", ["left", "right"])
def test_an_advertisement_alone_stands_where_it_is_wanted(issue_folder, place):
    size = f"{{width_mm: 60, height_mm: 200, place: {place}}}"
    box = f"pages: [{{label: '01', advertisements: [{size}]}}]\n"
    report = exporter.make_up(folder(issue_folder, {}, box), options=exporter.Options(jobs=1))
    (only,) = report.advertisements
    edge = only.x if place == "left" else only.x + only.width
    assert edge == pytest.approx(19 if place == "left" else 261, abs=0.2)


def test_an_advertisement_that_is_printed_smaller_is_named(issue_folder):
    box = "pages: [{label: '01', advertisements: [{width_mm: 400, height_mm: 80, alt: 大}]}]\n"
    report = exporter.make_up(folder(issue_folder, {}, box), options=exporter.Options(jobs=1))
    (finding,) = [each for each in report.findings if each.rule == "pdf-advertisement-size"]
    assert "`大` on page 01 is 400 × 80 mm" in finding.message and "61 %" in finding.message


def test_a_continuation_says_where_it_comes_from(issue_folder, tmp_path):
    files = {
        "01/1.md": article("甲", text(300), "continues: 02/1.md\n"),
        "02/1.md": article("乙", text(300)),
    }
    exporter.build(folder(issue_folder, files), [tmp_path / "issue.pdf"], options())
    found = printed(tmp_path / "issue.pdf")
    assert "下转" in found and "上接" in found


def test_a_long_table_goes_on_with_its_heads(issue_folder, tmp_path):
    rows = "\n".join(f"| {n} | 候选人{n:03} | 第{n % 9}区 | {n * 37} |" for n in range(1, 61))
    head = "前文。\n\n**得票结果**\n\n| 号 | 姓名 | 选区 | 票数 |\n| --- | --- | --- | --- |"
    body = f"{head}\n{rows}\n\n后文。"
    files = {"01/1.md": article("选举", body)}
    report = exporter.build(folder(issue_folder, files), [tmp_path / "issue.pdf"], options())
    found = printed(tmp_path / "issue.pdf")
    assert [n for n in range(1, 61) if f"候选人{n:03}" not in found] == []
    assert found.count("姓名") > 1
    assert found.index("得票结果") < found.index("候选人001")
    assert "pdf-makeup-too-much" not in {each.rule for each in report.findings}


def test_sheets_of_a_page_that_is_shared_twice_have_labels_of_their_own(issue_folder, monkeypatch):
    from exporter.layouts.makeup.page import PageJob

    fit = PageJob.fit
    # The second sheet is said not to hold its two articles, and nothing of them to be cut off.
    monkeypatch.setattr("exporter.layouts.makeup.excess.carry", lambda *_: None)
    monkeypatch.setattr(
        PageJob,
        "fit",
        lambda self: None if self.part == 1 and len(self.articles) > 1 else fit(self),
    )
    files = {f"01/{n:02}.md": article(f"第{n}条", text(1_100, n)) for n in range(8)}
    report = exporter.make_up(folder(issue_folder, files), options=options())
    labels = [sheet.label for sheet in report.sheets]
    assert len(labels) == len(set(labels)) > 3
    assert sum(sheet.articles for sheet in report.sheets) == 8
