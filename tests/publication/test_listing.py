"""Sources are listed again only if a folder of theirs has changed, and every change is seen."""

import os
import time

import pytest

from exporter.publication import digest, listing
from exporter.publication.digest import Digests
from exporter.publication.listing import UNLISTED, Lister, is_same, kind_of_system
from exporter.publication.sources import Source

TICK = 0.02  # seconds, more than one of the clocks of file systems


@pytest.fixture
def source(tmp_path, monkeypatch):
    """Make a source whose last change is long ago, on a system that keeps the times of changes."""
    monkeypatch.setenv("EXPORTER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(listing, "kind_of_system", lambda _: "ext4")
    monkeypatch.setattr(listing, "SETTLED_NS", -(10**18))
    folder = tmp_path / "dyke" / "2026-06-16"
    (folder / "01").mkdir(parents=True)
    (folder / "02").mkdir()
    (folder / "issue.yaml").write_text("date: 2026-06-16\n")
    (folder / "01" / "10-lead.md").write_text("High water.\n")
    return folder


def listed(source):
    return Lister(source.parent).listed(str(source))[1]


def test_a_source_is_the_same_until_something_changes(source, monkeypatch):
    known = listed(source)
    monkeypatch.setattr(os, "scandir", lambda _: pytest.fail("no folder has changed"))
    assert is_same(str(source), known)


def rewrite(path):
    status = path.stat()
    path.write_text("date: 2026-06-15\n")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


CHANGES = {
    "edited": lambda folder: (folder / "issue.yaml").write_text("date: 2026-06-17\n"),
    "added": lambda folder: (folder / "01" / "20-more.md").touch(),
    "added in an empty folder": lambda folder: (folder / "02" / "10-more.md").touch(),
    "removed": lambda folder: (folder / "01" / "10-lead.md").unlink(),
    "renamed": lambda folder: (folder / "01" / "10-lead.md").rename(folder / "01" / "9-lead.md"),
    "folder added": lambda folder: (folder / "03").mkdir(),
    "folder renamed": lambda folder: (folder / "01").rename(folder / "03"),
    "rewritten, with the time that it had": lambda folder: rewrite(folder / "issue.yaml"),
    "gone": lambda folder: folder.rename(folder.parent / "2026-06-23"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_change_is_seen(source, change):
    known = listed(source)
    time.sleep(TICK)
    change(source)
    assert not is_same(str(source), known)


def test_what_changes_right_now_is_listed_again(source, monkeypatch):
    monkeypatch.setattr(listing, "SETTLED_NS", 2 * 10**9)
    (source / "01" / "20-more.md").touch()
    assert listed(source) == UNLISTED
    assert not is_same(str(source), UNLISTED)


def test_times_of_folders_count_only_where_they_are_kept(source, monkeypatch):
    monkeypatch.setattr(listing, "kind_of_system", lambda _: "vfat")
    assert listed(source) == UNLISTED


@pytest.mark.parametrize("name", ["a single file.md", "two\nlines"])
def test_what_has_no_folder_or_an_odd_name_is_listed_each_time(source, name):
    path = source.parent / name
    if "\n" in name:
        path.mkdir()
        (path / name).touch()
    else:
        path.touch()
    assert listed(path) == UNLISTED


def test_an_unchanged_source_is_neither_listed_nor_read(source, monkeypatch):
    def find():
        digests = Digests(source.parent)
        found = digests.of(Source(str(source), source.name))
        digests.keep()
        return found

    first = find()
    with monkeypatch.context() as patch:
        patch.setattr(digest, "digest_of", lambda *_: pytest.fail("it has not changed"))
        patch.setattr(Lister, "listed", lambda *_: pytest.fail("it has not changed"))
        assert find() == first
    time.sleep(TICK)
    (source / ".hidden").touch()  # a folder has changed, but no file that counts
    assert find() == first
    time.sleep(TICK)
    (source / "02" / "10-more.md").write_text("Low water.\n")
    assert find() != first


def test_the_file_system_of_a_folder_is_that_of_the_innermost_mount(tmp_path, monkeypatch):
    stick = tmp_path / "a stick"
    stick.mkdir()
    named = str(stick).replace(" ", "\\040")
    mounts = tmp_path / "mountinfo"
    mounts.write_text(
        "22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw\n"
        f"23 22 8:1 / {named} rw,relatime - vfat /dev/sda1 rw\n"
    )
    monkeypatch.setattr(listing, "MOUNTS", mounts)
    assert (kind_of_system(stick), kind_of_system(tmp_path)) == ("vfat", "ext4")
    monkeypatch.setattr(listing, "MOUNTS", tmp_path / "none")
    assert kind_of_system(stick) == ""


def test_a_source_with_a_folder_on_another_system_is_listed_each_time(source):
    lister = Lister(source.parent)
    assert lister.listed(str(source))[1] != UNLISTED
    lister._device += 1  # as if the source were mounted there
    assert lister.listed(str(source)) == (Lister(source.parent).listed(str(source))[0], UNLISTED)
