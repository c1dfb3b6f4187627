"""What stories take at least in another body type is told without measuring them in it."""

import pytest

from exporter.edition import make_edition
from exporter.layouts.makeup.jobs import jobs
from exporter.layouts.makeup.measure.foretold import _least_lines
from exporter.layouts.makeup.page import PageJob
from exporter.layouts.makeup.plan.frame_book import FrameBook, LowestFrames
from exporter.layouts.makeup.render import setting
from exporter.options import Options
from exporter.readers import read

HAN = "渡口的夜航从本月起恢复，“末班船”改在二十二点开出；沿岸三镇的居民说，往来方便了许多（见图）。"
LATIN = "The tide came in at a quarter past seven, and nobody on the quay looked up from the nets. "
ISSUE = "publication: {{name: Paper, language: {}}}\ndate: 2026-06-16\n"
FIGURE = "figures: [{image: a.png, caption: The quay at noon}]\n"


def job(issue_folder, picture, language, text, times=4, extra=""):
    """Return the work on a page of three articles: paragraphs of many lengths, and subheads."""
    files = {"issue.yaml": ISSUE.format(language), "1/a.png": picture()}
    for number in range(1, 4):
        body = "\n\n".join(text * (2 + (number + each) % 5) for each in range(times))
        body += f"\n\n## {text[:9]}\n\n**{text[:5]}** {text}\n\n{extra}"
        head = f"---\nheadline: {text[: 9 + number]}\ndeck: {text[:30]}\nbyline: {text[:4]}\n"
        files[f"1/{number}.md"] = f"{head}{FIGURE * (number == 1)}---\n{body}\n"
    edition = make_edition(read(issue_folder(files)).issue)
    return jobs(setting(edition, Options(cache=False)))[0]


def lowest(heights):
    return (heights & -heights).bit_length()


@pytest.mark.parametrize(
    ("language", "text"), [("zh-Hans", HAN), ("en", LATIN)], ids=["Chinese", "English"]
)
def test_stories_take_no_less_than_is_told(issue_folder, picture, language, text):
    page = job(issue_folder, picture, language, text)
    tight, _ = page.setting.steps
    page.measure(tight[0])
    for kind in (tight[1], tight[-1]):
        area, told = page.foretell(kind)
        assert kind not in page.measured
        measured_area, measured = page.measure(kind)
        assert area == measured_area
        least, frames = LowestFrames(area), FrameBook(area)
        for one, story in zip(told, measured, strict=True):
            assert 0.85 * story.lines <= one.lines <= story.lines
            for columns in range(1, area.columns + 1):
                heights = frames.heights(story, columns)
                assert heights & ~least.heights(one, columns) == 0
                assert not heights or lowest(heights) <= lowest(least.heights(one, columns)) + 6


def test_a_page_with_far_too_much_for_any_type_is_measured_in_the_usual_one(
    issue_folder, picture, monkeypatch
):
    page = job(issue_folder, picture, "zh-Hans", HAN, times=10)
    tried, measure = [], PageJob._measure
    monkeypatch.setattr(PageJob, "_measure", lambda *own: tried.append(own[1]) or measure(*own))
    monkeypatch.setattr(
        "exporter.layouts.makeup.plan.closing.small_enough", lambda kinds, *_: kinds
    )
    assert page.fit() is None
    assert tried == [page.setting.steps[0][0]]


def test_nothing_is_told_of_stories_with_tables(issue_folder, picture):
    table = "| a | b | c | d |\n|---|---|---|---|\n" + "| 1 | 2 | 3 | 4 |\n" * 14
    page = job(issue_folder, picture, "en", LATIN, extra=table)
    tight, _ = page.setting.steps
    page.measure(tight[0])
    assert page.foretell(tight[1]) is None


@pytest.mark.parametrize(
    ("ems", "spaces", "letters", "lines"),
    [
        *((0, 0, 0, 1), (14, 0, 0, 1), (14.1, 0, 0, 2), (14.3, 10, 0, 1), (28.6, 10, 0, 2)),
        *((14.1, 0, 13, 1), (14.1, 0, 12, 2)),
    ],
)
def test_lines_end_without_their_space_and_letters_stand_closer(ems, spaces, letters, lines):
    assert _least_lines(ems, spaces, letters, 14) == lines
