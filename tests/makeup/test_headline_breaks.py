"""No headline of the samples, nor of issues made by chance, breaks inside a word that has room."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from exporter import api
from exporter.languages.characters import join_lines
from exporter.languages.segmentation import word_spans
from exporter.layouts.makeup.measure.heads import find_wordings, headline_sizes
from exporter.layouts.makeup.plan.grid import sheet_grid
from exporter.model import Article
from tests.makeup.generated import Generator

SAMPLES = Path(__file__).parents[2] / "samples"
PAPERS = ("tabloid", "berliner", "broadsheet")


def breaks(lines: tuple[str, ...], whole: str) -> Iterator[int]:
    """Yield where lines end in the headline that they are of."""
    place = 0
    for line in lines[:-1]:
        place = whole.index(line, place) + len(line)
        yield place


def broken_headlines(article: Article, language: str, paper: str) -> Iterator[tuple[str, ...]]:
    """Yield the lines of a headline, at any size that it may have, of which one parts a word."""
    grid, whole = sheet_grid(paper, language), join_lines(article.headline)
    words, ems = word_spans(whole, language), grid.faces.headline.ems
    wordings = find_wordings(article.headline, ems, words)
    for rank in (1, 2, 4):
        for columns in range(1, grid.columns + 1):
            for size in headline_sizes(article, rank, columns, grid, wordings, words):
                inside = (
                    start < end < stop
                    for start, stop in words
                    for end in breaks(size.wording, whole)
                )
                parted = language == "en" and any(
                    whole[end : end + 1].isalnum() and whole[end - 1].isalnum()
                    for end in breaks(size.wording, whole)
                )
                # The lines that the author wrote are the author's.
                if size.wording != article.headline and (parted or any(inside)):
                    yield size.wording


def parted_words(source: Path) -> list[tuple[str, ...]]:
    issue = api.read(source).issue
    language = issue.publication.language
    articles = [article for page in issue.pages for article in page.articles]
    assert articles
    return [
        lines
        for article in articles
        for paper in PAPERS
        for lines in broken_headlines(article, article.language or language, paper)
    ]


@pytest.mark.parametrize("sample", ["lanjiang-weekly", "saltmere-chronicle"])
def test_no_headline_of_a_sample_breaks_inside_a_word(sample):
    assert parted_words(SAMPLES / sample) == []


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_no_headline_of_an_issue_made_by_chance_breaks_inside_a_word(seed, tmp_path):
    assert parted_words(Generator(seed, pages=2).write(tmp_path / "issue")) == []


@pytest.mark.parametrize(
    "headline",
    [
        "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft",
        "See https://www.example.org/a/very-long_path.with?thing=" + "x" * 180,
        "学习Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbaugesellschaft的人",
        "👩🏽‍🚒" * 60,
    ],
)
@pytest.mark.parametrize("paper", PAPERS)
def test_a_word_that_no_column_holds_is_broken_and_can_be_read(headline, paper):
    """It was set in 4 pt, and ran out of its column."""
    grid = sheet_grid(paper, "en")
    article = Article(id="a", source="a.md", headline=headline, body="")
    ems = grid.faces.headline.ems
    wordings = find_wordings(article.headline, ems)
    for columns in range(1, grid.columns + 1):
        for size in headline_sizes(article, 2, columns, grid, wordings):
            assert size.size >= grid.type.size - 0.5
            assert max(map(ems, size.wording)) * size.size <= grid.span(columns)
            assert "".join(size.wording).replace(" ", "") == headline.replace(" ", "")
            assert not any(line.startswith(("\u200d", "\U0001f3fd")) for line in size.wording)
