import json
from datetime import date
from pathlib import Path

import pytest
from written import ATOM, JSON, RSS, TEXT, WXR

from exporter.findings import Severity
from exporter.readers import ReadOptions, find_reader
from exporter.readers.base import Reading


def read(path: Path, text: str, options: ReadOptions | None = None) -> Reading:
    path.write_text(text)
    reader = find_reader(path)
    assert reader.name == "feed"
    return reader.read(path, options or ReadOptions())


def test_rss_becomes_an_issue_with_a_page_a_category(tmp_path: Path) -> None:
    issue = read(tmp_path / "feed.rss", RSS).issue
    assert issue and issue.publication.name == "The Lamp" and issue.date == date(2026, 6, 16)
    assert issue.publication.language == "en-gb"
    assert [(page.label, page.section, len(page.articles)) for page in issue.pages] == [
        ("01", "Harbour", 2), ("02", "Ferry", 1)
    ]  # fmt: skip
    first = issue.articles[0]
    assert (first.title, first.byline) == ("Lit & out", ("A. Stone",))
    assert first.body == '<p>The <a href="https://lamp.example/quay">lamp</a>.</p>'


def test_atom(tmp_path: Path) -> None:
    issue = read(tmp_path / "feed.atom", ATOM).issue
    assert issue and issue.date == date(2026, 6, 16) and issue.pages[0].section == "Harbour"
    assert issue.articles[0].byline == ("A. Stone",)


def test_json_feed(tmp_path: Path) -> None:
    issue = read(tmp_path / "feed.json", json.dumps(JSON)).issue
    assert issue and issue.date == date(2026, 6, 16) and issue.pages[0].section == "Harbour"
    assert (issue.articles[0].byline, issue.articles[0].body) == (("A. Stone",), "<p>The lamp.</p>")


@pytest.mark.parametrize(("page_by", "section"), [("", "Harbour"), ("subject", "Tag")])
def test_a_wordpress_export_without_drafts_and_pages(
    tmp_path: Path, page_by: str, section: str
) -> None:
    issue = read(tmp_path / "export.xml", WXR, ReadOptions(page_by=page_by)).issue
    assert issue and [article.title for article in issue.articles] == ["Lit"]
    assert issue.pages[0].section == section
    assert issue.articles[0].body == "<p>First.</p>\n<p>Second <em>line</em>.</p>"


def test_entries_that_are_cut_off_are_named(tmp_path: Path) -> None:
    text = RSS.replace("<description>Short</description>", "").replace(
        TEXT, "Only this [&amp;#8230;]"
    )
    reading = read(tmp_path / "feed.xml", text)
    assert any("only the beginning of `Boat`" in finding.message for finding in reading.findings)


def test_a_feed_that_is_cut_short_gives_what_came_before(tmp_path: Path) -> None:
    reading = read(tmp_path / "feed.xml", RSS[: RSS.index("<item><title>Tide")])
    assert reading.issue and len(reading.issue.articles) == 2
    assert any("not well-formed" in finding.message for finding in reading.findings)


def test_a_feed_whose_entries_are_empty_makes_no_book(tmp_path: Path) -> None:
    head, tail = RSS[: RSS.index("<item>")], "<item><guid>1</guid></item></channel></rss>"
    reading = read(tmp_path / "feed.xml", head + tail, ReadOptions(date=date(2026, 6, 16)))
    assert reading.issue is None
    assert any(
        finding.severity is Severity.ERROR and "no article with words" in finding.message
        for finding in reading.findings
    )
