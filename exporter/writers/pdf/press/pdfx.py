"""PDF/X: set the printing condition and metadata, and remove what a press does not need.

ISO 15930-4 and -6:2003 (X-1a, X-3), ISO 15930-7:2010 (X-4). Ids come from the
publication and its date: the same issue, the same bytes.
"""

from __future__ import annotations

import uuid

from pikepdf import Array, Dictionary, Name, String

from exporter.layouts.papers import find_paper
from exporter.pdf.xmp import Packet
from exporter.profiles.condition import Condition, find_condition
from exporter.profiles.pdfx_standards import PDF_X, PdfX
from exporter.writers.pdf.job import Job
from exporter.writers.pdf.press.bare_fonts import unwrap_fonts
from exporter.writers.pdf.press.grouped_strokes import group_strokes
from exporter.writers.pdf.press.transparency_groups import drop_groups

# No annotation may be inside the bleed, and there is no action or script. Destinations and
# outlines point to where the pages were before they moved.
UNWANTED = (
    "/AcroForm",
    "/AA",
    "/MarkInfo",
    "/Names",
    "/OpenAction",
    "/Outlines",
    "/PageMode",
    "/StructTreeRoot",
)


def make_pdfx(job: Job) -> None:
    """Convert the PDF to the profile's variant of PDF/X."""
    variant = PDF_X[job.profile.variant]
    root = job.pdf.Root
    for key in UNWANTED:
        if key in root:
            del root[key]
    for page in job.pdf.pages:
        for key in ("/Annots", "/StructParents", "/Tabs", "/AA"):
            if key in page:
                del page[key]
    root.OutputIntents = Array([_intent(job, find_condition(job.profile))])
    _inform(job, variant)
    if not variant.streams:
        unwrap_fonts(job.pdf)
    drop_groups(job.pdf)
    if variant.transparency:
        group_strokes(job.pdf)
    root.Metadata = job.pdf.make_stream(_xmp(job, variant), Type=Name.Metadata, Subtype=Name.XML)


def _intent(job: Job, condition: Condition) -> object:
    """Return the output intent (ISO 32000-1 §14.11.5): the ICC profile, its registered name."""
    profile = job.pdf.make_stream(condition.icc, N=4, Alternate=Name.DeviceCMYK)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(condition.name),
        OutputCondition=String(condition.description),
        Info=String(condition.description),
        DestOutputProfile=profile,
    )
    if condition.registry:
        intent.RegistryName = String(condition.registry)
    return job.pdf.make_indirect(intent)


def _inform(job: Job, variant: PdfX) -> None:
    """Set the document information that PDF/X requires (ISO 32000-1 §14.3.3)."""
    info = job.pdf.docinfo
    day = job.edition.issue.date.isoformat().replace("-", "")
    info.CreationDate = info.ModDate = String(f"D:{day}000000Z")
    info.Trapped = Name("/False")
    if not variant.in_metadata:
        info.GTS_PDFXVersion = String(variant.name)


def _xmp(job: Job, variant: PdfX) -> bytes:
    info = job.pdf.docinfo
    issue = job.edition.issue
    publication = issue.publication
    document = uuid.uuid5(uuid.NAMESPACE_URL, f"{publication.url or publication.name} {issue.date}")
    # What makes this rendition another one than its sisters.
    paper = find_paper(job.options.sheet_size, job.edition.style).name
    rendition = f"{job.profile.model_dump_json()} {paper} {issue.revision}"
    packet = Packet()
    packet.add("dc:format", "application/pdf")
    packet.add_words("dc:title", job.edition.title)
    packet.add_list("dc:creator", [publication.publisher or publication.name])
    packet.add("pdf:Producer", str(info.get("/Producer", "")))
    packet.add("pdf:Trapped", "False")
    if variant.in_metadata:
        packet.add("pdfxid:GTS_PDFXVersion", variant.name)
    for name in ("xmp:CreateDate", "xmp:MetadataDate", "xmp:ModifyDate"):
        packet.add(name, f"{issue.date.isoformat()}T00:00:00Z")
    packet.add("xmp:CreatorTool", str(info.get("/Creator", "")))
    packet.add("xmpMM:DocumentID", f"uuid:{document}")
    packet.add("xmpMM:InstanceID", f"uuid:{uuid.uuid5(document, rendition)}")
    packet.add("xmpMM:RenditionClass", "default")
    packet.add("xmpMM:VersionID", str(issue.revision))
    return packet.write()
