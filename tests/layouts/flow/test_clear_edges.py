"""Heads and feet of pages in the flow layout keep off edges that a plant leaves white."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

import exporter
from exporter.layouts.flow.print_document import clear, closed_edges
from exporter.layouts.papers import make_grid
from exporter.profiles import find_profile
from exporter.sheet_size import SheetSize

SHEET = SheetSize(width=315, height=420, type_area=(280, 385))  # margins of 17.5 mm


@pytest.mark.parametrize(
    ("edges", "head", "foot"),
    [
        ((0, 0, 0, 0), False, False),
        ((0, 15, 15, 0), False, True),
        ((20, 0, 3, 0), True, False),
    ],
)
def test_what_would_stand_on_a_white_edge_is_left_out(
    edges: tuple[float, ...], head: bool, foot: bool
) -> None:
    rules = clear(closed_edges(find_profile("newsprint", clear_mm=edges), make_grid(SHEET, "en")))
    assert ("@page :right { @top-left { content: none }" in rules) == head
    assert ("@bottom-center { content: none }" in rules) == foot


def test_a_page_that_flows_has_its_text_on_a_sheet_with_white_edges(
    issue_folder: Callable[..., Path], tmp_path: Path
) -> None:
    head = "publication: {name: The Post, language: en}\ndate: 2026-06-16\npages:\n- label: '01'\n"
    pages = "- {label: '02', layout: flow}\n- {label: '03'}\n"
    story = "---\nheadline: Tides\n---\nThe tide came over the quay.\n"
    files = {f"{label}/1.md": story.replace("quay", f"quay {label}") for label in ("02", "03")}
    folder = issue_folder({"issue.yaml": head + pages, **files})
    profile = find_profile("screen", clear_mm=(0, 15, 15, 0))
    path = tmp_path / "a.pdf"
    exporter.build(folder, path, exporter.Options(profile=profile, layout="makeup", jobs=1))
    with pypdfium2.PdfDocument(str(path)) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    assert ["quay 02" in text for text in texts] == [False, True, False]


@pytest.mark.parametrize("foot", [0, 15])
def test_pages_that_flow_are_numbered_by_their_label(
    foot: float, issue_folder: Callable[..., Path], tmp_path: Path
) -> None:
    """Above, where the foot stays white; with the label where the next page has the number."""
    labels = ("01", "04", "08", "09", "B7")
    head = "publication: {name: The Post, language: en}\ndate: 2026-06-16\npages:\n"
    pages = "".join(f"- {{label: '{label}', layout: flow}}\n" for label in labels)
    texts = {label: 200 if label in ("04", "08") else 20 for label in labels}
    files = {
        f"{label}/1.md": "---\nheadline: Tides\n---\n" + "The tide came over the quay. " * many
        for label, many in texts.items()
    }
    folder = issue_folder({"issue.yaml": head + pages, **files})
    path, profile = tmp_path / "a.pdf", find_profile("screen", clear_mm=(0, 0, foot, 0))
    options = exporter.Options(
        profile=profile, layout="makeup", style="magazine", paper="150x210", jobs=1
    )
    exporter.build(folder, path, options)
    with pypdfium2.PdfDocument(str(path)) as document:
        sheets = [document.get_page_label(number) for number in range(len(document))]
        found = [_margin(page, at_foot=not foot).split() for page in document]
    assert {"04-2", "08-2"} <= set(sheets)
    for sheet, words in zip(sheets, found, strict=True):
        label, _, part = sheet.partition("-")
        number = str(int(label) + int(part or 1) - 1) if label in ("01", "04", "09") else label
        assert number in words, (sheet, words)


def _margin(page: pypdfium2.PdfPage, at_foot: bool) -> str:
    height = page.get_height()
    edge = {"top": 45} if at_foot else {"bottom": height - 55}
    return str(page.get_textpage().get_text_bounded(**edge))
