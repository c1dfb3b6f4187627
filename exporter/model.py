"""The issue: what every reader makes and every writer takes.

Each `…Head` class holds the fields that people write by hand (in `issue.yaml` or in the front
matter of an article); the class derived from it adds what a reader finds out. All are frozen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date as Date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    FiniteFloat,
    GetJsonSchemaHandler,
    GetPydanticSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from exporter.addresses import web_address
from exporter.inline import Inline, inline_schema
from exporter.languages.characters import join_lines
from exporter.languages.labels import label_fault
from exporter.numbering import Numbering, with_parts
from exporter.xhtml import text_of

# RFC 5646 §2.1: language, script, region, variants, extensions, private use.
LANGUAGE = re.compile(
    r"[a-z]{2,3}(-[a-z]{3}){0,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?"
    r"(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(-[a-wyz0-9](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?",
    re.IGNORECASE | re.ASCII,
)
ISSN = re.compile(r"[0-9]{4}-[0-9]{3}[0-9X]")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Frozen(BaseModel):
    """Base of the model: immutable, and an unknown field is an error."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True
    )


def _as_lines(value: object) -> object:
    """Take one string for a list of one, each line of a string for one, and drop empty ones."""
    if not isinstance(value, str | list | tuple):
        return value
    lines: list[object] = []
    for item in [value] if isinstance(value, str) else value:
        is_text = isinstance(item, str) and not isinstance(item, Inline)
        lines += item.splitlines() if is_text else [item]
    return tuple(line for line in lines if not isinstance(line, str) or line.strip())


def _day(value: object) -> object:
    """Refuse what pydantic would take for a date too: a number of seconds, a time of day."""
    if not isinstance(value, str):
        return value
    if not DAY.fullmatch(value.strip()):
        raise PydanticCustomError("date", "is not a date")
    return value.strip()


def _language(value: str) -> str:
    if not LANGUAGE.fullmatch(value):
        raise ValueError("is not a language tag, such as zh-Hans, zh-Hant, en or en-GB")
    return value


def _address(value: str) -> str:
    """Write an address in the form that EPUB takes (RFC 3986)."""
    address = web_address(value)
    if value and not address.startswith("http"):
        raise ValueError("is not an address of the web, such as https://example.org/")
    return address


def _issn(value: str) -> str:
    """Check the form and the check digit (ISO 3297, annex A)."""
    if not ISSN.fullmatch(value):
        raise ValueError("is not an ISSN, which looks like 1234-5679")
    digits = value.replace("-", "")
    total = sum(
        int(digit) * weight for digit, weight in zip(digits[:7], range(8, 1, -1), strict=True)
    )
    expected = "0123456789X"[-total % 11]
    if digits[7] != expected:
        raise ValueError(f"has a wrong check digit; with these numbers it would be {expected}")
    return value


class _Unquoted:
    """Lets editors take a number for text: their YAML reads the label 01 as 1."""

    @staticmethod
    def __get_pydantic_json_schema__(
        schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(schema), "type": ["string", "number"]}


Text = Annotated[str, Field(max_length=2_000), _Unquoted]
Label = Annotated[str, Field(min_length=1, max_length=16), _Unquoted]
Lines = Annotated[
    tuple[Text, ...],
    BeforeValidator(_as_lines, json_schema_input_type=Text | list[Text]),
]
Words = Annotated[
    Inline, GetPydanticSchema(lambda _, handler: inline_schema(handler.generate_schema(Text)))
]
WordLines = Annotated[
    tuple[Words, ...],
    BeforeValidator(_as_lines, json_schema_input_type=Text | list[Text]),
]
Language = Annotated[str, AfterValidator(_language)]
Address = Annotated[
    Text,
    AfterValidator(_address),
    Field(json_schema_extra={"pattern": r"^(https?://\S+)?$"}),
]
Day = Annotated[Date, BeforeValidator(_day)]
PLAIN = Inline()


def _own_labels(value: dict[str, str]) -> dict[str, str]:
    """Refuse labels with an unknown name or wrong placeholders."""
    for name, words in value.items():
        if fault := label_fault(name, words):
            raise ValueError(fault)
    return value


OwnLabels = Annotated[
    dict[Text, Text],
    AfterValidator(_own_labels),
    Field(description="Custom labels in place of the built-in ones: `contents: Inside`"),
]


class Evaluation(Frozen):
    """Who evaluated the accessibility of a publication's EPUBs, and what they found."""

    certified_by: Annotated[
        Text, Field(min_length=1, description="Person or organisation that evaluated it")
    ]
    credential: Annotated[Text, Field(description="Their credential: its name or address")] = ""
    report: Annotated[Address, Field(description="Address of their report")] = ""
    conforms_to: Annotated[
        Text, Field(min_length=1, description="What they found it to conform to")
    ] = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"


class Rights(Frozen):
    """Reservation of text and data mining (TDMRep)."""

    reserved: Annotated[bool, Field(description="Whether mining is reserved: `tdm-reservation`")]
    policy: Annotated[Address, Field(description="Address of the policy, for a licence")] = ""


class Publication(Frozen):
    """A newspaper or magazine (报刊), the same for every issue of it."""

    name: Annotated[Text, Field(min_length=1, description="Name of the publication, 报刊名")]
    language: Annotated[Language, Field(description="Language tag: zh-Hans, zh-Hant, en, …")]
    code: Annotated[
        Text,
        Field(pattern=r"^[A-Za-z0-9._-]*$", description="Short ASCII name, used in file names"),
    ] = ""
    masthead: Annotated[Text, Field(description="Picture of the masthead, 报头")] = ""
    tagline: Annotated[Text, Field(description="Motto under the masthead")] = ""
    publisher: Annotated[Text, Field(description="Publisher, 主办单位 or 出版单位")] = ""
    issn: Annotated[
        str,
        AfterValidator(lambda v: _issn(v) if v else v),
        Field(description="ISSN, such as 1234-5679"),
    ] = ""
    cn_number: Annotated[Text, Field(description="国内统一刊号, such as CN 11-0000")] = ""
    printed: Annotated[
        bool | None,
        Field(
            description="Whether the pages are those of a printed edition; without it, they are "
            "if there is a cn_number or a facsimile"
        ),
    ] = None
    url: Annotated[Address, Field(description="Address of the web edition")] = ""
    copyright: Annotated[
        Text, Field(description="Copyright notice, such as © 2026 Saltmere Press")
    ] = ""
    labels: OwnLabels = {}
    accessibility: Annotated[
        Evaluation | None,
        Field(description="Who evaluated its EPUBs; without it, they claim no conformance"),
    ] = None
    rights: Annotated[
        Rights | None, Field(description="Reservation of text and data mining (TDMRep)")
    ] = None

    @property
    def reserved(self) -> Rights | None:
        """Its reservation of text and data mining, where there is one."""
        return self.rights if self.rights and self.rights.reserved else None


class Neighbour(Frozen):
    """The previous or next issue (上一期, 下一期)."""

    date: Annotated[Day, Field(description="Its date, YYYY-MM-DD")]
    number: Annotated[Text, Field(description="Its number, 期号")] = ""
    url: Annotated[Address, Field(description="Its address on the web")] = ""


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
    """The polygon on a facsimile that belongs to an article (热区), in pixels of its picture."""

    article: str
    points: tuple[tuple[float, float], ...]


BLEED = "Whether it runs beyond the edges of the sheet that it touches"


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
    """The picture or PDF of a printed page (版面图) and its regions."""

    picture: Picture | None = None
    alt: str = ""
    pdf: Path | None = None
    bleed: bool = False
    regions: tuple[Region, ...] = ()


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
    """One printed page (版) and its articles in order."""

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


Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,30}$")]


class EditionHead(Frozen):
    """An edition of the issue (变版) as written in issue.yaml: how its pages differ."""

    code: Annotated[Code, Field(description="Code for its file names: city")]
    name: Annotated[Text, Field(min_length=1, description="Displayed name: 城市版, City")]
    replace: Annotated[
        tuple[EditionPage, ...], Field(description="Pages that replace those with the same label")
    ] = ()
    add: Annotated[tuple[EditionPage, ...], Field(description="Additional pages")] = ()
    drop: Annotated[tuple[Text, ...], Field(description="Labels of pages to leave out")] = ()


class EarText(Frozen):
    """The words of the ear: what is beside the masthead of the first page."""

    title: Annotated[Text, Field(description="Its title")] = ""
    text: Annotated[Lines, Field(description="Its lines: one, or a list of several")] = ()
    alt: Annotated[Text, Field(description="What its picture shows")] = ""


class EarHead(EarText):
    """The ear as written in issue.yaml."""

    image: Annotated[Text, Field(description="A picture that fills it, instead of text")] = ""


class Ear(EarText):
    """The ear of the masthead (报眼): a picture, or words."""

    picture: Picture | None = None

    @property
    def words(self) -> str:
        """What it says: of a picture, what it shows."""
        own = " ".join(filter(None, (self.title, *self.text)))
        return self.alt or own if self.picture else own


class IssueText(Frozen):
    """What issue.yaml says about the issue itself."""

    publication: Annotated[Publication, Field(description="The newspaper or magazine, 报刊")]
    date: Annotated[Day, Field(description="Date of the issue, YYYY-MM-DD")]
    number: Annotated[
        Text, Field(description="Issue number, 期号; of a double issue the first")
    ] = ""
    number_end: Annotated[Text, Field(description="Last number of a double issue, 合刊")] = ""
    total_number: Annotated[
        Text, Field(description="Number counted from the first issue on, 总期号, 通巻")
    ] = ""
    volume: Annotated[Text, Field(description="Volume or year of the number, 卷")] = ""
    title: Annotated[Text, Field(description="Title of a special issue")] = ""
    description: Annotated[
        Text, Field(description="Description in a sentence or two, for libraries")
    ] = ""
    labels: OwnLabels = {}
    quotes: Annotated[
        Literal["", "auto", "typed", "typographic"],
        Field(
            description="Straight quotation marks: set typographically, or left as typed; `auto` "
            "leaves those in Chinese and Japanese. Without it, the style decides"
        ),
    ] = ""
    revision: Annotated[
        int,
        Field(ge=1, le=9_999, description="1 for the first edition, one more for each correction"),
    ] = 1
    revised: Annotated[
        Day | None, Field(description="Date of the correction, if it is not the first edition")
    ] = None
    corrections: Annotated[Lines, Field(description="What was corrected: one text or a list")] = ()
    keep: Annotated[
        tuple[Text, ...],
        BeforeValidator(_as_lines, json_schema_input_type=Text | list[Text]),
        Field(description="--script: words that stay as they are, such as names"),
    ] = ()
    convert: Annotated[
        dict[Text, Text], Field(description="--script: words, and what they become")
    ] = {}
    previous: Annotated[Neighbour | None, Field(description="Previous issue, 上一期")] = None
    next: Annotated[Neighbour | None, Field(description="Next issue, 下一期")] = None

    @model_validator(mode="before")
    @classmethod
    def _part_the_number(cls, values: object) -> object:
        return with_parts(values) if isinstance(values, dict) else values

    @property
    def numbering(self) -> Numbering:
        """How the issue is counted: number, volume and all."""
        return Numbering(self.number, self.number_end, self.total_number, self.volume)

    @property
    def count(self) -> str:
        """Its number, or the first and last of a double issue, or the total number."""
        return self.numbering.span or self.total_number

    @property
    def distinction(self) -> str:
        """What distinguishes it from other issues of the same date: its title, else its number.

        The number counts only for a second issue of a day, because a revision may correct it.
        """
        is_second = bool(self.previous and self.previous.date == self.date)
        return self.title or (self.count if is_second else "")


class StyleChoice(Frozen):
    """The style that an issue asks for: its name or folder, and the file and line that say so."""

    name: Text
    file: Path
    line: int


class IssueHead(IssueText):
    """The file issue.yaml."""

    style: Annotated[
        Text,
        Field(description="Style: a name, or a folder in the issue's or beside it"),
    ] = ""
    cover: Annotated[Text, Field(description="Cover picture; without it one is drawn")] = ""
    ear: Annotated[
        EarHead | None,
        Field(description="Makeup: ear of the masthead, 报眼; without it, the contents"),
    ] = None
    pages: Annotated[
        tuple[PageHead, ...],
        Field(description="Pages in order; without it, the folders with articles"),
    ] = ()
    editions: Annotated[
        tuple[EditionHead, ...],
        Field(description="Editions for a city or a region, with other pages, 变版"),
    ] = ()


class Issue(IssueText):
    """One dated edition of a publication (期).

    `root` is the folder that all its files lie in. `original` is its key before conversion to
    another script, else empty. `edition` is the code of this edition, empty for the main one;
    `editions` are the codes of the others in the source.
    """

    root: Path
    original: str = ""
    style: StyleChoice | None = None
    masthead: Picture | None = None
    cover: Picture | None = None
    ear: Ear | None = None
    pages: tuple[Page, ...] = ()
    edition: str = ""
    editions: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """A unique key: publication, date and distinction, before any conversion."""
        publication = self.publication
        name = publication.issn or publication.url or publication.name
        return self.original or f"{name}/{self.date}/{self.distinction}"

    @property
    def articles(self) -> tuple[Article, ...]:
        """Every article of the issue in order."""
        return tuple(article for page in self.pages for article in page.articles)

    @property
    def printed(self) -> bool:
        """Whether its pages mirror those of a printed edition."""
        if self.publication.printed is not None:
            return self.publication.printed
        return bool(self.publication.cn_number) or any(page.facsimile for page in self.pages)

    def below_root(self, path: Path) -> Path:
        """Return a file of the issue as its user named the folder, and any other as it is."""
        root = self.root.resolve()
        return self.root / path.relative_to(root) if path.is_relative_to(root) else path

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Every picture of the issue, each once."""
        found = [self.masthead, self.cover, self.ear.picture if self.ear else None]
        for page in self.pages:
            found.append(page.facsimile.picture if page.facsimile else None)
            found += [figure.picture for article in page.articles for figure in article.figures]
            found += [each.picture for each in page.advertisements]
        return tuple(dict.fromkeys(picture for picture in found if picture))

    @property
    def pdfs(self) -> tuple[Path, ...]:
        """Every PDF that the issue shows: facsimiles and advertisements, each once."""
        found = [page.facsimile.pdf for page in self.pages if page.facsimile]
        found += [each.pdf for page in self.pages for each in page.advertisements]
        return tuple(dict.fromkeys(path for path in found if path))

    @property
    def weekday(self) -> int:
        """Day of the week of the date: 0 is Monday."""
        return self.date.weekday()

    @property
    def lead(self) -> Article | None:
        """The first article of the issue."""
        return next((article for page in self.pages for article in page.articles), None)
