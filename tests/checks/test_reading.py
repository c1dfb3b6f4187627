"""What is read from a page: places, sizes, colours, inks of pictures."""

from pathlib import Path

import pytest
from drafts import HEIGHT, MM, WIDTH, PressDraft
from pikepdf import Array, Dictionary, Name
from PIL import Image

from exporter.checks.pdf.colours import CMYK, RGB, colour, parse_space
from exporter.checks.pdf.document import open_document
from exporter.checks.pdf.image_objects import Placed, heaviest, parse_picture
from exporter.checks.pdf.marks import Kind, Mark, Role
from exporter.findings import Box


def _marks(draft: PressDraft, tmp_path: Path) -> list[Mark]:
    """Return what a draft paints on page 1 after the text, line and picture of every draft."""
    with open_document(draft.save(tmp_path / "draft.pdf")) as document:
        return document.pages[0].drawing.marks[3:]


@pytest.mark.parametrize(
    ("content", "kind", "size"),
    [
        ("2 w 10 10 m 50 10 l S", Kind.LINE, 2),
        ("q .5 0 0 .5 0 0 cm 2 w 10 10 m 50 10 l S Q", Kind.LINE, 1),
        ("10 10 80 .4 re f", Kind.LINE, 0.4),
        ("10 10 80 5 re f", Kind.AREA, 0),
        ("10 10 80 50 re 10.5 10.5 79 49 re f*", Kind.LINE, 0.5),
        ("10 10 80 50 re 30 30 20 20 re f*", Kind.AREA, 0),
        ("10 10 80 .2 re W n 0 0 100 100 re f", Kind.LINE, 0.2),
        ("BT /F1 9 Tf 10 10 Td (A) Tj ET", Kind.TEXT, 9),
        ("BT /F1 1 Tf 12 0 0 12 10 10 Tm [(A) -200 (B)] TJ ET", Kind.TEXT, 12),
        ("2 0 0 2 0 0 cm BT /F1 4 Tf 10 10 Td (A) Tj ET", Kind.TEXT, 8),
    ],
)
def test_sizes_follow_the_matrix_and_the_clip(
    content: str, kind: Kind, size: float, tmp_path: Path
) -> None:
    draft = PressDraft()
    draft.paint(content)
    (mark,) = _marks(draft, tmp_path)
    assert mark.kind is kind
    assert mark.size == pytest.approx(size, abs=0.001)


@pytest.mark.parametrize(
    ("content", "box"),
    [
        ("10 20 30 40 re f", (10, 20, 40, 60)),
        ("1 0 0 1 5 5 cm 10 20 30 40 re f", (15, 25, 45, 65)),
        ("0 1 -1 0 100 0 cm 10 20 30 40 re f", (40, 10, 80, 40)),
        ("0 0 20 30 re W n 10 20 30 40 re f", (10, 20, 20, 30)),
        ("BT /F1 10 Tf 10 20 Td (AA) Tj ET", (10, 18.8, 20, 28.8)),
        ("BT /F1 10 Tf 2 Tc 10 20 Td (AA) Tj ET", (10, 18.8, 24, 28.8)),
        ("30 0 0 40 10 20 cm /Im Do", (10, 20, 40, 60)),
    ],
)
def test_places_are_where_the_ink_is(content: str, box: tuple[float, ...], tmp_path: Path) -> None:
    draft = PressDraft()
    draft.paint(content)
    (mark,) = _marks(draft, tmp_path)
    assert mark.box == pytest.approx(box, abs=0.01)


@pytest.mark.parametrize("content", ["0 0 5 5 re W n 50 50 9 9 re f", "n", "BT ET", "0 0 m n"])
def test_what_leaves_no_ink_is_no_mark(content: str, tmp_path: Path) -> None:
    draft = PressDraft()
    draft.paint(content)
    assert _marks(draft, tmp_path) == []


@pytest.mark.parametrize(
    ("rotation", "box"),
    [
        (0, Box(10, 20, 5, 4)),
        (90, Box(90 - 20 - 4, 10, 4, 5)),
        (180, Box(60 - 10 - 5, 90 - 20 - 4, 5, 4)),
        (270, Box(20, 60 - 10 - 5, 4, 5)),
    ],
)
def test_a_place_is_told_in_millimetres_of_the_page_as_seen(
    rotation: int, box: Box, tmp_path: Path
) -> None:
    draft = PressDraft()
    draft.pages[0].Rotate = rotation
    left, top = 10 * MM, HEIGHT - 20 * MM
    with open_document(draft.save(tmp_path / "draft.pdf")) as document:
        page = document.pages[0]
        found = page.mm((left, top - 4 * MM, left + 5 * MM, top))
        assert page.trim == pytest.approx((0, 0, WIDTH, HEIGHT), abs=0.001)
    assert tuple(found) == pytest.approx(tuple(box), abs=0.001)


@pytest.mark.parametrize(
    ("values", "total", "mixed", "rich", "alone"),
    [
        ((0, 0, 0, 1), 100, False, False, True),
        ((0.75, 0.68, 0.67, 0.9), 300, True, False, False),
        ((0.6, 0.5, 0.5, 0.7), 230, True, False, False),
        ((1, 1, 1, 0), 300, True, False, False),
        ((0.4, 0.3, 0.3, 1), 200, False, True, False),
        ((1, 0.8, 0, 0.4), 220, False, False, False),
        ((0.33, 0.05, 0.28, 0.83), 149, False, False, False),
        ((0, 0, 0, 0.7), 70, False, False, False),
    ],
)
def test_blacks_are_told_apart(
    values: tuple[float, ...], total: float, mixed: bool, rich: bool, alone: bool
) -> None:
    found = colour(CMYK, values)
    assert found.total == pytest.approx(total)
    assert (found.mixed_black, found.rich_black, found.black_alone) == (mixed, rich, alone)


def test_spaces_tell_their_inks() -> None:
    draft = PressDraft()
    spot = parse_space(draft.spot("Harbour"))
    assert colour(spot, [0.5]).inks == {"Harbour": 0.5}
    assert colour(parse_space(draft.spot("All")), [1.0]).total == 400
    table = parse_space(Array([Name.Indexed, Name.DeviceCMYK, 1, b"\0\0\0\0\xff\0\0\x33"]))
    assert colour(table, [1]).inks == pytest.approx(
        {"Cyan": 1, "Magenta": 0, "Yellow": 0, "Black": 0.2}
    )
    assert colour(RGB, (0, 0, 0)).inks is None
    tints = parse_space(Array([Name.Indexed, draft.spot("Harbour"), 1, b"\0\xff"]))
    assert colour(tints, tints.first()).inks == {"Harbour": 0}  # ISO 32000-1, table 74


@pytest.mark.parametrize("thing", [Name.Nothing, Array(), Array([Name.ICCBased, Dictionary()])])
def test_what_is_no_colour_space_is_said(thing: object) -> None:
    with pytest.raises(ValueError, match=r"colour space|ICC"):
        parse_space(thing)


def _jpeg(tmp_path: Path, colour: tuple[int, ...], size: int) -> bytes:
    path = tmp_path / "picture.jpg"
    Image.new("CMYK", (size, size), colour).save(path, quality=95)
    return path.read_bytes()


@pytest.mark.parametrize(("decode", "total"), [([1, 0] * 4, 160), (None, 240)])
def test_ink_of_a_jpeg_follows_its_decode_array(
    decode: list[int] | None, total: float, tmp_path: Path
) -> None:
    """Pillow writes 255 for no ink, as Adobe does; a PDF says so in /Decode, or means the other."""
    draft = PressDraft()
    picture = draft.stream(_jpeg(tmp_path, (102, 102, 102, 102), 200))
    for key, value in (("Width", 200), ("Height", 200), ("BitsPerComponent", 8)):
        picture[f"/{key}"] = value
    picture.Filter, picture.ColorSpace = Name.DCTDecode, Name.DeviceCMYK
    if decode:
        picture.Decode = decode
    ink = heaviest(parse_picture("Im", picture, None), Placed(20))
    assert ink is not None
    assert ink.total == pytest.approx(total, abs=2)


def test_ink_is_a_mean_over_15_mm2_and_tells_where(tmp_path: Path) -> None:
    """A dot of one pixel is no fault, a patch of 5 mm is."""
    image = Image.new("CMYK", (200, 200), (25, 25, 25, 25))
    image.putpixel((10, 10), (255, 255, 255, 255))
    draft = PressDraft()

    def most(image: Image.Image) -> tuple[float, tuple[float, ...]]:
        stream = draft.stream(image.tobytes(), Width=200, Height=200, BitsPerComponent=8)
        stream.ColorSpace = Name.DeviceCMYK
        ink = heaviest(parse_picture("Im", stream, None), Placed(40))
        assert ink is not None
        return ink.total, ink.rect

    assert most(image)[0] < 50
    image.paste((255, 255, 204, 102), (150, 20, 180, 50))
    total, (left, bottom, right, top) = most(image)
    assert total == pytest.approx(320, abs=2)
    assert left < 165 / 200 < right
    assert bottom < 1 - 35 / 200 < top


@pytest.mark.parametrize(
    ("matrix", "cell", "fill"),
    [
        ((1, 0, 0, 1, 0, 0), (0, 0, 20, 20), "100 100 60 60"),  # far from the first cell
        ((1, 0, 0, 1, 900, -700), (0, 0, 20, 20), "10 10 60 60"),  # the first cell off the page
        ((0.5, 0, 0, -0.5, 3, 7), (-90, 400, -70, 420), "33 41 60 60"),
        ((1, 0, 0, 1, 0, 0), (0, 0, 20, 20), "114 114 4 4"),  # a part of one cell
        ((1, 0, 0, 1, 0, 0), (0, 0, 20, 20), "15 14 20 8"),  # parts of several
    ],
)
def test_a_pattern_is_seen_wherever_it_lies(
    matrix: tuple[float, ...], cell: tuple[float, ...], fill: str, tmp_path: Path
) -> None:
    draft = PressDraft()
    left, bottom = cell[:2]
    draft.pages[0].Resources.Pattern["/P"] = draft.stream(
        f"1 0 0 rg {left + 12} {bottom + 12} 6 6 re f".encode(),
        PatternType=1,
        PaintType=1,
        TilingType=1,
        BBox=Array(cell),
        XStep=20,
        YStep=20,
        Matrix=Array(matrix),
        Resources=Dictionary(),
    )
    draft.paint(f"/Pattern cs /P scn {fill} re f")
    assert RGB in {mark.colour.space for mark in _marks(draft, tmp_path) if mark.colour}


def test_things_of_one_name_in_two_forms_are_both_seen(tmp_path: Path) -> None:
    draft = PressDraft()

    def form(data: bytes, **values: object) -> object:
        return draft.stream(
            data, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 60, 60], **values
        )

    for name in ("One", "Other"):
        inner = form(b"0 0 60 60 re f", Note=Name(f"/{name}"))
        around = form(b"/Inner Do", Resources=Dictionary(XObject=Dictionary(Inner=inner)))
        draft.resource("XObject", name, around)
        draft.paint(f"/{name} Do")
    with open_document(draft.save(tmp_path / "draft.pdf")) as document:
        things = document.pages[0].drawing.objects.values()
        notes = [str(thing.Note) for name, thing in things if name == "Inner"]
    assert notes == ["/One", "/Other"]


def test_marked_content_that_a_form_ends_too_often_leaves_the_page_alone(tmp_path: Path) -> None:
    draft = PressDraft()
    form = draft.stream(b"EMC EMC", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 60, 60])
    draft.resource("XObject", "Form", form)
    draft.paint("/Artifact BMC /Form Do 10 10 80 5 re f EMC")
    (mark,) = _marks(draft, tmp_path)
    assert (mark.kind, mark.role) == (Kind.AREA, Role.ARTIFACT)
