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
SIZES = ["360x640", "390x844@180", "600x800"]


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


@pytest.fixture(scope="module", params=ENGINES)
def turned(request, modules, book):
    """Turn all pages at all sizes; return what was on the screens by size."""
    folder = FOLDERS[request.param]
    if not (modules / folder).is_dir():
        pytest.skip(f"run scripts/install-checkers: {folder} is missing")
    command = ["node", str(TURN), request.param, str(modules), str(book), "--", *SIZES]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    return {found["size"]: found for found in map(json.loads, run.stdout.splitlines())}


def test_every_character_is_on_some_screen(turned):
    assert {size: found["lost"] for size, found in turned.items()} == {size: {} for size in SIZES}
    assert all(sum(each["plain"] for each in found["screens"]) > 1000 for found in turned.values())


def test_no_screen_is_blank(turned):
    blank = [
        (size, number, screen["document"])
        for size, found in turned.items()
        for number, screen in enumerate(found["screens"])
        if not screen["characters"] and screen["picture"] < 0.02
    ]
    assert blank == []
