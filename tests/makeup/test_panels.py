"""Articles in panels: the panel is as wide as its columns, and what is in it is narrower."""

import re
from dataclasses import replace

import pytest

from exporter.edition import make_edition
from exporter.layouts.makeup.draw.sheet import Sheet, sheet_html
from exporter.layouts.makeup.jobs import jobs
from exporter.layouts.makeup.plan.frame_book import FrameBook
from exporter.layouts.makeup.plan.grid import sheet_grid
from exporter.layouts.makeup.plan.slicing import Placement
from exporter.layouts.makeup.render import setting
from exporter.options import Options
from exporter.readers import read

ISSUE = "publication: {name: The Example, language: en}\ndate: 2026-06-16\n"
GRID = sheet_grid("tabloid", "en")
TEXT = "\n\n".join(
    "The tide came in at a quarter past nine, and nobody looked up. " * n for n in (3, 5)
)
BOX = re.compile(r'<div class="([^"]*)"[^>]* style="left:([\d.]+)pt;top:[\d.]+pt;width:([\d.]+)pt')


def test_columns_in_a_panel_are_narrower_on_both_sides_and_stay_in_their_places():
    inside = GRID.inside("notice")
    inset = GRID.panels.inset * GRID.type.size
    assert GRID.inside("news") is GRID
    for column, columns in ((0, 1), (0, 5), (2, 3)):
        assert inside.x(column, columns) == pytest.approx(GRID.x(column, columns) + inset)
        assert inside.span(columns) == pytest.approx(GRID.span(columns) - 2 * inset)
    mirrored = replace(GRID, mirrored=True)
    assert mirrored.inside("notice").x(1, 2) == pytest.approx(mirrored.x(1, 2) + inset)


def test_chinese_in_a_panel_has_whole_characters_in_its_lines():
    grid = sheet_grid("tabloid", "zh-Hans").inside("notice")
    assert grid.column % grid.type.size == pytest.approx(0)


@pytest.fixture
def page(issue_folder):
    """Return the job of a page with a story, and a second one of a kind in two columns."""

    def make(kind):
        second = f"---\nheadline: Water off on Sunday\nkind: {kind}\n---\n{TEXT}\n\n- {TEXT}\n"
        first = f"---\nheadline: Ferry sails\n---\n{TEXT}\n"
        files = {"issue.yaml": ISSUE, "1/1.md": first, "1/2.md": second}
        return jobs(setting(make_edition(read(issue_folder(files)).issue), Options()))[0]

    return make


def test_the_panel_ends_at_the_edges_of_its_columns_and_its_text_within(page):
    job = page("notice")
    area, stories = job.measure(GRID.type)
    story = next(each for each in stories if each.rank == 2)
    frame = next(iter(FrameBook(area).frames(story, 2).values()))
    sheet = Sheet("s", "1", area, area, (Placement(frame, 1, 10),), job.parts[GRID.type], "")
    boxes = [
        (kind.split(), float(left), float(left) + float(width))
        for kind, left, width in BOX.findall(sheet_html(job.edition, sheet))
    ]
    edges = area.x(1), area.x(1) + area.span(2)
    (panel,) = [box for box in boxes if "around" in box[0]]
    assert panel[1:] == pytest.approx(edges, abs=0.01)
    inset = area.panels.inset * area.type.size
    frames = [box[1:] for box in boxes if "frame" in box[0]]
    assert min(left for left, _ in frames) == pytest.approx(edges[0] + inset, abs=0.01)
    assert max(right for _, right in frames) == pytest.approx(edges[1] - inset, abs=0.01)


def test_text_in_a_panel_is_measured_at_its_width(page):
    def lines(kind):
        job = page(kind)
        _, stories = job.measure(GRID.type)
        return next(each.lines for each in stories if each.rank == 2)

    assert lines("notice") > lines("news")
