"""The page: its articles, advertisements and facsimile; pages of other editions."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import (
    Field,
    FiniteFloat,
)

from exporter.fixed_form import Form
from exporter.model.articles import Article, Place
from exporter.model.fields import (
    BLEED,
    Frozen,
    Label,
    Text,
)
from exporter.model.pictures import Facsimile, FacsimileHead, Picture


class PageLayout(StrEnum):
    """How makeup lays a page out: by search, not at all, or by a named plan."""

    AUTO = "auto"
    FLOW = "flow"
    STRIPS = "strips"
    TOWER = "tower"
    SHELF = "shelf"


class AdvertisementText(Frozen):
    """A box for an advertisement on a page, and its size."""

    width_mm: Annotated[FiniteFloat, Field(gt=5, le=2_000, description="Width of the box in mm")]
    height_mm: Annotated[FiniteFloat, Field(gt=5, le=2_000, description="Height of the box in mm")]
    place: Annotated[Place, Field(description="Edge of the page for it")] = Place.BOTTOM
    alt: Annotated[Text, Field(description="What is advertised")] = ""
    bleed: Annotated[bool, Field(description=BLEED)] = False


class AdvertisementHead(AdvertisementText):
    """An advertisement as written in issue.yaml."""

    image: Annotated[Text, Field(description="Its picture")] = ""
    pdf: Annotated[Text, Field(description="Its PDF; the first page is used")] = ""


class Advertisement(AdvertisementText):
    """An advertisement box on a page; without picture and PDF it stays empty."""

    picture: Picture | None = None
    pdf: Path | None = None

    @property
    def has_artwork(self) -> bool:
        """Whether it shows anything but an empty box."""
        return bool(self.picture or self.pdf)


class PageText(Frozen):
    """What issue.yaml says about a page."""

    label: Annotated[Label, Field(description="Label as printed: 01, A01")]
    section: Annotated[Text, Field(description="Section name: 头版, 要闻; may be empty")] = ""
    editor: Annotated[Text, Field(description="Editor of the page, 责任编辑")] = ""
    layout: Annotated[
        PageLayout, Field(description="Makeup: auto, flow, or a plan: strips, tower, shelf")
    ] = PageLayout.AUTO
    spread: Annotated[
        Text,
        Field(description="Makeup: label of the facing page that it is one double page with, 通版"),
    ] = ""


class PageHead(PageText):
    """A page as written in issue.yaml."""

    facsimile: Annotated[FacsimileHead | None, Field(description="The page as printed, 版面图")] = (
        None
    )
    advertisements: Annotated[
        tuple[AdvertisementHead, ...], Field(description="Boxes for advertisements, 广告")
    ] = ()


class Page(PageText):
    """One printed page (版): its articles in order, its facsimile and its advertisements."""

    articles: tuple[Article, ...] = ()
    facsimile: Facsimile | None = None
    advertisements: tuple[Advertisement, ...] = ()

    @property
    def has_artwork(self) -> bool:
        """Whether one of its advertisements shows anything."""
        return any(each.has_artwork for each in self.advertisements)


def is_spread(pages: Sequence[Page], number: int) -> bool:
    """Return whether a page, numbered from 0, is one double page with the next."""
    return [each.label for each in pages[number + 1 : number + 2]] == [pages[number].spread]


class EditionPage(PageHead):
    """A page of an edition, as written in issue.yaml."""

    folder: Annotated[
        Text,
        Field(description="Folder of its articles, in the issue folder; default CODE/LABEL"),
    ] = ""


Code = Annotated[
    str,
    Form(
        r"[A-Za-z0-9][A-Za-z0-9_-]{0,30}",
        "is not a code of at most 31 of the characters A-Z a-z 0-9 - _, such as city",
    ),
]


class EditionHead(Frozen):
    """An edition of the issue (变版) as written in issue.yaml: how its pages differ."""

    code: Annotated[Code, Field(description="Code for its file names: city")]
    name: Annotated[Text, Field(min_length=1, description="Displayed name: 城市版, City")]
    replace: Annotated[
        tuple[EditionPage, ...], Field(description="Pages that replace those with the same label")
    ] = ()
    add: Annotated[tuple[EditionPage, ...], Field(description="Additional pages")] = ()
    drop: Annotated[tuple[Text, ...], Field(description="Labels of pages to leave out")] = ()
