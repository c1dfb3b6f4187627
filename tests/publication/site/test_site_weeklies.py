"""The web edition of sources that have no printed pages, such as Markdown files."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from exporter import api
from exporter.edition.style import find_style
from exporter.model import Issue
from exporter.publication.site.context import Tools

from ..conftest import files_of
from ..stand_in_writer import stand_in

PUBLICATION = 'name: Weir Weekly\nlanguage: en\nissues: ["*.md"]\n'
WEEKLY = """\
# Weir Weekly, {}

## Harbour

### Boats of the week

| Place | Boat |
| --- | --- |
| 1 | Heron |

All came home.

## Library

It opens at nine.
"""


def weekly(root: Path, more: str = "") -> Path:
    root.mkdir(parents=True)
    (root / "publication.yaml").write_text(PUBLICATION + more, encoding="utf-8")
    for day in ("2026-06-10", "2026-06-17"):
        (root / f"{day}.md").write_text(WEEKLY.format(day), encoding="utf-8")
    return root


@pytest.mark.parametrize(("more", "drawn"), [("", 0), ("printed: true\n", 2)])
def test_sections_are_not_drawn_as_printed_pages(
    tmp_path: Path, make_site: Callable[..., object], more: str, drawn: int
) -> None:
    asked: list[Issue] = []

    def draw(issue: Issue, *_: object) -> Issue:
        asked.append(issue)
        return issue

    tools = Tools(api.read, stand_in, draw, lambda _: find_style(""))
    make_site(weekly(tmp_path / "weir", more), tools=tools)
    assert len(asked) == drawn


def test_no_list_joins_the_words_of_a_table(
    tmp_path: Path, make_site: Callable[..., object]
) -> None:
    make_site(weekly(tmp_path / "weir"), base="https://weir.example/")
    texts = [
        data.decode()
        for name, data in files_of(tmp_path / "site").items()
        if name.endswith((".html", ".xml", ".json"))
    ]
    assert any("All came home." in text for text in texts)
    assert not any("PlaceBoat" in text or "1Heron" in text for text in texts)


def test_the_front_says_once_what_a_section_and_its_only_article_are_called(
    tmp_path: Path, make_site: Callable[..., object]
) -> None:
    make_site(weekly(tmp_path / "weir"))
    front = html.fromstring(files_of(tmp_path / "site")["index.html"])
    words = [each.text_content() for each in front.xpath("//main//h2 | //main//h3")]
    assert words[:4] == ["Page 1 Harbour", "Boats of the week", "Page 2", "Library"]


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="no time zones of a process here")
def test_a_site_is_the_same_in_another_time_zone_and_folder(
    tmp_path: Path, make_site: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    for zone in ("Asia/Shanghai", "America/Los_Angeles"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        folder = f"{zone.lower()}/site"
        make_site(weekly(tmp_path / zone / "weir"), base="https://weir.example/", folder=folder)
        made.append(files_of(tmp_path / folder))
    monkeypatch.undo()
    time.tzset()
    assert made[0] == made[1]
