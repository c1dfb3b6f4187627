"""Add page boxes, crop and registration marks, colour bar and slug line.

PDF/X wants TrimBox inside BleedBox inside MediaBox (ISO 32000-1 §14.11.2); marks are outside
the bleed.
Lengths are in points unless a name says mm; the MediaBox begins at 0, 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Matrix, Name, Object

from exporter.edition import Edition
from exporter.pdf.geometry import matrix_of
from exporter.profiles import Profile
from exporter.units import MM
from exporter.writers.pdf.job import Job, build_time
from exporter.writers.pdf.press.imposition import numbers, trim_box

# Outside the bleed: a gap, then the marks, then the edge of the MediaBox.
NONE, CROP, ALL = "none", "crop", "all"  # what a profile says of marks
GAP = 2 * MM
MARK = 5 * MM
EDGE = 2 * MM
MARK_WIDTH = 0.25
RADIUS = 1.5 * MM
PATCH = 5 * MM
CIRCLE = 0.5523  # of the radius: where Bézier handles make a circle
# C, M, Y, K: solids, halves, overprints, and a grey that shows whether the press is balanced.
PATCHES = (
    (1, 0, 0, 0),
    (0, 1, 0, 0),
    (0, 0, 1, 0),
    (0, 0, 0, 1),
    (0.5, 0, 0, 0),
    (0, 0.5, 0, 0),
    (0, 0, 0.5, 0),
    (0, 0, 0, 0.5),
    (1, 1, 0, 0),
    (1, 0, 1, 0),
    (0, 1, 1, 0),
    (0.3, 0.22, 0.22, 0),
)
PATCHES_OF_BLACK = ((0, 0, 0, 1), (0, 0, 0, 0.5))
BLACK_MARKS = f"0 0 0 1 K {MARK_WIDTH} w"  # of a page in black only


@dataclass(frozen=True)
class Frame:
    """The three boxes of a sheet, by the size of the trimmed page."""

    width: float
    height: float
    bleed: float
    margin: float

    @property
    def trim(self) -> tuple[float, float, float, float]:
        """The TrimBox."""
        return (
            self.margin,
            self.margin,
            self.margin + self.width,
            self.margin + self.height,
        )

    @property
    def bleed_box(self) -> tuple[float, float, float, float]:
        """The BleedBox."""
        left, bottom, right, top = self.trim
        return left - self.bleed, bottom - self.bleed, right + self.bleed, top + self.bleed

    @property
    def media(self) -> tuple[float, float, float, float]:
        """The MediaBox."""
        return 0.0, 0.0, self.width + 2 * self.margin, self.height + 2 * self.margin


def frame(job: Job) -> None:
    """Set the boxes of every sheet, clip its content at the bleed, and draw the marks."""
    slugs = _slugs(job) if job.profile.marks == ALL else None
    shifted: set[tuple[int, int]] = set()
    black = job.black_sheets
    for number, page in enumerate(job.pdf.pages):
        found = make_frame(trim_box(page), job.profile)
        _place(page, found, shifted)
        colour = BLACK_MARKS if number in black else _registered(job.pdf, page)
        if slugs is not None:
            _draw_marks(page, found, slugs[number], colour, number in black)
        elif job.profile.marks == CROP:
            page.contents_add("\n".join(["q", colour, *_crop_marks(found), "Q"]).encode())


def make_frame(trim: tuple[float, float, float, float], profile: Profile) -> Frame:
    """Return the frame of a trimmed page for a profile."""
    bleed = profile.bleed_mm * MM
    margin = bleed + (GAP + MARK + EDGE if profile.marks != NONE else 0)
    return Frame(trim[2] - trim[0], trim[3] - trim[1], bleed, margin)


def _place(page: pikepdf.Page, found: Frame, shifted: set[tuple[int, int]]) -> None:
    """Move the content to its place in the MediaBox."""
    left, bottom, *_ = trim_box(page)
    x, y = found.margin - left, found.margin - bottom
    low, base, right, top = found.bleed_box
    clip = numbers((low, base, right - low, top - base))
    page.contents_add(f"q {clip} re W n 1 0 0 1 {numbers((x, y))} cm\n".encode(), prepend=True)
    page.contents_add(b"\nQ")
    # ISO 32000-1 §8.7.3.1: a pattern is where the page's first coordinates put it.
    for pattern in page.Resources.get("/Pattern", Dictionary()).values():
        if pattern.objgen not in shifted:
            shifted.add(pattern.objgen)
            matrix = pattern.get("/Matrix", Array([1, 0, 0, 1, 0, 0]))
            moved = matrix_of(matrix) @ Matrix(1, 0, 0, 1, x, y)
            pattern.Matrix = Array([round(value, 5) for value in moved.shorthand])
    page.MediaBox, page.TrimBox, page.BleedBox = (
        Array([round(value, 4) for value in box])
        for box in (found.media, found.trim, found.bleed_box)
    )
    if "/CropBox" in page:
        del page.CropBox


def _draw_marks(page: pikepdf.Page, found: Frame, slug: Object, colour: str, black: bool) -> None:
    """Draw the marks in `colour`; on a page in black only, only the black patches."""
    _add(page, "/XObject", "/Slug", slug)
    base = found.bleed_box[1]
    x = found.trim[0] + PATCH
    content = [
        "q",
        colour,
        *_crop_marks(found),
        *_registration_marks(found),
        "Q q",
        *_colour_bar(found, PATCHES_OF_BLACK if black else PATCHES),
        f"Q q 1 0 0 1 {numbers((x, base - GAP - MARK + 1))} cm /Slug Do Q",
    ]
    page.contents_add("\n".join(content).encode())


def _add(page: pikepdf.Page, category: str, name: str, entry: Object) -> None:
    if category not in page.Resources:
        page.Resources[category] = Dictionary()
    page.Resources[category][name] = entry


def _registered(pdf: pikepdf.Pdf, page: pikepdf.Page) -> str:
    """Return the operators for width and registration colour of marks (§8.6.6.4)."""
    _add(page, "/ColorSpace", "/Registration", _registration(pdf))
    return f"/Registration CS 1 SCN {MARK_WIDTH} w"


def _registration(pdf: pikepdf.Pdf) -> Array:
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)
    return Array([Name.Separation, Name.All, Name.DeviceCMYK, pdf.make_indirect(tint)])


def _crop_marks(found: Frame) -> Iterator[str]:
    """Yield a line at each end of each side of the TrimBox."""
    left, bottom, right, top = found.trim
    near = found.bleed + GAP
    far = near + MARK
    for x in (left, right):
        yield _line(x, bottom - far, x, bottom - near)
        yield _line(x, top + near, x, top + far)
    for y in (bottom, top):
        yield _line(left - far, y, left - near, y)
        yield _line(right + near, y, right + far, y)


def _registration_marks(found: Frame) -> Iterator[str]:
    """Yield a circle with cross hairs in the middle of each side."""
    left, bottom, right, top = found.trim
    away = found.bleed + GAP + MARK / 2
    middle_x, middle_y = (left + right) / 2, (bottom + top) / 2
    for x, y in (
        (middle_x, bottom - away),
        (middle_x, top + away),
        (left - away, middle_y),
        (right + away, middle_y),
    ):
        yield _line(x - MARK / 2, y, x + MARK / 2, y)
        yield _line(x, y - MARK / 2, x, y + MARK / 2)
        yield _circle(x, y)


def _line(x: float, y: float, to_x: float, to_y: float) -> str:
    return f"{numbers((x, y))} m {numbers((to_x, to_y))} l S"


def _circle(x: float, y: float) -> str:
    r, h = RADIUS, RADIUS * CIRCLE
    return (
        f"{numbers((x + r, y))} m "
        f"{numbers((x + r, y + h, x + h, y + r, x, y + r))} c "
        f"{numbers((x - h, y + r, x - r, y + h, x - r, y))} c "
        f"{numbers((x - r, y - h, x - h, y - r, x, y - r))} c "
        f"{numbers((x + h, y - r, x + r, y - h, x + r, y))} c S"
    )


def _colour_bar(
    found: Frame, patches: Sequence[tuple[float, float, float, float]]
) -> Iterator[str]:
    """Yield the patches above the page, from the left."""
    x = found.trim[0] + PATCH
    y = found.bleed_box[3] + GAP
    for number, inks in enumerate(patches):
        yield f"{numbers(inks)} k {numbers((x + number * PATCH, y, PATCH, PATCH))} re f"


def slug_text(edition: Edition, label: str, profile: Profile) -> str:
    """Return the text of the slug line: publication, number, date, page, profile, condition."""
    issue = edition.issue
    parts = [
        issue.publication.name,
        edition.number,
        issue.date.isoformat(),
        label,
        profile.name,
        profile.output_condition,
        build_time() if profile.build_time else "",
    ]
    return "   ".join(filter(None, parts))


def _slugs(job: Job) -> list[Object]:
    """Return a form with the slug line of each sheet, set by WeasyPrint."""
    import io

    from markupsafe import Markup

    from exporter.engine.renderer import plain_pdf
    from exporter.writers.pdf.press.separate import separate

    width = min(trim_box(page)[2] - trim_box(page)[0] for page in job.pdf.pages) / 2 - 3 * PATCH
    html = job.edition.render_document(
        "print/slugs.html",
        width=f"{width:.2f}pt",
        families=Markup(_slug_families(job.edition)),
        lines=[slug_text(job.edition, label, job.profile) for label in job.labels],
    )
    with pikepdf.open(io.BytesIO(plain_pdf(html))) as slug:
        separate(Job(slug, job.edition, job.options, []))
        return [_slug_form(job.pdf, page) for page in slug.pages]


def _slug_families(edition: Edition) -> str:
    """Return the font families of labels, with the style's Latin family for figures and codes."""
    from exporter.edition.style.style import family_list

    latin = edition.style.fonts("").label
    families = (*latin[:1], *edition.style.fonts(edition.language).label, *latin[1:])
    return family_list("label", tuple(dict.fromkeys(families)))


def _slug_form(pdf: pikepdf.Pdf, page: pikepdf.Page) -> Object:
    """Copy a slug line into the PDF; its font subsets get unique names."""
    form = pdf.copy_foreign(page.as_form_xobject())
    for font in form.Resources.get("/Font", Dictionary()).values():
        parts = [font, *font.get("/DescendantFonts", [])]
        descriptors = [part.FontDescriptor for part in parts if "/FontDescriptor" in part]
        for owner, key in [(part, "/BaseFont") for part in parts] + [
            (descriptor, "/FontName") for descriptor in descriptors
        ]:
            owner[key] = Name("/SLUGLN" + str(owner[key])[-len(str(owner[key])) + 7 :])
    return form
