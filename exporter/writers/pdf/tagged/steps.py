"""The steps that finish a PDF for the screen and for archives, in the order of `STEPS`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name

from exporter.writers.pdf.split import label_pages
from exporter.writers.pdf.tagged.attachments import make_attachments
from exporter.writers.pdf.tagged.description import make_xmp

if TYPE_CHECKING:
    from exporter.writers.pdf.job import Job


INVISIBLE = re.compile("[\u00ad\u200b\u2060]")


def label_sheets(job: Job) -> None:
    """Give each sheet the label that is printed on it (ISO 32000-1 §12.4.2)."""
    label_pages(job.pdf, job.labels)


def clear_bookmarks(job: Job) -> None:
    """Remove the hints for line breaks from the titles of bookmarks."""

    def clear(items: Iterable[pikepdf.OutlineItem]) -> None:
        for item in items:
            item.title = INVISIBLE.sub("", item.title).replace("\u00a0", " ")
            clear(item.children)

    if "/Outlines" in job.pdf.Root:
        with job.pdf.open_outline() as outline:
            clear(outline.root)


def guide_viewer(job: Job) -> None:
    """Let viewers show the title and the bookmarks (ISO 14289-1 §7.1), and tab by structure."""
    root = job.pdf.Root
    preferences = root.get("/ViewerPreferences", Dictionary())
    preferences.DisplayDocTitle = True
    root.ViewerPreferences = preferences
    if "/Outlines" in root:
        root.PageMode = Name.UseOutlines
    if job.profile.tagged:
        for page in job.pdf.pages:
            page.Tabs = Name.S


def describe(job: Job) -> None:
    """Write the metadata of the issue, in place of the renderer's."""
    info = job.pdf.docinfo
    packet = make_xmp(
        job.edition, job.profile, str(info.get("/Title", "")), str(info.get("/Producer", ""))
    )
    stream = job.pdf.make_stream(packet, Type=Name.Metadata, Subtype=Name.XML)
    job.pdf.Root.Metadata = stream


def forbid_interpolation(job: Job) -> None:
    """Turn off the interpolation of pictures (ISO 19005-3 §6.2.8); a press screens their dots."""
    for each in job.pdf.objects:
        if isinstance(each, pikepdf.Stream) and "/Interpolate" in each:
            del each.Interpolate


def attach(job: Job) -> None:
    """Attach the EPUB, the data and the sources of the issue."""
    attachments, findings = make_attachments(job.edition, job.options)
    job.findings += findings
    associated = Array()
    for each in attachments:
        specification = pikepdf.AttachedFileSpec(
            job.pdf,
            each.data,
            filename=each.name,
            description=each.description,
            mime_type=each.media_type,
            relationship=Name(f"/{each.relationship}"),
            mod_date=f"D:{job.edition.issue.date:%Y%m%d}000000Z",
        )
        job.pdf.attachments[each.name] = specification
        associated.append(specification.obj)
    job.pdf.Root.AF = associated
