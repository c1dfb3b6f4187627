"""Marks: what a content stream leaves on a page, with its colour, size and place."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from pikepdf import Matrix, Object

from exporter.checks.pdf.colours import Colour, ColourSpace
from exporter.checks.pdf.fonts import Font
from exporter.checks.pdf.image_objects import Picture
from exporter.pdf.geometry import IDENTITY, Rect


class Kind(StrEnum):
    """What a mark is; a line drawn as a filled thin rectangle is a `LINE` too."""

    TEXT = "text"
    LINE = "line"
    AREA = "area"
    PICTURE = "picture"
    SHADING = "shading"


class Role(StrEnum):
    """What the marked content around a mark makes of it (ISO 32000-1, 14.6 and 14.8.2.2)."""

    TAGGED = "tagged"
    ARTIFACT = "artifact"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Mark:
    """One object that was painted: text of one operator, a path, a picture.

    `box` is in the page's user space and cut to the clip; `size` is the size of text, the width of
    a line, in points; `number` is that of the marked content around it (MCID). A shading's colour
    is the one of its ends that takes most ink.
    """

    kind: Kind
    box: Rect
    colour: Colour | None
    role: Role
    size: float = 0.0
    overprint: bool = False
    overprint_mode: int = 0
    transparent: bool = False  # it blends with what is beneath
    font: Font | None = None
    hidden: bool = False  # text that is there to be found, not to be seen
    picture: Picture | None = None
    matrix: Matrix = IDENTITY
    number: int = -1
    notdef: bool = False  # text in which a glyph is missing
    uncut: Rect | None = None  # the box of text before the clip, where that takes any of it
    language: str | None = None  # that of the marked content around it, if it names one
    defaults: frozenset[str] = frozenset()  # the device spaces that the resources define

    @property
    def space(self) -> ColourSpace | None:
        """The colour space that it is painted in: a picture's own, else that of its colour."""
        own = self.picture.space if self.picture and not self.picture.stencil else None
        return own or (self.colour.space if self.colour else None)


@dataclass
class Drawing:
    """Everything on a page: its marks, the groups' colour spaces, what could not be read.

    `states` are the graphics states that were set, `objects` the external objects and their
    names.
    """

    marks: list[Mark] = field(default_factory=list)
    groups: list[tuple[ColourSpace, Rect]] = field(default_factory=list)
    transparent: list[Rect] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    unseen: list[Rect] = field(default_factory=list)  # text of the page's own that the clip hides
    states: list[Object] = field(default_factory=list)
    objects: dict[tuple[int, int], tuple[str, Object]] = field(default_factory=dict)
