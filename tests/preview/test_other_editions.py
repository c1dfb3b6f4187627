"""What the preview keeps from edit to edit is what a fresh one would make, byte for byte."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from exporter import remembered
from exporter.api import Options
from exporter.model import Issue
from exporter.preview import other_editions
from exporter.preview.other_editions import EPUB, SITE, Making, make_epub, make_web
from exporter.preview.reading import read
from exporter.preview.sending import Parcel, Sender
from tests.preview.conftest import forget

ISSUE = """publication: {name: Lamp, language: LANGUAGE}
date: 2026-06-16
pages:
  - {label: "01", section: Front}
  - {label: "02", section: Quay, editor: Ada Poe}
  - {label: "03", section: Quay}
"""
ARTICLES = {
    "01/10-lamp.md": 'headline: The "lamp" is *lit*\nbyline: By Ada Poe\ncontinues: 03/20-rest.md\n'
    "---\nNobody saw who lit the lamp. See [the boat](../02/10-boat.md#oars).\n\nIt burns.[^1]\n\n"
    "[^1]: By night.\n",
    "01/20-dusk.md": "headline: Dusk at 7–4\nkicker: Weather\nfigures: [{image: quay.png, "
    'caption: The *quay*}]\n---\nIt was dark by five, "she" said. Few walked home.\n',
    "02/10-boat.md": "headline: 船来了，第12艘\nlanguage: zh-Hans\ndeck: 灯塔的灯亮了\n---\n"
    "船在五点到岸。\n\n## Oars {#oars}\n\n![The oar](quay.png)\n",
    "02/20-rope.md": "headline: A rope\nbyline: By Ada Poe\n---\n| a | b |\n|--|--|\n| 1 | 2 |\n",
    "03/10-net.md": "headline: A net\nbyline: By Ada Poe\n---\nIt holds, [a](../01/10-lamp.md).\n",
    "03/20-rest.md": "headline: The rest\n---\nAnd so it burns on.\n",
}


@pytest.fixture(params=["en", "zh-Hans"])
def folder(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    root = tmp_path / "issue"
    for name, text in ARTICLES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(f"---\n{text}", "utf-8")
    for page in ("01", "02"):
        Image.new("RGB", (640, 400), "#336699").save(root / page / "quay.png")
    # One has a cover that is drawn, the other one that is given, which is quicker.
    cover = "cover: 01/quay.png\n" if request.param == "en" else ""
    (root / "issue.yaml").write_text(cover + ISSUE.replace("LANGUAGE", request.param), "utf-8")
    return root


def replaced(name: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(root: Path) -> None:
        text = (root / name).read_text("utf-8")
        assert old in text
        (root / name).write_text(text.replace(old, new), "utf-8")

    return edit


def repainted(root: Path) -> None:
    Image.new("RGB", (400, 640), "#993333").save(root / "01" / "quay.png")


def added(root: Path) -> None:
    (root / "02" / "15-oar.md").write_text("---\nheadline: An oar\n---\nIt floats.\n", "utf-8")


EDITS = (
    replaced("01/20-dusk.md", "Few walked", "Nobody walked"),
    replaced("01/10-lamp.md", "*lit*", "lit"),  # the same words, marked otherwise
    replaced("02/20-rope.md", "A rope", "Two ropes"),
    replaced("03/10-net.md", "By Ada Poe", "By Ben Ley"),
    replaced("02/10-boat.md", "{#oars}", "{#oar}"),  # a link elsewhere leads to it no longer
    replaced("03/20-rest.md", "The rest", "What is left"),
    replaced("issue.yaml", "Ada Poe", "Cy Orr"),
    replaced("02/20-rope.md", "| 1 | 2 |", "| 1 | 3 |"),
    replaced("issue.yaml", "pages:", "labels: {page: 'Leaf {}', by: 'Told by {}'}\npages:"),
    repainted,
    added,
)


class Maker:
    """Makes EPUB and web edition as a preview does that keeps what it made."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root, self.folder, self.sender = root, folder, Sender()
        self.parts: dict[str, bytes] = {}
        folder.mkdir()

    def made(self) -> dict[str, bytes]:
        """Return the issue, the findings, and the files of both by their paths."""
        issue, _, found = read(self.root, Options())
        issue = self.sender.same(issue)
        book, start = (self.sent(make, issue) for make in (make_epub, make_web))
        assert start == "index.html"
        self.parts = {name: self.parts[name] for name in book.names - book.new.keys()} | book.new
        with zipfile.ZipFile(self.folder / EPUB) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        assert self.parts.items() <= files.items()
        pages = (path for path in sorted((self.folder / SITE).rglob("*")) if path.is_file())
        files |= {
            path.relative_to(self.folder / SITE).as_posix(): path.read_bytes() for path in pages
        }
        return files | {"findings": repr(found).encode(), "issue": repr(issue).encode()}

    def sent(self, make: Callable[[Parcel], Any], issue: Issue) -> Any:
        parcel = self.sender.parcel(Making(issue, self.root, Options(), self.folder), 1)
        self.sender.sent(parcel, 1)
        return make(parcel)


def test_what_is_kept_is_what_a_fresh_preview_makes(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edits = list(EDITS)
    random.Random(7).shuffle(edits)
    remembered.remember()
    maker = Maker(folder, tmp_path / "kept")
    before = maker.made()
    for number, edit in enumerate(edits):
        edit(folder)
        kept = maker.made()
        with monkeypatch.context() as patch:
            forget(patch)
            patch.setattr(other_editions, "remember", lambda: None)
            fresh = Maker(folder, tmp_path / f"fresh-{number}").made()
        assert kept.keys() == fresh.keys()
        assert [name for name in kept if kept[name] != fresh[name]] == []
        assert any(kept[name] != before.get(name) for name in kept)
        before = kept
