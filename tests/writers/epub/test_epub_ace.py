"""DAISY Ace finds no violation (EPUB Accessibility 1.1, WCAG 2.2 by axe)."""

import json
import os
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest

import exporter
from exporter.readers import read

# Ace opens each document in a browser, for about a second: EXPORTER_NIGHTLY=1 checks whole issues.
NIGHT = bool(os.environ.get("EXPORTER_NIGHTLY"))
SAMPLES = ("lanjiang-weekly", "saltmere-chronicle")[: 2 if NIGHT else 1]
PAGES = None if NIGHT else 1


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


def first_pages(sample, path):
    """Build a sample's first pages."""
    issue = read(sample).issue
    exporter.build(issue.model_copy(update={"pages": issue.pages[:PAGES]}), [path])
    return path


@pytest.fixture(scope="module")
def checked(modules, printed, write_issue, tmp_path_factory, request):
    """Check all books, two at a time."""
    folder = tmp_path_factory.mktemp("ace")
    bad = folder / "bad.epub"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("exporter.writers.epub.book.add_accessibility", lambda *_, **__: None)
        exporter.build(write_issue(folder / "issue", {}), [bad])
    exporter.build(printed, [folder / "printed.epub"])
    samples = request.config.rootpath / "samples"
    books = {name: first_pages(samples / name, folder / f"{name}.epub") for name in SAMPLES}
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
