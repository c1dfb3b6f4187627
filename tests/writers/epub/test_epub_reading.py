"""Two reading engines in a browser: every way through the book leads where it says."""

import json
import os
import subprocess
from functools import cache
from pathlib import Path

import pytest

import exporter
from exporter.writers.epub import book as book_module

WALK = Path(__file__).parent / "reading" / "walk.js"
GOLDEN = Path(__file__).parents[2] / "golden" / "issue"
SAMPLES = ("lanjiang-weekly", "saltmere-chronicle")
# `printed` has facsimiles of its own, `drawn` those that makeup draws, `gathered` those of many
# briefs, `fonts` two fonts.
BOOKS = [
    ("epubjs", "saltmere-chronicle"),
    ("epubjs", "printed"),
    ("epubjs", "vertical"),
    ("epubjs", "drawn"),
    ("epubjs", "gathered"),
    ("epubjs", "fonts"),
    ("foliate", "lanjiang-weekly"),
    ("foliate", "vertical"),
    ("foliate", "drawn"),
]
JOINED = ("epubjs", "joined")  # its articles share documents
# By day each engine walks through some pages of one sample, by night through both samples.
if os.environ.get("EXPORTER_NIGHTLY"):
    BOOKS += [("epubjs", "lanjiang-weekly"), ("foliate", "saltmere-chronicle")]


@pytest.fixture(scope="module")
def book_of(excerpt, printed, unprinted, font, tmp_path_factory):
    """Build a book by its name, once."""
    made = {}

    def build(name):
        path = tmp_path_factory.mktemp("read") / "book.epub"
        options = {
            "vertical": exporter.Options(writing="vertical"),
            "drawn": exporter.Options(facsimiles=True, jobs=1),
            "gathered": exporter.Options(facsimiles=True, jobs=1),
            "fonts": exporter.Options(embed_fonts=(font("Text", "正文"), font("Head", "第條"))),
        }.get(name, exporter.Options())
        source = {"drawn": GOLDEN, "gathered": unprinted}.get(name, printed)
        with pytest.MonkeyPatch.context() as patch:
            if name == "joined":
                patch.setattr(book_module, "MANY", 1)
            exporter.build(excerpt(name) if name in SAMPLES else source, [path], options)
        return path

    def book(name):
        if name not in made:
            made[name] = build(name)
        return made[name]

    return book


@pytest.fixture(scope="module")
def walks(modules, book_of):
    """Follow all navigation of all books in an engine, whose browser starts once."""

    @cache
    def walk(engine):
        if engine == "foliate" and not (modules / "foliate-js").is_dir():
            pytest.skip("run scripts/install-checkers: foliate-js is missing")
        names = [name for wanted, name in (*BOOKS, JOINED) if wanted == engine]
        command = ["node", str(WALK), engine, str(modules), *map(str, map(book_of, names))]
        run = subprocess.run(command, capture_output=True, text=True, check=True)
        return dict(zip(names, map(json.loads, run.stdout.splitlines()), strict=True))

    return walk


@pytest.fixture(scope="module", params=BOOKS, ids=" ".join)
def walked(request, walks):
    """Return a book's name, and where its navigation leads in an engine."""
    engine, name = request.param
    return name, walks(engine)[name]


def test_every_entry_lands_where_it_says(walked, excerpt):
    name, found = walked
    entries = found["toc"] + found["pages"]
    assert len(found["toc"]) >= 6
    pages = len(excerpt(name).pages) if name in SAMPLES else 2 if name == "gathered" else 3
    assert len(found["pages"]) == pages
    lost = [
        entry
        for entry in entries
        if entry["landed"] != entry["name"] or not entry["found"] or not entry["visible"]
    ]
    assert lost == []
    assert all(entry["label"] == entry["title"] for entry in found["toc"])


def test_every_region_lands_where_it_says(walked):
    name, found = walked
    regions = ["a-A01-01.xhtml", "a-A01-02.xhtml"]
    if name == "drawn":
        regions = ["a-1-01.xhtml", "a-1-02.xhtml", "a-2-01.xhtml"]
    if name == "gathered":
        regions = [f"a-{page}-{number:02}.xhtml" for page in "12" for number in range(1, 16)]
    hrefs = list(dict.fromkeys(spot["href"] for spot in found["printed"]))
    assert hrefs == (regions if name not in SAMPLES else [])
    assert all(spot["hit"] and spot["landed"] == spot["href"] for spot in found["printed"])


def test_articles_that_share_a_document_are_reached_and_begin_a_screen(walks):
    found = walks("epubjs")["joined"]
    entries = {entry["address"]: entry for entry in found["toc"]}
    shared = [f"a-A01-01.xhtml{place}" for place in ("", "#a-A01-02", "#a-A01-03")]
    assert [address for address in entries if address.startswith("a-A01")] == shared
    assert [entries[each]["landed"] for each in shared] == ["a-A01-01.xhtml"] * 3
    assert all(entries[each]["visible"] for each in shared)
    assert [entries[each]["screen"] for each in shared] == [0, 1, 2]
    assert found["problems"] == []


def test_drawings_have_paper_under_them_on_dark_screens(walked):
    """Engines change the names of pictures, so no rule may go by them."""
    papers = {paper for entry in walked[1]["toc"] for paper in entry["papers"]}
    assert papers <= {"rgb(255, 255, 255)"}
    assert papers or walked[0] not in (*SAMPLES, "drawn")


def test_articles_use_the_fonts_of_the_book(walked):
    name, found = walked
    used = {entry["address"]: entry["fonts"] for entry in found["toc"]}
    assert used["a-A01-01.xhtml" if name == "fonts" else found["toc"][1]["address"]] == (
        ["Text", "Head"] if name == "fonts" else []
    )


def test_nothing_is_said_on_the_console(walked):
    assert walked[1]["problems"] == []
