"""Files of a site that somebody deleted are made again."""

import os

import pytest

from exporter.publication.site.presence import Presence


@pytest.mark.parametrize(
    "lost",
    [
        "2026/06-09/a-01-10-lead.html",
        "2026/06-09/files/dyke-2026-06-09.epub",
        "2026/06-16/cover.jpg",
        "2026/06-16/record.json",
        "2026/catalogue.json",
        "2026/index.html",
        "index.html",
        "opds/latest.xml",
        "assets/newspaper.css",
        "sw.js",
    ],
)
def test_a_file_that_is_gone_is_made_again(publication_folder, make_site, tree, tmp_path, lost):
    root = publication_folder("2026-06-09", "2026-06-16")
    make_site(root)
    before = tree()
    (tmp_path / "site" / lost).unlink()
    made = make_site(root)
    assert (tree(), made.failures, made.findings) == (before, [], [])
    assert make_site(root).written == []


@pytest.fixture
def settled(publication_folder, make_site, tmp_path, monkeypatch):
    """Make a site whose folders have not changed for an hour."""
    monkeypatch.setenv("EXPORTER_CACHE", str(tmp_path / "cache"))
    make_site(publication_folder("2026-06-16"))
    folder = tmp_path / "site" / "2026" / "06-16"
    for path in (folder, folder / "files"):
        earlier = path.stat().st_mtime - 3600
        os.utime(path, (earlier, earlier))
    return folder


def test_files_are_looked_for_only_where_a_folder_has_changed(settled, monkeypatch, tmp_path):
    site = tmp_path / "site"
    first = Presence(site)
    assert first.is_whole("2026/06-16")
    first.keep([])
    second = Presence(site)
    with monkeypatch.context() as patch:
        patch.setattr(second, "_looked_up", lambda _: pytest.fail("it has not changed"))
        assert second.is_whole("2026/06-16")
    (settled / "files" / "dyke-2026-06-16.epub").unlink()
    assert not Presence(site).is_whole("2026/06-16")


def test_a_folder_that_changes_right_now_is_looked_at_again(settled, tmp_path):
    os.utime(settled)
    first = Presence(tmp_path / "site")
    assert first.is_whole("2026/06-16")
    first.keep([])
    times = settled.stat()
    (settled / "index.html").unlink()
    os.utime(settled, ns=(times.st_atime_ns, times.st_mtime_ns))  # a clock of coarse ticks
    assert not Presence(tmp_path / "site").is_whole("2026/06-16")
