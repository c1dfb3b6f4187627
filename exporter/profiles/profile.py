"""Profiles of PDFs: read from YAML, checked, and laid one on another."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
)

from exporter.errors import UsageError
from exporter.fixed_form import Form
from exporter.guard import reason
from exporter.nearest import meant, unknown
from exporter.profiles.page_names import FURTHER_SHEET, same_label
from exporter.profiles.pdfx_standards import PDF_X, PdfX
from exporter.sheet_size import SheetSize, read_size

if TYPE_CHECKING:
    from exporter.yamlfile import Yaml, YamlText

HERE = Path(__file__).parent
ICC_FOLDER = HERE / "icc"
SUFFIXES, ICC_SUFFIXES = (".yaml", ".yml"), (".icc", ".icm")
MAX_BASES = 5
FILE_NAME = re.compile(r"[^/\\\0]+")


class Colour(StrEnum):
    """The colour space in which everything of a PDF is painted."""

    RGB = "rgb"
    CMYK = "cmyk"


Rgb = Annotated[str, Form("#[0-9a-f]{6}", "is not a colour, such as #b3151b")]
Percent = Annotated[float, Field(ge=0, le=100)]
Percentages = tuple[Percent, Percent, Percent, Percent]
Edge = Annotated[float, Field(ge=0, le=100)]
Sides = tuple[Edge, Edge, Edge, Edge]


def _marks(value: object) -> object:
    """Take `true` and `false`, as profiles had them, for all marks and none."""
    return {"true": "all", "yes": "all", "false": "none", "no": "none"}.get(
        str(value).lower(), value
    )


def _rising(tints: tuple[float, float]) -> tuple[float, float]:
    """Refuse a darkest tint that is not darker than the lightest."""
    if tints[0] >= tints[1]:
        raise ValueError("does not go from the lightest tint to the darkest")
    return tints


class Profile(BaseModel):
    """What a PDF is for, in numbers: its conformance, colour, geometry and limits.

    Units are in the names of fields: `_mm`, `_pt` (points, 1/72 inch), `_dpi` (pixels an inch).
    Inks, tints and limits of ink are per cent.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    name: str
    title: str = Field("", description="Name of the profile, in the slug line.")
    variant: Literal["", "pdf/x-1a", "pdf/x-3", "pdf/x-4", "pdf/ua-1", "pdf/a-3a"] = Field(
        "", description="Standard that the PDF conforms to."
    )
    layout: Literal["", "makeup", "flow"] = Field(
        "",
        description="Each page on one sheet, or on as many as it needs; empty: as the style has it "
        "for the paper.",
    )
    paper: str | SheetSize = Field(
        "",
        description="Paper: a name, width and height in mm (289x400), or a sheet with `width`, "
        "`height`, `columns`, `margin`, `type_area`; empty: that of the style.",
    )
    colour: Colour = Field(Colour.RGB, description="Colour space of everything on the page.")
    output_condition: str = Field("", description="Registered name of the printing condition.")
    icc: str = Field("", description="ICC profile of the output intent: a path, or a known name.")
    picture_dpi: int = Field(
        150,
        ge=36,
        le=2400,
        description="Pictures are scaled down to this resolution if they exceed it by a ninth.",
    )
    least_dpi: int = Field(
        0, ge=0, le=2400, description="Preflight: pictures below it are reported."
    )
    ink_limit: int = Field(400, ge=100, le=400, description="Total area coverage, per cent.")
    black_limit: int = Field(
        100,
        ge=50,
        le=100,
        description="Most black ink in pictures and areas, per cent; type and lines stay solid.",
    )
    tints: Annotated[tuple[Percent, Percent], AfterValidator(_rising)] = Field(
        (0, 100), description="Lightest and darkest tint that the press holds, per cent."
    )
    inks: dict[Rgb, Percentages] = Field(
        {}, description="Colours of the style (#rrggbb) as printed: C, M, Y and K, per cent."
    )
    black_pages: tuple[Annotated[str, BeforeValidator(str)], ...] = Field(
        (), description="Labels or numbers of pages printed in black only."
    )
    bleed_mm: float = Field(0, ge=0, le=20, description="Bleed on every side.")
    marks: Annotated[Literal["none", "crop", "all"], BeforeValidator(_marks)] = Field(
        "none",
        description="Outside the bleed: nothing, crop marks, or registration marks, colour bar "
        "and slug line as well; `true` is `all`.",
    )
    signature: int = Field(
        1, ge=1, le=64, description="The number of sheets is a multiple of this."
    )
    clear_mm: Sides = Field(
        (0, 0, 0, 0),
        description="Edges of the trimmed page that stay white: top, outer, bottom, inner.",
    )
    safe_mm: float = Field(0, ge=0, le=50, description="Text keeps so far from the trim.")
    hairline_pt: float = Field(0.25, ge=0, le=2, description="Thinnest line.")
    rich_black_from_pt: float = Field(12, ge=0, description="Smaller type is black on K alone.")
    reversed_from_pt: float = Field(
        0,
        ge=0,
        description="Smaller type is not set in white on ink, where the style says so; preflight "
        "reports the rest.",
    )
    multi_ink_from_pt: float = Field(
        7,
        ge=0,
        description="Smaller dark type in several inks is printed in black alone; preflight "
        "reports the rest.",
    )
    impose: Literal["", "spreads", "booklet"] = Field(
        "", description="Two pages on a sheet: as read, or as printed for saddle stitching."
    )
    creep_mm: float = Field(
        0, ge=0, le=2, description="Shift towards the spine, for each sheet further in."
    )
    split: str = Field("", description="One PDF for each page as well: template of the names.")
    build_time: bool = Field(False, description="The slug line has the time of the build.")
    proof: bool = Field(
        False, description="“Proof” and the time of the build stand across each page."
    )
    simulated: bool = Field(
        False, description="A colour proof: pictures of the pages in the colours of the press."
    )
    links: bool = Field(True, description="Links and bookmarks are included.")
    tagged: bool = Field(False, description="The structure is tagged.")
    attachments: bool = Field(False, description="EPUB, issue folder and JSON are attached.")
    linearised: bool = Field(False, description="Viewers can show the first page early.")
    rules: dict[str, Literal["off", "info", "warning", "error"]] = Field(
        {}, description="Preflight: severity of a rule, by its id."
    )

    @property
    def pdf_x(self) -> PdfX | None:
        """What its variant of PDF/X allows; None for other PDFs."""
        return PDF_X.get(self.variant)

    @property
    def paper_mm(self) -> tuple[float, float] | None:
        """Width and height of its paper; None of one that only a style knows."""
        paper = self.paper
        return read_size(paper) if isinstance(paper, str) else (paper.width, paper.height)

    @property
    def keeps_pages_apart(self) -> bool:
        """Whether no sheet may hold two pages: each is a file, or some are printed in black."""
        return bool(self.split or self.black_pages)

    def prints_black(self, label: str) -> bool:
        """Whether a page, or a further sheet of it (A01-2), is printed in black only."""
        page = FURTHER_SHEET.sub("", label)
        return any(same_label(each, page) for each in self.black_pages)

    def black_pages_beyond(self, labels: Sequence[str]) -> list[str]:
        """Return the pages in black only that are none of these."""
        pages = [FURTHER_SHEET.sub("", label) for label in labels]
        return [
            each for each in self.black_pages if not any(same_label(each, page) for page in pages)
        ]


class ProfileFile(Profile):
    """A profile as a YAML file has it: laid over a base, named after the file."""

    name: str = ""
    base: str = Field("", description="The profile that this one changes: a name or a file.")


def names() -> list[str]:
    """Return the names of the profiles that come with the exporter."""
    return sorted(path.stem for path in HERE.glob("*.yaml"))


def find_profile(name: str, **changes: object) -> Profile:
    """Return the profile of that name, or of that YAML file; raises `UsageError`.

    `changes` are laid over it, those that are None left out. An ICC file of the user's own is of
    another printing condition than the profile's, unless a name comes with it.
    """
    over = {key: value for key, value in changes.items() if value is not None}
    if "icc" in over:
        over = {"output_condition": ""} | over
    try:
        profile = Profile.model_validate(_values(_path(name), MAX_BASES) | over)
    except ValidationError as error:
        from exporter.yamlfile import worded

        message, advice = worded(error.errors()[0])
        raise UsageError(f"{name}: {message}, {advice}") from None
    _judge_colour(profile, _path(name))
    if "icc" in over and profile.colour is not Colour.CMYK:
        raise UsageError(f"an ICC profile is for the press, not for the profile `{profile.name}`")
    return profile


def _judge_colour(profile: Profile, path: Path) -> None:
    """Refuse inks without a printing condition, and a PDF for the press without inks."""
    if profile.colour is Colour.CMYK and not profile.icc:
        line, known = _read(path).line(("colour",)), ", ".join(icc_names())
        raise UsageError(f"{path}:{line}: a CMYK profile needs `icc`: a file, or one of: {known}")
    if profile.colour is not Colour.CMYK and profile.pdf_x:
        line = _read(path).line(("variant",))
        raise UsageError(
            f"{path}:{line}: `variant: {profile.variant}` is for the press, "
            "it needs `colour: cmyk` and an `icc`"
        )


def _values(path: Path, depth: int) -> dict[str, Yaml]:
    """Return the values of a profile laid over those of its bases."""
    if not depth:
        raise UsageError(f"{path}: has more than {MAX_BASES} bases, does `base` lead in a circle?")
    parsed = _read(path)
    values = _judged(path, parsed)
    base = str(values.pop("base", ""))
    below = {}
    if base:
        below = _values(_base(path, base, parsed.line(("base",))), depth - 1)
    if "icc" in values:
        below.pop("output_condition", None)
        values["icc"] = _icc(path, str(values["icc"]), parsed.line(("icc",)))
    return below | {"name": path.stem} | values


def _path(name: str) -> Path:
    """Return the file of a profile: the user's own, or one of ours by name."""
    if name.endswith(SUFFIXES):
        return Path(name)
    if name not in names():
        otherwise = f"use a YAML file or one of: {', '.join(names())}"
        raise UsageError(unknown("profile", name, names(), otherwise))
    return HERE / f"{name}.yaml"


def _base(path: Path, base: str, line: int) -> Path:
    """Return the file of a base: a profile of ours, or one in the folder of `path`."""
    if base in names():
        return HERE / f"{base}.yaml"
    file = path.parent / base
    if base.endswith(SUFFIXES) and FILE_NAME.fullmatch(base) and os.path.exists(file):  # noqa: PTH110
        return file
    known = [*names(), *_beside(path, SUFFIXES)]
    otherwise = f"name a YAML file beside this one, or one of: {', '.join(names())}"
    advice = meant(base, known, otherwise) if FILE_NAME.fullmatch(base) else otherwise
    raise UsageError(f"{path}:{line}: `base: {base[:40]}` is not a profile, {advice}")


def _read(path: Path) -> YamlText:
    from exporter.yamlfile import parse_all

    try:
        parsed, faults = parse_all(path.read_text(encoding="utf-8"), 1, ProfileFile)
    except UnicodeDecodeError:
        raise UsageError(f"{path}: is not UTF-8 text, save it as UTF-8") from None
    except FileNotFoundError:
        raise UsageError(
            f"there is no profile `{path}`, name a YAML file, or one of: {', '.join(names())}"
        ) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise UsageError(f"{path}: can't be read as a profile ({reason(error)})") from None
    if parsed is None or faults:
        said = (f"{path}:{fault.line}: {fault.message}, {fault.advice}" for fault in faults)
        raise UsageError(*said)
    return parsed


def _judged(path: Path, parsed: YamlText) -> dict[str, Yaml]:
    """Return the values of one file; raises `UsageError` with every fault, by its line."""
    from exporter.yamlfile import validate

    _, findings = validate(ProfileFile, parsed, path, {})
    if findings:
        raise UsageError(*map(str, findings))
    values = parsed.value if isinstance(parsed.value, dict) else {}
    return {key: value for key, value in values.items() if value is not None}


def _icc(path: Path, icc: str, line: int) -> str:
    """Return the ICC file that a YAML file names: one that ships, or one beside that file."""
    ours = icc_names()
    if icc in ours:
        return icc
    file = path.parent / icc
    if os.path.exists(file):  # noqa: PTH110 - a name that no file can have is not there either
        return str(file)
    otherwise = f"name a file beside this one, or one of: {', '.join(ours)}"
    advice = meant(icc, [*ours, *_beside(path, ICC_SUFFIXES)], otherwise)
    raise UsageError(f"{path}:{line}: there is no ICC profile `{icc[:40]}`, {advice}")


def icc_names() -> list[str]:
    """Return the names of the ICC profiles that come with the exporter."""
    return sorted(path.stem for path in ICC_FOLDER.glob("*.icc"))


def _beside(path: Path, suffixes: tuple[str, ...]) -> list[str]:
    """Return the names of other files in the folder of a profile."""
    names = (each.name for each in path.parent.iterdir() if each.suffix.lower() in suffixes)
    return sorted(name for name in names if name != path.name)
