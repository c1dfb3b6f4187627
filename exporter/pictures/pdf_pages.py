"""Pages of PDFs of others, drawn as pictures."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from exporter.guard import guarded
from exporter.limits import PICTURE_BYTES, allowed
from exporter.pictures.files import PictureError

if TYPE_CHECKING:
    from PIL import Image
    from pypdfium2 import PdfPage

DPI = 200
POINTS = 72  # an inch
MAX_SIDE = 65_000  # px: JPEG can't have more
COLOURS = 3  # bytes of a pixel
Box = tuple[float, float, float, float]


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

    from exporter.pictures.pdf import judge_pdf, too_large

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
