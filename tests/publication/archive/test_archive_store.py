"""Stores: a folder, the memory of a process, and S3, which a server on this machine plays."""

import json
import os
import threading
from pathlib import Path

import pytest

from exporter.errors import MissingDependency, OutputError, UsageError
from exporter.publication.archive.opening import open_source
from exporter.publication.archive.sources import find
from exporter.publication.archive.store import FolderStore, open_store

SHA_OF_X = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"


@pytest.fixture(params=["folder", "memory", "s3"])
def store(request, tmp_path):
    if request.param == "folder":
        yield open_store(str(tmp_path / "store"))
        return
    url = request.getfixturevalue("s3") if request.param == "s3" else "memory://news"
    found = open_store(f"{url}/{tmp_path.name}")
    yield found
    found.remove(found.names(""))


def test_what_is_put_is_there(store, tmp_path):
    (tmp_path / "b").write_bytes(b"x")
    store.begin()
    store.put("2018/07/03/a", b"one")
    store.put("2018/07/03/b", tmp_path / "b")
    store.put("2018/07/03/a", b"two")
    assert store.names("a") == ["2018/07/03/a"]
    assert store.names("/b") == ["2018/07/03/b"]
    wanted = ["2018/07/03/a", "2018/07/03/b", "2018/07/03/c", "2019/a"]
    assert store.read_all(wanted) == {wanted[0]: b"two", wanted[1]: b"x"}


def test_what_is_there_is_compared(store):
    store.begin()
    store.put("a", b"x")
    assert store.compare("a", 1, SHA_OF_X) == ""
    assert "has changed" in store.compare("a", 1, "0")
    assert "has 1 byte," in store.compare("a", 2, SHA_OF_X)
    assert "is gone" in store.compare("b", 1, SHA_OF_X)


def test_what_is_removed_is_gone(store):
    store.begin()
    store.put("2018/a", b"x")
    store.remove(["2018/a", "2018/b"])
    assert store.names("a") == [] and store.read_all(["2018/a"]) == {}


def test_an_archive_in_each_kind_of_store(store, publication_folder, archive):
    root = publication_folder("2026-06-09", "2026-06-16")
    assert len(archive(root, to=store.url).made) == 2
    second = archive(root, to=store.url)
    assert (second.made, second.skipped) == ([], 2)
    assert archive(to=store.url, verify=True).wrong == {}
    assert len(store.names("/done.json")) == len(store.names(".epub")) == 2


def test_sources_in_a_store(s3, issue_folder, tmp_path, archive):
    source = open_store(f"{s3}/issues")
    for name in ("2026/06/16", "2026/06/23"):
        folder = issue_folder(name=name.replace("/", "-"))
        for path in folder.rglob("*.*"):
            source.put(f"{name}/{path.relative_to(folder).as_posix()}", path.read_bytes())
    report = archive(source.url)
    assert sorted(report.made) == ["2026/06/16", "2026/06/23"]
    assert archive(source.url).skipped == 2
    source.put("2026/06/16/01/10-story.md", b"---\nheadline: New\n---\nText.\n")
    assert archive(source.url).made == ["2026/06/16"]
    assert open_source(find([source.url])[0], tmp_path / "w").is_dir()


def test_a_bucket_that_is_not_there(s3, publication_folder, archive):
    with pytest.raises(OutputError, match=r"s3://nobody/here.*check the address and permissions"):
        archive(publication_folder("2026-06-09"), to="s3://nobody/here")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_rights(tmp_path, publication_folder, archive):
    (tmp_path / "store").mkdir(mode=0o500)
    with pytest.raises(OutputError, match="choose a folder that you may write to"):
        archive(publication_folder("2026-06-09"))


def test_a_file_in_the_place_of_the_store(tmp_path, publication_folder, archive):
    (tmp_path / "store").write_text("a file")
    with pytest.raises(OutputError, match="store: can't be written"):
        archive(publication_folder("2026-06-09"))


def test_a_store_of_an_unknown_kind():
    with pytest.raises(UsageError, match="nosuch://a: is not a supported store"):
        open_store("nosuch://a")


def test_a_store_whose_package_is_missing(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "fsspec.core", None)
    with pytest.raises(MissingDependency, match=r"issue-exporter\[archive\]"):
        open_store("s3://news")


def test_nobody_sees_half_a_file(tmp_path):
    """A reader looks all the time while a file is written again and again."""
    store, seen, stop = FolderStore(tmp_path), set(), threading.Event()
    store.begin()
    store.put("a", b"1" * 100_000)

    def look():
        while not stop.is_set():
            seen.add(bytes(set((tmp_path / "a").read_bytes())))
            seen.add(len((tmp_path / "a").read_bytes()))

    thread = threading.Thread(target=look)
    thread.start()
    for number in range(50):
        store.put("a", str(number % 10).encode() * 100_000)
    stop.set()
    thread.join()
    assert all(each == 100_000 or len(each) == 1 for each in seen)


def test_two_runs_into_one_store_do_no_harm(tmp_path, publication_folder, archive):
    root = publication_folder("2026-06-09", "2026-06-16", "2026-06-23")
    runs = [threading.Thread(target=archive, args=(root,)) for _ in range(2)]
    for each in runs:
        each.start()
    for each in runs:
        each.join()
    assert archive(root).skipped == 3 and archive(verify=True).wrong == {}
    left = [path for path in (tmp_path / "store").rglob("*") if path.name.startswith(".")]
    assert left == []


def test_records_are_json_that_other_programs_read(tmp_path, publication_folder, archive):
    archive(publication_folder("2026-06-09"))
    (path,) = Path(tmp_path / "store").rglob("done.json")
    assert json.loads(path.read_bytes())["outputs"][0]["sha256"]


def test_what_is_there_is_not_created_again(store):
    store.begin()
    assert store.create(".names/a", b"one") == b"one"
    assert store.create(".names/a", b"two") == b"one"
    assert store.read_all([".names/a"]) == {".names/a": b"one"}


def test_a_file_system_without_links_has_the_same_result(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    found = FolderStore(tmp_path)
    assert [found.create("a", data) for data in (b"one", b"two")] == [b"one", b"one"]
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
