"""Every page of a book turned in three engines: all of it is on some screen, none is blank."""

import json
import os
import subprocess
from pathlib import Path

import pytest

import exporter

TURN = Path(__file__).parent / "reading" / "turn.js"
FOLDERS = {"epubjs": "epubjs", "foliate": "foliate-js", "readium": "@readium/navigator"}
ENGINES = ["epubjs", "foliate"]
if os.environ.get("EXPORTER_NIGHTLY"):  # Readium takes minutes
    ENGINES.append("readium")
SIZES = ["360x640", "390x844@180", "600x800dark"]


def table(columns, rows, cell="{}"):
    head = "|".join(f"Head {number}" for number in range(columns))
    lines = ["|".join(cell.format(f"{row}.{n}") for n in range(columns)) for row in range(rows)]
    return "\n".join(f"|{line}|" for line in [head, "|".join(["-"] * columns), *lines]) + "\n"


ISSUE = """\
publication: {name: 河口報, language: zh-Hant}
date: 2026-06-16
pages:
  - label: A1
    section: 要聞
    facsimile: {image: page.png, regions: [{article: 1.md, points: [[9, 9], [90, 9], [90, 90]]}]}
  - {label: A2, section: 文化}
  - {label: A3}
"""
HEAD = "---\nheadline: {}\n---\n"
PARAGRAPH = "潮水在七點過後漲起來，碼頭上沒有人抬頭看一眼，漁網還攤在石階上，等著太陽。\n\n"


@pytest.fixture(scope="module")
def book(tmp_path_factory, write_issue, picture):
    files = {
        "issue.yaml": ISSUE,
        "page.png": picture("PNG", (400, 600), "beige"),
        "A1/1.md": HEAD.format("七點過後的潮水漫上了第28號碼頭") + PARAGRAPH * 4,
        "A1/2.md": HEAD.format("五欄") + table(5, 40, "長字{}") + "\n之後。\n",
        "A1/3.md": HEAD.format("八欄") + table(8, 12) + "\n之後。\n",
        "A1/4.md": "---\nheadline: Twelve\nlanguage: en\n---\n" + table(12, 5, "Saltmere {}"),
        "A2/1.md": HEAD.format("六十欄") + table(60, 2) + "\n之後。\n",
        "A2/2.md": HEAD.format("註釋") + PARAGRAPH + "見註[^1]。\n\n[^1]: " + PARAGRAPH.strip() * 9,
        "A2/3.md": HEAD.format("長詞") + "Donaudampfschifffahrtsgesellschaft" * 8 + "\n",
    }
    path = tmp_path_factory.mktemp("turned") / "book.epub"
    exporter.build(write_issue(path.parent / "issue", files), [path])
    return path


OTHERS = """\
publication: {{name: {}, language: {}}}
date: 2026-06-16
pages: [{{label: "1", section: {}}}, {{label: "2"}}]
"""


@pytest.fixture(scope="module")
def others(tmp_path_factory, write_issue, picture):
    """A book from right to left, and one of vertical lines; both open with a picture."""
    texts = {
        "he": ("עיתון הנמל", "הגאות עלתה על רציף 28", "המים עלו אחרי שבע בבוקר. " * 60),
        "ja": ("河口新聞", "七時過ぎの潮が第28号桟橋を洗う", "潮は七時を過ぎて満ちた。" * 60),
    }
    made = []
    for language, (name, headline, text) in texts.items():
        figure = f"figures: [{{image: p.png, caption: {headline}, alt: {headline}}}]"
        article = f"---\nheadline: {headline}\n{figure}\n---\n{text}\n"
        files = {"issue.yaml": OTHERS.format(name, language, name)}
        for page in "12":
            files[f"{page}/p.png"] = picture("PNG", (600, 400), "beige")
            files |= {f"{page}/{number}.md": article for number in "123"}
        path = tmp_path_factory.mktemp("others") / f"{language}.epub"
        mode = "vertical" if language == "ja" else "horizontal"
        folder = write_issue(path.parent / "issue", files)
        exporter.build(folder, [path], exporter.Options(writing=mode))
        made.append(path)
    return made


@pytest.fixture(scope="module", params=ENGINES)
def turned(request, modules, book, others):
    """Turn all pages at all sizes; return what was on the screens by book and size."""
    folder = FOLDERS[request.param]
    if not (modules / folder).is_dir():
        pytest.skip(f"run scripts/install-checkers: {folder} is missing")
    if request.param == "readium":  # it has no pages of vertical lines
        others = others[:1]
    wanted = (([book], SIZES), (others, SIZES[1:]), (others[1:], SIZES[:1]))
    turns = [str(each) for books, sizes in wanted if books for each in (*books, *sizes)]
    command = ["node", str(TURN), request.param, str(modules), *turns]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    made = map(json.loads, run.stdout.splitlines())
    return {(Path(each["book"]).stem, each["size"]): each for each in made}


def test_every_character_is_on_some_screen(turned):
    assert {place: found["lost"] for place, found in turned.items() if found["lost"]} == {}
    assert all(sum(each["plain"] for each in found["screens"]) > 1000 for found in turned.values())


def test_every_character_is_legible_on_light_and_dark(turned):
    assert {place: found["faint"] for place, found in turned.items() if found["faint"]} == {}


def test_the_lead_story_is_three_turns_away(turned):
    turns = {
        place: next(
            number for number, each in enumerate(found["screens"]) if each["document"][:2] == "a-"
        )
        for place, found in turned.items()
    }
    assert {place: turn for place, turn in turns.items() if turn > 3} == {}


def test_no_screen_is_blank(turned):
    blank = [
        (place, number, screen["document"])
        for place, found in turned.items()
        for number, screen in enumerate(found["screens"])
        if not screen["characters"] and screen["picture"] < 0.02
    ]
    assert blank == []
