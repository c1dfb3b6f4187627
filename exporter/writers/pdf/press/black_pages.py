"""Convert the colours of pages printed in black only to greys, on copies of shared objects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import pikepdf
from pikepdf import Dictionary, Name, Object, Stream

from exporter.findings import Finding, Severity
from exporter.writers.pdf.job import Job
from exporter.writers.pdf.press.inks import Inks, Separator, Use, converted

# Resources that streams refer to by name, and those that contain colours.
COLOURED = ("/XObject", "/Pattern", "/Shading", "/ExtGState", "/Font")
Copies = dict[tuple[int, int], Object]


def absent_pages(job: Job) -> Iterator[Finding]:
    """Warn of pages in black only that the issue does not have, unless only some pages are made."""
    for label in () if job.options.pages else job.profile.black_pages_beyond(job.labels):
        yield Finding(
            "pdf-black-page",
            job.edition.issue.origin,
            0,
            f"`black_pages` of the profile `{job.profile.name}` names page {label}, which the "
            "issue does not have",
            "correct it, unless it is for issues with more pages",
            Severity.WARNING,
        )


class BlackSeparator(Separator):
    """Converts every colour to black ink of the same lightness."""

    alone = True

    def rgb(self, red: float, green: float, blue: float, use: Use = Use.FILL) -> Inks:
        """Convert an sRGB colour to black ink of the same lightness."""
        return self.grey(_grey_of((round(red * 255), round(green * 255), round(blue * 255))), use)

    def cmyk(
        self,
        inks: Inks,
        use: Use,
        size: float,  # noqa: ARG002 - black is black in any size
        rich_from: float,  # noqa: ARG002
    ) -> Inks:
        """Convert inks to black ink of the same lightness."""
        if any(inks[:3]):
            inks = self.rgb(*self._seen(inks), use)
        return self.kept(inks, use)

    def _seen(self, inks: Inks) -> tuple[float, float, float]:
        from PIL import Image

        pixel = Image.new("CMYK", (1, 1), tuple(round(ink * 255) for ink in inks))
        red, green, blue = converted(pixel, self.screen).tobytes()
        return red / 255, green / 255, blue / 255


@cache
def _grey_of(rgb: tuple[int, int, int]) -> float:
    """Return the grey (0 to 1) with the lightness of a colour (0 to 255)."""
    from PIL import Image

    return float(Image.new("RGB", (1, 1), rgb).convert("L").tobytes()[0]) / 255


def give_own_objects(pdf: pikepdf.Pdf, pages: Iterable[pikepdf.Page]) -> None:
    """Give pages their own copies of pictures, forms, patterns and gradients.

    Other pages may show the same objects in colour.
    """
    copies: Copies = {}
    for page in pages:
        page.Resources = _own(pdf, page, page.resources, copies)


def _own(
    pdf: pikepdf.Pdf, stream: Object | pikepdf.Page, resources: Object, copies: Copies
) -> Dictionary:
    """Return the resources of a stream with copies of the objects it uses."""
    named = {
        str(operand)
        for instruction in pikepdf.parse_content_stream(stream)
        for operand in getattr(instruction, "operands", ())
        if isinstance(operand, Name)
    }
    own = Dictionary(dict(resources.items()))
    for category in COLOURED:
        entries = resources.get(category, Dictionary()).items()
        kept = {name: _copied(pdf, each, copies) for name, each in entries if name in named}
        own[category] = Dictionary(kept)
    return own


def _copied(pdf: pikepdf.Pdf, thing: Object, copies: Copies) -> Object:
    """Copy an object with everything it paints; fonts with embedded files are shared."""
    key = thing.objgen
    if key in copies and key != (0, 0):
        return copies[key]
    if isinstance(thing, Stream):
        made: Object = pdf.make_stream(thing.read_raw_bytes())
        for name, value in thing.items():
            if name != "/Length":
                made[name] = value
    else:
        made = Dictionary(dict(thing.items()))
    if key != (0, 0):
        made = copies[key] = pdf.make_indirect(made)
    _own_parts(pdf, made, copies)
    return made


def _own_parts(pdf: pikepdf.Pdf, made: Object, copies: Copies) -> None:
    if isinstance(made, Stream) and "/Resources" in made:
        made.Resources = _own(pdf, made, made.Resources, copies)
    elif "/CharProcs" in made:
        glyphs = made.CharProcs.items()
        made.CharProcs = Dictionary({name: _copied(pdf, each, copies) for name, each in glyphs})
    for part in ("/SMask", "/Shading", "/G"):
        if isinstance(made.get(part), Dictionary | Stream):
            made[part] = _copied(pdf, made[part], copies)
