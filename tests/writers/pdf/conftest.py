"""Sample issues as they are printed: their paragraphs, line by line."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from exporter.edition import Edition, make_edition
from exporter.model import Issue, Kind
from tests.writers.pdf.glyphs import Reader, Text

# Lines of a poem, and others that end where they want to, are not flush.
PARAGRAPHS = "//div[@class='body']/p[not(@class) and not(.//br) and not(.//ruby)]"


class Printed:
    """A PDF of an issue: the paragraphs of its articles and their lines; `full` are the flush.

    Of advertisements, in frames and ragged, only the paragraphs count.

    `share` is how many of so many things in the whole issue there are at least.
    """

    def __init__(self, edition: Edition, path: Path, share: Callable[[int], float]) -> None:
        self.share = share
        self.text = Text(Reader(path).glyphs)
        found = [(paid, words, self.text.find(words)) for paid, words in paragraphs(edition)]
        self.missing = [words for _, words, paragraph in found if paragraph is None]
        self.paragraphs = [paragraph for *_, paragraph in found if paragraph is not None]
        own = [paragraph for paid, _, paragraph in found if paragraph is not None and not paid]
        self.lines = [line for paragraph in own for line in paragraph.lines]
        self.full = [line for paragraph in own for line in paragraph.full]


def paragraphs(edition: Edition) -> Iterator[tuple[bool, str]]:
    """Yield the text of each plain paragraph, and whether it is of an advertisement."""
    for document in edition.article_documents:
        tree = etree.fromstring(f'<body xmlns:epub="x">{document.body}</body>')
        for paragraph in tree.xpath(PARAGRAPHS):
            yield document.article.kind is Kind.ADVERTISEMENT, "".join(paragraph.itertext())


@pytest.fixture(scope="session")
def printed(
    samples: Callable[..., Path],
    excerpt: Callable[[str], Issue],
    share: Callable[[str, int], float],
) -> Callable[..., Printed]:
    """Build and read a sample once: `printed("lanjiang-weekly", "makeup", "press")`."""

    @cache
    def build(name: str, layout: str, profile: str) -> Printed:
        edition = make_edition(excerpt(name))
        path = samples(name, "pdf", layout, profile)
        return Printed(edition, path, lambda number: share(name, number))

    return build
