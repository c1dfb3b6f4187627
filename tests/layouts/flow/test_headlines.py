"""Headlines of the flow layout: how large they are where a word has no room."""

import re
from types import SimpleNamespace
from xml.etree.ElementTree import Element

import pytest

import exporter
from exporter.edition import make_edition
from exporter.engine.patched import engine
from exporter.layouts.flow import render
from exporter.layouts.flow.headlines import fit_headline
from exporter.layouts.papers import make_grid
from exporter.readers import read

FACE = make_grid("a4", "en").faces.headline
LONG = "Donaudampfschifffahrtsgesellschaftskapitän"


@pytest.mark.parametrize(("times", "tight"), [(0.75, False), (0.25, True)])
def test_a_long_word_has_room_and_lines_that_are_as_tight_as_it_is_small(times, tight):
    headline, size = Element("h1"), 20.0
    room = FACE.ems(LONG) * size * times
    article = SimpleNamespace(headline=(f"{LONG} an Bord",), title="")
    fit_headline(headline, article, room, size, FACE)
    fitted = float(re.search(r"font-size:([\d.]+)pt", headline.get("style"))[1])
    assert 0.97 * room < FACE.ems(LONG) * fitted < room
    assert ("endless" in headline.get("class")) is tight


LONG_HEAD = "The harbour is to be dredged by seven votes to four after an argument of ten years"
LONG_DECK = "Some say that it will cost more than it brings in, " * 3


def leadings(pages, names):
    """The heights of the lines of each class in sizes of their type, those that have several."""

    def boxes(box):
        yield box
        for child in getattr(box, "children", ()):
            yield from boxes(child)

    for box in (box for page in pages for box in boxes(page._page_box)):
        name = box.element.get("class") if box.element is not None else None
        lines = [each for each in getattr(box, "children", ()) if hasattr(each, "baseline")]
        if name in names and len(lines) > 1 and box.element_tag in ("h1", "p"):
            yield name, (lines[1].position_y - lines[0].position_y) / box.style["font_size"]


@pytest.mark.parametrize(("language", "most"), [("en", 1.3), ("zh-Hans", 1.5)])
def test_lines_of_headlines_and_decks_are_close_also_where_they_run_on(
    issue_folder, language, most
):
    words = (
        (LONG_HEAD, LONG_DECK) if language == "en" else ("港口决定疏浚" * 12, "有人说花费太多" * 12)
    )
    head = "---\nheadline: {}\ndeck: {}\n---\n"
    folder = issue_folder(
        {
            "issue.yaml": f"publication: {{name: N, language: {language}}}\ndate: 2026-06-16\n",
            **{
                f"01/{number}.md": head.format(*words) + "Words of a text. " * length
                for number, length in enumerate((300, 300, 80, 80, 80), 1)
            },
        }
    )
    edition = make_edition(read(folder).issue)
    with engine(grid=True):
        pages = render.lay_out(edition, exporter.Options(paper="a4", jobs=1)).pages
    found = list(leadings(pages, {"headline run-on", "deck"}))
    assert len({name for name, _ in found}) == 2
    assert {name: leading for name, leading in found if not 1 <= round(leading, 3) <= most} == {}
