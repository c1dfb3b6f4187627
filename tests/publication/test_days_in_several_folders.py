"""Pages, articles and pictures of a day in several folders are one issue."""

import zipfile
from datetime import date
from pathlib import Path

import pytest
from founder_days import write_day

from exporter.publication.archive.opening import open_source
from exporter.publication.archive.sources import find
from exporter.publication.sources import Source, find_sources, open_publication
from exporter.readers import examine
from exporter.readers.founder.day_folders import parts

DAYS = (date(2026, 6, 16), date(2026, 6, 17))
KINDS = [
    {},
    {"pages": "layout", "articles": "con", "pictures": "res"},
    {"pages": "epaper/pc/layout", "articles": "epaper/pc/content", "pictures": "epaper/images"},
    {"pages": "pc/layout", "articles": "content", "pictures": "images"},
]


def mirror(root: Path, **kinds: str) -> Path:
    for day in DAYS:
        write_day(root, day, **kinds)
    (root / "publication.yaml").write_text(
        "name: 青石渡日报\nlanguage: zh-Hans\n", encoding="utf-8"
    )
    return root


def sources(root: Path) -> list[Source]:
    return find_sources(open_publication(root))


@pytest.mark.parametrize("kinds", KINDS)
def test_a_mirror_has_one_issue_a_day(tmp_path: Path, kinds: dict[str, str]) -> None:
    root = mirror(tmp_path, **kinds)
    found = sources(root)
    pages = kinds.get("pages", "pc/layout")
    assert [source.key for source in found] == [f"{pages}/202606/16", f"{pages}/202606/17"]
    (root / "publication.yaml").unlink()
    assert [source.place for source in find([str(root)])] == [str(each.path) for each in found]
    for source, day in zip(found, DAYS, strict=True):
        reading = examine(source.path)
        assert reading.findings == () and reading.issue and reading.issue.date == day
        headlines = [one.title for page in reading.issue.pages for one in page.articles]
        assert headlines == [f"{day.day}日的灯1", f"{day.day}日的灯2"]
        assert all("渡口的灯" in one.body for one in reading.issue.articles)


def test_a_page_file_stands_for_its_day_too(tmp_path: Path) -> None:
    page = mirror(tmp_path) / "pc/layout/202606/16/node_01.html"
    issue = examine(page).issue
    assert issue and [len(each.articles) for each in issue.pages] == [1, 1]


@pytest.mark.parametrize(
    "changed", ["pc/content/202606/16/content_1.html", "pc/att/202606/16/quay.png"]
)
def test_a_change_in_any_folder_of_the_day_is_seen(tmp_path: Path, changed: str) -> None:
    root = mirror(tmp_path)
    before = [source.mark() for source in find([str(root)])]
    (root / changed).write_bytes(b"another")
    after = [source.mark() for source in find([str(root)])]
    assert after[0] != before[0] and after[1] == before[1]


def test_the_folder_of_another_newspaper_is_not_taken(tmp_path: Path) -> None:
    root = mirror(tmp_path)
    write_day(root, DAYS[0], pages="evening/layout", articles="pc/evening", pictures="pc/photos")
    (root / "evening/layout/202606/16/node_01.html").unlink()
    (root / "evening/layout/202606/16/node_02.html").unlink()
    assert root / "pc/evening/202606/16" not in parts(root / "pc/layout/202606/16")
    assert "pc/evening/202606/16" in [source.key for source in sources(root)]


def test_two_editions_of_a_day_are_two_issues(tmp_path: Path) -> None:
    root = write_day(mirror(tmp_path), DAYS[0], pages="pc/evening", articles="pc/text")
    keys = [source.key for source in sources(root)]
    assert keys == ["pc/evening/202606/16", "pc/layout/202606/16", "pc/layout/202606/17"]
    assert root / "pc/text/202606/16" in parts(root / "pc/evening/202606/16")
    assert root / "pc/text/202606/16" not in parts(root / "pc/layout/202606/16")


def test_nothing_far_away_is_taken(tmp_path: Path) -> None:
    root = write_day(tmp_path / "a/b", DAYS[0], articles="../far/content")
    write_day(tmp_path / "a/b", DAYS[0], articles="../../farther/content")
    assert [each.relative_to(root) for each in parts(root / "pc/layout/202606/16")] == [
        Path("pc/layout/202606/16"),
        Path("pc/att/202606/16"),
    ]


def test_articles_without_their_pages_are_an_issue_of_their_own(tmp_path: Path) -> None:
    root = mirror(tmp_path)
    for path in (root / "pc/layout/202606/17").iterdir():
        path.unlink()
    assert [each.key for each in sources(root)] == ["pc/content/202606/17", "pc/layout/202606/16"]


def test_a_zip_file_of_a_mirror_has_one_issue_a_day(tmp_path: Path) -> None:
    root = mirror(tmp_path / "mirror")
    with zipfile.ZipFile(tmp_path / "june.zip", "w") as archive:
        for path in sorted((root / "pc").rglob("*.*")):
            archive.write(path, path.relative_to(root))
    found = find([str(tmp_path / "june.zip")])
    assert [source.key for source in found] == [
        "june/pc/layout/202606/16",
        "june/pc/layout/202606/17",
    ]
    for source, day in zip(found, DAYS, strict=True):
        reading = examine(open_source(source, tmp_path / "work"))
        assert reading.findings == () and reading.issue and reading.issue.date == day
        assert [len(page.articles) for page in reading.issue.pages] == [1, 1]
