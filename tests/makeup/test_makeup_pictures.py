"""What authors say of their pictures: what stays where they are cut, and that nothing is cut."""

from dataclasses import replace
from itertools import pairwise
from types import SimpleNamespace
from urllib.parse import urljoin

import pytest
from lxml import etree

import exporter
from exporter.edition import make_edition
from exporter.edition.parts import Shown
from exporter.edition.style.css import BASE
from exporter.engine.fetcher import EditionFetcher
from exporter.errors import InvalidSource
from exporter.layouts.makeup.draw.crops import UPRIGHT, cover, fit_in, size_within
from exporter.layouts.makeup.draw.sheet import _shot
from exporter.layouts.makeup.jobs import jobs
from exporter.layouts.makeup.plan.gallery import PlacedShot, galleries
from exporter.layouts.makeup.plan.grid import sheet_grid
from exporter.layouts.makeup.plan.story import Shot
from exporter.layouts.makeup.render import setting
from exporter.options import Options

ISSUE = "publication: {name: Paper, language: en}\ndate: 2026-06-16\n"


def article(picture):
    return (
        f"---\nheadline: A boat\nfigures:\n  - {{image: a.jpg, alt: a boat{picture}}}\n---\nText.\n"
    )


@pytest.fixture(name="exhibit")
def _exhibit(issue_folder, picture):
    """Return a function that gives an article's picture as makeup takes it."""

    def make(fields, size=(60, 90)):
        photo = picture("JPEG", size=size)
        files = {"issue.yaml": ISSUE, "1/1.md": article(fields), "1/a.jpg": photo}
        edition = make_edition(exporter.read(issue_folder(files)).issue)
        page = jobs(setting(edition, Options()))[0]
        return page.take_apart(sheet_grid("tabloid", "en"))[0].exhibits[0]

    return make


@pytest.mark.parametrize(
    ("fields", "size", "fit"),
    [
        (", focus: 0.4 0.3", (60, 90), "cover;object-position:40.0% 30.0%"),
        (", focus: [1, 0]", (90, 60), "cover;object-position:100.0% 0.0%"),
        ("", (60, 90), UPRIGHT),
        ("", (90, 60), "cover"),
    ],
)
def test_what_an_author_points_at_stays_where_a_picture_is_cut(exhibit, fields, size, fit):
    made = exhibit(fields, size)
    assert cover(made.ratio, made.focus) == fit
    assert not made.rigid


@pytest.mark.parametrize("ratio", [0.3, 0.5625, 0.75, 1, 1.5, 3])
@pytest.mark.parametrize("crop", [0, 0.18])
@pytest.mark.parametrize("widest", [40, 500])
def test_a_picture_near_a_shape_loses_no_more_than_the_style_allows(ratio, crop, widest):
    shown = Shown("a.jpg", "", portrait=False, ratio=ratio)
    width, height = size_within(shown, 4 / 3, (widest, 60), crop)
    assert width <= widest and height <= 60
    assert width == pytest.approx(widest) or height == pytest.approx(60)
    assert 1 - crop - 0.001 <= height / width / ratio <= 1 / (1 - crop) + 0.001
    assert "contain" not in fit_in(shown, width, height, crop)


def test_a_picture_in_a_box_of_another_shape_is_whole():
    shown = Shown("a.jpg", "", portrait=False, ratio=0.75, focus="40.0% 30.0%")
    assert fit_in(shown, 100, 70, 0.18) == "object-fit:cover;object-position:40.0% 30.0%"
    assert fit_in(shown, 100, 50, 0.18) == "object-fit:contain"
    assert fit_in(replace(shown, whole=True), 100, 70, 0.18) == "object-fit:contain"


def test_a_picture_that_must_not_be_cut_keeps_its_shape(exhibit):
    assert exhibit(", crop: none").rigid


@pytest.mark.parametrize("wrong", ["focus: 2 0", "focus: left", "focus: 0.5", "crop: 20"])
def test_what_is_no_place_in_a_picture_is_refused(exhibit, wrong):
    with pytest.raises(InvalidSource, match=wrong.split(":", maxsplit=1)[0]):
        exhibit(f", {wrong}")


@pytest.mark.parametrize(("lines", "narrow"), [(20, True), (60, False)])
def test_the_words_of_a_picture_narrower_than_its_columns_stand_below_its_middle(
    exhibit, lines, narrow
):
    """A portrait for which a sheet has no height stands in the middle of its columns."""
    made = exhibit(", caption: Ann Ash", (60, 90))
    shot = PlacedShot(Shot(0, 1.5, dict.fromkeys(range(1, 6), 2)), 0, 3, 0, lines)
    at = SimpleNamespace(column=0, line=0, frame=SimpleNamespace(columns=3))
    frame = _shot(SimpleNamespace(area=GRID), at, SimpleNamespace(shown=[made]), shot)
    assert (' narrow"' in frame.content) is narrow


# Several pictures ---------------------------------------------------------------------------

GRID = sheet_grid("tabloid", "en")


def shots(*ratios, rigid=False, sharp=0):
    below = dict.fromkeys(range(1, GRID.columns + 1), 2)
    return [Shot(number, ratio, below, rigid, sharp=sharp) for number, ratio in enumerate(ratios)]


@pytest.mark.parametrize("ratios", [(0.66, 0.7), (0.66, 1.4, 0.6), (0.6, 0.6, 0.7, 1.2, 0.66)])
@pytest.mark.parametrize("columns", [3, 5])
def test_pictures_in_a_row_are_equally_high_and_fill_their_columns(ratios, columns):
    made = galleries(shots(*ratios), columns, GRID)
    assert made
    for gallery in made:
        rows = {}
        for shot in gallery.shots:
            rows.setdefault(shot.top, []).append(shot)
        for row in rows.values():
            assert len({shot.lines for shot in row}) == 1
            right = row[-1].left + row[-1].width
            assert right == pytest.approx(GRID.span(columns))
            for one, other in pairwise(row):
                assert other.left - one.left - one.width == pytest.approx(GRID.gap)
        assert [shot.shot.number for shot in gallery.shots] == list(range(len(ratios)))


@pytest.mark.parametrize("ratios", [(0.66, 0.7), (0.5, 1.5, 0.66, 0.8)])
def test_pictures_in_a_row_are_cut_no_more_than_the_style_allows(ratios):
    for gallery in galleries(shots(*ratios), 4, GRID):
        for shot in gallery.shots:
            height = (shot.lines - 2) * GRID.line
            shown = height / shot.width / shot.shot.ratio
            assert 1 - min(shown, 1 / shown) <= GRID.crop + 0.01


def test_a_chart_in_a_row_is_not_cut():
    for gallery in galleries(shots(0.6, 0.8, rigid=True), 4, GRID):
        for shot in gallery.shots:
            assert (shot.lines - 2) * GRID.line >= shot.width * shot.shot.ratio - 0.05 * GRID.line


def test_no_picture_in_a_row_is_narrower_than_a_column_or_coarser_than_its_profile_allows():
    assert all(
        shot.width > GRID.column - 1
        for gallery in galleries(shots(0.5, 2.4, 0.5, 2.4), 5, GRID)
        for shot in gallery.shots
    )
    assert not galleries(shots(0.7, 0.7, sharp=GRID.column), 5, GRID)


# Portraits ----------------------------------------------------------------------------------

WORDS = "The river rose and fell and the people on the landing changed. " * 9


@pytest.fixture(name="parts")
def _parts(issue_folder, picture):
    """Return a function that takes an article with a portrait apart for makeup."""

    def make(front, body):
        story = f"---\nheadline: A boat\nbyline: Ann Ash\n{front}---\n{body}\n"
        photo = picture("JPEG", size=(60, 80))
        folder = issue_folder({"issue.yaml": ISSUE, "1/1.md": story, "1/a.jpg": photo})
        edition = make_edition(exporter.read(folder).issue)
        return jobs(setting(edition, Options()))[0].take_apart(GRID)[0]

    return make


def test_a_portrait_stands_beside_the_byline(parts):
    made = parts(
        "figures:\n  - {image: a.jpg, alt: Ann, caption: Ann Ash, role: portrait}\n", WORDS
    )
    assert not made.exhibits
    signed = made.head[-1]
    assert [each.tag for each in signed] == ["figure", "p"]
    # Its caption would only say the byline again.
    assert "".join(signed.itertext()).split() == ["By", "Ann", "Ash"]


def test_a_portrait_in_the_text_has_the_text_around_it(parts):
    made = parts("", f'{WORDS}\n\n![Ann](a.jpg "Ann Ash"){{role=portrait}}\n\n{WORDS}')
    assert not made.exhibits
    assert [each.get("class") for each in made.body.iter("span")][:1] == ["mugshot"]
    assert [each.tag for each in made.body] == ["p", "p"]


def test_a_portrait_before_a_short_paragraph_stands_alone(parts):
    made = parts("", "![Ann](a.jpg){role=portrait}\n\nShort.")
    assert [each.tag for each in made.body] == ["figure", "p"]


# Sidebars -----------------------------------------------------------------------------------


def sidebar(rows):
    table = "| Homes | 38 |\n|:--|--:|\n" + "| Of which shared | 6 |\n" * (rows - 1)
    return f"::: sidebar\n{table}:::\n\n{WORDS}"


def test_a_high_sidebar_is_set_over_columns_as_no_leg_can_part_it(issue_folder):
    story = f"---\nheadline: A boat\n---\n{WORDS}\n\n{sidebar(9)}"
    edition = make_edition(
        exporter.read(issue_folder({"issue.yaml": ISSUE, "1/1.md": story})).issue
    )
    job = jobs(setting(edition, Options()))[0]
    (made,) = job.measure(job.types[0][0])[1]
    (shot,) = made.shots
    assert list(shot.fixed) == [1, 2]
    assert 9 <= shot.fixed[2] <= shot.fixed[1]
    assert all(piece.lines == 1 for piece in made.slices)


@pytest.mark.parametrize(
    ("body", "exhibits"),
    [
        (sidebar(9), ["aside"]),
        (sidebar(3), []),
        (sidebar(40), []),
        (f"{sidebar(9)}\n\n{sidebar(9)}", ["aside"]),
        (f"![A boat](a.jpg)\n\n{sidebar(9)}", ["figure"]),
        (sidebar(9).replace("sidebar", "pullquote"), []),
    ],
)
def test_a_sidebar_that_is_low_or_very_long_or_beside_a_picture_stays_in_the_text(
    parts, body, exhibits
):
    assert [each.element.tag for each in parts("", body).exhibits] == exhibits


@pytest.mark.parametrize(("words", "smaller"), [(2, True), (9, False)])
def test_a_chart_has_no_words_larger_than_the_style_allows(issue_folder, words, smaller):
    chart = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">\n'
        '<text y="30" font-size="20">Fish &amp; chips #1</text></svg>'
    )
    files = {"issue.yaml": ISSUE, "1/1.md": article("").replace("a.jpg", "a.svg"), "1/a.svg": chart}
    edition = make_edition(exporter.read(issue_folder(files)).issue)
    grid = replace(sheet_grid("tabloid", "en"), drawing_words=words)
    parts = jobs(setting(edition, Options()))[0].take_apart(grid)[0]
    placed = SimpleNamespace(column=0, line=0, frame=SimpleNamespace(columns=3))
    sheet, shot = SimpleNamespace(area=grid), PlacedShot(Shot(0, 0.5, {3: 2}), 0, 3, 0, 20)
    content = etree.fromstring(str(_shot(sheet, placed, parts, shot).content))
    drawn = EditionFetcher(edition).fetch(urljoin(BASE, content.find(".//img").get("src")))
    assert (b'font-size="20"' not in drawn.read()) is smaller
