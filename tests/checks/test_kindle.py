"""What Send to Kindle refuses is told, and nothing of what it takes."""

import os

import pytest

from exporter.checks.kindle import kindle
from exporter.edition.style import find_style
from exporter.edition.style.css import without_comments

PLAIN = "p { margin: 0 } /* a-b - c */ .a--b { content: '--x' } a { color: red }"


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "book.epub"
    path.write_bytes(b"small")
    return path


@pytest.mark.parametrize(
    ("types", "style", "rule"),
    [
        ((), "/* Heads ---- */ p { margin: 0 }", "epub-kindle-style"),
        ((), "p { margin: 0 } /* open --", "epub-kindle-style"),
        ((), ":root { --ink: black }", "epub-kindle-style"),
        ((), "p { color: var( --ink) }", "epub-kindle-style"),
        (("image/webp", "image/png"), PLAIN, "epub-kindle-picture"),
        (("image/avif", "image/webp"), PLAIN, "epub-kindle-picture"),
    ],
)
def test_what_kindles_refuse_is_told(book, types, style, rule):
    assert [each.rule for each in kindle(book, types, [style])] == [rule]


def test_nothing_is_told_of_what_kindles_take(book):
    types = ("image/jpeg", "image/png", "image/gif", "image/svg+xml", "audio/mpeg", "text/css")
    assert list(kindle(book, types, [PLAIN])) == []


def test_a_large_file_is_told(book):
    os.truncate(book, 50_000_001)
    (found,) = kindle(book, (), ())
    assert (found.rule, found.severity) == ("epub-kindle-size", "info")


@pytest.mark.parametrize("name", ["newspaper", "magazine"])
def test_our_style_sheets_have_nothing_that_it_refuses(book, name):
    sheet = without_comments(find_style(name).rules("epub.css"))
    assert "{" in sheet and list(kindle(book, (), [sheet])) == []
