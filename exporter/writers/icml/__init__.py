"""ICML stories for publishers that finish in InDesign: one file per article, pictures linked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from exporter.edition.quotation import with_quotation_marks
from exporter.edition.style import Style
from exporter.findings import Finding
from exporter.languages.labels import labels, with_own
from exporter.model import Article, Issue, Page
from exporter.outputs import new_folder
from exporter.writers.icml.article_story import Story, make_story
from exporter.writers.icml.icml_file import document
from exporter.writers.icml.linked_files import Pictures

__all__ = ["write_stories"]


def write_stories(issue: Issue, style: Style, folder: Path) -> list[Finding]:
    """Write the stories of an issue into a new folder; return findings about what is left out.

    Quotation marks are those of the style. The folder is written whole or not at all. Raises
    `OutputError` if it is not empty, `PictureError` for a picture that can't be decoded.
    """
    issue = with_quotation_marks(issue, issue.quotes or style.settings.quotes)
    language = issue.publication.language
    words = with_own(labels(language), issue.publication.labels | issue.labels)
    found = list(_left_out(issue))
    names = file_names(issue)
    with new_folder(folder) as made:
        pictures = Pictures(made)
        for page in issue.pages:
            for article in page.articles:
                story = make_story(article, page, language, words)
                (made / names[article.id]).write_bytes(document(story, pictures.linked))
                found += _without_links(issue, article, story)
    return found


def file_names(issue: Issue) -> dict[str, str]:
    """Return the name of each story by its article: `01-10-bridge.icml`.

    It is made of the article's file, so that it stays when the headline changes; where several
    articles are of one file, of their numbers on the page.
    """
    count = Counter((page.label, each.source) for page in issue.pages for each in page.articles)
    return {
        article.id: f"{page.label}-{_stem(page, article, number, count)}.icml"
        for page in issue.pages
        for number, article in enumerate(page.articles, 1)
    }


def _stem(page: Page, article: Article, number: int, count: Counter[tuple[str, Path]]) -> str:
    is_alone = count[page.label, article.source] == 1
    twins = [each for each in page.articles if each.source.stem == article.source.stem]
    return article.source.stem if is_alone and len(twins) == 1 else f"{number:02}"


def _left_out(issue: Issue) -> Iterator[Finding]:
    """Yield a finding for each part of an issue that is in no story."""
    advice = "place its file in InDesign"
    for page in issue.pages:
        if page.facsimile:
            message = f"page {page.label}: its facsimile is in no story"
            yield Finding("icml-left-out", issue.origin, 0, message, advice)
        for each in page.advertisements:
            file = each.picture.path if each.picture else each.pdf
            name = each.alt or (file.name if file else "without a file")
            message = f"page {page.label}: the advertisement `{name}` is in no story"
            yield Finding("icml-left-out", issue.origin, 0, message, advice)


def _without_links(issue: Issue, article: Article, story: Story) -> Iterator[Finding]:
    if story.outside:
        path = issue.root / article.source
        message = f"`{article.title}`: links to other articles stay as text"
        yield Finding("icml-link", path, 0, message, "name its page, or link it in InDesign")
