"""What `style.yaml` says: fonts, colours, sizes and measures of a style."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)
from pydantic import GetJsonSchemaHandler as SchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from exporter.fixed_form import Form
from exporter.model import Kind
from exporter.sheet_size import SheetSize

ROLES = ("text", "headline", "deck", "label", "masthead", "formula")
GENERIC = {"serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui"}
DEFAULT = "default"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def _list(value: object) -> object:
    """Take one value for a list of one."""
    return (value,) if isinstance(value, str) else value


Family = Annotated[
    str,
    Field(max_length=100),
    Form(r"[^\"'{};\\<>]+", "is not the name of a font family, such as Source Serif 4"),
]
Families = Annotated[
    tuple[Family, ...],
    BeforeValidator(_list),
    Field(min_length=1, description="Families: the first that is installed is used."),
]
RGB = re.compile("#[0-9a-f]{6}")
Rgb = Annotated[str, Form(RGB.pattern, "is not a colour, such as #b3151b")]
Percent = Annotated[float, Field(ge=0, le=100)]
Inks = tuple[Percent, Percent, Percent, Percent]
Size = Annotated[float, Field(gt=0, le=40)]
Sizes = Annotated[tuple[Size, ...], Field(min_length=1, max_length=12)]
Lines = Annotated[float, Field(ge=0, le=60)]
Share = Annotated[float, Field(gt=0, le=1)]
Points = Annotated[float, Field(ge=4, le=72)]
Pixels = Annotated[int, Field(ge=0, le=800)]
BodyType = tuple[Points, Points]
Opening = Literal["beside", "above", "below"]


class Fonts(_Part):
    """The fonts of one language by role."""

    text: Families = Field((), description="Body text.")
    headline: Families = Field((), description="Headlines.")
    deck: Families = Field((), description="Decks, quotations and the tagline.")
    label: Families = Field((), description="Kickers, bylines, captions, tables and the folio.")
    masthead: Families = Field((), description="The name of the publication.")
    formula: Families = Field((), description="Variables in formulas.")

    def over(self, other: Fonts) -> Fonts:
        """Return these fonts, with those of `other` for what they do not name."""
        return Fonts(**{role: getattr(self, role) or getattr(other, role) for role in ROLES})


class MediaColour(_Part):
    """A colour: one for all, or another one in EPUBs or on covers."""

    print: Rgb
    epub: Rgb | None = Field(None, description="In EPUBs; without it, that of print.")
    cover: Rgb | None = Field(None, description="On drawn covers; without it, that of print.")

    @model_validator(mode="before")
    @classmethod
    def _of_all(cls, value: object) -> object:
        return {"print": value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: CoreSchema, handler: SchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string", "pattern": f"^{RGB.pattern}$"}, handler(core)]}


class Colours(_Part):
    """The colours of a style, as #rrggbb."""

    ink: MediaColour = Field(description="Text and rules.")
    accent: MediaColour = Field(description="Kickers, names of columns and the like.")
    tint: MediaColour = Field(description="Behind boxes and every other row of a table.")
    quiet: MediaColour = Field(description="Decks on the cover.")
    paper: MediaColour = Field(description="Behind the cover.")


class Body(_Part):
    """Body type of a script: [size, line] in points."""

    usual: BodyType = Field(description="The usual size.")
    tight: tuple[BodyType, ...] = Field(
        (), description="Tried in turn on a page with too much text."
    )
    loose: tuple[BodyType, ...] = Field(
        (), description="Tried in turn on a page with too little text."
    )
    large: tuple[BodyType, ...] = Field(
        (), description="Tried after these on a page of several articles."
    )
    alone: tuple[BodyType, ...] = Field(
        (), description="Tried after those where none of them has a picture, which could grow."
    )
    narrowest: float = Field(
        0, ge=0, le=100, description="Ems of a column that large and alone need at least."
    )


class BodyTypes(_Part):
    """Body type of Chinese and Japanese, and of all other languages."""

    chinese: Body
    latin: Body


class PaperSize(SheetSize):
    """A paper of the style: a sheet, its type area and its layout."""

    layout: Literal["makeup", "flow"] = Field(
        "flow",
        description="Layout on this paper, if neither profile nor options choose one.",
    )
    opinion_columns: int | None = Field(
        None, ge=1, le=12, description="Makeup: columns of a page of opinion and letters alone."
    )


class FlowHeadlines(_Part):
    """Sizes of headlines of the flow layout, in sizes of the body type."""

    lead: Size = Field(description="Flow: the page's lead.")
    wide: Size = Field(description="Flow: over several columns.")
    lead_beside_picture: Size = Field(description="Flow: the page's lead, beside its picture.")
    wide_beside_picture: Size = Field(description="Flow: several columns, beside a picture.")
    narrow: Size = Field(description="Flow: over one column.")
    brief: Size = Field(description="Flow: briefs and notices.")


class VerticalHeadlines(_Part):
    """Vertical headlines (竖排标题) of Chinese and Japanese, one at most on a page."""

    kinds: tuple[Kind, ...] = Field((), description="Makeup: kinds of articles that may have them.")
    every: int = Field(
        3, ge=1, le=100, description="Makeup: on one page in so many, the first among them."
    )
    size: Size = Field(3.6, description="Makeup: their largest size.")


LightKinds = Mapping[Kind, Share]


class LightHeadlines(_Part):
    """Kinds of leads whose headlines are set in a lighter face than those of other articles."""

    chinese: LightKinds = Field(
        {}, description="Makeup: how large they look beside a usual one: 0.9 a tenth smaller."
    )
    latin: LightKinds = Field({}, description="The same in other languages.")

    def __hash__(self) -> int:
        return hash((tuple(self.chinese.items()), tuple(self.latin.items())))


class Headlines(_Part):
    """Sizes of headlines, in sizes of the body type."""

    ranks: Sizes = Field(description="Makeup: the largest size, by rank on the page.")
    below_lead: tuple[Share, ...] = Field(
        (), description="Makeup: the largest of others by rank, as shares of the lead's largest."
    )
    by_lines: tuple[tuple[Annotated[int, Field(ge=1, le=1000)], Size], ...] = Field(
        (),
        description="Makeup: the largest of a text alone that is not the lead, "
        "by its lines of one column: [at most so many, size].",
    )
    light: LightHeadlines = LightHeadlines()
    columns: Sizes = Field(description="Makeup: the largest size, by number of columns.")
    brief: Size = Field(description="Makeup: the largest size of briefs and notices.")
    deck: Size = Field(description="Makeup: decks.")
    quote: Size = Field(1.75, description="Makeup: pull quotes that no author asked for.")
    air: Lines = Field(
        0.8, description="Makeup: lines that stay between a head with room to spare and its text."
    )
    part_air: Lines = Field(
        0.2, description="Makeup: lines that stay besides in one with more than a headline."
    )
    vertical: VerticalHeadlines = VerticalHeadlines()
    flow: FlowHeadlines


class Flow(_Part):
    """Pages that flow: how they follow each other, and how articles are set, by their kind."""

    follow: bool = Field(
        False,
        description="Whether a page begins on the sheet of the one before where that has room.",
    )
    contents: Size = Field(
        1.5,
        description="Largest size of contents on a sheet of their own, in sizes of those on the "
        "front: they fill the sheet.",
    )
    columns: Mapping[Kind, Annotated[int, Field(ge=1, le=8)]] = Field(
        {}, description="Number of text columns of articles over the whole width; else the paper's."
    )
    openings: Mapping[Kind, Opening] = Field(
        {},
        description="Place of the picture at the head: beside the headline, below it over all "
        "columns, or above it. A page whose first article has it above begins a sheet.",
    )
    opening: Share = Field(
        0.5,
        description="Height of a picture above the headline, of the sheet's; one that would lose "
        "more than `crop` is as high as it needs.",
    )


class Panels(_Part):
    """Kinds of articles that the CSS gives a tint or a border (`.around`)."""

    kinds: tuple[Kind, ...] = Field((), description="Makeup: kinds of articles in a panel.")
    inset: float = Field(
        0.5, ge=0, le=3, description="Makeup: ems of space at each side of their columns."
    )


class Masthead(_Part):
    """The name on the first page: shares of the width, sizes and room in lines of body type."""

    fill: Share = Field(description="Makeup: share of the width that the name fills.")
    largest: Size = Field(description="Makeup: largest size.")
    largest_with_tagline: Size = Field(description="Makeup: largest size above a tagline.")
    lines: int = Field(ge=5, le=40, description="Makeup: its height in lines, with the date line.")
    lines_with_title: int = Field(ge=5, le=40, description="The same, if the issue has a title.")
    skybox: int = Field(
        ge=4, le=20, description="Lines of the skybox above it, with the space below."
    )
    flow_fill: Share = Field(description="Flow: share of the width that the name fills.")
    flow_largest: Size = Field(description="Flow: largest size.")


class Folio(_Part):
    """The line at the head of a sheet."""

    lines: int = Field(ge=2, le=12, description="Its height in lines, with the space below.")


class EarContents(_Part):
    """The box beside the masthead."""

    entries: int = Field(ge=1, le=20, description="Entries of the contents, at most.")
    sizes: Annotated[tuple[Size, ...], Field(min_length=1, max_length=20)] = Field(
        (1.5, 1.4, 1.3, 1.2, 1.1, 1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6),
        description="Sizes of the issue's own words, of the usual: the first that has room.",
    )
    air: Lines = Field(1.2, description="Most lines between entries where there is room to spare.")


class PullQuote(_Part):
    """Characters of what is pulled out of a text, and of the text."""

    shortest: int = Field(ge=1, le=1000, description="Fewest characters of a sentence.")
    longest: int = Field(ge=1, le=1000, description="Most characters of a sentence.")
    text: int = Field(ge=1, le=100_000, description="Fewest characters of the text that has it.")


class PullQuotes(_Part):
    """Sentences of a text that are set large in it, by its script."""

    chinese: PullQuote = PullQuote(shortest=13, longest=45, text=400)
    latin: PullQuote = PullQuote(shortest=45, longest=149, text=900)


class Cover(_Part):
    """Measures of the drawn cover, in pixels of 1600 × 2400."""

    margin: Pixels = Field(description="Margin on every side.")
    gutter: Pixels = Field(description="Between the two headlines at the foot.")
    band: Pixels = Field(description="Height of the band of colour at the top.")
    name: Pixels = Field(ge=110, description="Largest size of the publication's name.")
    lead: Kind | None = Field(
        None, description="Kind of the articles it shows. Default: the lead of each page."
    )
    headline: Pixels = Field(ge=20, description="Size of the lead's headline.")
    small: Pixels = Field(ge=10, description="Size of date, kicker and deck.")
    other: Pixels = Field(ge=20, description="Size of the headlines at the foot.")


class Settings(_Part):
    """Everything a style must define, itself or through the style that it extends."""

    title: str = Field(description="Name of the style, for people.")
    extends: str = Field("", description="The style that this one changes: a name or a folder.")
    fonts: Mapping[str, Fonts] = Field(description="By language: `default`, `en`, `zh-hans`, …")
    colours: Colours
    inks: Mapping[str, Inks] = Field(
        {},
        description="Inks of a colour in print, per cent of C, M, Y and K: by the "
        "name of the colour, or by the #rrggbb of one in the CSS.",
    )
    body: BodyTypes
    gap: float = Field(ge=2, le=100, description="Space between columns in points.")
    papers: Mapping[str, PaperSize]
    paper: str = Field(description="Default paper: a name, or width and height in mm: 289x400.")
    flow: Flow = Flow()
    headlines: Headlines
    crop: float = Field(
        0.18,
        ge=0,
        le=0.5,
        description="Makeup and site: share of a photograph's height, or width, that may be cut "
        "off.",
    )
    lead_share: float = Field(
        0.45,
        ge=0.2,
        le=1,
        description="Makeup: share of the articles' area on a page that no article should exceed; "
        "the leads of real front pages take 0.28 to 0.37.",
    )
    quotes: Literal["auto", "typed", "typographic"] = Field(
        "auto",
        description="Straight quotation marks: set typographically, or left as typed; `auto` "
        "leaves those in Chinese and Japanese.",
    )
    reversed: Mapping[str, Size] = Field(
        {},
        description="Selectors of what the CSS sets in white on ink, with its size in sizes of the "
        "body type: below the `reversed_from_pt` of a profile it is in ink on the tint.",
    )
    initials: tuple[Kind, ...] = Field(
        (),
        description="Makeup: kinds of articles whose first letter is an element of the class "
        "`initial`, which the CSS may set large.",
    )
    table_gap: float = Field(
        16,
        ge=0.5,
        le=50,
        description="Makeup: ems of space between the longest cells of a wide table, at most: with "
        "more its rows fall apart, so it stands over fewer columns.",
    )
    drawing_words: float = Field(
        2,
        ge=0.8,
        le=10,
        description="Makeup: largest words of a drawing or chart in print, in sizes of the body "
        "type: one that is set so large that they are larger has smaller ones.",
    )
    panels: Panels = Panels()
    pull_quotes: PullQuotes = PullQuotes()
    masthead: Masthead
    folio: Folio
    ear: EarContents
    cover: Cover


class StyleFile(Settings):
    """One `style.yaml`; what it does not define comes from the style that it extends."""

    @classmethod
    def model_json_schema(cls, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the JSON Schema, in which no key is required."""
        found = super().model_json_schema(*args, **kwargs)
        for part in found.get("$defs", {}).values():
            part.pop("required", None)
        found.pop("required", None)
        return found
