"""Pictures: figures of articles, facsimiles of pages and their regions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    BeforeValidator,
    Field,
    FiniteFloat,
)

from exporter.model.fields import (
    BLEED,
    PLAIN,
    Frozen,
    Text,
    Words,
)


class FigureText(Frozen):
    """The words of a figure."""

    caption: Annotated[Words, Field(description="Caption, 图说")] = PLAIN
    credit: Annotated[Words, Field(description="Photographer or source, 摄影")] = PLAIN
    alt: Annotated[Text, Field(description="Alternative text: what the picture shows")] = ""


class PictureWords(FigureText):
    """What the picture file itself says (IPTC, XMP)."""

    copyright: Text = ""


class Picture(Frozen):
    """A picture file that was found, opened and measured.

    `width` and `height` are pixels as shown, with any EXIF orientation applied.
    """

    path: Path
    media_type: str
    width: int
    height: int
    orientation: int = 1
    words: PictureWords = PictureWords()


def _focus(value: object) -> object:
    """Read a focus: two shares of 1 with a space or a comma between."""
    return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value


PartOfOne = Annotated[float, Field(ge=0, le=1)]
Focus = Annotated[
    tuple[PartOfOne, PartOfOne] | None,
    BeforeValidator(_focus, json_schema_input_type=Text | list[PartOfOne]),
]


class FigureCut(Frozen):
    """How layouts set a picture: its role, and what they may cut off it."""

    role: Annotated[
        Literal["", "portrait"],
        Field(description="`portrait`: a small picture of a person, beside the byline or the text"),
    ] = ""

    focus: Annotated[
        Focus,
        Field(
            description="What stays in the picture where some of it is cut off: shares of its "
            "width from the left and of its height from the top, such as 0.4 0.3"
        ),
    ] = None
    crop: Annotated[
        Literal["auto", "none"],
        Field(description="`none`: layouts cut nothing off the picture"),
    ] = "auto"


class FigureHead(FigureText, FigureCut):
    """A figure as written in front matter."""

    image: Annotated[Text, Field(min_length=1, description="Picture file, relative to the article")]


class Figure(FigureText, FigureCut):
    """A picture with its words (图片)."""

    picture: Picture

    @property
    def is_portrait(self) -> bool:
        """Whether it is a small picture of a person beside the text."""
        return self.role == "portrait"

    @property
    def words(self) -> FigureText:
        """Its own words; those in the picture's file where it has none."""
        within = self.picture.words
        return FigureText(
            caption=self.caption or within.caption,
            credit=self.credit or within.credit,
            alt=self.alt or within.alt,
        )


class RegionHead(Frozen):
    """A region as written in issue.yaml."""

    article: Annotated[Text, Field(description="File name of the article it belongs to")]
    points: Annotated[
        tuple[tuple[FiniteFloat, FiniteFloat], ...],
        Field(min_length=3, description="Corners of the polygon, in pixels of the facsimile"),
    ]


class Region(Frozen):
    """The polygon on a facsimile that belongs to an article (热区), `article` by its id.

    `points` are x and y from the top left corner, in the units of its `Facsimile`.
    """

    article: str
    points: tuple[tuple[float, float], ...]


class FacsimileHead(Frozen):
    """A facsimile as written in issue.yaml."""

    image: Annotated[Text, Field(description="Picture of the printed page, 版面图")] = ""
    alt: Annotated[Text, Field(description="Description, for a page without articles")] = ""
    pdf: Annotated[Text, Field(description="PDF of the printed page")] = ""
    bleed: Annotated[bool, Field(description=BLEED)] = False
    regions: Annotated[
        tuple[RegionHead, ...], Field(description="The areas of its articles, 热区")
    ] = ()


class Facsimile(Frozen):
    """A printed page as a picture, a PDF or both (版面图), and its regions.

    Regions are in pixels of the picture; without one, in points of the PDF's crop box. With
    `bleed`, it runs beyond the edges of the sheet. `alt` says what it shows.
    """

    picture: Picture | None = None
    alt: str = ""
    pdf: Path | None = None
    bleed: bool = False
    regions: tuple[Region, ...] = ()
