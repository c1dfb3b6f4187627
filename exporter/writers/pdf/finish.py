"""What is done to a PDF after WeasyPrint: the steps that its profile asks for, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf

from exporter.edition import Edition
from exporter.findings import Finding
from exporter.profiles import Profile
from exporter.writers import Options
from exporter.writers.pdf.sheets import Sheet
from exporter.writers.pdf.tagged.steps import (
    attach,
    describe,
    forbid_interpolation,
    guide_viewer,
    label_sheets,
)


@dataclass
class Job:
    """A PDF on its way: what the steps work on, and what they found."""

    pdf: pikepdf.Pdf
    edition: Edition
    options: Options
    sheets: list[Sheet]
    findings: list[Finding] = field(default_factory=list)

    @property
    def profile(self) -> Profile:
        """What the PDF is for."""
        return self.options.profile


Step = Callable[[Job], None]


def steps(profile: Profile) -> Iterator[Step]:
    """Yield the steps of a profile; each changes the PDF of its job."""
    yield label_sheets
    if profile.tagged:
        yield from (guide_viewer, describe)
    if profile.variant == "pdf/a-3a":
        yield forbid_interpolation
    if profile.attachments:
        yield attach


def finish(path: Path, edition: Edition, options: Options, sheets: list[Sheet]) -> list[Finding]:
    """Finish the PDF at `path` in place by the profile of `options`; returns what was found."""
    todo = list(steps(options.profile))
    if not todo:
        return []
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        job = Job(pdf, edition, options, sheets)
        for step in todo:
            step(job)
        save(job, path)
    return job.findings


def save(job: Job, path: Path) -> None:
    """Write the PDF, the same bytes each time (ISO 32000-1 §14.4: an id from the content)."""
    job.pdf.save(
        path,
        deterministic_id=True,
        linearize=job.profile.linearised,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
