"""Pages of opinion have wider columns on large sheets, pages without pictures larger type."""

import pytest

from exporter import api
from exporter.edition import make_edition
from exporter.edition.style import find_style
from exporter.layouts.makeup.page import PageJob
from exporter.layouts.makeup.setting import Setting
from exporter.layouts.papers import Type, find_paper
from exporter.sheet_size import SheetSize

ARTICLE = "---\nheadline: Words\nkind: {}\n{}---\nText.\n"
PICTURE = "figures: [{image: a.png}]\n"


def job(folder, paper="broadsheet"):
    """Return the work on the only page of an issue in a folder."""
    issue = api.read(folder).issue
    edition = make_edition(issue)
    articles = [each.printed for each in edition.article_documents]
    return PageJob(Setting(edition, paper, None, None, None, None), issue.pages[0], 1, articles)


@pytest.fixture(name="page")
def _page(issue_folder, picture):
    def made(*kinds, language="zh-Hans", picture_of="", extra=""):
        files = {
            "issue.yaml": f"publication: {{name: Paper, language: {language}}}\n"
            f"date: 2026-06-16\n{extra}",
            "1/a.png": picture(),
        }
        for number, kind in enumerate(kinds):
            files[f"1/{number}.md"] = ARTICLE.format(kind, PICTURE * (kind == picture_of))
        return issue_folder(files)

    return made


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
@pytest.mark.parametrize(("paper", "columns"), [("tabloid", 5), ("berliner", 4), ("broadsheet", 4)])
def test_a_page_of_opinion_has_wider_columns_on_large_sheets(page, language, paper, columns):
    opinion = job(page("opinion", "letters", "brief", language=language), paper)
    grid, usual = opinion.grid(), opinion.setting.grid()
    assert grid.columns == columns
    assert (grid.left, grid.width) == pytest.approx((usual.left, usual.width))
    if language == "zh-Hans":
        assert grid.column / grid.type.size == pytest.approx(round(grid.column / grid.type.size))


def test_a_sheet_on_which_other_pages_go_on_keeps_the_columns_that_these_have(page):
    opinion = job(page("opinion"))
    opinion.rests = (None,)
    assert opinion.grid() == opinion.setting.grid()


BOX = "pages: [{label: '1', advertisements: [{width_mm: 60, height_mm: 60}]}]\n"


@pytest.mark.parametrize(
    ("kinds", "extra"),
    [(("opinion", "news"), ""), (("brief",), ""), (("opinion",), BOX)],
)
def test_other_pages_keep_the_columns_of_the_paper(page, kinds, extra):
    other = job(page(*kinds, extra=extra))
    assert other.grid() == other.setting.grid()


@pytest.mark.parametrize(
    ("kinds", "picture_of", "more"),
    [
        (("news", "brief", "brief"), "", [(10.5, 17), (11, 18), (11.5, 19.5)]),
        (("news", "brief", "brief"), "news", [(10.5, 17), (11, 18)]),
        (("news",), "", []),
        (("news", "brief"), "", []),
    ],
)
def test_larger_type_is_tried_where_no_picture_could_grow(page, kinds, picture_of, more):
    found = job(page(*kinds, picture_of=picture_of))
    tight, loose = found.types
    usual = found.setting.steps
    assert (tight, loose) == (usual[0], (*usual[1], *(Type(*each) for each in more)))


@pytest.mark.parametrize(("picture_of", "more"), [("", [(10, 15)]), ("news", [])])
def test_one_text_without_pictures_may_have_more_leading(page, picture_of, more):
    found = job(page("news", language="en", picture_of=picture_of))
    assert found.types[1] == (*found.setting.steps[1], *(Type(*each) for each in more))


@pytest.mark.parametrize(
    ("language", "paper", "largest"),
    [
        ("en", "tabloid", 10),
        ("en", "berliner", 11.5),
        ("en", "broadsheet", 12),
        ("zh-Hans", "tabloid", 10.5),
        ("zh-Hans", "broadsheet", 11.5),
    ],
)
def test_larger_type_is_not_for_columns_of_few_letters(page, language, paper, largest):
    found = job(page("news", "brief", "brief", language=language), paper)
    assert max(each.size for each in found.types[1]) == largest


def test_a_sheet_of_any_size_has_the_opinion_columns_of_the_nearest_paper():
    style = find_style()
    assert find_paper(SheetSize(width=380, height=530), style).opinion_columns == 4
    assert find_paper(SheetSize(width=380, height=530, columns=3), style).opinion_columns == 3
