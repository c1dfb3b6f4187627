"""Any paper: its name or its size, with columns, margins and type area given or derived."""

import pytest

from exporter.edition.style import find_style
from exporter.errors import UsageError
from exporter.layouts.choice import default_layout
from exporter.layouts.papers import MM, find_paper, make_grid
from exporter.options import Options
from exporter.profiles import find_profile
from exporter.sheet_size import SheetSize, read_size

STYLE = find_style()


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("289x400", (289, 400)),
        ("289X400", (289, 400)),
        ("289 × 400 mm", (289, 400)),
        ("289mm*400.5mm", (289, 400.5)),
        ("tabloid", None),
        ("289", None),
        ("x400", None),
        ("289x400x2", None),
    ],
)
def test_a_size_is_read_as_people_write_it(text, size):
    assert read_size(text) == size


@pytest.mark.parametrize(
    ("wanted", "columns", "margin", "layout"),
    [
        ("289x400", 5, 14.5, "makeup"),
        ("390x545", 6, 16, "makeup"),
        ("210x297", 3, 13, "flow"),
        ("105x148", 2, 6.5, "flow"),
    ],
)
def test_what_is_not_given_is_that_of_the_nearest_paper(wanted, columns, margin, layout):
    paper = find_paper(wanted, STYLE)
    assert (paper.columns, paper.margin_mm) == (columns, margin)
    assert default_layout("", paper) == layout


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
@pytest.mark.parametrize("wanted", ["289x400", "105x148", "1200x1200", "60x300"])
def test_the_type_area_lies_within_the_margins(wanted, language):
    grid = make_grid(wanted, language, STYLE)
    paper = grid.paper
    assert grid.side_margin >= paper.margin_mm * MM - 0.01
    assert grid.bottom_margin >= paper.upright_mm * MM - 0.01
    assert grid.width + 2 * grid.side_margin == pytest.approx(paper.width_mm * MM)


def test_columns_margin_and_type_area_may_be_given():
    sheet = SheetSize(width=289, height=400, columns=6, margin=10)
    grid = make_grid(sheet, "en", STYLE)
    assert grid.columns == 6 and grid.side_margin == pytest.approx(10 * MM)
    area = SheetSize(width=289, height=400, type_area=(259, 360))
    grid = make_grid(area, "en", STYLE)
    assert grid.width == pytest.approx(259 * MM)
    assert grid.paper.upright_mm == 20


@pytest.mark.parametrize(
    ("wanted", "wrong"),
    [
        ("foolscap", "use width and height in mm, as 289x400, or one of: tabloid"),
        ("50x400", "use 60 to 1200 mm for each side"),
        ("60x60", "give it a larger size"),
        (SheetSize(width=100, height=200, columns=12), "give it fewer columns"),
    ],
)
def test_no_sheet_that_type_has_no_room_on(wanted, wrong):
    with pytest.raises(UsageError, match=wrong):
        make_grid(wanted, "en", STYLE)


def test_the_option_goes_before_the_profile_and_that_before_the_style(tmp_path):
    profile = tmp_path / "plant.yaml"
    profile.write_text("base: press\npaper: 289x400\n")
    assert Options(profile=str(profile)).sheet_size == "289x400"
    assert Options(profile=str(profile), paper="a4").sheet_size == "a4"
    profile.write_text("base: press\npaper: {width: 289, height: 400, columns: 6}\n")
    assert Options(profile=str(profile)).sheet_size == SheetSize(width=289, height=400, columns=6)
    assert Options().sheet_size == ""


def test_a_wrong_paper_of_a_profile_is_named_with_its_line(tmp_path):
    profile = tmp_path / "plant.yaml"
    profile.write_text("base: press\npaper: {width: 289, heigth: 400}\n")
    with pytest.raises(UsageError, match=r"plant\.yaml:2: .*heigth"):
        find_profile(str(profile))


def test_a_style_may_have_a_size_for_its_paper(tmp_path):
    (tmp_path / "style.yaml").write_text(
        "extends: newspaper\npaper: 300x420\n"
        "papers: {ours: {width: 289, height: 400, type_area: [259, 360]}}\n"
    )
    style = find_style(str(tmp_path))
    assert find_paper("", style).width_mm == 300
    assert find_paper("ours", style).upright_mm == 20
