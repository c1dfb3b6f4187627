"""The articles of one page of the issue, set in rows on the grid.

The lead and every long article take the whole width, with their headline over all columns; the
short ones between them share a row of columns. The order is the issue's.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from exporter.edition import ArticleDocument, Resource
from exporter.edition.parts import MUGSHOT
from exporter.edition.style import Style
from exporter.edition.style.definition import Opening
from exporter.layouts.flow import estimates as fit
from exporter.layouts.flow.headlines import fit_headline
from exporter.layouts.flow.openings import Openings, Shape, is_whole
from exporter.layouts.flow.stories import Story, make_story
from exporter.layouts.flow.tables import Section, make_sections
from exporter.layouts.kinds import SMALL_KINDS
from exporter.layouts.papers import Grid
from exporter.layouts.trees import PX, add_class, add_style, pictures_in
from exporter.model import Picture
from exporter.xhtml import Element, has_class, to_html

IN_ROW = 4  # pictures side by side, at most
ROW_SHARE = 0.3  # of the height of the type area that such pictures take, at most
NEARLY = 0.97  # of the width of a column: a caption below such a picture is as wide as the column
NARROW_CAPTION = 11  # body sizes, about 25 letters: captions are not set narrower
SURE = 0.95  # how far an estimate is trusted
ABOVE = 0.25  # lines above a picture in a text: at the head of a column it begins as letters do
ROUNDING = 0.1  # points


@dataclass(frozen=True)
class Row:
    """Articles side by side: one over the whole width, or several in shared columns.

    `columns` are those of the text of a wide one, if not the paper's. `above` is the height of a
    picture above its headline, `gained` what its picture takes more than usual, in points.
    """

    wide: bool
    articles: tuple[str, ...]
    columns: int = 0
    above: float = 0
    gained: float = 0


def make_rows(
    documents: list[ArticleDocument],
    resources: Mapping[str, Resource],
    grid: Grid,
    style: Style,
    spare: float = 0,
    least_dpi: int = 0,
) -> tuple[Row, ...]:
    """Set the articles of one page; `resources` are the edition's pictures by name.

    The picture of its lead takes up to `spare` points more of the sheet than usual, if it has
    `least_dpi` pixels an inch then.
    """
    stories = [make_story(document, rank, grid) for rank, document in enumerate(documents, 1)]
    openings = Openings(resources, grid, style, least_dpi)
    return tuple(_Setter(stories, openings, grid, style, spare).rows())


class _Setter:
    """Sets the stories of one page."""

    def __init__(
        self,
        stories: list[Story],
        openings: Openings,
        grid: Grid,
        style: Style,
        spare: float,
    ) -> None:
        self.stories, self.openings, self.grid, self.style = stories, openings, grid, style
        self.resources, self.spare = openings.resources, spare
        self.flow = style.settings.flow
        self.size = grid.type.size
        self.texts: dict[int, float] = {}  # the lines of bodies, by identity, as yet unchanged
        self.picture_columns = self.choose_picture_columns()

    def rows(self) -> Iterator[Row]:
        for wide, run in self.runs():
            if wide:
                yield from map(self.wide, run)
            else:
                yield Row(False, tuple(map(self.narrow, run)))

    def runs(self) -> Iterator[tuple[bool, list[Story]]]:
        """Part the stories into runs of wide and narrow ones."""
        for wide, run in groupby(self.stories, lambda story: story.is_wide):
            yield wide, list(run)

    def wide(self, story: Story) -> Row:
        """Set a story over all columns; a picture at its head is beside the headline, or below it.

        The headline comes first in the HTML, and so to those who hear the page.
        """
        column = self.column_of(story)
        spare = self.spare if story.rank == 1 else 0
        shape = self.openings.shape(story, self.picture_columns, spare)
        opening = shape.place if shape else None
        if shape and opening == "beside":
            self.open_beside(story, story.figures[0], shape)
        else:
            self.fit(story, self.grid.width, self.openings.head_size(story, opening or "above"))
        if shape and opening != "beside":
            self.over_all_columns(story.figures[0], shape)
        others = story.figures[1:] if opening else story.figures
        self.in_rows(others)
        self.on_grid((story.printed.body,), column)
        sections = make_sections(story.printed.body, column / self.size, self.grid.faces.label)
        return Row(
            True,
            (self.render(story, sections, opening),),
            self.flow.columns.get(story.article.kind, 0),
            shape.height if shape and opening == "above" else 0,
            shape.gained if shape else 0,
        )

    def over_all_columns(self, figure: Element, shape: Shape) -> None:
        """Set a picture over all columns, or over the sheet: then the style gives it its size."""
        size = f"width:{self.grid.width:.3f}pt;height:{shape.height:.3f}pt"
        for image, _ in self.pictures([figure]):
            add_style(image, (size if shape.place == "below" else "") + _focus(figure))

    def in_rows(self, figures: Sequence[Element]) -> None:
        """Set pictures over the whole width side by side, those of a row equally high."""
        found = [(figure, *each) for figure in figures for each in self.pictures([figure])]
        rows = math.ceil(len(found) / IN_ROW)
        for number in range(rows):
            start, end = (len(found) * edge // rows for edge in (number, number + 1))
            self.picture_row(found[start:end])

    def picture_row(self, row: Sequence[tuple[Element, Element, Picture]]) -> None:
        """Set pictures side by side: figures, their images, and what these show."""
        shapes = sum(picture.width / picture.height for *_, picture in row)
        # A point less, so that no rounding sends the last one to the next row.
        room = self.grid.width - self.grid.gap * (len(row) - 1) - 1
        natural = min(room / shapes, self.grid.height * ROW_SHARE)
        height = self.grid.whole_lines(natural)
        for figure, image, picture in row:
            width = natural * picture.width / picture.height
            is_first = figure is row[0][0]
            add_class(figure, "in-row", *(("first",) if is_first else ()))
            gap = 0 if is_first else self.grid.gap
            add_style(figure, f"width:{width:.3f}pt;margin-left:{gap:.3f}pt")
            fit = "contain" if is_whole(figure, picture) else "cover"
            size = f"width:{width:.3f}pt;height:{height:.3f}pt;object-fit:{fit}"
            add_style(image, size + _focus(figure))

    def open_beside(self, story: Story, figure: Element, shape: Shape) -> None:
        """Set the head of a story on the columns that the figure beside it leaves."""
        grid = self.grid
        beside, room = grid.span(shape.columns), grid.span(max(1, grid.columns - shape.columns))
        self.fit(story, room, self.openings.head_size(story, "beside"))
        add_style(story.printed.head, f"width:{room:.3f}pt")
        self.on_grid([figure], beside, above=0)
        if shape.gained:
            for image, _ in self.pictures([figure]):
                size = f"width:{beside:.3f}pt;height:{shape.height:.3f}pt;object-fit:cover"
                add_style(image, f"{size};margin-bottom:{grid.type.line / 2:.3f}pt{_focus(figure)}")
        # A little more than its picture has, so that no rounding sends that below the head.
        add_style(figure, f"width:{beside + ROUNDING:.3f}pt")

    def column_of(self, story: Story) -> float:
        """Return the width of a column of the text of a story over the whole width."""
        columns = self.flow.columns.get(story.article.kind, self.grid.columns)
        return (self.grid.width - (columns - 1) * self.grid.gap) / columns

    def narrow(self, story: Story) -> str:
        """Set a story in the columns that it shares."""
        scale, small = self.grid.scale.flow, story.article.kind in SMALL_KINDS
        self.fit(story, self.grid.column, scale.brief if small else scale.narrow)
        self.on_grid((*story.figures, story.printed.body), self.grid.column)
        return self.render(story, [Section(list(story.printed.body))])

    def render(
        self, story: Story, sections: Sequence[Section], opening: Opening | None = None
    ) -> str:
        """Put the parts of a story together; its first figure opens it where `opening` says."""
        printed = story.printed
        return self.style.render(
            "print/article.html",
            {
                "article": story.article,
                "rank": story.rank,
                "came_from": _markup(printed.came_from),
                "head": _markup(printed.head),
                "figures": [_markup(figure) for figure in story.figures],
                "opening": opening or "",
                "sections": [
                    (section.unparted, Markup("\n").join(map(_markup, section.blocks)))
                    for section in sections
                ],
            },
        )

    def fit(self, story: Story, room: float, size: float) -> None:
        """Set a headline in a width of `room` points; `size` is a multiple of the body type's."""
        head = story.printed.head
        headline = next(head.iter("h1"), None)
        if headline is not None:
            face = self.grid.faces.headline
            fit_headline(headline, story.article, room, size * self.size, face)

    def on_grid(self, trees: Iterable[Element], width: float, above: float = ABOVE) -> None:
        """Give each picture a height on the grid: what it lacks of whole lines goes below it.

        So many lines are `above` it, where it is lower than the line box of a text beside it is.
        """
        most, line = self.grid.height * 0.6, self.grid.type.line
        above *= line
        for image, picture in self.pictures(trees):
            if any(has_class(each, MUGSHOT) for each in image.iterancestors("figure")):
                continue
            natural = min(width, picture.width * PX)
            height = min(natural * picture.height / picture.width, most)
            rest = self.grid.whole_lines(above + height + line * 0.25) - height - above
            shown = height * picture.width / picture.height
            add_style(
                image,
                f"height:{height:.3f}pt;width:{shown:.3f}pt;"
                f"padding-top:{above:.3f}pt;margin-bottom:{rest:.3f}pt",
            )
            if shown < width * NEARLY:
                narrow_caption(image, max(shown, self.size * NARROW_CAPTION))

    def pictures(self, trees: Iterable[Element]) -> Iterator[tuple[Element, Picture]]:
        """Yield the pictures in figures, and where each is shown."""
        for image in (image for tree in trees for image in pictures_in(tree)):
            if resource := self.resources.get(image.get("src") or ""):
                yield image, resource.picture

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
        """Return about how many lines a story over all columns takes on the sheet."""
        article = story.article
        head = 4.0 * len(article.headline) + 2 * bool(article.kicker) + 2 * bool(article.deck) + 2
        opening = self.openings.place(story)
        for figure in story.figures[:1]:
            columns = self.openings.columns_beside(figure, picture_columns)
            width = self.grid.span(columns) if opening == "beside" else self.grid.width
            picture = self.picture_lines([figure], width) + 1
            head = max(head, picture) if opening == "beside" else head + picture
        return head + self.body_lines(story, story.figures[1:]) / self.grid.columns + 1

    def narrow_lines(self, story: Story) -> float:
        """Return about how many lines a story in one column takes."""
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
        return head + self.body_lines(story, story.figures)

    def body_lines(self, story: Story, figures: Sequence[Element]) -> float:
        """Estimate the lines of the text of a story and of its pictures in one column."""
        body = story.printed.body
        if id(body) not in self.texts:
            self.texts[id(body)] = fit.body_lines(body, self.grid)
        return self.texts[id(body)] + self.picture_lines((*figures, body), self.grid.column)

    def picture_lines(self, trees: Iterable[Element], width: float) -> int:
        return sum(
            fit.picture_lines(picture.height / picture.width, width, self.grid) + 1
            for _, picture in self.pictures(trees)
        )


def narrow_caption(image: Element, width: float) -> None:
    """Set the caption of a picture that is narrower than its column in `width` points below it."""
    figure = next(image.iterancestors("figure"), None)
    caption = figure.find(".//figcaption") if figure is not None else None
    if caption is not None:
        add_style(caption, f"width:{width:.3f}pt;margin-left:auto;margin-right:auto")


def _markup(tree: Element | None) -> Markup:
    return Markup("") if tree is None else Markup(to_html(tree))


def _focus(figure: Element) -> str:
    """Return the CSS of the place that its author wants to be seen; nothing without one."""
    focus = figure.get("data-focus")
    return f";object-position:{focus}" if focus else ""
