"""Pages of PDFs of others: drawn as pictures, or freed from all that draws nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from pikepdf import Dictionary, Name, Object, Stream

from exporter.guard import guarded
from exporter.limits import PICTURE_BYTES, allowed
from exporter.pictures.files import PictureError
from exporter.pictures.pdf import judge_pdf, too_large

if TYPE_CHECKING:
    from PIL import Image
    from pypdfium2 import PdfPage

DPI = 200
POINTS = 72  # an inch
MAX_SIDE = 65_000  # px: JPEG can't have more
COLOURS = 3  # bytes of a pixel
Box = tuple[float, float, float, float]
# What a stream, a graphics state and a resource dictionary may have: what draws (ISO 32000-1,
# tables 5, 34, 58, 75, 89 and 95). Scripts, proxies, alternates, files of elsewhere are not.
STREAM = frozenset("/Type /Subtype /Filter /DecodeParms /Length /Resources".split())
FORM = STREAM | frozenset("/FormType /BBox /Matrix /Group".split())
PATTERN = FORM | frozenset("/PatternType /PaintType /TilingType /XStep /YStep /Shading".split())
IMAGE = STREAM | frozenset(
    "/Width /Height /ColorSpace /BitsPerComponent /Intent /ImageMask /Mask /Decode /Interpolate"
    " /SMask /SMaskInData /Matte".split()
)
KINDS = frozenset("/XObject /Font /ExtGState /ColorSpace /Pattern /Shading /ProcSet".split())


class PageBox(StrEnum):
    """What of a page is shown (ISO 32000-1, 14.11.2)."""

    TRIM = "trim"
    BLEED = "bleed"  # the trim, if the page has no bleed
    CROP = "crop"


def shown_box(page: PdfPage, box: PageBox) -> Box:
    """Return the box of a page that is shown, in points from its origin."""
    if box is PageBox.CROP:
        left, bottom, right, top = page.get_cropbox()
    else:
        beyond = page.get_bleedbox(fallback_ok=False) if box is PageBox.BLEED else None
        left, bottom, right, top = beyond or page.get_trimbox()
    return left, bottom, right, top


def pixels(path: Path, box: PageBox, dpi: float = DPI) -> tuple[int, int]:
    """Return width and height of the first page of a PDF as a picture of so many dpi.

    Raises `PictureError` if it can't be read.
    """
    import pypdfium2

    with guarded(_not_shown(path)), pypdfium2.PdfDocument(str(path)) as document:
        return _pixels(document[0], box, dpi)


def _pixels(page: PdfPage, box: PageBox, dpi: float) -> tuple[int, int]:
    left, bottom, right, top = shown_box(page, box)
    size = [max(1, round(side * dpi / POINTS)) for side in (right - left, top - bottom)]
    width, height = reversed(size) if page.get_rotation() % 180 else size
    return width, height


def draw_page(path: Path, box: PageBox, dpi: float) -> Image.Image:
    """Return the first page of a PDF as a picture; raises `PictureError` if it can't be drawn."""
    import pypdfium2

    judge_pdf(path)
    refuse = _not_shown(path)
    with guarded(refuse, PictureError), pypdfium2.PdfDocument(str(path)) as document:
        page = document[0]
        width, height = _pixels(page, box, dpi)
        if max(width, height) > MAX_SIDE or width * height * COLOURS > allowed(PICTURE_BYTES):
            raise too_large(path, f"is too large: {width:,} × {height:,} px at {dpi:.0f} dpi")
        page.set_cropbox(*shown_box(page, box))
        image: Image.Image = page.render(scale=dpi / POINTS).to_pil()
        return image.convert("RGB")


def _not_shown(path: Path) -> Callable[[str], PictureError]:
    def broken(why: str) -> PictureError:
        message = f"PDF `{path.name}` can't be shown ({why})"
        return PictureError("issue-picture-broken", message, "save it again")

    return broken


def keep_what_draws(form: Object) -> set[str]:
    """Take from a form all that draws nothing; return the keys of what went."""
    gone: set[str] = set()
    seen: set[object] = set()
    todo = [form]
    while todo:
        stream = todo.pop()
        if stream.objgen in seen and stream.objgen != (0, 0):
            continue
        seen.add(stream.objgen)
        gone |= _limit(stream, _allowed(stream))
        todo += _inner(stream, gone)
    return gone


def _allowed(stream: Object) -> frozenset[str]:
    if stream.get("/Subtype") == Name.Image:
        return IMAGE
    return PATTERN if "/PatternType" in stream else FORM


def _limit(holder: Object, allowed: frozenset[str]) -> set[str]:
    """Remove from a dictionary all keys but these."""
    extra = set(map(str, holder.keys())) - allowed
    for key in extra:
        del holder[key]
    return extra


def _inner(stream: Object, gone: set[str]) -> Iterator[Object]:
    """Yield the streams that a stream draws with, its resources limited to what draws."""
    for key in ("/SMask", "/Mask"):
        if isinstance(stream.get(key), Stream):
            yield stream[key]
    resources = stream.get("/Resources")
    if not isinstance(resources, Dictionary):
        return
    gone |= _limit(resources, KINDS)
    for kind in ("/XObject", "/Pattern"):
        yield from (each for each in dict(resources.get(kind, {})).values() if _is_stream(each))
    for state in dict(resources.get("/ExtGState", {})).values():
        mask = state.get("/SMask") if isinstance(state, Dictionary) else None
        if isinstance(mask, Dictionary) and _is_stream(mask.get("/G")):
            yield mask["/G"]


def _is_stream(thing: Object | None) -> bool:
    return isinstance(thing, Stream)
