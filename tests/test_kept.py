"""What a build keeps for the next one: found by all that it was made of, and by nothing else."""

import errno
import os
import stat
import sys
from pathlib import Path

import pytest
from PIL import Image

import exporter
from exporter import kept
from exporter.kept import Entries, key_of, used, using
from exporter.languages import dictionary
from exporter.pictures import fit as fitting
from exporter.pictures.files import measure
from exporter.pictures.fit import Limit, fit

BAD_LINES = (b"", b"\n", b"0 text\n", b"zz text\n", b"00000000 \xff\n")


@pytest.fixture
def entries(tmp_path):
    return Entries(tmp_path / "kept")


def test_what_is_made_of_the_same_parts_is_made_once(entries):
    made = []

    def make(text):
        return entries.made(lambda: ("kind", text), lambda: made.append(text) or text.encode())

    assert [make("a"), make("b"), make("a")] == [b"a", b"b", b"a"]
    assert made == ["a", "b"]


def test_nothing_is_left_of_an_entry_that_has_no_room(entries, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    entries.save_bytes("ab", b"made")
    assert [*entries.folder.glob("*/*")] == []


def test_without_a_folder_no_part_is_asked_for():
    assert Entries().made(lambda: pytest.fail("asked"), lambda: b"made") == b"made"


def test_a_key_tells_parts_and_where_they_part():
    keys = [key_of("a", "bc"), key_of("ab", "c"), key_of("a", b"bc"), key_of("a", 1), key_of("a")]
    assert len(set(keys)) == len(keys) - 1
    assert keys[0] == keys[2]


def test_a_build_uses_its_own_entries(entries):
    with using(entries):
        assert used() is entries
    assert used().folder is None


def test_lines_are_found_in_their_order(entries):
    for line in ("one", "二 three", ""):
        entries.add_line("ab", line)
    assert Entries(entries.folder).lines("ab") == ["one", "二 three", ""]


@pytest.mark.parametrize("bad", BAD_LINES)
def test_a_list_with_a_broken_line_is_begun_again(entries, bad):
    entries.add_line("ab", "first")
    path = entries.folder / "ab" / "ab"
    path.write_bytes(path.read_bytes() + bad if bad else b"")
    assert entries.lines("ab") == []
    entries.add_line("ab", "second")
    assert entries.lines("ab") == ["second"]


def test_a_long_list_is_begun_again(entries, monkeypatch):
    entries.add_line("ab", "first")
    monkeypatch.setattr(kept, "MOST_CHARACTERS", 5)
    assert entries.lines("ab") == []
    assert not (entries.folder / "ab" / "ab").exists()


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="files have no owner")
def test_entries_are_found_where_new_files_are_the_groups_too(entries):
    before = os.umask(0o002)
    try:
        entries.save_bytes("cd", b"made")
        entries.add_line("ab", "one")
        entries.add_line("ab", "two")
    finally:
        os.umask(before)
    assert entries.load_bytes("cd") == b"made"
    assert entries.lines("ab") == ["one", "two"]


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="files have no owner")
def test_a_list_that_others_may_have_written_is_not_read(entries):
    entries.add_line("ab", "first")
    (entries.folder / "ab" / "ab").chmod(0o600 | stat.S_IWOTH)
    assert entries.lines("ab") == []


# Words --------------------------------------------------------------------------------------


@pytest.fixture
def parted(monkeypatch):
    """Note the texts that are parted; let no memory be left of them."""
    found = []
    monkeypatch.setattr(
        dictionary, "_parted", lambda text, guess=True: found.append((text, guess)) or list(text)
    )
    monkeypatch.setattr(dictionary, "_read", dictionary._read.__wrapped__)
    return found


def test_words_are_found_once(entries, parted):
    with using(entries):
        assert dictionary.chinese_words("新闻") == dictionary.chinese_words("新闻") == ["新", "闻"]
        assert dictionary.chinese_words("新\n闻") == ["新", "\n", "闻"]
        assert dictionary.chinese_words("新\n闻") == ["新", "\n", "闻"]
        dictionary.chinese_words("新闻", guess=False)
    assert parted == [("新闻", True), ("新\n闻", True), ("新闻", False)]


def test_words_of_another_dictionary_are_not_taken(entries, parted, monkeypatch):
    with using(entries):
        dictionary.chinese_words("新闻")
        monkeypatch.setattr(dictionary, "_key", lambda: "another")
        dictionary.chinese_words("新闻")
    assert len(parted) == 2


def test_no_process_is_started_for_words_that_are_known(entries, parted, monkeypatch):
    started = []
    monkeypatch.setattr(dictionary._other, "start", lambda: started.append(1))
    monkeypatch.setattr(dictionary, "cores", lambda: 2)
    monkeypatch.delitem(sys.modules, "rjieba", raising=False)
    with using(entries):
        dictionary.load_beside()
        dictionary.chinese_words("新闻")
        dictionary.load_beside()
    assert started == [1]


# Pictures -----------------------------------------------------------------------------------


@pytest.fixture
def photo(tmp_path, monkeypatch):
    """Return how to make a photograph fit, after one of a colour was saved in its place."""
    encode = fitting._encode
    encoded = []
    monkeypatch.setattr(fitting, "_encode", lambda *about: encoded.append(about) or encode(*about))

    def fitted(colour="red", side=40, **options):
        image = Image.new("RGB", (90, 60), colour)
        image.save(tmp_path / "photo.jpg", **options)
        fit(measure(tmp_path / "photo.jpg"), Limit(side))
        return len(encoded)

    return fitted


def test_a_picture_is_encoded_once_for_each_size_and_content(entries, photo):
    with using(entries):
        assert [photo(), photo(), photo(side=30), photo("blue"), photo()] == [1, 1, 2, 3, 3]
        exif = Image.Exif()
        exif[0x0112] = 6
        assert [photo(exif=exif), photo(exif=exif)] == [4, 4]
    assert photo() == 5


def test_a_picture_that_is_copied_is_not_kept(entries, photo):
    with using(entries):
        assert photo(side=100) == 0
    assert not entries.folder.exists()


# Builds -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "wanted", "is_kept"),
    [("a.pdf", True, True), ("a.pdf", False, False), ("a.epub", True, False)],
)
def test_a_build_of_a_pdf_keeps_what_it_makes(
    name, wanted, is_kept, issue_folder, tmp_path, monkeypatch
):
    monkeypatch.setenv("EXPORTER_CACHE", str(tmp_path / "kept"))
    exporter.build(issue_folder(), [tmp_path / name], exporter.Options(cache=wanted, layout="flow"))
    assert bool([*tmp_path.glob("kept/*/*")]) == is_kept
