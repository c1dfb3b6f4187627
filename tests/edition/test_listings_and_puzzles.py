"""Listings, puzzles and classifieds: times apart, grids, advertisements in order under one head."""

import re

from exporter import read
from exporter.checks.lost_text import article_text
from exporter.content.conservation import lost
from exporter.edition import make_edition
from exporter.edition.listings_and_puzzles import set_kind
from exporter.model import Kind
from exporter.xhtml import inside, parse

HEAD = "publication: {name: N, language: en}\ndate: 2026-06-16\n"


def as_set(body, kind):
    root = parse(body)
    set_kind(root, kind)
    return inside(root)


def listing(body):
    return re.findall(
        r'<p class="entry"><span class="time">(.*?)</span>', as_set(body, Kind.LISTING)
    )


def test_each_line_of_a_listing_has_its_time_apart():
    body = "<p>06:00 <strong>News</strong> at six<br/>7.30 pm Play\n18：05–19：00　Match</p>"
    assert listing(body) == ["06:00", "7.30 pm", "18：05–19：00"]
    assert as_set(body, Kind.LISTING).count("<p") == 3


def test_a_line_without_a_time_stays_with_the_one_before_it():
    made = as_set("<p>06:00 News<br/><em>repeat</em>, 7:10 long</p>", Kind.LISTING)
    assert made.count("<p") == 1
    assert "<br/><em>repeat</em>, 7:10 long" in made


def test_text_without_times_and_other_kinds_stay_as_they_are():
    body = "<p>Nothing is on.<br/>The 06:00 train runs.</p><ul><li>06:00</li></ul>"
    assert as_set(body, Kind.LISTING) == body
    timed = "<p>06:00 News</p>"
    assert as_set(timed, Kind.NEWS) == timed


def _table(row, count):
    cells = "".join(f"<td>{each}</td>" for each in row)
    return f"<table><tbody>{f'<tr>{cells}</tr>' * count}</tbody></table>"


def test_a_square_of_signs_is_a_grid_whatever_the_kind():
    sudoku = _table(["1", "", "", "4"], 4)
    assert 'class="grid"' in as_set(sudoku, Kind.NEWS)
    for other in (_table(["1", "", "", "4"], 3), _table(["1", "2", "3", "4"], 4),
                  _table(["Ferry", "", "", "4"], 4)):  # fmt: skip
        assert as_set(other, Kind.NEWS) == other


def test_puzzles_are_grids_and_those_with_black_squares_crosswords():
    sudoku = "<table><tbody><tr><td>1</td><td></td></tr></tbody></table>"
    crossword = "<table><tbody><tr><td>1</td><td>■</td></tr></tbody></table>"
    assert '<table class="grid">' in as_set(sudoku, Kind.PUZZLE)
    assert '<table class="grid crossword">' in as_set(crossword, Kind.PUZZLE)
    assert '<td class="black">■</td>' in as_set(crossword, Kind.PUZZLE)


def articles(number, front="kind: classified\ncolumn: For sale\n", page="01"):
    return {
        f"{page}/{place:03}-ad.md": f"---\nheadline: Boat {place}\n{front}---\nRing {place:04}.\n"
        for place in range(number)
    }


def documents(folder):
    return make_edition(read(folder).issue).article_documents


def test_classifieds_are_one_article_in_their_order_under_one_head(issue_folder):
    folder = issue_folder({"issue.yaml": HEAD} | articles(200))
    (only,) = documents(folder)
    assert only.title == "For sale"
    assert only.body.count("For sale") == 1
    assert re.findall(r"Ring (\d+)\.", only.body) == [f"{place:04}" for place in range(200)]
    ads = [each.model_copy(update={"column": ""}) for each in read(folder).issue.articles]
    whole = "\n".join(map(article_text, ads))
    assert lost(whole, only.body) == []


def test_several_columns_have_their_names_once_and_the_language_names_the_whole(issue_folder):
    boats = articles(3, "kind: classified\ncolumn: Boats\n")
    houses = {
        name.replace("ad", "house"): text.replace("Boats", "Houses") for name, text in boats.items()
    }
    files = {f"01/a{name[3:]}": text for name, text in boats.items()}
    files |= {f"01/b{name[3:]}": text for name, text in houses.items()}
    (only,) = documents(issue_folder({"issue.yaml": HEAD} | files))
    assert only.title == "Classifieds"
    assert re.findall(r'classified-column">(\w+)<', only.body) == ["Boats", "Houses"]


def test_short_notices_of_one_column_are_gathered_from_eight_on(issue_folder):
    front = "kind: notice\ncolumn: For sale\n"
    assert len(documents(issue_folder({"issue.yaml": HEAD} | articles(7, front)))) == 7
    assert len(documents(issue_folder({"issue.yaml": HEAD} | articles(8, front)))) == 1


def test_figures_and_links_go_with_an_advertisement(issue_folder, picture):
    ads = articles(3)
    ads["01/002-ad.md"] += "\n![A boat](b.png)\n"
    other = {"01/zz-b.md": "---\nheadline: H\n---\n[The second](001-ad.md)\n"}
    files = {"issue.yaml": HEAD, "01/b.png": picture()} | ads | other
    gathered, story = documents(issue_folder(files))
    assert gathered.body.count("<img") == 1
    (name, place) = re.search(r'href="([^"#]*)#([^"]*)">The second', story.body).groups()
    assert name == gathered.name
    assert f'id="{place}"' in gathered.body
