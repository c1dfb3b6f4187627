"""New sheets in a finished PDF for the press: the late page, in the place of its old one."""

from __future__ import annotations

from pathlib import Path

import pikepdf

from exporter.errors import UsageError
from exporter.outputs import beside
from exporter.profiles import Profile
from exporter.profiles.page_names import FURTHER_SHEET
from exporter.writers.pdf.finish import save
from exporter.writers.pdf.split import label_pages

SLACK_PT = 0.1


def replace_pages(path: Path, late: Path, profile: Profile) -> None:
    """Put the sheets of the PDF `late` into the PDF at `path`, each page in its old place.

    The other sheets keep their places, their labels and their objects. Raises `UsageError` where
    the file has no such page, is tagged, or was made with other options.
    """
    with pikepdf.open(path) as pdf, pikepdf.open(late) as new:
        _judge(path, pdf, new)
        shown = [page.label for page in pdf.pages]
        fresh = [(page.label, page) for page in new.pages]
        known = {found for found, _ in fresh}
        for label in (
            found for found in known if FURTHER_SHEET.sub("", found) not in known - {found}
        ):
            places = [place for place, found in enumerate(shown) if _is_of(found, label)]
            if not places:
                raise UsageError(f"{path}: has no page {label}, its pages are {', '.join(shown)}")
            sheets = [(found, page) for found, page in fresh if _is_of(found, label)]
            first, last = places[0], places[-1] + 1
            pdf.pages[first:last] = [page for _, page in sheets]
            shown[first:last] = [found for found, _ in sheets]
        label_pages(pdf, shown)
        with beside(path) as temporary:
            pdf.remove_unreferenced_resources()
            save(pdf, profile, temporary)


def _is_of(sheet: str, label: str) -> bool:
    return sheet == label or FURTHER_SHEET.sub("", sheet) == label


def _judge(path: Path, pdf: pikepdf.Pdf, new: pikepdf.Pdf) -> None:
    """Refuse a PDF into which the new sheets don't fit: `UsageError`."""
    if "/StructTreeRoot" in pdf.Root:
        raise UsageError(
            f"{path}: is tagged, and pages are replaced only in PDFs for the press:"
            " build the whole issue again"
        )
    if _condition(pdf) != _condition(new):
        raise UsageError(
            f"{path}: was made with another profile ({_condition(pdf) or 'not for the press'}):"
            " name that one with --profile"
        )
    one, other = (_size(each.pages[0]) for each in (pdf, new))
    if any(abs(a - b) > SLACK_PT for a, b in zip(one, other, strict=True)):
        raise UsageError(
            f"{path}: its sheets are of another size: use the paper and the profile of the whole"
        )


def _condition(pdf: pikepdf.Pdf) -> str:
    intents = list(pdf.Root.get("/OutputIntents", []))
    return str(intents[0].get("/OutputConditionIdentifier", "")) if intents else ""


def _size(page: pikepdf.Page) -> list[float]:
    return [float(each) for box in (page.trimbox, page.mediabox) for each in box]
