"""Rules of colour: what is printed on which plate, and how much of it."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Matrix

from exporter.checks.pdf.colours import ALL, ColourSpace, Model
from exporter.checks.pdf.document import Document, Page
from exporter.checks.pdf.image_objects import PATCH_MM, BrokenPicture, Ink, heaviest
from exporter.checks.pdf.marks import Kind, Mark
from exporter.checks.pdf.rules.grouping import hits, name
from exporter.checks.pdf.separations import NotDrawn, heaviest_ink
from exporter.checks.rules import Hit, rule
from exporter.findings import Severity
from exporter.pdf.geometry import Rect, inside, moved, touches
from exporter.profiles import Colour, Profile
from exporter.units import MM

Known = dict[object, Ink | None]
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
        (part for part in space.spaces() if part.model is Model.RGB and part.family != "Indexed"),
        None,
    )


@rule(
    "pdf-ink-limit",
    "Too much ink",
    clause="GWG 2015, 4.22",
    advice="convert it with the printer's profile, or lower the inks",
    press=Severity.ERROR,
)
def ink_limit(document: Document, profile: Profile) -> Iterator[Hit]:
    """Find colours above the total area coverage, pictures above it over 15 mm², and overprints."""
    yield from hits(document, lambda page: _heavy_colours(page, profile))
    known: dict[object, Ink | None] = {}
    for page in document.pages:
        found = list(_heavy_pictures(page, profile, known))
        yield from found
        if not found and not any(_heavy_colours(page, profile)):
            yield from _heavy_together(page, profile, known)


def _heavy_pictures(page: Page, profile: Profile, known: Known) -> Iterator[Hit]:
    for mark in page.marks:
        ink = _ink(page, mark, known)
        if ink and ink.total > profile.ink_limit + INK_SLACK:
            message = f"picture with {ink.total:.0f} % ink, {profile.ink_limit} % is the limit"
            yield Hit(message, page, (moved(ink.rect, mark.matrix),), name(page, mark))


def _heavy_together(page: Page, profile: Profile, known: Known) -> Iterator[Hit]:
    """Find what overprints and blends above the limit: the plates are drawn where any could."""
    limit = profile.ink_limit + INK_SLACK
    if not any(total > limit for total in _sums(page, known)):
        return
    try:
        ink = heaviest_ink(page.document.path, page.number)
    except NotDrawn as error:
        page.document.unmeasured.append((page, str(error)))
        return
    if ink.total > limit:
        message = f"overprinting objects with {ink.total:.0f} % ink together"
        box = moved(ink.rect, _placed_in(page.trim))
        found = () if page.rotation else (box,)
        yield Hit(f"{message}, {profile.ink_limit} % is the limit", page, found)


@rule(
    "pdf-ink-unmeasured",
    "Ink that overprints not measured",
    clause="GWG 2015, 4.22",
    advice="install Ghostscript, or check the ink of the page on a faster machine",
    press=Severity.WARNING,
)
def ink_unmeasured(document: Document, _: Profile) -> Iterator[Hit]:
    """Find pages whose objects may exceed the limit together and whose plates are unknown."""
    for page, why in document.unmeasured:
        yield Hit(f"ink of objects that overprint or blend was not measured: {why}", page)


def _sums(page: Page, known: Known) -> Iterator[float]:
    """Yield the most ink, in per cent, that each mark may have with what is beneath it."""
    large = [mark for mark in page.marks if _is_large(mark)]
    totals = [_total(page, mark, known) for mark in large]
    for number, mark in enumerate(large):
        if mark.transparent or mark.overprint:
            beneath = zip(large[:number], totals, strict=False)
            yield totals[number] + sum(ink for each, ink in beneath if touches(each.box, mark.box))


def _is_large(mark: Mark) -> bool:
    """Whether a mark alone may fill a square of those that ink is measured in."""
    left, bottom, right, top = mark.box
    is_area = mark.kind not in (Kind.TEXT, Kind.LINE)
    return is_area and min(right - left, top - bottom) >= PATCH_MM * MM


def _total(page: Page, mark: Mark, known: Known) -> float:
    ink = _ink(page, mark, known)
    return ink.total if ink else mark.colour.total if mark.colour else 0.0


def _placed_in(rect: Rect) -> Matrix:
    """Return the matrix that places the unit square in a rectangle."""
    left, bottom, right, top = rect
    return Matrix(right - left, 0, 0, top - bottom, left, bottom)


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


def _ink(page: Page, mark: Mark, known: Known) -> Ink | None:
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
    return {space for space in found if space.model is Model.SPOT and space.family != "Indexed"}
