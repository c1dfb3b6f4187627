"""The artwork of a late advertisement is checked before it is set, at its size."""

from collections.abc import Callable
from pathlib import Path

import pytest
from drafts import PressDraft
from pikepdf import Dictionary, Name

from exporter.checks.artwork import check_artwork
from exporter.findings import Severity
from exporter.model import Advertisement, Place
from exporter.pictures.files import measure
from exporter.profiles import find_profile

PRESS = find_profile("press")


def box(**artwork: object) -> Advertisement:
    values = {"width_mm": 60, "height_mm": 90, "place": Place.BOTTOM, "alt": "A ferry"}
    return Advertisement(**(values | artwork))


def draw(path: Path, fault: str) -> Path:
    """Draw an advertisement as no printer gets it: without output intent, boxes, identifiers."""
    draft = PressDraft()
    del draft.pdf.Root.OutputIntents
    del draft.pdf.pages[1:]
    if fault == "rgb":
        draft.paint("0 1 0 rg 20 60 40 40 re f")
    elif fault == "coarse":
        draft.picture("Coarse", 30, bytes((20, 20, 20, 0)), Name.DeviceCMYK)
        draft.place("Coarse", 12)
    elif fault == "font":
        draft.resource("Font", "F2", draft.font("Absent", embedded=False))
        draft.text("/Over gs 0 0 0 1 k", font="F2")
    elif fault == "veil":
        draft.resource("ExtGState", "Veil", Dictionary(ca=0.5))
        draft.paint("/Veil gs 0 .5 .5 0 k 40 100 30 30 re f")
    elif fault == "next page":
        draft.pdf.add_blank_page(page_size=(100, 100))
        draft.pdf.pages[1].contents_add(draft.stream(b"0 1 0 rg 0 0 9 9 re f"))
    return draft.save(path)


@pytest.mark.parametrize(
    ("fault", "variant", "found"),
    [
        ("", "pdf/x-4", []),
        ("rgb", "pdf/x-4", [("pdf-rgb-object", Severity.WARNING)]),
        ("coarse", "pdf/x-4", [("pdf-image-dpi", Severity.ERROR)]),
        ("font", "pdf/x-4", [("pdf-font-not-embedded", Severity.ERROR)]),
        ("veil", "pdf/x-4", []),
        ("veil", "pdf/x-1a", [("pdf-transparency", Severity.WARNING)]),
        ("next page", "pdf/x-4", []),
    ],
)
def test_a_pdf_is_judged_by_what_its_first_page_paints(
    fault: str, variant: str, found: list[tuple[str, Severity]], tmp_path: Path
) -> None:
    path = draw(tmp_path / "late.pdf", fault)
    findings = check_artwork(box(pdf=path), find_profile("press", variant=variant))
    assert [(each.rule, each.severity) for each in findings] == found
    assert all(each.path == path and each.place for each in findings)


@pytest.mark.parametrize(
    ("size", "found"),
    [
        ((1000, 1500), [("pdf-rgb-object", Severity.WARNING)]),
        ((170, 255), [("pdf-image-dpi", Severity.ERROR), ("pdf-rgb-object", Severity.WARNING)]),
    ],
)
def test_a_picture_is_judged_at_the_size_of_its_box(
    size: tuple[int, int],
    found: list[tuple[str, Severity]],
    tmp_path: Path,
    picture: Callable[..., bytes],
) -> None:
    path = tmp_path / "late.png"
    path.write_bytes(picture("PNG", size))
    findings = check_artwork(box(picture=measure(path)), PRESS)
    assert [(each.rule, each.severity) for each in findings] == found
    if size[0] == 170:
        assert "72 dpi in its box of 60 × 90 mm" in findings[0].message


def test_an_empty_box_has_no_faults() -> None:
    assert check_artwork(box(), PRESS) == []
