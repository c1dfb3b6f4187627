"""Convert a whole PDF to inks: pages, forms, patterns, shadings, soft masks and pictures.

Each page keeps only the resources that its content names, so nothing that was not looked at is
left in the file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, SupportsFloat

import pikepdf
from pikepdf import Array, Dictionary, Matrix, Name, Object

from exporter.checks.artwork import reduced_ink
from exporter.edition import Resource
from exporter.errors import OutputError
from exporter.findings import Finding
from exporter.pdf.geometry import IDENTITY, placing, sides
from exporter.profiles.condition import find_condition
from exporter.writers.pdf.job import Job
from exporter.writers.pdf.press.black_pages import BlackSeparator, absent_pages, give_own_objects
from exporter.writers.pdf.press.content import (
    KNOCK_OUT,
    OVERPRINT,
    Limits,
    Rewriter,
)
from exporter.writers.pdf.press.inks import Separator, Use
from exporter.writers.pdf.press.picture_inks import PictureSeparator, PressPicture
from exporter.writers.pdf.press.spaces import space_kind

if TYPE_CHECKING:
    from PIL import Image

# WeasyPrint names a picture `i`, the MD5 of its address, and whether it is to be smoothed.
MD5_DIGITS = 32
THREADS = 2
# pikepdf sets up its decoder at the first picture, which two threads must not do at once.
_decoding = Lock()


@dataclass
class Placed:
    """A picture and the largest size (pt) at which it is placed."""

    stream: pikepdf.Stream
    name: str
    width: float = 0
    height: float = 0
    mask: bool = False
    black: bool = False


def separate(job: Job) -> None:
    """Convert all colours of a PDF to inks of the profile's printing condition.

    Raises `UsageError` for a wrong ICC file.
    """
    _Walk(job).walk()


@dataclass
class _Walk:
    """Visits the objects of one PDF, each once."""

    job: Job
    seen: set[tuple[int, int]] = field(default_factory=set)
    placed: dict[tuple[int, int], Placed] = field(default_factory=dict)

    def __post_init__(self) -> None:
        profile = self.job.profile
        condition = find_condition(profile)
        self.coloured = Separator(condition, profile)
        self.black = BlackSeparator(condition, profile)
        self.separator = self.coloured
        self.limits = Limits(
            profile.hairline_pt, profile.rich_black_from_pt, profile.multi_ink_from_pt
        )

    def walk(self) -> None:
        pages, black = list(self.job.pdf.pages), self.job.black_sheets
        self.job.findings += absent_pages(self.job)
        self.job.findings += _reduced(self.job)
        give_own_objects(self.job.pdf, (pages[number] for number in sorted(black)))
        for number, page in enumerate(pages):
            self.separator = self.black if number in black else self.coloured
            self._page(page)
        self._pictures()

    def _page(self, page: pikepdf.Page) -> None:
        resources = page.resources
        content = self._rewriter(resources, page=True)
        data = content.rewrite(page)
        page.Contents = self.job.pdf.make_stream(data)
        page.Resources = self._kept(resources, content.used)
        page.Group = Dictionary(Type=Name.Group, S=Name.Transparency, I=True, CS=Name.DeviceCMYK)

    def _rewriter(
        self, resources: Object, ctm: Matrix = IDENTITY, mask: bool = False, page: bool = False
    ) -> Rewriter:
        """Return the rewriter of a stream with these resources."""
        objects = resources.get("/XObject", Dictionary())

        def draw(name: str, matrix: Matrix) -> None:
            self._object(objects.get(name), name, matrix, mask)

        spaces = resources.get("/ColorSpace")
        return Rewriter(self.separator, self.limits, spaces, draw, mask, ctm, page)

    def _object(self, stream: Object | None, name: str, ctm: Matrix, mask: bool) -> None:
        """Process an XObject that a stream draws: rewrite a form, record a picture."""
        if not isinstance(stream, pikepdf.Stream):
            return
        if stream.get("/Subtype") == Name.Form:
            self._form(stream, ctm, mask)
        elif stream.get("/Subtype") == Name.Image:
            found = self.placed.setdefault(
                stream.objgen, Placed(stream, name, mask=mask, black=self.separator.alone)
            )
            width, height = sides(ctm)
            found.width = max(found.width, width)
            found.height = max(found.height, height)

    def _form(self, stream: Object, ctm: Matrix, mask: bool) -> None:
        """Rewrite the content of a form or a tiling pattern."""
        if stream.objgen in self.seen:
            return
        self.seen.add(stream.objgen)
        inner = placing(stream) @ ctm
        resources = stream.get("/Resources", Dictionary())
        content = self._rewriter(resources, inner, mask)
        data = content.rewrite(stream)
        stream.write(data)
        stream.Resources = self._kept(resources, content.used, mask)
        if "/Group" in stream:
            stream.Group.CS = Name.DeviceGray if mask else Name.DeviceCMYK

    def _kept(self, resources: Object, used: dict[str, set[str]], mask: bool = False) -> Dictionary:
        """Return the resources that a stream uses, converted to inks."""
        kept = Dictionary()
        for category, names in used.items():
            found = resources.get(category, Dictionary())
            entries = {name: found[name] for name in sorted(names) if name in found}
            if category == "/ExtGState":
                entries |= {
                    str(name): Dictionary(Type=Name.ExtGState, OP=on, op=on, OPM=1)
                    for name, on in ((OVERPRINT, True), (KNOCK_OUT, False))
                    if str(name) in names
                }
            for entry in entries.values():
                self._resource(category, entry, mask)
            kept[category] = Dictionary(entries)
        return kept

    def _resource(self, category: str, entry: Object, mask: bool) -> None:
        if category == "/Shading":
            self._shading(entry, mask)
        elif category == "/Pattern":
            if isinstance(entry, pikepdf.Stream):
                self._form(entry, IDENTITY, mask)
            elif "/Shading" in entry:
                self._shading(entry.Shading, mask)
        elif category == "/ExtGState" and isinstance(entry.get("/SMask"), Dictionary):
            self._form(entry.SMask.G, IDENTITY, mask=True)
            if "/BC" in entry.SMask:
                entry.SMask.BC = Array([sum(map(float, entry.SMask.BC)) / len(entry.SMask.BC)])
        elif category == "/Font" and entry.get("/Subtype") == Name.Type3:
            for glyph in entry.CharProcs.values():
                self._form(glyph, IDENTITY, mask)

    def _shading(self, shading: Object, mask: bool) -> None:
        """Convert the colours of a gradient to inks, or to luminosity in a soft mask."""
        key = shading.objgen
        if key in self.seen and key != (0, 0):
            return
        self.seen.add(key)
        space = shading.ColorSpace
        into = Name.DeviceGray if mask else Name.DeviceCMYK
        if space == into:
            return
        if "/Background" in shading:
            shading.Background = self._values(space, shading.Background, mask)
        shading.Function = self._function(shading.Function, space, mask)
        shading.ColorSpace = into

    def _function(self, function: Object, space: Object, mask: bool) -> Dictionary:
        """Convert a function of colours to one of inks (ISO 32000-1 §7.10.3 and §7.10.4)."""
        kind = int(function.FunctionType) if isinstance(function, Dictionary) else -1
        new = Dictionary(dict(function.items())) if kind in (2, 3) else Dictionary()
        if kind == 2:
            count = {"rgb": 3, "lab": 3, "cmyk": 4}.get(space_kind(space), 1)
            for key, value in (("/C0", 0), ("/C1", 1)):
                new[key] = self._values(space, function.get(key, Array([value] * count)), mask)
        elif kind == 3:
            new.Functions = Array(
                [self._function(each, space, mask) for each in function.Functions]
            )
        else:
            raise OutputError("a gradient can't be converted to inks: use one of CSS or SVG")
        if "/Range" in new:
            del new["/Range"]
        return new

    def _values(self, space: Object, values: Iterable[SupportsFloat], mask: bool) -> Array:
        rewriter = Rewriter(self.separator, self.limits, None, lambda _, __: None, mask)
        inks = rewriter.of_space(space, tuple(map(float, values)), Use.FILL)
        return Array([1 - inks[3]] if mask else list(inks))

    # Pictures

    def _pictures(self) -> None:
        """Convert the recorded pictures to inks, several at a time."""
        profile = self.job.profile
        kinds = {
            separator.alone: PictureSeparator(separator, profile)
            for separator in (self.coloured, self.black)
        }
        files = dict(_by_name(self.job.edition.resources.values()))
        todo = [(each, files.get(each.name[2 : 2 + MD5_DIGITS])) for each in self.placed.values()]
        with ThreadPoolExecutor(THREADS) as pool:
            done = pool.map(lambda pair: self._picture(kinds[pair[0].black], *pair), todo)
            for (placed, _), picture in zip(todo, done, strict=True):
                _store(placed.stream, picture)

    def _picture(
        self, pictures: PictureSeparator, placed: Placed, resource: Resource | None
    ) -> PressPicture:
        """Convert one picture to inks, from its file or else from the PDF."""
        path = resource.picture.path if resource else self.job.edition.issue.origin

        def warn(message: str) -> None:
            self.job.findings.append(
                Finding(
                    "pdf-picture-profile",
                    path,
                    0,
                    message,
                    "save the picture again with its own profile",
                )
            )

        size = placed.width, placed.height
        if resource and not placed.mask:
            return pictures.separate(resource.original(), size, warn, resource.picture.orientation)
        image = _image(placed.stream)
        if placed.mask:
            return pictures.light(image)
        return pictures.image(image, b"", image.size, warn)


def _reduced(job: Job) -> list[Finding]:
    """Return the ink that advertisements on these sheets have too much, each file once."""
    pages = {id(page): page for sheet in job.sheets for page in (sheet.page, sheet.facing) if page}
    boxes = [box for page in pages.values() for box in page.advertisements]
    found = (each for box in boxes for each in reduced_ink(box, job.profile))
    return list(dict.fromkeys(found))


def _by_name(resources: Iterable[Resource]) -> Iterator[tuple[str, Resource]]:
    """Yield each picture by the MD5 of its address, as WeasyPrint does."""
    from exporter.edition.style.css import BASE

    for resource in resources:
        address = f"{BASE}{resource.name}".encode()
        yield hashlib.md5(address, usedforsecurity=False).hexdigest(), resource


def _image(stream: pikepdf.Stream) -> Image.Image:
    """Decode a picture of the PDF, its soft mask as alpha."""
    with _decoding:
        image = pikepdf.PdfImage(stream).as_pil_image()
        mask = stream.get("/SMask")
        if isinstance(mask, pikepdf.Stream):
            alpha = pikepdf.PdfImage(mask).as_pil_image().convert("L")
            image = image.convert("RGB")
            image.putalpha(alpha.resize(image.size))
    return image


def _store(stream: Object, picture: PressPicture) -> None:
    """Replace the picture in a stream of the PDF."""
    for key in ("/SMask", "/Mask", "/Decode", "/DecodeParms", "/Intent", "/Matte"):
        if key in stream:
            del stream[key]
    stream.Width, stream.Height = picture.size
    stream.ColorSpace = Name(picture.space)
    stream.BitsPerComponent = picture.bits
    if picture.inverted:
        stream.Decode = Array([1, 0] * 4)
    stream.write(picture.data, filter=Name(picture.filter))
