"""Split a PDF into one PDF per page, for printing plants and web editions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date as Date
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, NumberTree, String

from exporter.errors import UsageError
from exporter.languages.labels import labels as words
from exporter.layouts.sheets import COVER
from exporter.model import Issue
from exporter.outputs import UNFIT, beside
from exporter.pdf import xmp
from exporter.profiles import Profile
from exporter.profiles.page_names import find_template

TAGGED = ("pdfaid", "pdfuaid")  # of claims that a file makes by its structure
NUMBERED = re.compile(r"(\D*)(\d+)")


class _Day(Date):
    """A date with a four-digit year in file names, which C libraries do not guarantee."""

    def __format__(self, form: str) -> str:
        return super().__format__(form.replace("%Y", f"{self.year:04}"))


def label_pages(pdf: pikepdf.Pdf, labels: list[str]) -> None:
    """Give each page of a PDF the label that is printed on it (ISO 32000-1 §12.4.2)."""
    tree = NumberTree.new(pdf)
    for number, label in enumerate(labels):
        tree[number] = Dictionary(P=String(label))
    pdf.Root.PageLabels = tree.obj


def split_pages(path: Path, issue: Issue, profile: Profile, folder: Path) -> list[Path]:
    """Write each page of the PDF at `path` to a file of its own in `folder`; return their paths.

    `{page}` is the page's label, padded so that files sort (`cover` of the front page), `{sheet}`
    its number in the PDF. Raises `UsageError` if the template of `profile` gives two pages one
    name, or one the name of the whole PDF.
    """
    template = find_template(profile.split)
    with pikepdf.open(path) as pdf:
        labels = [page.label for page in pdf.pages]
        paths = [folder / name for name in _names(template, labels, issue)]
        if len({path, *paths}) != len(paths) + 1:
            raise UsageError(f"--split: {template} gives two files the same name, add {{sheet}}")
        for page in pdf.pages:
            _detach(page)
        for page, target in zip(pdf.pages, paths, strict=True):
            with beside(target) as temporary, _single(pdf, page) as single:
                single.save(
                    temporary,
                    deterministic_id=True,
                    linearize=profile.linearised,
                    force_version=pdf.pdf_version,
                    object_stream_mode=pikepdf.ObjectStreamMode.generate,
                )
    return paths


def padded(labels: list[str]) -> list[str]:
    """Return labels that sort as the pages do: 1 … 12 as 01 … 12, each series of letters by itself.

    The first number of a label counts, what is before it names the series.
    """
    parts = [NUMBERED.match(label) for label in labels]
    longest: dict[str, int] = {}
    for part in filter(None, parts):
        longest[part[1]] = max(longest.get(part[1], 0), len(part[2]))
    return [
        part[1] + part[2].zfill(longest[part[1]]) + label[part.end() :] if part else label
        for label, part in zip(labels, parts, strict=True)
    ]


def _names(template: str, labels: list[str], issue: Issue) -> Iterator[str]:
    publication = issue.publication
    cover = words(publication.language).cover
    # Of some pages alone, the names are those that they have among all.
    labels = padded([*labels, *(page.label for page in issue.pages)])[: len(labels)]
    for sheet, label in enumerate(labels, 1):
        values = {
            "code": publication.code or publication.name,
            "name": publication.name,
            "date": _Day(issue.date.year, issue.date.month, issue.date.day),
            "number": issue.numbering.span,
            "page": re.sub(r"\s+", "", label.replace(cover, COVER)),
            "sheet": sheet,
        }
        try:
            name = UNFIT.sub("-", template.format(**values))
        except ValueError as error:  # `{number:03}` of an issue without a number
            raise UsageError(f"--split: {template} does not fit this issue ({error})") from None
        yield name if not issue.edition else f"{name[:-4]}-{issue.edition}{name[-4:]}"


def _detach(page: pikepdf.Page) -> None:
    """Remove references to other pages: internal links and the place in the structure."""
    if "/Annots" in page:
        kept = [each for each in page.Annots if "/URI" in each.get("/A", Dictionary())]
        for each in kept:
            for key in ("/Parent", "/P", "/StructParent"):
                if key in each:
                    del each[key]
        page.Annots = Array(kept)
    for key in ("/StructParents", "/Tabs"):
        if key in page:
            del page[key]


def _single(pdf: pikepdf.Pdf, page: pikepdf.Page) -> pikepdf.Pdf:
    """Return a PDF of one page, with the metadata and output intent of the whole.

    It has no structure: of the claims of the whole, it makes that of PDF/X alone.
    """
    single = pikepdf.new()
    single.pages.append(page)
    single.remove_unreferenced_resources()
    for key in ("/OutputIntents", "/Metadata", "/Lang"):
        if key in pdf.Root:
            single.Root[key] = single.copy_foreign(pdf.make_indirect(pdf.Root[key]))
    if "/Metadata" in single.Root:
        metadata = single.Root.Metadata
        metadata.write(xmp.without(metadata.read_bytes(), *TAGGED))
    for key, value in pdf.docinfo.items():
        single.docinfo[Name(key)] = String(str(value)) if key != "/Trapped" else Name(str(value))
    label_pages(single, [page.label])
    return single
