"""Advertisements stand at the size sold: where their trim is on the sheet, and what is named."""

import re
from types import SimpleNamespace

import pytest

from exporter.edition.style import find_style
from exporter.layouts.makeup.draw import advertisements
from exporter.layouts.makeup.draw.extras import Artwork, Extra, _of_picture
from exporter.layouts.makeup.plan.frame import Frame
from exporter.layouts.makeup.plan.grid import MM, sheet_grid
from exporter.layouts.makeup.plan.slicing import Placement
from exporter.layouts.makeup.plan.story import Story
from exporter.model import Advertisement

STYLE = find_style()
AREA = sheet_grid("tabloid", "zh-Hans")  # 280 × 400 mm, 5 columns
SHEET = Advertisement(width_mm=280, height_mm=400, bleed=True)


def placed(box, column=0, line=0):
    columns, lines = advertisements.reserved(box, AREA, alone=True)
    story = Story("ad-1-1", 101, {}, box=(columns, lines), place=box.place)
    frame = Frame(story, columns, lines + 1, None, 0, 0, 0, (), (), 0, 0, "box", "box")
    return Placement(frame, min(column, AREA.columns - columns), line)


def at(box, column=0, line=0):
    only = placed(box, column, line)
    made = advertisements.trim(box, AREA, only, [only])
    return [each / MM for each in (made.left, made.top, made.width, made.height)]


@pytest.mark.parametrize("width", [30, 60, 93, 120, 242, 260, 280])
def test_a_box_has_the_size_sold(width):
    box = Advertisement(width_mm=width, height_mm=85)
    assert at(box)[2:] == pytest.approx([width, 85])


def test_a_box_wider_than_the_type_area_stands_in_the_margins():
    box = Advertisement(width_mm=270, height_mm=85)
    assert at(box)[0] == pytest.approx(5, abs=0.1)
    ((message, _),) = advertisements.faults(None, box, AREA)
    assert "margins" in message


@pytest.mark.parametrize(("column", "left"), [(0, 0), (4, 180)])
def test_a_box_that_bleeds_stands_on_the_edge_that_it_touches(column, left):
    box = Advertisement(width_mm=100, height_mm=60, bleed=True)
    assert at(box, column, 40) == pytest.approx([left, 340, 100, 60], abs=0.1)


def test_a_box_that_is_made_to_fit_takes_the_room_of_its_printed_size():
    area = sheet_grid("a4", "en")
    box = Advertisement(width_mm=280, height_mm=60)
    printed = 60 * MM * advertisements.scale(box, area)
    columns, lines = advertisements.reserved(box, area, alone=True)
    assert columns == area.columns and printed < 45 * MM
    assert printed <= lines * area.line < printed + area.line


def test_a_foot_that_bleeds_takes_no_more_of_the_grid_than_is_above_the_margin():
    box = Advertisement(width_mm=280, height_mm=60, bleed=True)
    _, lines = advertisements.reserved(box, AREA, alone=True)
    _, more = advertisements.reserved(box, AREA, alone=False)
    assert more * AREA.line >= 60 * MM > lines * AREA.line
    top = AREA.y(AREA.lines - lines) / MM
    assert top <= 340.1


def picture(box, art, bleed_mm=3.0):
    resource = SimpleNamespace(
        name="images/ad.png", picture=SimpleNamespace(width=2800, height=550)
    )
    extra = Extra(1, "ad-1-1", resource, box, None, True, art)
    only = placed(box, 0, 40)
    where = advertisements.trim(box, AREA, only, [only])
    edition = SimpleNamespace(render_document=lambda name, **values: STYLE.render(name, values))
    return advertisements.html(edition, extra, box, where, AREA, bleed_mm), extra


def test_the_bleed_of_the_artwork_is_cut_off_within_the_sheet():
    box = Advertisement(width_mm=280, height_mm=60, bleed=True)
    html, _ = picture(box, Artwork(280, 60, (5, 5, 5, 5), measured=True))
    frame, image = html.split("<img")
    assert f"width:{286 * MM:.3f}pt;height:{63 * MM:.3f}pt" in frame
    assert f"left:{-2 * MM:.3f}pt;top:{-5 * MM:.3f}pt" in image
    assert f"width:{290 * MM:.3f}pt;height:{70 * MM:.3f}pt" in image


def facsimile(art, box=SHEET, pixels=(2100, 3500)):
    resource = SimpleNamespace(
        name="images/page.png", picture=SimpleNamespace(width=pixels[0], height=pixels[1])
    )
    extra = Extra(1, "", resource, box, None, True, art or _of_picture(resource, box))
    where = advertisements.whole_sheet(box, AREA)
    _, styles = advertisements.placed(extra, box, where, AREA, 3.0)
    told = [message for message, _ in advertisements.faults(extra, box, AREA)]
    return [sides(styles[name]) for name in ("box", "place")], told


def sides(style):
    """Left, top, width and height of a box in mm."""
    return [round(float(each) / MM, 1) for each in re.findall(r"([-0-9.]+)pt", style)]


def test_artwork_of_a_page_stands_trim_on_trim():
    (seen, placed_), told = facsimile(Artwork(280, 400, (5, 5, 5, 5), measured=True))
    assert seen == [-3, -3, 286, 406] and placed_ == [-2, -2, 290, 410] and not told


def test_artwork_of_another_shape_than_the_page_is_set_whole_and_named():
    # A picture tells no size: as large as the sheet allows.
    (seen, placed_), (message, _) = facsimile(None)
    assert seen[1:] == [-3, 240, 406] and seen[0] == 20
    assert placed_ == [0, 3, 240, 400]
    assert "280 × 400 mm" in message and "2100 × 3500 pixels" in message and "240 × 400" in message


@pytest.mark.parametrize(
    ("size", "seen"), [((210, 297), [35, 51.5, 210, 297]), ((560, 400), [-3, 100, 286, 200])]
)
def test_artwork_of_a_page_that_tells_its_size_is_never_enlarged(size, seen):
    (box, _), (message,) = facsimile(Artwork(*size, (3, 3, 3, 3), measured=True))
    assert box == seen and f"{size[0]}.0 × {size[1]}.0 mm" in message


@pytest.mark.parametrize(
    ("pixels", "trim", "beyond"),
    [((2860, 4060), (280, 400), 3), ((2800, 4000), (280, 400), 0), ((2000, 2800), (280, 392), 0)],
)
def test_a_picture_has_bleed_if_its_shape_says_so(pixels, trim, beyond):
    picture = SimpleNamespace(width=pixels[0], height=pixels[1])
    art = _of_picture(SimpleNamespace(picture=picture), SHEET)
    assert (art.width_mm, art.height_mm) == pytest.approx(trim) and art.beyond_mm == (beyond,) * 4


def test_artwork_of_another_size_or_without_bleed_is_named():
    box = Advertisement(width_mm=280, height_mm=60, bleed=True)
    _, extra = picture(box, Artwork(280, 55, measured=True))
    first, second = (message for message, _ in advertisements.faults(extra, box, AREA))
    assert "280.0 × 55.0 mm" in first and "0.0 mm of bleed" in second


def test_a_page_for_one_advertisement_is_all_its_own():
    whole = Advertisement(width_mm=280, height_mm=400)
    assert advertisements.is_whole_sheet(whole, AREA)
    assert advertisements.whole_sheet(whole, AREA).width == pytest.approx(280 * MM)
    assert not advertisements.is_whole_sheet(Advertisement(width_mm=280, height_mm=60), AREA)


@pytest.mark.parametrize(
    ("width", "column", "left", "beside"),
    [
        (60, 3, 201, 29),  # at the right: the room is at its left
        (60, 0, 19, 29),
        (60, 1, 68, 29),  # in the middle: at one side, not with half of the room on both
        (90, 3, 171, None),  # too little to fill
        (242, 0, 19, None),
    ],
)
def test_room_beside_a_box_is_in_one_piece_for_something_else(width, column, left, beside):
    box = Advertisement(width_mm=width, height_mm=200)
    only = placed(box, column)
    made = advertisements.trim(box, AREA, only, [only])
    assert made.left / MM == pytest.approx(left, abs=1)
    room = advertisements.rest(made, AREA, only)
    assert (room is None) is (beside is None)
    if room:
        assert room.width / MM == pytest.approx(beside, abs=1)
        assert (room.top, room.height) == (made.top, made.height)
        apart = room.left + room.width <= made.left - AREA.gap + 0.01
        assert apart or room.left >= made.left + made.width + AREA.gap - 0.01


def test_a_low_box_has_no_room_beside_it_to_fill():
    box = Advertisement(width_mm=60, height_mm=20)
    only = placed(box, 3)
    made = advertisements.trim(box, AREA, only, [only])
    assert advertisements.rest(made, AREA, only) is None


def test_room_beside_a_box_ends_with_the_type_area():
    at_ = advertisements.Box(AREA.left, AREA.y(AREA.lines - 20), 60 * MM, 30 * AREA.line)
    room = advertisements.rest(at_, AREA, placed(Advertisement(width_mm=60, height_mm=200)))
    assert room.top + room.height == pytest.approx(AREA.y(AREA.lines))


@pytest.mark.parametrize(("bleeds", "left"), [(False, 68), (True, 85)])
def test_a_box_that_bleeds_stands_in_the_middle_of_its_columns(bleeds, left):
    box = Advertisement(width_mm=60, height_mm=200, bleed=bleeds)
    assert at(box, 1)[0] == pytest.approx(left, abs=1)
