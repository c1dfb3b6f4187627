"""Rules of colour: what is printed on which plate, and how much of it."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.checks.pdf.colours import ALL, ColourSpace, Model
from exporter.checks.pdf.document import Document, Page
from exporter.checks.pdf.marks import Kind, Mark
from exporter.checks.pdf.pictures import BrokenPicture, Ink, heaviest
from exporter.checks.pdf.rules.grouping import hits, name
from exporter.checks.rules import Hit, rule
from exporter.findings import Severity
from exporter.pdf.geometry import Rect, inside, moved, touches
from exporter.profiles import Colour, Profile

INK_SLACK = 1.0  # per cent: what rounding in a picture may add


@rule(
    "pdf-rgb-object",
    "RGB object in a CMYK file",
    clause="ISO 15930-7 (device colours of the output intent); GWG 2015 (CMYK variants)",
    advice="convert it to the CMYK of the output intent",
    press=Severity.ERROR,
)
def rgb_object(document: Document, profile: Profile) -> Iterator[Hit]:
    """Find text, lines, areas, pictures and spot colours' alternates in RGB, Lab or ICC RGB."""
    if profile.colour is not Colour.CMYK:
        return

    def faults(page: Page) -> Iterator[tuple[str, Mark]]:
        for mark in page.marks:
            rgb = _rgb(mark.space) if mark.space else None
            if rgb:
                yield f"{mark.kind} in {rgb.family}", mark

    yield from hits(document, faults)


def _rgb(space: ColourSpace) -> ColourSpace | None:
    return next(
        (part for part in space.spaces() if part.model is Model.RGB and not part.table), None
    )


@rule(
    "pdf-ink-limit",
    "Too much ink",
    clause="GWG 2015, 4.22",
    advice="convert it with the printer's profile, or lower the inks",
    press=Severity.ERROR,
)
def ink_limit(document: Document, profile: Profile) -> Iterator[Hit]:
    """Find colours above the total area coverage, and pictures above it over 15 mm²."""
    yield from hits(document, lambda page: _heavy_colours(page, profile))
    known: dict[object, Ink | None] = {}
    for page in document.pages:
        for mark in page.marks:
            ink = _ink(page, mark, known)
            if ink and ink.total > profile.ink_limit + INK_SLACK:
                message = f"picture with {ink.total:.0f} % ink, {profile.ink_limit} % is the limit"
                yield Hit(message, page, (moved(ink.rect, mark.matrix),), name(page, mark))


def _heavy_colours(page: Page, profile: Profile) -> Iterator[tuple[str, Mark]]:
    for mark in page.marks:
        colour = mark.colour
        if colour is None or colour.total <= profile.ink_limit + 0.5 or ALL in colour.used:
            continue
        if _told_of_black(mark, profile):
            continue
        limit = profile.ink_limit
        yield f"{mark.kind} with {colour.total:.0f} % ink ({colour}), {limit} % is the limit", mark


def _told_of_black(mark: Mark, profile: Profile) -> bool:
    """Whether the rules of black report the mark already: one fault, one finding."""
    if mark.colour is None or mark.kind not in (Kind.TEXT, Kind.LINE):
        return False
    small = mark.kind is Kind.TEXT and mark.size < profile.rich_black_from_pt
    return mark.colour.mixed_black or (small and mark.colour.rich_black)


def _ink(page: Page, mark: Mark, known: dict[object, Ink | None]) -> Ink | None:
    """Return the heaviest square of what is seen of a picture, cached by size."""
    picture = mark.picture
    if picture is None or picture.stencil:
        return None
    placed = page.placed(mark)
    window = tuple(round(side, 2) for side in placed.window)
    key = getattr(picture.source, "objgen", id(picture)), round(placed.width_mm), window
    if key not in known:
        try:
            known[key] = heaviest(picture, placed)
        except BrokenPicture as error:
            known[key] = None
            page.drawing.problems.append(f"picture {picture.name} {error}")
    return known[key]


@rule(
    "pdf-registration-colour",
    "Registration colour on the page",
    clause="ISO 32000-1, 8.6.6.4; GWG 2015 (registration colour)",
    advice="use 100 % black; the registration colour is for marks outside the page",
    press=Severity.ERROR,
)
def registration_colour(document: Document, _: Profile) -> Iterator[Hit]:
    """Find marks in the registration colour inside the TrimBox."""

    def faults(page: Page) -> Iterator[tuple[str, Mark]]:
        for mark in page.marks:
            if mark.colour and ALL in mark.colour.used and touches(mark.box, page.trim):
                yield f"{mark.kind} in the registration colour", mark

    yield from hits(document, faults)


@rule(
    "pdf-blend-space",
    "Transparency blended in RGB",
    clause="ISO 32000-1, 11.6.6; GWG 2015 (blend colour space)",
    advice="give the page and its transparency groups the colour space DeviceCMYK",
    press=Severity.ERROR,
)
def blend_space(document: Document, profile: Profile) -> Iterator[Hit]:
    """Find pages and transparency groups whose blend space is RGB."""
    if profile.colour is not Colour.CMYK:
        return
    for page in document.pages:
        found: dict[str, list[Rect]] = {}
        for space, box in page.drawing.groups:
            if space.model is Model.RGB and touches(box, page.bleed):
                found.setdefault(space.family, []).append(box)
        for family, boxes in found.items():
            whole = any(inside(page.trim, box) for box in boxes)
            where = "the page" if whole else "a transparency group"
            yield Hit(f"{where} is blended in {family}", page, () if whole else tuple(boxes))


@rule(
    "pdf-spot-name",
    "Spot colours named inconsistently",
    clause="ISO 32000-1, 8.6.6.4; GWG 2015, 4.18",
    advice="give one ink one name and one alternate colour everywhere",
    press=Severity.WARNING,
)
def spot_name(document: Document, _: Profile) -> Iterator[Hit]:
    """Find different names for one ink, and one name with several alternate colours."""
    seen: dict[str, tuple[str, str]] = {}
    for page in document.pages:
        for space in sorted(_spots(page), key=lambda space: (space.names, space.tint)):
            for spot in space.names if space.family == "Separation" else ():
                plain = "".join(spot.lower().split())
                first, tint = seen.setdefault(plain, (spot, space.tint))
                if plain in PROCESS_NAMES and spot not in PROCESS_NAMES.values():
                    yield Hit(f"spot colour `{spot}` is not the ink `{PROCESS_NAMES[plain]}`", page)
                elif spot != first:
                    yield Hit(f"spot colours `{first}` and `{spot}` make two plates", page)
                elif tint != space.tint and spot not in PROCESS_NAMES.values():
                    yield Hit(f"spot colour `{spot}` has several alternate colours", page)


PROCESS_NAMES = {
    "cyan": "Cyan",
    "magenta": "Magenta",
    "yellow": "Yellow",
    "black": "Black",
    "all": "All",
    "none": "None",
}


def _spots(page: Page) -> set[ColourSpace]:
    found = {part for mark in page.marks if mark.space for part in mark.space.spaces()}
    return {space for space in found if space.model is Model.SPOT and not space.table}
