"""Replace sheets in a finished PDF by those of a late page.

Labels, links, bookmarks, article threads and structure are updated.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

import pikepdf

from exporter.errors import UsageError
from exporter.findings import Finding
from exporter.outputs import beside
from exporter.pdf.xmp import properties, qualified
from exporter.profiles import Profile
from exporter.profiles.page_names import FURTHER_SHEET
from exporter.writers.pdf.claims import refuted, take_back
from exporter.writers.pdf.finish import save
from exporter.writers.pdf.splice import Splice
from exporter.writers.pdf.spliced_links import splice_bookmarks, splice_names, splice_threads
from exporter.writers.pdf.spliced_tags import splice_tags
from exporter.writers.pdf.split import label_pages

SLACK_PT = 0.1
ABOUT = ("/Metadata", "/AF")  # metadata and attachments of a file


def replace_pages(
    path: Path, late: Path, profile: Profile, pages: Collection[str] = ()
) -> list[Finding]:
    """Put the sheets of the PDF `late` into the PDF at `path`, each page in its old place.

    `pages` are the labels of the issue's pages: A01-2 is one of them, or the second sheet of A01.
    The other sheets keep their places, their labels and their objects. Returns what refutes a
    claim of the new file. Raises `UsageError` where the file has no such page, or was made with
    other options.
    """
    with pikepdf.open(path) as pdf, pikepdf.open(late) as new:
        _judge(path, pdf, new)
        splice = Splice(pdf, new, [page.label for page in pdf.pages])
        _put_in(path, splice, pages)
        splice_threads(splice)
        splice_names(splice)
        splice_bookmarks(splice)
        splice_tags(splice)
        label_pages(pdf, splice.labels)
        _tell_anew(splice)
        with beside(path) as temporary:
            pdf.remove_unreferenced_resources()
            save(pdf, profile, temporary)
            return _judge_claims(temporary, profile)


def _put_in(path: Path, splice: Splice, pages: Collection[str] = ()) -> None:
    """Put the new sheets in the places of the old ones."""
    pdf, shown = splice.pdf, splice.labels
    fresh = [(page.label, page) for page in splice.late.pages]
    for label in _whole_pages([found for found, _ in fresh], pages):
        places = [place for place, found in enumerate(shown) if _is_of(found, label, pages)]
        if not places:
            raise UsageError(f"{path}: has no page {label}, its pages are {', '.join(shown)}")
        if places[-1] - places[0] >= len(places):
            raise UsageError(
                f"{path}: has sheets {label} in several places, make the whole PDF again"
            )
        sheets = [(found, page) for found, page in fresh if _is_of(found, label, pages)]
        first, last = places[0], places[-1] + 1
        splice.gone |= {page.obj.objgen: page.obj for page in pdf.pages[first:last]}
        pdf.pages[first:last] = [page for _, page in sheets]
        shown[first:last] = [found for found, _ in sheets]
        splice.new += pdf.pages[first : first + len(sheets)]


def _whole_pages(labels: Sequence[str], pages: Collection[str] = ()) -> list[str]:
    """Return the labels that are not those of further sheets of another."""
    known = dict.fromkeys(labels)  # in order: the numbers of new objects depend on it
    return [label for label in known if (page := _page(label, pages)) == label or page not in known]


def _is_of(sheet: str, label: str, pages: Collection[str]) -> bool:
    return label in (sheet, _page(sheet, pages))


def _page(sheet: str, pages: Collection[str]) -> str:
    """Return the label of the page that a sheet is of."""
    return sheet if sheet in pages else FURTHER_SHEET.sub("", sheet)


def _tell_anew(splice: Splice) -> None:
    """Copy metadata and attachments from the new file."""
    pdf, late = splice.pdf, splice.late
    for key in ABOUT:
        if key in late.Root and key in pdf.Root:
            pdf.Root[key] = pdf.copy_foreign(late.make_indirect(late.Root[key]))
    if "/EmbeddedFiles" in late.Root.get("/Names", {}):
        files = late.make_indirect(late.Root.Names.EmbeddedFiles)
        pdf.Root.Names.EmbeddedFiles = pdf.copy_foreign(files)


def _judge_claims(path: Path, profile: Profile) -> list[Finding]:
    if not profile.tagged:
        return []
    found = refuted(path, profile, notdef=False)
    if found:
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            take_back(pdf, found)
            save(pdf, profile, path)
    return found


def _judge(path: Path, pdf: pikepdf.Pdf, new: pikepdf.Pdf) -> None:
    """Raise `UsageError` for a PDF that does not match the new sheets."""
    if _purpose(pdf) != _purpose(new):
        raise UsageError(
            f"{path}: was made with another profile ({_made_for(pdf)}): "
            "name that one with --profile"
        )
    old = {page.label: _size(page) for page in pdf.pages}
    sizes = [(_size(page), old.get(page.label, _size(page))) for page in new.pages]
    if any(abs(a - b) > SLACK_PT for both in sizes for a, b in zip(*both, strict=True)):
        raise UsageError(
            f"{path}: its sheets are of another size: use the paper and the profile of the whole"
        )


def _purpose(pdf: pikepdf.Pdf) -> tuple[str, str, bool, bool]:
    """Return standard and condition of printing, whether it is tagged, and has attachments."""
    return _standard(pdf), _condition(pdf), "/StructTreeRoot" in pdf.Root, "/AF" in pdf.Root


def _made_for(pdf: pikepdf.Pdf) -> str:
    return ", ".join(filter(None, (_standard(pdf), _condition(pdf)))) or "not for the press"


def _standard(pdf: pikepdf.Pdf) -> str:
    """Return the version of PDF/X that a PDF states (ISO 15930-4, -6 and -7)."""
    stated = str(pdf.docinfo.get("/GTS_PDFXVersion", ""))
    metadata = pdf.Root.get("/Metadata")
    values = properties(metadata.read_bytes()) if isinstance(metadata, pikepdf.Stream) else {}
    return stated or values.get(qualified("pdfxid:GTS_PDFXVersion"), "")


def _condition(pdf: pikepdf.Pdf) -> str:
    intents = list(pdf.Root.get("/OutputIntents", []))
    return str(intents[0].get("/OutputConditionIdentifier", "")) if intents else ""


def _size(page: pikepdf.Page) -> list[float]:
    return [float(each) for box in (page.trimbox, page.mediabox) for each in box]
