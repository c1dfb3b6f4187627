"""An article of a site keeps its address."""

from pathlib import Path

from exporter.model import Article, Issue, Page, Publication
from exporter.publication.site.article_names import article_names, sources
from exporter.publication.site.record import ArticleRecord


def issue(*articles: tuple[str, str], label: str = "01") -> Issue:
    """An issue of articles given by file and headline, in order."""
    made = tuple(
        Article(id=f"a-{number}", source=Path(file), headline=(title,))
        for number, (file, title) in enumerate(articles)
    )
    publication = Publication(name="The Dyke Post", language="en")
    page = Page(label=label, articles=made)
    return Issue(publication=publication, date="2026-06-16", root=Path(), pages=(page,))


def words(given: Issue) -> dict[str, str]:
    return {article.id: article.title for article in given.articles}


def records(given: Issue, names: dict[str, str]) -> list[ArticleRecord]:
    by_id = sources(given)
    return [
        ArticleRecord(
            id=names[article.id],
            source=by_id[article.id],
            title=article.title,
            digest=words(given)[article.id],
        )
        for article in given.articles
    ]


def named(given: Issue, known: list[ArticleRecord] = []) -> list[str]:  # noqa: B006
    return list(article_names(given, words(given), known).values())


def test_a_name_comes_from_the_file():
    assert named(issue(("01/10-lead.md", "High water"))) == ["a-01-10-lead"]


def test_a_name_does_not_come_from_the_position():
    one = ("01/10-lead.md", "High water")
    assert named(issue(one))[0] == named(issue(("01/05-new.md", "New"), one))[1]


def test_a_chinese_file_name_becomes_ascii_and_stays_its_own():
    first, second = named(issue(("01/头条.md", "水"), ("01/二条.md", "火")))
    assert first != second
    assert (first + second).isascii()


def test_articles_of_one_file_are_named_by_their_headlines():
    file = "2026-06-16.md"
    whole = issue((file, "High water"), (file, "The fair"), (file, "The fair"))
    assert named(whole) == ["a-01-High-water", "a-01-The-fair", named(whole)[2]]
    assert len(set(named(whole))) == 3
    assert len(set(sources(whole).values())) == 3


def test_an_article_keeps_its_name_under_another_file_name_and_on_another_page():
    before = issue(("01/10-lead.md", "High water"))
    known = records(before, article_names(before, words(before)))
    assert named(issue(("02/30-water.md", "High water"), label="02"), known) == ["a-01-10-lead"]


def test_an_article_keeps_its_name_with_another_headline():
    file = "2026-06-16.md"
    before = issue((file, "High water"), (file, "The fair"))
    known = records(before, article_names(before, words(before)))
    after = issue((file, "Low water"), (file, "The fair"))
    assert named(after, known) == ["a-01-High-water", "a-01-The-fair"]


def test_a_new_article_never_takes_the_name_of_one_that_is_gone():
    before = issue(("01/10-lead.md", "High water"))
    known = records(before, article_names(before, words(before)))
    after = issue(("01/20-next.md", "High water"), ("01/10-lead.md", "Another"))
    # The file is the same one, so it is the same article, corrected.
    assert named(after, known) == ["a-01-20-next", "a-01-10-lead"]
