"""Heads and feet of pages in the flow layout keep off edges that a plant leaves white."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

import exporter
from exporter.layouts.flow.pages import clear
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
    rules = clear(find_profile("newsprint", clear_mm=edges), make_grid(SHEET, "en"))
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
