"""An issue that is read from right to left has its sheets mirrored."""

import pytest

import exporter
from exporter.layouts.makeup.plan.grid import MM, sheet_grid

ISSUE = "publication: {name: עיתון החוף, language: he}\ndate: 2026-06-16\n"
WORDS = "הים עלה בשעה רבע אחרי שבע ואיש על המזח לא הרים את עיניו מן הרשתות".split()
EDGE = 0.1


def story(headline, number, paragraphs, more=""):
    text = " ".join(WORDS[number:] + WORDS[:number])
    body = "\n\n".join(["FIRST", *(f"{text}. {text}." for _ in range(paragraphs)), "LAST"])
    body = body if number == 0 else body.replace("FIRST", "").replace("LAST", "")
    return f"---\nheadline: {headline}\n{more}---\n{body}\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory, write_issue):
    root = tmp_path_factory.mktemp("rtl")
    files = {
        "issue.yaml": ISSUE,
        "1/1.md": story("ראשון", 0, 14, "columns: 3\n"),
        "1/2.md": story("שני", 3, 8, "place: left\n"),
        "1/3.md": story("שלישי", 6, 8),
        "1/4.md": story("רביעי", 9, 8),
    }
    source = write_issue(root / "issue", files)
    return exporter.make_up(source, root / "a.pdf"), root / "a.pdf"


def test_the_lead_stands_at_the_top_right(made):
    report, _ = made
    grid = sheet_grid("tabloid", "he")
    right = (grid.left + grid.width) / MM
    lead = report.rectangles[0]
    assert lead.article == "a-1-01"
    assert lead.x + lead.width == pytest.approx(right, abs=EDGE)
    assert lead.y == min(each.y for each in report.rectangles)


def test_a_story_wanted_at_the_left_stands_there(made):
    report, _ = made
    wanted = next(each for each in report.rectangles if each.article == "a-1-02")
    assert wanted.x == pytest.approx(sheet_grid("tabloid", "he").left / MM, abs=EDGE)


def test_columns_run_from_right_to_left(made, words):
    where = {text: left for text, left, _ in words(made[1]) if text in ("FIRST", "LAST")}
    assert where["FIRST"] > where["LAST"] + 100
