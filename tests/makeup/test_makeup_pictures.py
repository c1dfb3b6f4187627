"""What authors say of their pictures: what stays where they are cut, and that nothing is cut."""

import pytest

import exporter
from exporter.edition import make_edition
from exporter.errors import InvalidSource
from exporter.layouts.makeup.draw.sheet import UPRIGHT, _cover
from exporter.layouts.makeup.page import jobs
from exporter.layouts.makeup.plan.grid import sheet_grid
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
    assert _cover(made) == fit
    assert not made.rigid


def test_a_picture_that_must_not_be_cut_keeps_its_shape(exhibit):
    assert exhibit(", crop: none").rigid


@pytest.mark.parametrize("wrong", ["focus: 2 0", "focus: left", "focus: 0.5", "crop: 20"])
def test_what_is_no_place_in_a_picture_is_refused(exhibit, wrong):
    with pytest.raises(InvalidSource, match=wrong.split(":", maxsplit=1)[0]):
        exhibit(f", {wrong}")
