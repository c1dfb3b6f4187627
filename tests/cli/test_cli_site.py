"""exporter site."""

import json

import pytest

from exporter.writers.epub import book


@pytest.fixture
def dyke(tmp_path, monkeypatch):
    """Return the folder of a publication whose EPUBs have no cover, which takes time to draw."""
    monkeypatch.setattr(book, "make_cover", lambda *_: (None, []))
    root = tmp_path / "dyke"
    for date in ("2026-06-16", "2026-06-17"):
        (root / date / "01").mkdir(parents=True)
        (root / date / "issue.yaml").write_text(f"date: {date}\n")
        (root / date / "01" / "a.md").write_text("---\nheadline: High water\n---\nText.\n")
    text = "name: The Dyke Post\nlanguage: en\ncode: dyke\nsite: {facsimiles: false}\n"
    (root / "publication.yaml").write_text(text)
    return root


def test_a_site_is_made_and_the_broken_issue_is_named(run, dyke, tmp_path):
    (dyke / "2026-06-17" / "issue.yaml").write_text("date: June\n")
    site = tmp_path / "site"
    ended = run("site", dyke, site, "--dry-run")
    assert (ended.code, ended.out, site.exists()) == (6, "2026/06-16\n", False)
    ended = run("site", dyke, site, "--base-url", "https://dyke.example/news")
    assert (ended.code, ended.out) == (6, "2026/06-16\n")
    assert "2026-06-17/issue.yaml:1: `date: June` is not a date" in ended.err
    assert "2026-06-17: left out" in ended.err
    assert (site / "2026" / "06-16" / "files" / "dyke-2026-06-16.epub").stat().st_size > 1000
    assert "opds://dyke.example/news/opds/latest.xml" in (site / "subscribe.html").read_text()
    (dyke / "2026-06-17" / "issue.yaml").write_text("date: 2026-06-17\n")
    ended = run("site", dyke, site, "--base-url", "https://dyke.example/news", "--json")
    report = json.loads(ended.out)
    assert (ended.code, report["issues"], list(report["made"])) == (0, 2, ["2026/06-17"])


def test_an_address_that_is_none_is_refused(run, dyke, tmp_path):
    ended = run("site", dyke, tmp_path / "site", "--base-url", "dyke.example")
    assert (ended.code, "is not an address" in ended.err) == (2, True)


def test_a_folder_that_is_no_publication_is_refused(run, tmp_path):
    ended = run("site", tmp_path, tmp_path / "site")
    assert (ended.code, "has no publication.yaml" in ended.err) == (3, True)
