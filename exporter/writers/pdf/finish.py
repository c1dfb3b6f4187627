"""Post-process a PDF from WeasyPrint: the steps of its profile, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf

from exporter.checks.pdf import NOTDEF
from exporter.edition import Edition
from exporter.findings import Finding, Severity
from exporter.layouts.sheets import Sheet
from exporter.options import Options
from exporter.profiles import Colour, Profile
from exporter.writers.pdf.claims import refuted, take_back, unfounded
from exporter.writers.pdf.job import Job
from exporter.writers.pdf.tagged.steps import (
    attach,
    clear_bookmarks,
    describe,
    forbid_interpolation,
    guide_viewer,
    label_sheets,
)

Step = Callable[[Job], None]


def steps(profile: Profile) -> Iterator[Step]:
    """Yield the steps of a profile; each changes the PDF of its job."""
    yield from _printing(profile)
    if profile.proof:
        from exporter.writers.pdf.proof import stamp

        yield stamp
    yield label_sheets
    yield clear_bookmarks
    if profile.tagged:
        yield from (guide_viewer, describe)
    if profile.variant == "pdf/a-3a" or profile.pdf_x:
        yield forbid_interpolation
    if profile.attachments:
        yield attach
    if profile.pdf_x:
        from exporter.writers.pdf.press.pdfx import make_pdfx

        yield make_pdfx


def _printing(profile: Profile) -> Iterator[Step]:
    """Yield the steps that only printing needs: inks, flat transparency, sheets, marks."""
    if profile.colour is Colour.CMYK or profile.impose or profile.signature > 1:
        from exporter.writers.pdf.press.halves import cut_spreads

        yield cut_spreads
    if profile.colour is Colour.CMYK:
        from exporter.writers.pdf.press.separate import separate

        yield separate
    if profile.pdf_x:
        from exporter.writers.pdf.press.blended_photographs import blend_photographs

        yield blend_photographs
    if profile.pdf_x and not profile.pdf_x.transparency:
        from exporter.writers.pdf.press.flatten import flatten

        yield flatten
    if profile.signature > 1 or profile.impose == "booklet":
        from exporter.writers.pdf.press.imposition import add_blanks

        yield add_blanks
    if profile.impose:
        from exporter.writers.pdf.press.imposition import impose

        yield impose
    if profile.simulated:
        from exporter.writers.pdf.press.simulated import simulate

        yield simulate
    elif profile.colour is Colour.CMYK:
        from exporter.writers.pdf.press.printer_marks import frame

        yield frame


def finish(
    path: Path, edition: Edition, options: Options, sheets: list[Sheet], notdef: bool = False
) -> list[Finding]:
    """Finish the PDF at `path` in place by the profile of `options`; returns what was found.

    `notdef`: whether characters are known to have no glyph.
    """
    todo = list(steps(options.profile))
    if not todo:
        return []
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        job = Job(pdf, edition, options, sheets)
        for step in todo:
            step(job)
        save(pdf, options.profile, path)
    if options.profile.tagged and options.profile.variant:
        job.findings += _judge_claims(job, path, notdef)
    return job.findings


def _judge_claims(job: Job, path: Path, notdef: bool) -> list[Finding]:
    """Remove unfounded and contradicted claims; return the findings."""
    profile = job.profile
    found = refuted(path, profile, notdef)
    if doubts := unfounded(profile, job.edition.issue.origin):
        found = [*doubts, *(each for each in found if each.rule == NOTDEF)]
    if found:
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            take_back(pdf, found)
            save(pdf, profile, path)
    # Of a missing glyph that is not an error here, the user knows by the characters already.
    return [each for each in found if each.rule != NOTDEF or each.severity is Severity.ERROR]


def save(pdf: pikepdf.Pdf, profile: Profile, path: Path) -> None:
    """Write the PDF reproducibly, with an id from the content (ISO 32000-1 §14.4)."""
    variant = profile.pdf_x
    packed = variant is None or variant.streams
    modes = pikepdf.ObjectStreamMode
    pdf.save(
        path,
        deterministic_id=True,
        linearize=profile.linearised,
        force_version=variant.pdf_version if variant else "",
        object_stream_mode=modes.generate if packed else modes.disable,
    )
