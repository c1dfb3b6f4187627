"""The picture at the head of a story over the whole width: where it stands, and how large it is.

The style says where, and how high one above the headline is. No more of it is cut off than the
style allows. Within that it grows, or takes more columns, where the foot of a sheet would stay
empty, up to the size at which it has the pixels that the profile asks for.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from exporter.edition import Resource
from exporter.edition.style import Style
from exporter.edition.style.definition import Opening
from exporter.layouts.flow import estimates as fit
from exporter.layouts.flow.headlines import keeps_lines
from exporter.layouts.flow.stories import Story
from exporter.layouts.papers import Grid
from exporter.layouts.trees import PX, pictures_in
from exporter.model import Article, Picture
from exporter.units import MM
from exporter.xhtml import Element

DRAWING = "image/svg+xml"
INCH = 72  # points
TALL = 1.25  # height by width from which a picture takes one column
BROAD = 0.8  # height by width up to which a picture may stand over all columns
SHARE = 0.36  # of the height of the type area that a picture over all columns takes, if it can
GROWN = 0.5  # of that height: one that fills a sheet takes no more
HIGHEST = 0.6  # of the height of a sheet or column: a picture leaves room for a headline
GROWN_ABOVE = 0.56  # of the height of a sheet: below the headline are some lines of text, too


@dataclass(frozen=True)
class Shape:
    """Where a picture stands, its columns and its height in points.

    The story is as many points higher as it `gained`, by estimate; 0 with its usual picture.
    """

    place: Opening
    columns: int
    height: float
    gained: float = 0


def height_above(article: Article, grid: Grid, style: Style, spare: float = 0) -> float:
    """Return the height of a picture above the headline at the head of a sheet; 0 without one.

    `spare` points more are wanted of it. One so high that its headline would have no room stands
    beside that.
    """
    figures = (figure for figure in article.figures if not figure.is_portrait)
    figure = next(figures, None)
    if figure is None or style.settings.flow.openings.get(article.kind) != "above":
        return 0
    sheet, picture = grid.paper, figure.picture
    natural = sheet.width_mm * MM * picture.height / picture.width
    kept = _kept(figure.crop == "none", picture, grid)
    wanted = style.settings.flow.opening * sheet.height_mm * MM + spare
    sheet_height = sheet.height_mm * MM
    height = max(natural * kept, min(wanted, natural / kept, GROWN_ABOVE * sheet_height))
    return height if height <= HIGHEST * sheet_height else 0


def _kept(whole: bool, picture: Picture, grid: Grid) -> float:
    """Return the share of a picture's height or width that has to be seen."""
    return 1.0 if whole or picture.media_type == DRAWING else 1 - grid.crop


def is_whole(figure: Element, picture: Picture) -> bool:
    """Whether nothing of a picture may be cut off."""
    return figure.get("data-crop") == "none" or picture.media_type == DRAWING


class Openings:
    """The pictures at the heads of the stories of a page; `resources` are pictures by name.

    None grows to a size at which it has fewer than `least_dpi` pixels an inch; 0 is any.
    """

    def __init__(
        self, resources: Mapping[str, Resource], grid: Grid, style: Style, least_dpi: int = 0
    ) -> None:
        self.resources, self.grid, self.style = resources, grid, style
        self.pixel = min(PX, INCH / least_dpi) if least_dpi else PX  # points that one may take

    def place(self, story: Story) -> Opening | None:
        """Return where the picture at the head of a story over the whole width stands.

        One that is not broad stands beside the headline, whatever the style wants; the head of a
        sheet is for the first story of a page.
        """
        if not story.figures:
            return None
        wanted = self.style.settings.flow.openings.get(story.article.kind, "beside")
        if wanted == "above" and story.rank == 1 and self.above(story):
            return "above"
        return "below" if wanted != "beside" and self.is_broad(story.figures[0]) else "beside"

    def above(self, story: Story, spare: float = 0) -> float:
        """Return the height of a picture above the headline; 0 without one."""
        return height_above(story.article, self.grid, self.style, spare)

    def is_broad(self, figure: Element) -> bool:
        """Whether a picture may stand over all columns: it is wide, and not of too few pixels."""
        picture = self.picture(figure)
        return (
            picture is not None
            and picture.height <= picture.width * BROAD
            and picture.width * PX >= self.grid.width
        )

    def picture(self, figure: Element) -> Picture | None:
        """Return the picture of a figure; None if it is none of the edition's."""
        names = (image.get("src") or "" for image in pictures_in(figure))
        return next(
            (self.resources[name].picture for name in names if name in self.resources), None
        )

    def columns_beside(self, figure: Element, most: int) -> int:
        """Return how many columns a picture beside a headline takes: a high one, or a drawing with
        words that need not be larger than the text, takes fewer."""
        picture = self.picture(figure)
        if picture and picture.height > picture.width * TALL:
            return 1
        if picture and (picture.height > picture.width or picture.media_type == DRAWING):
            return min(most, 2)
        return most

    def shape(self, story: Story, most: int, spare: float) -> Shape | None:
        """Return how the picture of a story is set; it takes up to `spare` points more than usual.

        `most` is the number of columns that one beside a headline takes on this page.
        """
        place = self.place(story)
        if place is None:
            return None
        figure, columns = story.figures[0], self.grid.columns
        if place == "above":
            usual_height, height = self.above(story), self.above(story, spare)
            if not self.is_sharp(figure, self.grid.paper.width_mm * MM, height):
                height = usual_height
            return Shape(place, columns, height, height - usual_height)
        if place == "beside":
            columns = self.columns_beside(figure, most)
        usual = Shape(place, columns, self.usual_height(figure, place, columns))
        shapes: list[Shape] = [usual, *(self.grown(story, usual, spare) if spare else ())]
        gained = [shape.gained for shape in shapes]
        return shapes[gained.index(max(gained))]

    def is_sharp(self, figure: Element, width: float, height: float) -> bool:
        """Whether a picture has enough pixels to cover so many points."""
        picture = self.picture(figure)
        return picture is not None and (
            picture.media_type == DRAWING
            or max(width / picture.width, height / picture.height) <= self.pixel
        )

    def usual_height(self, figure: Element, place: Opening, columns: int) -> float:
        """Return the height of a picture beside a headline or below it, in whole lines below it."""
        picture = self.picture(figure)
        if picture is None:
            return 0
        ratio, grid = picture.height / picture.width, self.grid
        if place == "beside":
            width = min(grid.span(columns), picture.width * PX)
            return min(width * ratio, grid.height * HIGHEST)
        natural = grid.width * ratio
        least = natural * (1 - grid.crop * (not is_whole(figure, picture)))
        return grid.whole_lines(max(least, min(natural, grid.height * SHARE)))

    def grown(self, story: Story, usual: Shape, spare: float) -> Iterator[Shape]:
        """Yield larger pictures with which a story takes up to `spare` points more."""
        figure, grid = story.figures[0], self.grid
        picture = self.picture(figure)
        if picture is None or picture.media_type == DRAWING:
            return
        before = self.block(story, usual)
        for place, columns in self.larger(story, usual):
            natural = grid.span(columns) * picture.height / picture.width
            kept = _kept(is_whole(figure, picture), picture, grid)
            around = self.block(story, Shape(place, columns, 0), below_picture=True)
            sharp = picture.height * self.pixel
            most = min(natural / kept, before + spare - around, grid.height * GROWN, sharp)
            height = math.floor(most / grid.type.line) * grid.type.line
            shape = Shape(place, columns, height)
            gained = self.block(story, shape) - before
            is_sharp = self.is_sharp(figure, grid.span(columns), height)
            if height >= natural * kept and gained >= grid.type.line and is_sharp:
                yield Shape(place, columns, height, gained)

    def larger(self, story: Story, usual: Shape) -> Iterator[tuple[Opening, int]]:
        """Yield the places that a picture may take instead of its usual one, and its columns."""
        figure, grid = story.figures[0], self.grid
        picture = self.picture(figure)
        if usual.place == "beside" and picture:
            for columns in range(usual.columns, grid.columns):
                room = grid.span(grid.columns - columns)
                size = self.head_size(story, "beside") * grid.type.size
                if picture.width * PX >= grid.span(columns) and (
                    columns == usual.columns
                    or keeps_lines(story.article, room, size, grid.faces.headline)
                ):
                    yield "beside", columns
        if self.is_broad(figure):
            yield "below", grid.columns

    def head_size(self, story: Story, place: Opening) -> float:
        """Return the size of a headline, in sizes of the body type."""
        scale, lead = self.grid.scale.flow, story.rank == 1
        if place == "beside":
            return scale.lead_beside_picture if lead else scale.wide_beside_picture
        return (
            (scale.lead_beside_picture if place == "below" else scale.lead) if lead else scale.wide
        )

    def block(self, story: Story, shape: Shape, below_picture: bool = False) -> float:
        """Estimate the points that headline and picture take, or all `below_picture` and above."""
        grid = self.grid
        beside = shape.place == "beside"
        room = grid.span(grid.columns - shape.columns) if beside else grid.width
        width = grid.span(shape.columns)
        words = "".join(
            text for each in story.figures[0].iter("figcaption") for text in each.itertext()
        )
        caption = (
            fit.text_lines(words, width, 0.86 * grid.type.size, grid.faces.label) if words else 0
        )
        picture = shape.height + (caption + 0.5) * grid.type.line
        head = self.head_lines(story, shape.place, room) * grid.type.line
        if beside:
            return picture if below_picture else max(head, picture)
        return head + picture

    def head_lines(self, story: Story, place: Opening, room: float) -> float:
        """Estimate the lines of a head in a width of `room` points, as print.css sets it."""
        article, grid, lead = story.article, self.grid, story.rank == 1
        size = self.head_size(story, place) * grid.type.size
        faces = grid.faces
        lines: float = len(article.headline)
        if not keeps_lines(article, room, size, faces.headline):
            lines = fit.text_lines(article.title, room, size, faces.headline)
        high = 3.5 if lead and place == "above" else 2.5 if lead or place != "beside" else 2
        total = lines * high
        if article.deck:
            deck = fit.text_lines(
                article.deck, room, (1.5 if lead else 1.15) * grid.type.size, faces.deck
            )
            total += deck * (1.5 if lead else 1)
        return math.ceil(total) + bool(article.kicker) * (1 + lead) + bool(article.byline)
