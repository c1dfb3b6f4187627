"""The article: the words around its body, and its body."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import (
    Field,
)

from exporter.languages.characters import join_lines
from exporter.model.fields import (
    PLAIN,
    Frozen,
    Language,
    Lines,
    Text,
    WordLines,
    Words,
)
from exporter.model.pictures import Figure, FigureHead
from exporter.xhtml import text_of


class Kind(StrEnum):
    """What kind of article it is."""

    NEWS = "news"
    BRIEF = "brief"
    OPINION = "opinion"
    FEATURE = "feature"
    INTERVIEW = "interview"
    LETTERS = "letters"
    RESULTS = "results"
    NOTICE = "notice"
    ADVERTISEMENT = "advertisement"
    PUZZLE = "puzzle"
    LISTING = "listing"
    CLASSIFIED = "classified"


class Place(StrEnum):
    """Where on its page an article is wanted."""

    ANY = ""
    TOP = "top"
    BOTTOM = "bottom"
    LEFT = "left"
    RIGHT = "right"


class ArticleText(Frozen):
    """The words around an article's body."""

    kicker: Annotated[Words, Field(description="Kicker, 引题")] = PLAIN
    headline: Annotated[
        WordLines,
        Field(min_length=1, description="Headline, 标题: one line, or a list of several"),
    ]
    deck: Annotated[Words, Field(description="Deck, 副题")] = PLAIN
    summary: Annotated[
        Text, Field(description="Summary in a sentence or two, for fronts: 摘要")
    ] = ""
    byline: Annotated[WordLines, Field(description="Who wrote it: 本报记者 …")] = ()
    dateline: Annotated[Text, Field(description="Place and day, 电头")] = ""
    credit: Annotated[Words, Field(description="Source of the text: 据新华社")] = PLAIN
    column: Annotated[Text, Field(description="Standing column it belongs to, 栏目")] = ""
    people: Annotated[Lines, Field(description="People named in the index: 人物")] = ()
    organisations: Annotated[
        Lines, Field(description="Organisations named in the index: 机构")
    ] = ()
    places: Annotated[Lines, Field(description="Places named in the index: 地点")] = ()
    subjects: Annotated[Lines, Field(description="Subjects named in the index: 主题")] = ()
    kind: Annotated[Kind, Field(description="What kind of article it is")] = Kind.NEWS
    language: Annotated[
        Language | None, Field(description="Language, if it is not the publication's")
    ] = None
    columns: Annotated[
        int, Field(ge=0, le=24, description="Makeup: number of columns; 0 is free")
    ] = 0
    rank: Annotated[
        int,
        Field(ge=0, le=99, description="Makeup: importance on its page, 1 for the lead; 0 is free"),
    ] = 0
    place: Annotated[Place, Field(description="Makeup: edge of the page for it")] = Place.ANY


class ArticleHead(ArticleText):
    """The front matter of an article file."""

    continues: Annotated[
        Text,
        Field(description="File of the article in which it continues, 下转: 03/10-more.md"),
    ] = ""
    figures: Annotated[
        tuple[FigureHead, ...], Field(description="Pictures at the head of the article")
    ] = ()


class Article(ArticleText):
    """An article (稿件).

    `id` is unique in the issue and an XML name. `source` is its file, relative to the issue's
    `root`. `body` is a safe XHTML fragment in which `<figure data-figure="N"/>` is where figure N
    goes, counted from 0; figures that it does not name go at its head. `continues` is the id of the
    article that it continues in, on another page.
    """

    id: str
    source: Path
    figures: tuple[Figure, ...] = ()
    body: str = ""
    continues: str = ""

    @property
    def title(self) -> str:
        """The headline in one line."""
        return join_lines(self.headline)

    @property
    def text(self) -> str:
        """The text of its body, without the readings of ruby."""
        return text_of(self.body, readings=False)
