"""Pictures that the preview remembers: the same as made, and never of a file that changed."""

import os

import pytest
from PIL import Image

from exporter import remembered as module
from exporter.api import build
from exporter.model import Picture
from exporter.pictures.files import PictureError, decode
from exporter.pictures.fit import Limit, fit
from exporter.readers import read
from exporter.remembered import Memory, remember, remembered_of
from exporter.writers.epub.xhtml_document import XhtmlDocument


@pytest.fixture(autouse=True)
def memory(monkeypatch):
    monkeypatch.setattr(module, "_memories", [])
    remember()
    return module._memories[0]


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "a.jpg"
    Image.effect_noise((80, 60), 50).convert("RGB").save(path)
    return Picture(path=path, media_type="image/jpeg", width=80, height=60)


def test_a_picture_is_remembered_by_its_limit_until_its_file_changes(photo, memory, monkeypatch):
    small, large = fit(photo, Limit(20)), fit(photo, Limit(40))
    assert small != large
    monkeypatch.setattr("exporter.pictures.fit._encode", None)
    assert (fit(photo, Limit(20)), fit(photo, Limit(40))) == (small, large)
    monkeypatch.undo()
    module._memories[:] = [memory]
    Image.new("RGB", (80, 60)).save(photo.path)
    assert fit(photo, Limit(20)) != small


def test_a_picture_that_breaks_is_told_and_one_that_is_mended_too(photo):
    decode(photo)
    whole = photo.path.read_bytes()
    photo.path.write_bytes(whole[: len(whole) // 2])
    for _ in range(2):
        with pytest.raises(PictureError):
            decode(photo)
    photo.path.write_bytes(whole)
    os.utime(photo.path)
    decode(photo)


def test_what_was_not_used_for_longest_is_forgotten():
    small = Memory(10)
    small.put("a", b"1234")
    small.put("b", b"1234")
    assert small.get("a") == b"1234"
    small.put("c", b"1234")
    assert (small.get("b"), small.get("a"), small.taken) == (None, b"1234", 8)


def test_a_book_made_again_is_the_same_and_parses_again_what_changed_alone(
    issue_folder, tmp_path, monkeypatch
):
    parsed, init = [], XhtmlDocument.__init__
    monkeypatch.setattr(
        XhtmlDocument,
        "__init__",
        lambda self, text, *how, **more: parsed.append(text) or init(self, text, *how, **more),
    )
    made = []
    for words in ("came in", "came in", "went out"):
        text = f"---\nheadline: The tide\n---\nThe tide {words}.\n"
        folder = issue_folder(
            {"01/1.md": text, "01/2.md": "---\nheadline: A boat\n---\nIt sank.\n"}
        )
        parsed.clear()
        build(read(folder).issue, tmp_path / "a.epub")
        made.append(((tmp_path / "a.epub").read_bytes(), len(parsed)))
    (first, whole), (same, none), (_, some) = made
    assert first == same and none == 0 < some < whole
    module._memories.clear()
    build(read(folder).issue, tmp_path / "b.epub")
    assert (tmp_path / "b.epub").read_bytes() == made[2][0]


def test_a_reduced_picture_is_made_once_of_the_same_bytes(memory):
    made = []
    for data in (b"a", b"a", b"b"):
        remembered_of(data, ("reduced", 1), lambda: made.append(1) or b"x")
    assert len(made) == 2
