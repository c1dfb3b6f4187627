"""Vertical headlines (竖排标题): which articles have one, and how it stands on the sheet."""

from itertools import pairwise

import pytest

from exporter.edition import make_edition
from exporter.layouts.makeup.jobs import jobs
from exporter.layouts.makeup.measure.vertical_heads import CHARACTER, LINE, upright_head
from exporter.layouts.makeup.plan import costs
from exporter.layouts.makeup.plan.frame_book import FrameBook
from exporter.layouts.makeup.plan.grid import sheet_grid
from exporter.layouts.makeup.plan.story import Head, Slice, Story
from exporter.layouts.makeup.render import lay_out_sheets, setting
from exporter.options import Options
from exporter.readers import read
from tests.writers.pdf.glyphs import Reader

ISSUE = "publication: {name: 报, language: zh-Hans}\ndate: 2026-06-16\n"
GRID = sheet_grid("tabloid", "zh-Hans")
HAN = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜"


def article(headline, kind="feature", paragraphs=12):
    body = "\n\n".join(HAN[n:] + HAN[:n] + "。" for n in range(paragraphs))
    return f"---\nheadline: {headline}\nkind: {kind}\n---\n{body}\n"


@pytest.mark.parametrize(
    ("headline", "kind", "rank", "lines"),
    [
        ("竹匾要留得住风", "feature", 2, ("竹匾要留得住风",)),
        ("竹匾晒在　江边", "feature", 2, ("竹匾晒在", "江边")),
        ("竹匾要留得住风", "feature", 1, None),
        ("竹匾要留得住风", "news", 2, None),
        ("竹匾，要留得住风", "feature", 2, None),
        ("312块竹匾", "feature", 2, None),
        ("竹匾要留得住风也要留得住人", "feature", 2, None),
        ("竹*匾*要留得住风", "feature", 2, None),
    ],
)
def test_which_headlines_stand_upright(issue_folder, headline, kind, rank, lines):
    edition = make_edition(
        read(issue_folder({"issue.yaml": ISSUE, "01/1.md": article(headline, kind)})).issue
    )
    (parts,) = jobs(setting(edition, Options()))[0].take_apart(GRID)
    head = upright_head(parts, rank, GRID, 2)
    assert (head.wording if head else None) == lines


def test_a_kicker_that_is_wider_than_the_column_has_no_vertical_headline_below(issue_folder):
    long, short = "四十件可以触摸的剪纸在市图书馆展出", "剪纸展出"
    sources = [
        article("竹匾要留得住风").replace("kind:", f"kicker: {kicker}\nkind:")
        for kicker in (short, long)
    ]
    files = {f"01/{number}.md": source for number, source in enumerate(sources)}
    edition = make_edition(read(issue_folder({"issue.yaml": ISSUE, **files})).issue)
    found = jobs(setting(edition, Options()))[0].take_apart(GRID)
    assert [upright_head(parts, 2, GRID, 2) is not None for parts in found] == [True, False]


def test_an_upright_head_stands_in_the_first_column_and_the_text_below_it_and_beside():
    slices = tuple(Slice((n, 0), 1) for n in range(90))
    head = Head(32, 20, ("竹匾",), upright=True)
    plain = {columns: (Head(28, 4, ("竹匾",)),) for columns in range(1, 6)}
    story = Story("a", 2, plain, slices, upright=head)
    frames = FrameBook(GRID).frames(story, 3)
    found = [frame for frame in frames.values() if frame.head is head]
    assert found and found[0].cost < costs.LEVEL
    for frame in found:
        assert frame.head_columns == 1 and frame.tops == (0, 0)
        assert [leg.top for leg in frame.legs] == [20, 0, 0]


def test_no_cost_is_negative_so_what_a_plan_costs_so_far_is_a_bound():
    found = {name: value for name, value in vars(costs).items() if name.isupper()}
    assert found and [name for name, value in found.items() if value < 0] == []


def test_one_story_has_an_upright_head_on_every_third_page(issue_folder):
    pages = {
        f"{page:02}/{n}.md": article("竹匾晒在江边") for page in (1, 2, 3, 4) for n in (1, 2, 3)
    }
    edition = make_edition(read(issue_folder({"issue.yaml": ISSUE, **pages})).issue)
    work = jobs(setting(edition, Options(cache=False)))
    found = [
        [bool(story.upright) for story in job.measure(job.setting.steps[0][0])[1]] for job in work
    ]
    assert found == [[False, True, False], [False] * 3, [False] * 3, [False, True, False]]


def test_the_characters_of_a_vertical_headline_stand_one_below_the_other(
    issue_folder, tmp_path, monkeypatch
):
    monkeypatch.setattr(costs, "LEVEL", 10_000.0)
    files = {"issue.yaml": ISSUE}
    files |= {"01/1.md": article("头条在上面", "news", 30), "01/2.md": article("竹匾晒在　江边")}
    files["01/3.md"] = article("第三条消息", "feature", 14)
    edition = make_edition(read(issue_folder(files)).issue)
    sheets = lay_out_sheets(edition, Options(layout="makeup", jobs=1, cache=False))
    sheets.document.write_pdf(tmp_path / "a.pdf")
    glyphs = [glyph for glyph in Reader(tmp_path / "a.pdf").glyphs if glyph.size > 25]
    places = {glyph.text: glyph for glyph in glyphs}
    first, second = [places[each] for each in "竹匾晒在"], [places[each] for each in "江边"]
    for line in (first, second):
        assert max(glyph.x for glyph in line) - min(glyph.x for glyph in line) < 0.5
        steps = [low.y - high.y for high, low in pairwise(line)]
        assert all(step == pytest.approx(CHARACTER * line[0].size, abs=0.5) for step in steps)
    # The first line is at the right, both begin at one height.
    apart = first[0].x - second[0].x
    assert apart == pytest.approx(LINE * first[0].size, abs=0.1 * first[0].size)
    assert first[0].y == pytest.approx(second[0].y, abs=0.5)
