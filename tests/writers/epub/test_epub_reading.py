"""A reading engine in a browser: every way through the book leads where it says."""

import json
import subprocess
from pathlib import Path

import pytest

import exporter

WALK = Path(__file__).parent / "reading" / "walk.js"


@pytest.fixture(scope="module", params=["saltmere-chronicle", "printed", "vertical", "drawn"])
def walked(request, modules, samples, printed, tmp_path_factory):
    """Follow all navigation of a book in epub.js."""
    if request.param == "saltmere-chronicle":
        path = samples(request.param, "epub")
    else:
        path = tmp_path_factory.mktemp("read") / "book.epub"
        drawn = request.param == "drawn"
        source = request.getfixturevalue("unprinted") if drawn else printed
        writing = "vertical" if request.param == "vertical" else "horizontal"
        options = exporter.Options(writing=writing, facsimiles=drawn or None, jobs=1)
        exporter.build(source, [path], options)
    command = ["node", str(WALK), str(modules), str(path)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    return request.param, json.loads(run.stdout)


def test_every_entry_lands_where_it_says(walked):
    name, found = walked
    entries = found["toc"] + found["pages"]
    assert len(found["toc"]) >= 6
    assert len(found["pages"]) == {"saltmere-chronicle": 12, "drawn": 2}.get(name, 3)
    lost = [
        entry
        for entry in entries
        if entry["landed"] != entry["name"] or not entry["found"] or not entry["visible"]
    ]
    assert lost == []
    assert all(entry["label"] == entry["title"] for entry in found["toc"])


def test_every_region_lands_where_it_says(walked):
    name, found = walked
    if name == "saltmere-chronicle":
        return
    wanted = ["a-A01-01.xhtml", "a-A01-02.xhtml"]
    if name == "drawn":
        wanted = [f"a-{page}-{number:02}.xhtml" for page in "12" for number in range(1, 16)]
    assert list(dict.fromkeys(spot["href"] for spot in found["printed"])) == wanted
    assert all(spot["hit"] and spot["landed"] == spot["href"] for spot in found["printed"])


def test_nothing_is_said_on_the_console(walked):
    assert walked[1]["problems"] == []
