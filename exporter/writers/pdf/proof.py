"""Stamp “Proof” (校样) and the build time across each page, to prevent printing by mistake."""

from __future__ import annotations

import io
import math
from functools import cache

import pikepdf
from markupsafe import escape
from pikepdf import Name, Page, Rectangle

from exporter.engine.renderer import plain_pdf
from exporter.pdf import PROOF
from exporter.writers.pdf.job import Job, build_time
from exporter.writers.pdf.press.imposition import trim_box

Size = tuple[float, float]
NAME = Name("/Proof")

# Light enough to read the text beneath, dark enough to show on a photograph and in print.
OPACITY = 0.16
WORD, TIME = 0.55, 0.035  # of the page's diagonal: width of the word, size of the time's type
WIDE = 0.62  # of the type size: a letter of a Latin word, on average; a Han character takes 1


def stamp(job: Job) -> None:
    """Stamp every sheet, and mark the file."""
    time = build_time()
    word = job.edition.labels.proof

    @cache
    def drawn(size: Size) -> pikepdf.Pdf:
        return pikepdf.open(io.BytesIO(plain_pdf(_html(word, time, size, job.edition.language))))

    for page in job.pdf.pages:
        left, bottom, right, top = trim_box(page)
        mark = drawn((round(right - left, 2), round(top - bottom, 2)))
        _overlay(page, mark.pages[0], Rectangle(left, bottom, right, top))
    job.pdf.docinfo[PROOF] = pikepdf.String(job.profile.name)  # preflight asks no tags of it


def _overlay(page: Page, mark: Page, box: Rectangle) -> None:
    """Draw a page over another; pikepdf's `add_overlay` would give it another name each time."""
    form = mark.as_form_xobject()
    page.add_resource(form, Name.XObject, NAME)
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"Q\n" + page.calc_form_xobject_placement(form, NAME, box))


def _html(word: str, time: str, size: Size, language: str) -> str:
    width, height = size
    diagonal = math.hypot(width, height)
    letters = sum(1 if ord(letter) > 0x2E80 else WIDE for letter in word)
    type_size = min(WORD * diagonal / letters, height / 3)
    angle = -math.degrees(math.atan2(height, width))
    return (
        f'<html lang="{escape(language)}"><style>'
        f"@page {{ size: {width}pt {height}pt; margin: 0 }} body {{ margin: 0 }}"
        f"div {{ position: absolute; left: 50%; top: 50%; width: {diagonal:.1f}pt;"
        f" margin-left: {-diagonal / 2:.1f}pt; margin-top: {-0.7 * type_size:.1f}pt;"
        f" transform: rotate({angle:.2f}deg); text-align: center; color: #c00;"
        f' opacity: {OPACITY}; font: 700 {type_size:.1f}pt/1 "Linux Biolinum O",'
        ' "Noto Sans CJK SC", sans-serif; white-space: nowrap }'
        f"small {{ display: block; font-size: {TIME * diagonal:.1f}pt; line-height: 1.3 }}"
        f"</style><div>{escape(word)}<small>{escape(time)}</small></div>"
    )
