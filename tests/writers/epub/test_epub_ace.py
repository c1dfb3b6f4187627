"""DAISY Ace finds no violation (EPUB Accessibility 1.1, WCAG 2.2 by axe)."""

import json
import os
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest

import exporter

SAMPLES = ("lanjiang-weekly", "saltmere-chronicle")


def violations(modules, path, folder):
    """Return what Ace says of a book."""
    command = [str(modules / ".bin" / "ace-puppeteer"), "-s", "-f", "-o", str(folder), str(path)]
    own = {"PUPPETEER_EXECUTABLE_PATH": "/usr/bin/chromium", "ACE_TIMEOUT_INITIAL": "120000"}
    subprocess.run(command, env=os.environ | own, check=True, capture_output=True)
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    found = [
        f"{document['earl:testSubject']['url']}: {each['earl:test']['dct:title']}"
        for document in report["assertions"]
        for each in document.get("assertions", [])
    ]
    outcome = report["earl:result"]["earl:outcome"]
    return found if found or outcome == "pass" else [outcome]


@pytest.fixture(scope="module")
def checked(modules, samples, printed, tmp_path_factory):
    """Check all books, two at a time."""
    folder = tmp_path_factory.mktemp("ace")
    bad = folder / "bad.epub"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("exporter.writers.epub.book.add_accessibility", lambda *_: None)
        exporter.build(printed, [bad])
    exporter.build(printed, [folder / "printed.epub"])
    books = {name: samples(name, "epub") for name in SAMPLES}
    books |= {"printed": folder / "printed.epub", "bad": bad}
    with ThreadPoolExecutor(2) as pool:
        jobs = {
            name: pool.submit(violations, modules, path, folder / name)
            for name, path in books.items()
        }
        return {name: job.result() for name, job in jobs.items()}


@pytest.mark.parametrize("book", [*SAMPLES, "printed"])
def test_ace_finds_no_violation(checked, book):
    assert checked[book] == []


def test_ace_finds_what_is_wrong(checked):
    """The check itself can fail."""
    assert any("metadata" in each for each in checked["bad"])
