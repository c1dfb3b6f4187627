"""The sample issues are what their README says, and their facts agree with each other."""

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from lxml import etree, html
from PIL import Image

from exporter.model import Article, Issue, Kind
from exporter.pictures import svg
from exporter.readers import read

SAMPLES = Path(__file__).parent.parent / "samples"
WEEKLY, CHRONICLE = "lanjiang-weekly", "saltmere-chronicle"
MAGAZINE = "fellwater"
NAMES = (WEEKLY, CHRONICLE, MAGAZINE)
VECTOR = "{http://www.w3.org/2000/svg}"


@cache
def sample(name: str) -> Issue:
    return read(SAMPLES / name).issue


@cache
def body(article: Article) -> html.HtmlElement:
    return html.fragment_fromstring(article.body, create_parent="div")


def text(article: Article) -> str:
    return "".join(body(article).itertext())


def characters(article: Article) -> int:
    """How long an article is, as a Chinese editor counts: every sign but white space."""
    return len(re.sub(r"\s", "", text(article)))


def articles(name: str, tag: str) -> list[Article]:
    """The articles in whose body an element stands."""
    return [
        article for article in sample(name).articles if body(article).find(f".//{tag}") is not None
    ]


def figures(name: str) -> dict[str, str]:
    """The name of every picture of an article, with its alternative text."""
    return {
        figure.picture.path.name: figure.alt
        for article in sample(name).articles
        for figure in article.figures
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_read_without_a_finding(name: str) -> None:
    assert read(SAMPLES / name).findings == ()


def test_weekly_has_sixteen_pages_and_forty_articles() -> None:
    issue = sample(WEEKLY)
    assert [page.label for page in issue.pages] == [f"{n:02}" for n in range(1, 17)]
    assert len(issue.articles) >= 40
    assert issue.date.isoweekday() == 2  # 于星期二出版


def test_articles_of_the_weekly_are_of_a_newspaper_s_lengths() -> None:
    lengths = {article.id: characters(article) for article in sample(WEEKLY).articles}
    assert {i: n for i, n in lengths.items() if not 150 <= n <= 2_500} == {}
    assert max(lengths.values()) > 1_800
    assert sum(n < 300 for n in lengths.values()) >= 5


def test_weekly_has_articles_of_every_make() -> None:
    issue = sample(WEEKLY)
    kinds = {kind: sum(article.kind == kind for article in issue.articles) for kind in Kind}
    assert kinds[Kind.NEWS] >= 10
    assert kinds[Kind.BRIEF] >= 6
    assert kinds[Kind.OPINION] >= 3
    assert kinds[Kind.NOTICE] >= 2
    assert sum(bool(article.kicker) for article in issue.articles) >= 10
    assert sum(len(article.headline) == 2 for article in issue.articles) >= 10
    assert sum(bool(article.credit) for article in issue.articles) >= 6
    assert articles(WEEKLY, "table")
    assert articles(WEEKLY, "aside")
    interview = next(a for a in issue.articles if text(a).count("周报：") >= 10)
    assert text(interview).count("苏青禾：") == text(interview).count("周报：")


def test_weekly_has_an_advertisement_page_and_a_page_without_a_section() -> None:
    pages = {page.label: page for page in sample(WEEKLY).pages}
    advertisement = pages["15"]
    assert advertisement.articles == ()
    assert advertisement.facsimile and advertisement.facsimile.picture
    picture = advertisement.facsimile.picture
    # 280 mm by 400 mm with 3 mm of bleed on every side, 203 to the inch.
    assert (picture.width, picture.height) == (2288, 3248)
    assert [label for label, page in pages.items() if not page.section] == ["09"]
    assert pages["09"].articles


def test_chronicle_has_twelve_pages() -> None:
    issue = sample(CHRONICLE)
    assert [page.label for page in issue.pages] == [str(n) for n in range(1, 13)]
    assert all(page.articles for page in issue.pages)
    assert len(issue.articles) >= 35
    missing = {Kind.PUZZLE, Kind.LISTING, Kind.CLASSIFIED}
    assert {article.kind for article in issue.articles} == set(Kind) - missing


def test_magazine_has_features_departments_and_a_picture_essay() -> None:
    issue = sample(MAGAZINE)
    features = [article for article in issue.articles if article.kind is Kind.FEATURE]
    assert all(article.figures and article.deck for article in features)
    assert max(len(article.figures) for article in features) >= 6
    kinds = {article.kind for article in issue.articles}
    assert {Kind.OPINION, Kind.BRIEF, Kind.LISTING, Kind.PUZZLE, Kind.NOTICE} <= kinds
    assert sum(len(text(article).split()) for article in issue.articles) > 6_500


def test_bunks_of_the_hostels_add_up() -> None:
    article = next(a for a in sample(MAGAZINE).articles if "hostels" in a.source.name)
    *rows, total = body(article).findall(".//tbody/tr")
    bunks = [int(row.findall("td")[2].text_content()) for row in rows]
    assert sum(bunks) == int(total.findall("td")[2].text_content())


def test_the_puzzle_has_one_solution() -> None:
    article = next(a for a in sample(MAGAZINE).articles if a.kind is Kind.PUZZLE)
    rows = body(article).findall(".//tr")
    grid = [[int(cell.text_content().strip() or 0) for cell in row] for row in rows]
    solutions = list(_solve(grid))
    assert len(solutions) == 1
    assert "".join(map(str, solutions[0][-1])) in text(article)


def _solve(grid: list[list[int]]) -> Iterator[list[list[int]]]:
    empty = [(r, c) for r in range(6) for c in range(6) if not grid[r][c]]
    if not empty:
        yield grid
        return
    r, c = empty[0]
    block = {
        grid[y][x]
        for y in range(r // 2 * 2, r // 2 * 2 + 2)
        for x in range(c // 3 * 3, c // 3 * 3 + 3)
    }
    taken = block | set(grid[r]) | {row[c] for row in grid}
    for value in set(range(1, 7)) - taken:
        rows = [list(row) for row in grid]
        rows[r][c] = value
        yield from _solve(rows)


@pytest.mark.parametrize(("name", "least"), [(WEEKLY, 20), (CHRONICLE, 12), (MAGAZINE, 14)])
def test_pictures_are_there_whole_and_no_placeholders(name: str, least: int) -> None:
    pictures = sample(name).pictures
    assert len(pictures) >= least
    for picture in pictures:
        if picture.media_type == "image/svg+xml":
            continue
        with Image.open(picture.path) as image:
            image.load()
            assert image.size == (picture.width, picture.height)
            assert max(image.size) >= 1_200
            assert image.convert("RGB").getcolors(60) is None  # more of them than that
        if picture.media_type == "image/jpeg":
            assert 100_000 < picture.path.stat().st_size < 450_000


@pytest.mark.parametrize("name", NAMES)
def test_every_picture_of_an_article_has_words(name: str) -> None:
    for article in sample(name).articles:
        for figure in article.figures:
            assert figure.caption and figure.credit and len(figure.alt) >= 15, article.id


def test_no_two_pictures_are_alike() -> None:
    files = [picture.path for name in NAMES for picture in sample(name).pictures]
    assert len({hashlib.sha256(file.read_bytes()).digest() for file in files}) == len(files)


def test_samples_stay_small() -> None:
    assert sum(file.stat().st_size for file in SAMPLES.rglob("*") if file.is_file()) < 11_000_000


def test_every_picture_in_the_samples_is_used() -> None:
    suffixes = {".jpg", ".png", ".svg"}
    there = {file.resolve() for file in SAMPLES.rglob("*") if file.suffix in suffixes}
    assert there == {picture.path.resolve() for name in NAMES for picture in sample(name).pictures}


def vectors() -> list[Path]:
    return sorted(SAMPLES.rglob("*.svg"))


@pytest.mark.parametrize("path", vectors(), ids=lambda path: path.stem)
def test_a_vector_picture_loses_nothing_when_it_is_made_safe(path: Path) -> None:
    before, after = (
        etree.fromstring(path.read_bytes()),
        etree.fromstring(svg.clean(path.read_bytes()).data),
    )
    assert [(e.tag, dict(e.attrib), e.text) for e in before.iter()] == [
        (e.tag, dict(e.attrib), e.text) for e in after.iter()
    ]


@pytest.mark.parametrize("path", vectors(), ids=lambda path: path.stem)
def test_words_in_a_vector_picture_can_be_read_in_one_column(path: Path) -> None:
    """A column is about 47 mm wide; words of less than 5 pt are not read."""
    root = etree.fromstring(path.read_bytes())
    point = float(root.get("width", "0")) / (47 / 25.4 * 72)
    sizes = [float(word.get("font-size", "0")) / point for word in root.iter(f"{VECTOR}text")]
    assert all(size >= 5 for size in sizes)


@pytest.mark.parametrize(
    ("name", "chart"),
    [(WEEKLY, "bar-chart.svg"), (WEEKLY, "line-chart.svg"), (CHRONICLE, "landings-chart.svg")],
)
def test_a_chart_shows_the_figures_that_its_words_state(name: str, chart: str) -> None:
    root = etree.fromstring(next((SAMPLES / name).rglob(chart)).read_bytes())
    shown = {word.text for word in root.iter(f"{VECTOR}text")}
    years = {str(year) for year in range(2019, 2027)}
    stated = set(re.findall(r"\d[\d,.]*\d|\d", figures(name)[chart])) - years
    assert len(stated) >= 6
    assert stated <= shown


def numbers(article: Article) -> list[list[float]]:
    """The rows of an article's first table, their first cell left out."""
    rows = body(article).findall(".//table//tr")[1:]
    return [
        [
            float((cell.text_content()).replace(",", "").rstrip("%"))
            for cell in row.findall("td")[1:]
        ]
        for row in rows
    ]


@pytest.mark.parametrize(
    ("name", "file", "columns"),
    [(WEEKLY, "12/10-canteens.md", (0, 1, 3)), (WEEKLY, "12/20-volunteers.md", (0, 2)),
     (CHRONICLE, "8/10-landings.md", (0, 1, 2))],
)  # fmt: skip
def test_tables_add_up(name: str, file: str, columns: tuple[int, ...]) -> None:
    article = next(a for a in sample(name).articles if a.source.as_posix().endswith(file))
    *rows, total = numbers(article)
    for column in columns:
        assert sum(row[column] for row in rows) == pytest.approx(total[column])


def test_dates_of_the_chronicle_fall_on_the_weekdays_that_it_names() -> None:
    months = ("June", "July", "August", "September")
    pattern = re.compile(rf"\b(\w+day) (\d{{1,2}}) ({'|'.join(months)})\b(?! \d{{4}})")
    found = [match for a in sample(CHRONICLE).articles for match in pattern.findall(text(a))]
    assert len(found) >= 10
    for weekday, day, month in found:
        assert date(2026, 6 + months.index(month), int(day)).strftime("%A") == weekday
