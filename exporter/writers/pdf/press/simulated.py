"""A colour proof: each page as the press prints it, on its paper, for screens and office printers.

The inks are drawn plate by plate and shown through the ICC profile of the press, absolute
colorimetric, so that the grey of newsprint and the limits of its inks show.
"""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageCms

from exporter.pdf.geometry import Rect
from exporter.profiles.condition import find_condition
from exporter.writers.pdf.job import Job
from exporter.writers.pdf.press.dots import Dots
from exporter.writers.pdf.press.imposition import numbers, trim_box
from exporter.writers.pdf.press.inks import converted
from exporter.writers.pdf.press.plates import draw_plates

DOTS = Dots(72 / 120)  # 120 dpi: body type is read, and a tabloid of 16 pages can be mailed
QUALITY = 82


def simulate(job: Job) -> None:
    """Put a picture of its print in the place of each page, which is in inks."""
    shown = ImageCms.buildTransform(
        find_condition(job.profile).profile(),
        ImageCms.createProfile("sRGB"),
        "CMYK",
        "RGB",
        ImageCms.Intent.ABSOLUTE_COLORIMETRIC,
    )
    for page in job.pdf.pages:
        box = trim_box(page)
        resources = job.pdf.make_indirect(page.obj.get("/Resources", Dictionary()))
        inks = draw_plates(resources, list(pikepdf.parse_content_stream(page)), box, DOTS)
        _put(job.pdf, page, box, converted(inks, shown))


def _put(pdf: pikepdf.Pdf, page: pikepdf.Page, box: Rect, image: Image.Image) -> None:
    """Let a picture be all that is on a page, within its TrimBox."""
    data = io.BytesIO()
    image.save(data, "JPEG", quality=QUALITY)
    picture = pdf.make_stream(
        data.getvalue(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=image.width,
        Height=image.height,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceRGB,
        Filter=Name.DCTDecode,
    )
    left, bottom, right, top = box
    place = numbers((right - left, 0, 0, top - bottom, left, bottom))
    page.obj.Contents = pdf.make_stream(f"q {place} cm /Print Do Q".encode())
    page.obj.Resources = Dictionary(XObject=Dictionary(Print=picture))
    for key in ("/Group", "/Annots"):
        if key in page.obj:
            del page.obj[key]
    page.obj.MediaBox = Array([*box])
