"""The skybox and the second ear: furniture of the front page that issue.yaml asks for."""

import re
from dataclasses import replace

import pytest

import exporter
from exporter.edition import make_edition
from exporter.errors import InvalidSource
from exporter.layouts.makeup.draw.ear import SIZE as SIZE_OF_EARS
from exporter.layouts.makeup.draw.furniture import (
    facing_folio,
    masthead,
    masthead_lines,
    words_left_out,
)
from exporter.layouts.makeup.draw.skybox import (
    LABEL,
    LINE,
    left_out,
    skies_shown,
    skybox,
    skybox_lines,
)
from exporter.layouts.makeup.jobs import jobs
from exporter.layouts.makeup.plan.grid import sheet_grid, spread_grid
from exporter.layouts.makeup.render import setting
from exporter.options import Options

GRID = sheet_grid("tabloid", "en")
HEAD = "publication: {{name: Paper, language: {}}}\ndate: 2026-06-16\n"
PLACE = re.compile(r'class="sky" style="(left|right):([\d.]+)pt;width:([\d.]+)pt;height:([\d.]+)pt')
SIZE = re.compile(r'class="sky-headline" style="font-size:([\d.]+)pt')
SHOWN = re.compile(r'style="width:([\d.]+)pt;height:([\d.]+)pt;object-fit:([^"]+)"')
LINES = re.compile(r'<span class="line">(.*?)</span>')


@pytest.fixture(name="edition")
def _edition(issue_folder, picture):
    def make(more, headline="Story of page {}", language="en"):
        given = headline if isinstance(headline, dict) else {}
        usual = "Quay {}" if given else headline
        files = {"issue.yaml": HEAD.format(language) + more}
        for page in range(1, 6):
            figures = "" if page == 5 else "figures: [{image: a.png}]\n"
            head = f"headline: {given.get(page, usual).format(page)}\n{figures}"
            files[f"{page}/1.md"] = f"---\n{head}---\nText.\n"
            if figures:
                files[f"{page}/a.png"] = picture(size=(60 + page, 40))
        return make_edition(exporter.read(issue_folder(files)).issue)

    return make


def test_it_shows_the_pages_that_are_named_side_by_side(edition):
    own = edition("skybox: ['2', '4', '5']\n")
    made = skybox(own, GRID)
    assert re.findall(r"Story of page (\d)", " ".join(LINES.findall(made))) == ["2", "4", "5"]
    assert [sky.document.page.label for sky in skies_shown(own, GRID)] == ["2", "4", "5"]
    assert made.count("<img ") == 2  # page 5 has no picture
    places = [tuple(map(float, found[1:])) for found in PLACE.findall(made)]
    assert all(left + width <= GRID.width + 0.01 for left, width, _ in places)
    assert len({left for left, _, _ in places}) == 3


@pytest.mark.parametrize(("words", "pictures"), [(1, 3), (4, 3), (12, 0), (60, 0)])
def test_headlines_are_smaller_until_they_fit_and_rather_have_no_picture(edition, words, pictures):
    own = edition("skybox: ['2', '3', '4']\n", "Harbour {} " + "undersecretaries " * words)
    made = skybox(own, GRID)
    assert made.count("<img ") == pictures
    assert ("undersecretaries" in made) is (words < 60)
    height = (skybox_lines(own, GRID) - 1) * GRID.line
    skies, sizes = made.split('class="sky"')[1:], map(float, SIZE.findall(made))
    for sky, size in zip(skies, sizes, strict=True):
        assert LABEL * GRID.line + len(LINES.findall(sky)) * LINE * size <= height


def test_its_pictures_keep_what_the_style_and_the_author_say(issue_folder, picture):
    files = {"issue.yaml": HEAD.format("en") + "skybox: ['2', '3']\n"}
    for page, fields in enumerate(("", ", focus: 0.4 0.3", ", crop: none"), 1):
        figure = f"figures: [{{image: a.jpg{fields}}}]"
        files[f"{page}/1.md"] = f"---\nheadline: Story {page}\n{figure}\n---\nText.\n"
        files[f"{page}/a.jpg"] = picture("JPEG", size=(160, 70))
    made = SHOWN.findall(skybox(make_edition(exporter.read(issue_folder(files)).issue), GRID))
    (cut, focus), (whole, rest) = [(float(wide) / float(high), fit) for wide, high, fit in made]
    assert cut == pytest.approx(160 / 70 * (1 - GRID.crop), abs=0.01)
    assert focus == "cover;object-position:40.0% 30.0%"
    assert whole == pytest.approx(160 / 70, abs=0.01) and rest == "cover"


def test_its_headlines_have_one_size(edition):
    own = edition("skybox: ['2', '3', '4']\n", {3: "The third quay of the northern harbour"})
    assert len(set(SIZE.findall(skybox(own, GRID)))) == 1


def test_its_headlines_break_into_even_lines(edition):
    own = edition("skybox: ['2', '3']\n", "Four men, one crate and a long wait for high water {}")
    lines = LINES.findall(skybox(own, GRID))
    widths = [GRID.faces.headline.ems(line) for line in lines]
    assert len(lines) > 2 and min(widths) > 0.6 * max(widths)


def test_one_without_room_leaves_it_to_the_others(edition):
    headlines = {3: "undersecretaries " * 60, 4: "undersecretaries " * 60}
    own = edition("skybox: ['2', '3', '4']\n", headlines)
    made = skybox(own, GRID)
    ((_, left, width, _),) = PLACE.findall(made)
    assert (float(left), float(width)) == (0, pytest.approx(GRID.width, abs=0.01))
    found = [(each.rule, each.message) for each in left_out(own, GRID)]
    why = "the skybox has no room for the headline of page {}"
    assert found == [("pdf-makeup-over", why.format(label)) for label in ("3", "4")]


def test_it_takes_no_room_if_no_headline_fits(edition):
    own = edition("skybox: ['2', '3']\n", "undersecretaries " * 60)
    assert skybox(own, GRID) == "" and skybox_lines(own, GRID) == 0
    assert len(list(left_out(own, GRID))) == 2
    assert not list(left_out(edition("skybox: ['2']\n"), GRID))


def test_sheets_begin_below_it_and_have_none_where_it_has_no_room(edition):
    shown, plain = edition("skybox: '2'\n"), edition("")
    assert skybox(plain, GRID) == "" and skybox_lines(plain, GRID) == 0
    lines = shown.style.settings.masthead.skybox
    found = []
    for each in (shown, plain):
        front, inside = jobs(setting(each, Options()))[:2]
        kind = front.setting.steps[0][0]
        found.append((front.area(kind)[1].lines, inside.area(kind)[1].lines))
    assert found[1][0] - found[0][0] == lines
    assert found[1][1] == found[0][1]
    assert skybox(shown, replace(GRID, columns=0)) == ""


def test_in_languages_from_right_to_left_the_first_is_at_the_right(edition):
    made = skybox(edition("skybox: ['2', '3']\n", language="ar"), sheet_grid("tabloid", "ar"))
    assert [side for side, *_ in PLACE.findall(made)] == ["right", "right"]


def test_both_ears_leave_the_name_between_them(edition):
    own = edition("ear: {title: Sky, text: Rain}\nsecond_ear: {title: Tides, text: [High, Low]}\n")
    made = masthead(own, own.issue.pages[0], "1", "", "", GRID)
    lefts = [float(each) for each in re.findall(r"left:([\d.]+)pt", made)]
    assert made.index("Tides") < made.index("Sky")
    assert lefts[0] == pytest.approx(GRID.x(1), abs=0.01)  # the name
    assert masthead_lines(own) == masthead_lines(edition(""))
    front = own.documents[0].body
    assert "Tides" in front and "Sky" in front


def test_words_of_both_ears_have_one_size_and_fill_them(edition):
    ears = "ear: {title: Sky, text: [Rain, Wind, Sun]}\nsecond_ear: {title: Sea, text: [1, 2]}\n"
    own = edition(ears)
    made = masthead(own, own.issue.pages[0], "1", "", "", GRID)
    boxes = re.findall(r'class="furniture ear" style="(.*?)"', made)
    first, second = (re.findall(r"font-size:([\d.]+)", box) for box in boxes)
    assert first == second and float(*first) > SIZE_OF_EARS * GRID.type.size
    assert made.count('<p style="margin-top:') == 5  # what is left is between the lines


def test_lines_of_an_ear_without_room_are_left_out_and_told(edition):
    own = edition("ear: {title: Sky, text: [1, 2, 3, 4, 5, 6, 7, 8, 9]}\nsecond_ear: {text: A}\n")
    made = masthead(own, own.issue.pages[0], "1", "", "", GRID)
    assert "<p" in made and ">9</p>" not in made and ">1</p>" in made
    (found,) = words_left_out(own, GRID)
    shown = len(re.findall(r">\d</p>", made))
    assert found.message == f"`ear` has no room for {9 - shown} lines of its text"
    assert not [*words_left_out(own, replace(GRID, columns=3))]  # no ear at all


@pytest.mark.parametrize("title", ["Tides and weather " * 4, "W" * 60])
def test_a_long_title_of_an_ear_takes_its_lines_from_the_text(edition, title):
    ears = "ear: {title: %s, text: [1, 2, 3, 4, 5]}\n"
    shown = []
    for each in ("Tides", title):
        own = edition(ears % each)
        made = masthead(own, own.issue.pages[0], "1", "", "", GRID)
        shown.append(len(re.findall(r">\d</p>", made)))
    assert shown[0] == 5 > shown[1]
    assert [*words_left_out(own, GRID)]


@pytest.mark.parametrize(("language", "side"), [("en", "left"), ("ar", "right")])
def test_over_a_spread_the_name_is_parted_at_the_fold(edition, language, side):
    own = edition("ear: {text: Rain}\n", language=language)
    named = own.issue.publication.model_copy(update={"name": "The Harbour Chronicle"})
    issue = own.issue.model_copy(update={"publication": named})
    grid = spread_grid(sheet_grid("tabloid", language))
    made = masthead(replace(own, issue=issue), issue.pages[0], "1", "", "", grid)
    first, second = re.search(r">([^<>]+) <span style=.*?>(.*?)</span></h1>", made).groups()
    assert (first, second) == ("The Harbour", "Chronicle")
    widths = [float(each) for each in re.findall(r"width:([\d.]+)pt", made)]
    half = grid.span(grid.columns // 2)
    assert sum(abs(width - half) < 0.01 for width in widths) == 2  # name and date line
    away = float(re.search(rf"top:0;{side}:([\d.]+)pt", made)[1])
    assert away == pytest.approx(half + grid.gap + grid.fold, abs=0.01)
    assert float(re.search(r'class="masthead" style="font-size:([\d.]+)', made)[1]) > 20


def test_the_second_page_of_a_first_spread_has_its_folio_below_the_name(edition):
    own = edition("")
    made = facing_folio(own, own.issue.pages[1], "2", GRID, "2", False, "page-2")
    top = float(re.search(r"top:([\d.]+)pt", made)[1])
    assert top == pytest.approx(GRID.y(masthead_lines(own) - 3), abs=0.01)


def test_a_page_that_is_not_there_is_named(edition):
    with pytest.raises(InvalidSource) as caught:
        edition("skybox: ['2', '9']\n")
    (finding,) = caught.value.findings
    assert (finding.rule, finding.line) == ("issue-bad-value", 3)
    assert "no page `9`" in finding.message
    assert finding.advice == "use one of: 1, 2, 3, 4, 5"


def test_of_a_page_it_shows_the_first_article_with_a_picture(issue_folder, picture):
    files = {"issue.yaml": HEAD.format("en") + "skybox: '1'\n", "1/a.png": picture()}
    for name, more in (("Words", ""), ("Picture", "figures: [{image: a.png}]\n"), ("Last", "")):
        files[f"1/{len(files)}.md"] = f"---\nheadline: {name}\n{more}---\nText.\n"
    made = skybox(make_edition(exporter.read(issue_folder(files)).issue), GRID)
    assert LINES.findall(made) == ["Picture"]
