"""The inks of a page as plates: what overprints and blends adds up, as on the press.

Ghostscript draws the plates, if it is installed; its device `tiffsep` knows overprint and blending.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageChops, ImageFilter

from exporter.checks.pdf.image_objects import PATCH_MM, Ink
from exporter.units import MM_PER_INCH

DPI = 150
REDUCED = 6  # to 25 dpi, about a pixel a millimetre, as pictures are measured
SECONDS = 120  # a page of a newspaper takes two
PROGRAM = "gs"
OPTIONS = "-q -dNOPAUSE -dBATCH -dSAFER -sDEVICE=tiffsep -dUseTrimBox".split()


class NotDrawn(Exception):
    """The plates of a page can't be drawn here; the message says why."""


def heaviest_ink(path: Path, number: int) -> Ink:
    """Return where a page, within its TrimBox, has most ink on all plates together.

    The mean over a square of 15 mm² counts. Raises `NotDrawn`.
    """
    program = shutil.which(PROGRAM)
    if program is None:
        raise NotDrawn("Ghostscript is not installed")
    with TemporaryDirectory() as folder:
        pages = f"-dFirstPage={number}", f"-dLastPage={number}"
        target = f"-sOutputFile={folder}/page.tif"
        command = [program, *OPTIONS, f"-r{DPI}", *pages, target, str(path.resolve())]
        try:
            subprocess.run(command, capture_output=True, timeout=SECONDS, check=True)
            plates = [_plate(each) for each in sorted(Path(folder).glob("page(*).tif"))]
        except subprocess.TimeoutExpired as error:
            raise NotDrawn(f"Ghostscript took more than {SECONDS} s") from error
        except (OSError, subprocess.SubprocessError, ValueError) as error:
            raise NotDrawn("Ghostscript can't draw the page") from error
    if not plates:
        raise NotDrawn("Ghostscript drew no plates")
    return _heaviest(plates)


def _plate(path: Path) -> Image.Image:
    """Return a plate, small and blurred: 255 is solid ink."""
    with Image.open(path) as image:
        small = ImageChops.invert(image.convert("L")).reduce(REDUCED)
    radius = (PATCH_MM * DPI / REDUCED / MM_PER_INCH - 1) / 2
    return small.filter(ImageFilter.BoxBlur(radius))


def _heaviest(plates: list[Image.Image]) -> Ink:
    totals = [sum(pixel) for pixel in zip(*(plate.tobytes() for plate in plates), strict=True)]
    most = max(range(len(totals)), key=totals.__getitem__)
    width, height = plates[0].size
    y, x = divmod(most, width)
    rect = (x / width, 1 - (y + 1) / height, (x + 1) / width, 1 - y / height)
    return Ink(totals[most] / 2.55, rect)
