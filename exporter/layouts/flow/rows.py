"""The articles of one page of the issue, set in rows on the grid.

The lead and every long article take the whole width, with their headline over all columns; the
short ones between them share a row of columns. The order is the issue's.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from itertools import groupby

from exporter.content import mathml
from exporter.edition import ArticleDocument, Resource
from exporter.edition.style import Style
from exporter.languages.tags import is_ideographic
from exporter.languages.typography import for_print
from exporter.layouts.flow import estimates as fit
from exporter.layouts.flow.headlines import fit_headline
from exporter.layouts.papers import Grid
from exporter.layouts.table_titles import with_captions
from exporter.model import Article, Kind

TURN = re.compile(r'<nav class="turn".*?</nav>', re.S)
HEAD_FIGURE = re.compile(
    r'(<header class="article-head">.*?</header>\s*)'
    r'(<figure class="figure (?:landscape|portrait)">.*?</figure>)',
    re.S,
)
FIGURE = re.compile(r'<figure class="figure (?:landscape|portrait)">\s*<img src="([^"]*)"')
UNDESCRIBED = 'alt="" role="presentation"'
TABLE = re.compile(r"<table.*?</table>", re.S)
CELL = re.compile(r"<t[hd]\b")
TAGS = re.compile(r"<[^>]*>")
BODY = '<div class="body">'
AROUND = ("blockquote", "aside", "section", "ul", "ol", "dl", "figure")

LONG, LONG_LATIN = 900, 2_600  # characters from which an article is long
MANY_ROWS = 20  # of a table that is not kept on one sheet
WIDEST_TABLE = 3  # cells that a column has room for
SMALL_KINDS = (Kind.BRIEF, Kind.NOTICE, Kind.PUZZLE, Kind.CLASSIFIED)
SHORT_KINDS = (*SMALL_KINDS, Kind.ADVERTISEMENT)
TALL = 1.25  # height by width from which a picture takes one column
SURE = 0.95  # how far an estimate is trusted


@dataclass(frozen=True)
class Row:
    """Articles side by side: one over the whole width, or several in shared columns.

    `columns` are those of the text of a wide one, if they are not the paper's.
    """

    wide: bool
    articles: tuple[str, ...]
    columns: int = 0


@dataclass(frozen=True)
class Story:
    """An article as it is printed; `rank` is its place on the page, from 1."""

    article: Article
    xhtml: str
    rank: int
    is_long: bool

    @property
    def is_wide(self) -> bool:
        """Whether it takes the whole width."""
        return self.rank == 1 or self.is_long


def make_rows(
    documents: list[ArticleDocument], resources: Mapping[str, Resource], grid: Grid, style: Style
) -> tuple[Row, ...]:
    """Set the articles of one page; `resources` are the edition's pictures by name."""
    stories = [_story(document, rank) for rank, document in enumerate(documents, 1)]
    return tuple(_Setter(stories, resources, grid, style).rows())


def _story(document: ArticleDocument, rank: int) -> Story:
    xhtml = with_captions(TURN.sub("", document.body))
    xhtml = for_print(mathml.for_print(xhtml), document.language)
    xhtml = TABLE.sub(_breaking, xhtml)
    xhtml = xhtml.replace(UNDESCRIBED, _headline_alt(document.article))
    return Story(document.article, xhtml, rank, _is_long(document.article, document.language))


def _headline_alt(article: Article) -> str:
    """Name a picture without any words by its headline: it is part of the news all the same."""
    return f'alt="{escape(article.title)}"'


def _is_long(article: Article, language: str) -> bool:
    if any(map(_is_wide_table, TABLE.findall(article.body))):
        return True
    limit = LONG if is_ideographic(language) else LONG_LATIN
    return article.kind not in SHORT_KINDS and len(TAGS.sub("", article.body)) > limit


def _is_wide_table(table: str) -> bool:
    """Whether a column is too narrow for a table."""
    return len(CELL.findall(table[: table.find("</tr>")])) > WIDEST_TABLE


def _breaking(table: re.Match[str]) -> str:
    """Let a long table break between its rows."""
    is_long = table[0].count("<tr") > MANY_ROWS
    return table[0].replace("<table", '<table data-rows="many"', 1) if is_long else table[0]


def _spanning(table: re.Match[str]) -> str:
    """Let a wide table stand over all columns, a long one between two texts in columns.

    Only such a one can begin on a sheet and go on on the next.
    """
    if not _is_wide_table(table[0]):
        return table[0]
    before = table.string[: table.start()]
    if 'data-rows="many"' in table[0] and before.count("<div") - before.count("</div") == 1:
        inside = any(before.count(f"<{tag}") > before.count(f"</{tag}") for tag in AROUND)
        if not inside:
            return f'</div><div class="body unparted">{table[0]}</div>{BODY}'
    return f'<div class="spanning">{table[0]}</div>'


class _Setter:
    """Sets the stories of one page."""

    def __init__(
        self, stories: list[Story], resources: Mapping[str, Resource], grid: Grid, style: Style
    ) -> None:
        self.stories, self.resources, self.grid = stories, resources, grid
        self.flow = style.settings.flow
        self.size = grid.type.size
        self.picture_columns = self.choose_picture_columns()

    def rows(self) -> Iterator[Row]:
        for wide, run in self.runs():
            if wide:
                yield from (
                    Row(True, (self.wide(story),), self.flow.columns.get(story.article.kind, 0))
                    for story in run
                )
            else:
                yield Row(False, tuple(map(self.narrow, run)))

    def runs(self) -> Iterator[tuple[bool, list[Story]]]:
        """Part the stories into runs of wide and narrow ones."""
        for wide, run in groupby(self.stories, lambda story: story.is_wide):
            yield wide, list(run)

    def wide(self, story: Story) -> str:
        """Set a story over all columns; a picture at its head is beside the headline.

        The headline comes first in the HTML, and so to those who hear the page.
        """
        xhtml = TABLE.sub(_spanning, story.xhtml)
        lead, grid, scale = story.rank == 1, self.grid, self.grid.scale.flow
        opening = HEAD_FIGURE.search(xhtml)
        column = self.column_of(story)
        size = (scale.lead if lead else scale.wide) * self.size
        if opening is None:
            return self.on_grid(self.fit(xhtml, story, grid.width, size), column)
        if self.flow.openings.get(story.article.kind) == "above":
            head = self.fit(opening[1], story, grid.width, size)
            rest = self.on_grid(xhtml[opening.end() :], column)
            begin = xhtml[: opening.start()]
            return f'{begin}<div class="opening above">{head}{opening[2]}</div>{rest}'
        columns = self.columns_beside(opening[2], self.picture_columns)
        beside, room = grid.span(columns), grid.span(max(1, grid.columns - columns))
        size = scale.lead_beside_picture if lead else scale.wide_beside_picture
        head = self.fit(opening[1], story, room, size * self.size)
        head = head.replace("<header", f'<header style="width:{room:.3f}pt"', 1)
        figure = self.on_grid(opening[2], beside)
        figure = figure.replace("<figure", f'<figure style="width:{beside:.3f}pt"', 1)
        rest = self.on_grid(xhtml[opening.end() :], column)
        return f'{xhtml[: opening.start()]}<div class="opening">{head}{figure}</div>{rest}'

    def column_of(self, story: Story) -> float:
        """Return the width of a column of the text of a story over the whole width."""
        columns = self.flow.columns.get(story.article.kind, self.grid.columns)
        return (self.grid.width - (columns - 1) * self.grid.gap) / columns

    def narrow(self, story: Story) -> str:
        """Set a story in the columns that it shares."""
        scale = self.grid.scale.flow
        size = (scale.brief if story.article.kind in SMALL_KINDS else scale.narrow) * self.size
        return self.on_grid(self.fit(story.xhtml, story, self.grid.column, size))

    def fit(self, xhtml: str, story: Story, room: float, size: float) -> str:
        """Set the headline of a story on a line of `room` points."""
        return fit_headline(xhtml, story.article, room, size, self.grid.faces.headline)

    def on_grid(self, xhtml: str, width: float | None = None) -> str:
        """Give each picture a height on the grid: what it lacks of whole lines goes below it."""
        most, line = self.grid.height * 0.6, self.grid.type.line

        def sized(match: re.Match[str]) -> str:
            picture = self.resources[match[1]].picture
            natural = min(width or self.grid.column, picture.width * 0.75)
            height = min(natural * picture.height / picture.width, most)
            rest = self.grid.whole_lines(height + line * 0.25) - height
            shown = f"height:{height:.3f}pt;width:{height * picture.width / picture.height:.3f}pt"
            return f'{match[0]} style="{shown};margin-bottom:{rest:.3f}pt"'

        return FIGURE.sub(sized, xhtml)

    def columns_beside(self, figure: str, most: int) -> int:
        """Return how many columns a picture beside a headline takes: a high one, or a drawing with
        words that need not be larger than the text, takes fewer."""
        picture = self.resources[FIGURE.findall(figure)[0]].picture
        if picture.height > picture.width * TALL:
            return 1
        is_small = picture.height > picture.width or picture.media_type == "image/svg+xml"
        return min(most, 2) if is_small else most

    # Estimates ----------------------------------------------------------------------------

    def choose_picture_columns(self) -> int:
        """Choose how many columns a picture beside a headline takes on this page.

        Half of them or one more; fewer where that saves the page a second sheet.
        """
        columns = self.grid.columns
        most = math.ceil(columns / 2) if columns > 3 else 1
        fewest = most // 2 + 1
        for number in range(most, fewest, -1):
            if self.estimate(number) <= self.grid.lines * SURE:
                return number
        return fewest if self.estimate(fewest) <= self.grid.lines / SURE else most

    def estimate(self, picture_columns: int) -> float:
        """Estimate the lines of the type area that the stories take."""
        total = 4.0
        for wide, run in self.runs():
            if wide:
                total += sum(self.wide_lines(story, picture_columns) for story in run)
            else:
                total += sum(map(self.narrow_lines, run)) / self.grid.columns
            total += 3
        return total

    def wide_lines(self, story: Story, picture_columns: int) -> float:
        article, xhtml = story.article, story.xhtml
        head = 4.0 * len(article.headline) + 2 * bool(article.kicker) + 2 * bool(article.deck) + 2
        opening = HEAD_FIGURE.search(xhtml)
        if opening:
            columns = self.columns_beside(opening[2], picture_columns)
            head = max(head, self.picture_lines(opening[2], self.grid.span(columns)) + 1)
            xhtml = xhtml[: opening.start()] + xhtml[opening.end() :]
        return head + self.body_lines(xhtml) / self.grid.columns + 1

    def narrow_lines(self, story: Story) -> float:
        article = story.article
        head = (
            2.0
            * fit.text_lines(
                article.title,
                self.grid.column,
                self.grid.scale.flow.narrow * self.size,
                self.grid.faces.headline,
            )
            + 2
        )
        head += 1.5 * bool(article.kicker) + 3 * bool(article.deck) + bool(article.byline)
        return head + self.body_lines(story.xhtml)

    def body_lines(self, xhtml: str) -> float:
        text = fit.body_lines(xhtml.partition(BODY)[2], self.grid)
        return text + self.picture_lines(xhtml, self.grid.column)

    def picture_lines(self, xhtml: str, width: float) -> int:
        pictures = (self.resources[name].picture for name in FIGURE.findall(xhtml))
        return sum(
            fit.picture_lines(picture.height / picture.width, width, self.grid) + 1
            for picture in pictures
        )
