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
    StringConstraints,
    model_validator,
)
from pydantic import GetJsonSchemaHandler as SchemaHandler

from exporter.model import Kind

ROLES = ("text", "headline", "deck", "label", "masthead", "formula")
GENERIC = {"serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui"}
DEFAULT = "default"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _list(value: object) -> object:
    """Take one value for a list of one."""
    return (value,) if isinstance(value, str) else value


Family = Annotated[str, StringConstraints(pattern=r"^[^\"'{};\\<>]+$", max_length=100)]
Families = Annotated[
    tuple[Family, ...],
    BeforeValidator(_list),
    Field(min_length=1, description="Families: the first that is installed is used."),
]
RGB = re.compile("#[0-9a-f]{6}")
Rgb = Annotated[str, StringConstraints(pattern=f"^{RGB.pattern}$")]
Percent = Annotated[float, Field(ge=0, le=100)]
Inks = tuple[Percent, Percent, Percent, Percent]
Size = Annotated[float, Field(gt=0, le=40)]
Sizes = Annotated[tuple[Size, ...], Field(min_length=1, max_length=12)]
Lines = Annotated[float, Field(ge=0, le=60)]
Share = Annotated[float, Field(gt=0, le=1)]
Points = Annotated[float, Field(ge=4, le=72)]
Pixels = Annotated[int, Field(ge=0, le=800)]
BodyType = tuple[Points, Points]


class Fonts(_Part):
    """The fonts of one language by what they are for."""

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
    def _of_all(cls, value: Any) -> Any:
        return {"print": value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: SchemaHandler) -> dict[str, Any]:
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

    usual: BodyType
    tight: tuple[BodyType, ...] = Field((), description="Tried in turn where a page has too much.")
    loose: tuple[BodyType, ...] = Field((), description="Tried where a page has too little.")


class BodyTypes(_Part):
    """Body type of Chinese and Japanese, and of all other languages."""

    chinese: Body
    latin: Body


class PaperSize(_Part):
    """A trimmed sheet: width, height and smallest margin in mm, its columns and its layout."""

    width: float = Field(ge=60, le=1200)
    height: float = Field(ge=60, le=1200)
    columns: int = Field(ge=1, le=12)
    margin: float = Field(ge=0, le=100)
    layout: Literal["makeup", "flow"] = Field(
        "flow", description="Of profiles that make pages up: whether they do on this paper."
    )


class FlowHeadlines(_Part):
    """Sizes of headlines of the flow layout, in sizes of the body type."""

    lead: Size
    wide: Size
    lead_beside_picture: Size
    wide_beside_picture: Size
    narrow: Size
    brief: Size


class Headlines(_Part):
    """Sizes of headlines, in sizes of the body type."""

    ranks: Sizes = Field(description="Makeup: the largest by rank on the page.")
    columns: Sizes = Field(description="Makeup: the largest by columns that the headline spans.")
    brief: Size = Field(description="Makeup: the largest of briefs and notices.")
    deck: Size = Field(description="Makeup: decks.")
    flow: FlowHeadlines


class Flow(_Part):
    """Pages that flow: how articles are set, by their kind."""

    columns: Mapping[Kind, Annotated[int, Field(ge=1, le=8)]] = Field(
        {}, description="Columns of text of articles over the whole width; else the paper's."
    )
    openings: Mapping[Kind, Literal["beside", "above"]] = Field(
        {}, description="Where the picture at the head stands: beside the headline, or above it."
    )


class Masthead(_Part):
    """The name on the first page: shares of the width, sizes and room in lines of body type."""

    fill: Share = Field(description="Makeup: share of the width that the name fills.")
    largest: Size = Field(description="Makeup: largest size.")
    largest_with_tagline: Size
    lines: int = Field(ge=5, le=40, description="Makeup: lines that it takes, date line and all.")
    lines_with_title: int = Field(ge=5, le=40, description="The same, where the issue has a title.")
    flow_fill: Share = Field(description="Flow: share of the width that the name fills.")
    flow_largest: Size = Field(description="Flow: largest size.")


class Folio(_Part):
    """The line at the head of a sheet."""

    lines: int = Field(ge=2, le=12, description="Lines that it takes, with the space below.")


class EarContents(_Part):
    """The box beside the masthead."""

    entries: int = Field(ge=1, le=20, description="Entries of the contents, at most.")


class Cover(_Part):
    """Measures of the drawn cover, in pixels of 1600 × 2400."""

    margin: Pixels
    gutter: Pixels = Field(description="Between the two headlines at the foot.")
    band: Pixels = Field(description="Height of the band of colour at the top.")
    name: Pixels = Field(ge=110, description="Largest size of the publication's name.")
    headline: Pixels = Field(ge=20, description="Size of the lead's headline.")
    small: Pixels = Field(ge=10, description="Size of date, kicker and deck.")
    other: Pixels = Field(ge=20, description="Size of the headlines at the foot.")


class Settings(_Part):
    """All that a style needs to say, by itself or through the style that it extends."""

    title: str = Field(description="Name of the style, for people.")
    extends: str = Field("", description="The style that this one changes: a name or a folder.")
    fonts: Mapping[str, Fonts] = Field(description="By language: `default`, `en`, `zh-hans`, …")
    colours: Colours
    inks: Mapping[str, Inks] = Field(
        {},
        description="Inks that a colour of print is printed in, per cent of cyan, magenta, yellow "
        "and black: by the colour's name, or #rrggbb of one that the CSS has.",
    )
    body: BodyTypes
    gap: float = Field(ge=2, le=100, description="Space between columns in points.")
    papers: Mapping[str, PaperSize]
    paper: str = Field(description="Paper where nobody asks for another.")
    flow: Flow = Flow()
    headlines: Headlines
    masthead: Masthead
    folio: Folio
    ear: EarContents
    cover: Cover


class StyleFile(Settings):
    """What one `style.yaml` may say: what it does not say comes from the style it extends."""

    @classmethod
    def model_json_schema(cls, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the JSON Schema, in which no key is required."""
        found = super().model_json_schema(*args, **kwargs)
        for part in found.get("$defs", {}).values():
            part.pop("required", None)
        found.pop("required", None)
        return found
