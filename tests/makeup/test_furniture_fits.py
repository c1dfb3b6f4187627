"""Folio and ear: nothing is printed over, nothing is cut off, and all sheets have one size."""

import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from exporter.edition.style import find_style
from exporter.languages.labels import labels
from exporter.layouts.makeup.draw import date_line, ear, furniture
from exporter.layouts.makeup.plan.grid import sheet_grid, steps
from exporter.layouts.makeup.stylesheet import style
from exporter.layouts.typefaces import masthead_ems
from exporter.model import Ear


def folio(name, section, width, editor="王小明"):
    edition = SimpleNamespace(
        labels=labels("zh-Hans"),
        issue=SimpleNamespace(publication=SimpleNamespace(name=name)),
        date="2026年6月16日 星期二",
        number="第3317期",
    )
    page = SimpleNamespace(editor=editor, section=section)
    grid = sheet_grid("tabloid", "zh-Hans")
    narrow = replace(grid, columns=1, column=width * grid.type.size)
    return furniture._fitting_folio(edition, page, "03", narrow)


def test_a_folio_with_room_has_all_its_parts():
    assert all(folio("湖畔日报", "要闻", 76))


@pytest.mark.parametrize("width", [20, 30, 40, 50, 76])
@pytest.mark.parametrize("section", ["", "要闻", "经济与社会发展"])
def test_a_folio_leaves_out_what_has_no_room(width, section):
    name, date, number, editor = folio("湖畔日报与晚报", section, width)
    assert date
    order = [bool(name), bool(number), bool(editor)]
    assert order == sorted(order, reverse=True)
    if width <= 30:
        assert not editor


def test_a_section_that_would_run_into_the_date_is_left_out():
    grid = sheet_grid("tabloid", "zh-Hans")
    narrow = replace(grid, columns=1, column=40 * grid.type.size)
    fits = [furniture._has_room("经济" * n, "2026年6月16日", "03", narrow) for n in (1, 4, 9)]
    assert fits == [True, True, False]


def test_the_folio_has_one_size_whatever_the_body_type():
    look = find_style()
    usual = sheet_grid("tabloid", "zh-Hans")
    found = set()
    for kind in steps("zh-Hans")[1]:
        rules = style(look, sheet_grid("tabloid", "zh-Hans", kind), False, usual)
        found.add(next(line for line in rules.split("\n") if line.startswith(".folio {")))
    assert len(found) == 1 and "font-size: 9.000pt" in found.pop()


def test_words_of_an_ear_are_as_large_as_they_fit():
    grid = sheet_grid("tabloid", "zh-Hans")
    usual = find_style("newspaper").settings.ear
    few, some, many = (
        Ear(title="今日潮汐", text=("高潮十时十四分",) * number) for number in (2, 5, 7)
    )
    assert ear._scale(few, usual, grid, 6.5) > ear._scale(some, usual, grid, 6.5) >= 0.7
    assert ear._scale(few, usual, grid, 6.5) > 1 > ear._scale(many, usual, grid, 6.5)
    for each in (few, some, many):
        scale = ear._scale(each, usual, grid, 6.5)
        taken = ear._taken(each, grid.faces.label, ear._inner(grid), scale)
        assert taken <= ear._room(each, grid, 6.5)
        assert taken == pytest.approx(scale * len(each.text))  # none breaks to be larger
    small = usual.model_copy(update={"sizes": (0.8, 0.6), "air": 0.5})
    assert ear._scale(few, small, grid, 6.5) == 0.8
    assert ear._air(2, 6, small, grid) == f"margin-top:{0.5 * grid.line:.3f}pt"


def front(language="en", tagline="", editor="", publisher=""):
    return SimpleNamespace(
        labels=labels(language),
        issue=SimpleNamespace(
            publication=SimpleNamespace(
                cn_number="", issn="0000-0019", publisher=publisher, tagline=tagline
            ),
            origin=Path("issue.yaml"),
        ),
        date="Tuesday, 16 June 2026",
        number="No. 3317",
    ), SimpleNamespace(editor=editor)


@pytest.mark.parametrize(
    ("editor", "publisher", "left"),
    [
        ("A. Reed", "Coast Press", []),
        ("A. Reed, " * 20, "Coast Press", ["editor"]),
        ("A. Reed", "Press of the Coast, " * 20, ["publisher", "editor"]),
    ],
)
def test_the_date_line_leaves_out_what_has_no_room_and_tells(editor, publisher, left):
    grid = sheet_grid("tabloid", "en")
    edition, page = front(editor=editor, publisher=publisher)
    assert len(date_line.facts(edition, page, grid)) == 5 - len(left)
    told = [each.message for each in date_line.left_out(edition, page, 300, grid)]
    assert [message.split("`")[1] for message in told] == left


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "News of the coast and of the towns "), ("zh-Hans", "写身边人办有用报每周四")],
)
def test_a_motto_stands_on_one_line_as_large_as_it_fits(language, words):
    grid = sheet_grid("tabloid", language)
    sizes = []
    for times in (1, 3, 4, 40):
        edition, page = front(language, words * times)
        text, css = date_line.motto(edition, 400, grid)
        assert bool(text) == (times < 40)
        sizes.append(float(re.findall(r"[\d.]+", css or "99")[0]))
        found = [*date_line.left_out(edition, page, 400, grid)]
        assert [each.message.split("`")[1] for each in found] == ["tagline"] * (not text)
    assert sizes[0] == sizes[3] == 99 > sizes[1] >= sizes[2] > 0.7 * grid.type.size


def test_contents_take_pages_that_fit_from_all_over_the_issue():
    assert list(ear._spread(4, 2)) == [[0, 2], [1, 3], [0], [1], [2], [3]]
    assert list(ear._spread(0, 5)) == []


@pytest.mark.parametrize("name", ["masthead", "folio", "ear", "house", "advertisement", "sheet"])
def test_a_style_replaces_the_templates_of_the_furniture(tmp_path, name):
    (tmp_path / "templates" / "makeup").mkdir(parents=True)
    (tmp_path / "style.yaml").write_text("extends: newspaper\n")
    (tmp_path / "templates" / "makeup" / f"{name}.html").write_text("<p>our own</p>")
    assert find_style(str(tmp_path)).render(f"makeup/{name}.html", {}) == "<p>our own</p>"


def test_the_house_box_says_what_has_room():
    look, grid = find_style(), sheet_grid("tabloid", "en")
    publication = SimpleNamespace(
        name="Tide <&> Times", tagline="Daily", url="https://tide.example/"
    )
    edition = SimpleNamespace(
        issue=SimpleNamespace(publication=publication),
        render_document=lambda name, **values: look.render(name, values),
    )
    high = furniture.house_box(edition, 300, 200, grid.faces)
    low = furniture.house_box(edition, 300, 30, grid.faces)
    assert "Tide &lt;&amp;&gt; Times" in high and "Daily" in high and "tide.example" in high
    assert "Times" in low and "tide.example" not in low


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("湖畔日报", 1),
        ("The Saltmere and Fellwater Chronicle", 1),
        ("湖畔流域经济社会发展与生态环境保护文化旅游综合新闻周刊海外版", 2),
        ("湖畔流域经济社会发展与生态环境保护文化旅游综合新闻", 2),
    ],
)
def test_a_name_that_would_be_small_has_two_lines(name, number):
    grid = sheet_grid("tabloid", "zh-Hans")
    publication = SimpleNamespace(name=name, tagline="")
    edition = SimpleNamespace(
        style=find_style(), language="zh-Hans", issue=SimpleNamespace(publication=publication)
    )
    lines, size = furniture.name_lines(edition, grid.width, grid)
    assert len(lines) == number and "".join(lines) == name
    assert all(masthead_ems(line, grid.faces) * size <= grid.width for line in lines)
    alone = furniture.masthead_size(edition, grid.width, grid)
    assert size == alone if number == 1 else 1.5 * alone < size <= 2.9 * grid.line
