"""Cut each spread into its two pages: a plant makes one plate a page.

Both halves have the content of the whole, cut off at the edge of the bleed: what lies over the fold
is on both pages, so that they meet whatever the folder does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator

from exporter.checks.pdf.interpreter import Interpreter
from exporter.checks.pdf.marking import Cache
from exporter.findings import Finding
from exporter.languages.tags import direction
from exporter.layouts.sheets import Sheet
from exporter.pdf.geometry import Rect
from exporter.writers.pdf.job import Job
from exporter.writers.pdf.press.content import FILLS, SHOWS, STROKES
from exporter.writers.pdf.press.graphics_state import Command
from exporter.writers.pdf.press.imposition import numbers, trim_box
from exporter.writers.pdf.press.plates import Instruction

PLACED = frozenset(("Do", "sh", "INLINE IMAGE"))
NEAR = 40  # instructions after a text, in which the move to the next one is looked for
MARGIN = 1  # pt: side bearings of letters that end at the fold
MOVES = frozenset(("Td", "TD", "Tm", "T*", "ET"))


def cut_spreads(job: Job) -> None:
    """Put the two pages of each spread in the place of their sheet."""
    sheets = [(number, sheet) for number, sheet in enumerate(job.sheets) if sheet.facing]
    is_mirrored = direction(job.edition.language) == "rtl"
    for number, sheet in reversed(sheets):
        whole = job.pdf.pages[number]
        left, bottom, right, top = trim_box(whole)
        half = (right - left) / 2
        if crosses_fold(whole, left + half):
            job.findings.append(_at_fold(job, sheet))
        sides = [(left, bottom, left + half, top), (left + half, bottom, right, top)]
        pages = [_half(job, whole, side) for side in sides]
        job.pdf.pages[number : number + 1] = pages[::-1] if is_mirrored else pages
        job.sheets[number : number + 1] = [
            Sheet(sheet.page, sheet.part),
            Sheet(sheet.facing, sheet.part),
        ]
    job.labels = [sheet.shown(job.edition.labels.cover) for sheet in job.sheets]


def crosses_fold(whole: pikepdf.Page, fold: float) -> bool:
    """Whether a line of type lies over the fold; artwork of advertisements is left aside."""
    instructions = list(pikepdf.parse_content_stream(whole))
    painted = Interpreter(Cache()).painted(whole, trim_box(whole))
    lines = (each.box for each in painted if str(instructions[each.number].operator) in SHOWS)
    return any(left < fold - MARGIN and fold + MARGIN < right for left, _, right, _ in lines)


def _at_fold(job: Job, sheet: Sheet) -> Finding:
    return Finding(
        "pdf-spread-fold",
        job.edition.issue.origin,
        0,
        f"type crosses the fold of pages {sheet.shown(job.edition.labels.cover)}",
        "make the headline or caption shorter, or give the article fewer `columns`",
    )


def _shown(whole: pikepdf.Page, bleed: Rect, trim: Rect) -> Iterator[Command]:
    """Yield the instructions of a spread without what is painted outside of one of its pages.

    Text that lies only in the bleed is left out too: it belongs to the other page.
    """
    painted, printed = (
        {each.number for each in Interpreter(Cache()).painted(whole, box)} for box in (bleed, trim)
    )
    instructions = list(pikepdf.parse_content_stream(whole))
    for number, instruction in enumerate(instructions):
        operator = str(instruction.operator)
        if (
            operator in SHOWS
            and number not in printed
            and _is_last(instructions[number + 1 : number + NEAR])
        ):
            continue
        if operator in PLACED and number not in painted:
            continue
        if operator in FILLS | STROKES and number not in painted:
            yield [], Operator("n")
        else:
            yield instruction


def _is_last(following: Iterable[Instruction]) -> bool:
    """Whether no text follows that begins where this one ends."""
    operators = (str(each.operator) for each in following)
    return next((each not in SHOWS for each in operators if each in SHOWS | MOVES), True)


def _half(job: Job, whole: pikepdf.Page, trim: Rect) -> pikepdf.Page:
    """Return a page of what a spread has within a TrimBox and its bleed, from 0, 0."""
    left, bottom, right, top = trim
    low, under, _, over = map(float, whole.mediabox)
    around = max(float(whole.trimbox[0]) - low, 0.0)
    width, height = right - left, top - bottom
    bleed = (-around, under - bottom, width + around, over - bottom)
    clip = (bleed[0], bleed[1], bleed[2] - bleed[0], bleed[3] - bleed[1])
    before = f"q {numbers(clip)} re W n 1 0 0 1 {numbers((-left, -bottom))} cm\n".encode()
    seen = (bleed[0] + left, bleed[1] + bottom, bleed[2] + left, bleed[3] + bottom)
    shown = pikepdf.unparse_content_stream(list(_shown(whole, seen, trim)))
    content = job.pdf.make_stream(before + shown + b"\nQ")
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([*bleed]),
        BleedBox=Array([*bleed]),
        TrimBox=Array([0, 0, width, height]),
        Resources=whole.resources,
        Contents=content,
    )
    if "/Group" in whole.obj:
        page.Group = whole.obj.Group
    return pikepdf.Page(job.pdf.make_indirect(page))
