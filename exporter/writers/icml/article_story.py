"""An article → the story of it: its words with their styles, its pictures, what it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from exporter.edition.formulas import set_formulas
from exporter.edition.phrases import byline
from exporter.inline import html_of
from exporter.languages.labels import Labels
from exporter.languages.quotation import Marks, marks_of
from exporter.languages.tags import direction, is_ideographic
from exporter.model import Article, Figure, Page
from exporter.writers.icml.body import BodyReader
from exporter.writers.icml.story_parts import Block, Image, Paragraph, Piece, Run
from exporter.xhtml import Element, inner_links, parse, placeholders

ENGLISH = Marks("“", "”", "‘", "’")


@dataclass(frozen=True)
class Story:
    """A story; `about` is metadata for the publisher's scripts: page, section, kind, column, …

    `outside` are the ids in other stories that its links lead to, which can't be links here.
    """

    title: str
    blocks: list[Block]
    about: Mapping[str, str]
    is_wide: bool
    is_rtl: bool
    outside: tuple[str, ...]


def make_story(article: Article, page: Page, language: str, words: Labels) -> Story:
    """Return the story of an article; `words` are those that the edition adds."""
    language = article.language or language
    maker = _Maker(article, words, marks_of(language, "typographic") or ENGLISH)
    about = {
        "page": page.label,
        "section": page.section,
        "kind": str(article.kind),
        "article": article.id,
        "language": language,
        "summary": article.summary,
        "continues": article.continues,
    }
    return Story(
        article.title,
        maker.blocks(),
        {key: value for key, value in about.items() if value},
        is_ideographic(language),
        direction(language) == "rtl",
        tuple(maker.outside),
    )


class _Maker:
    """Makes the blocks of one story."""

    def __init__(self, article: Article, words: Labels, marks: Marks) -> None:
        self.article, self.labels = article, words
        self.root = parse(article.body)
        set_formulas(self.root)
        self.placed = {number for _, number in placeholders(self.root)}
        parts = [self.root, *map(parse, map(html_of, self._all_words()))]
        ids = {each.get("id") for each in self.root.iter() if each.get("id")}
        led_to = {target for part in parts for _, target in inner_links(part)}
        self.outside = sorted(led_to - ids)
        self.reader = BodyReader(self.figure, frozenset(led_to & ids), marks)

    def _all_words(self) -> Iterator[str]:
        article = self.article
        yield from (article.kicker, *article.headline, article.deck, article.credit)
        yield from article.byline
        for figure in article.figures:
            yield from (figure.words.caption, figure.words.credit)

    def blocks(self) -> list[Block]:
        """Return the head of the article, its figures, its text, and where it is from."""
        article = self.article
        body = self.reader.read(self.root)
        if article.dateline:
            _run_in(body, self.labels.dateline.format(article.dateline))
        by = byline(tuple(map(html_of, article.byline)), self.labels) if article.byline else ""
        figures = [n for n in range(len(article.figures)) if n not in self.placed]
        return [
            *self.line("Column", article.column),
            *self.line("Kicker", article.kicker),
            *self.headline(),
            *self.line("Deck", article.deck),
            *self.paragraph("Byline", parse(by)),
            *(block for number in figures for block in self.figure(number)),
            *body,
            *self.line("Credit", article.credit),
        ]

    def headline(self) -> Iterator[Block]:
        """Yield the headline: a paragraph, whose lines break where they were told to."""
        lines = "<br/>".join(map(html_of, self.article.headline))
        yield from self.paragraph("Headline", parse(lines))

    def line(self, style: str, words: str) -> Iterator[Block]:
        """Yield the paragraph of some words, if there are any."""
        yield from self.paragraph(style, parse(html_of(words)))

    def paragraph(self, style: str, root: Element) -> Iterator[Block]:
        """Yield the paragraph of a tree of inline text, if there is any."""
        pieces: list[Piece] = self.reader.words(root)
        if pieces:
            yield Paragraph(style, pieces)

    def figure(self, number: int) -> list[Block]:
        """Return a picture and its words."""
        figure: Figure = self.article.figures[number]
        words = figure.words
        picture = Paragraph("Picture", [Image(figure.picture, words.alt or str(words.caption))])
        return [
            picture,
            *self.line("Caption", words.caption),
            *self.line("Photo credit", words.credit),
        ]


def _run_in(body: list[Block], dateline: str) -> None:
    """Run the dateline into the first paragraph of a body."""
    first = body[0] if body else None
    if not isinstance(first, Paragraph) or first.style != "Body":
        first = Paragraph("Body")
        body.insert(0, first)
    first.pieces.insert(0, Run(dateline, ("Dateline",)))
