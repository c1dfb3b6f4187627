"""The plates as ghostscript separates them: type on black alone, ink under the limit."""

import shutil
import subprocess
from itertools import product

import pytest
from lxml import etree
from PIL import Image, ImageOps

from exporter.layouts.papers import MM

pytestmark = pytest.mark.skipif(not shutil.which("gs"), reason="ghostscript is not here")

DPI = 100
STORY = """---
kicker: A kicker in red
headline: {name} in black
deck: A deck
byline: A byline
---
Words of {name}, *emphasis*, **strong**, and a note[^1].

> A quotation

| Head | Other |
| --- | --- |
| One | Two |

[^1]: The note.
"""
# Red and tint on black alone: then nothing but marks and pictures has a colour.
BLACK_ALONE = {"#8f1418": (0, 0, 0, 100), "#efede6": (0, 0, 0, 8)}
ADVERTISED = """publication: {name: The Paper, language: en}
date: 2026-06-16
pages:
- label: '01'
  advertisements:
  - {image: rich.tif, width_mm: 90, height_mm: 30, alt: All inks}
"""
FILES = {f"{label}/10-story.md": STORY.format(name=f"Story {label}") for label in ("01", "02")}


def gs(*arguments) -> str:
    command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def plates(path, folder) -> list[dict[str, Image.Image]]:
    """Return the plates of each sheet, cut to the trimmed page; white is ink."""
    gs("-sDEVICE=tiffsep", f"-r{DPI}", "-o", folder / "%02d.tif", path)
    margin = round(12 * MM * DPI / 72)  # bleed and marks
    found = []
    for sheet in sorted(folder.glob("??.tif")):
        inks = {}
        for ink in ("Cyan", "Magenta", "Yellow", "Black"):
            with Image.open(folder / f"{sheet.stem}({ink}).tif") as plate:
                inks[ink] = ImageOps.invert(ImageOps.crop(plate.convert("L"), margin))
        found.append(inks)
    return found


def words(path) -> list[list[tuple[float, float, float, float]]]:
    """Return the boxes of the words of each sheet, in pixels of the plates; slug line apart."""
    command = ["pdftotext", "-bbox", str(path), "-"]
    text = subprocess.run(command, capture_output=True, check=True).stdout
    scale, margin = DPI / 72, 12 * MM
    sheets = []
    for page in etree.fromstring(text).iter("{*}page"):
        height = float(page.get("height")) - 2 * margin
        boxes = [
            [(float(word.get(key)) - margin) * scale for key in ("xMin", "yMin", "xMax", "yMax")]
            for word in page.iter("{*}word")
        ]
        sheets.append([box for box in boxes if box[1] >= 0 and box[3] <= height * scale])
    return sheets


@pytest.fixture(scope="module")
def printed(tmp_path_factory, write_issue, build_press):
    issue = write_issue(tmp_path_factory.mktemp("plates") / "issue", FILES)
    return build_press(issue, "press", inks=BLACK_ALONE).path


@pytest.fixture(scope="module")
def separated(printed, tmp_path_factory):
    return plates(printed, tmp_path_factory.mktemp("separated"))


def test_all_type_is_on_the_black_plate(printed, separated):
    count = 0
    for inks, boxes in zip(separated, words(printed), strict=True):
        for box in boxes:
            assert inks["Black"].crop(tuple(map(round, box))).getextrema()[1] > 100, box
            count += 1
    assert count > 60


@pytest.mark.parametrize("ink", ["Cyan", "Magenta", "Yellow"])
def test_no_trace_of_type_is_on_the_other_plates(separated, ink):
    assert [inks[ink].getextrema() for inks in separated] == [(0, 0)] * len(separated)


def test_red_is_printed_in_the_inks_that_the_profile_names(tmp_path, write_issue, build_press):
    """No cyan in it; magenta, yellow and black in the same shape."""
    issue = write_issue(tmp_path / "issue", FILES)
    (tmp_path / "plates").mkdir()
    sheet, *_ = plates(build_press(issue, "press").path, tmp_path / "plates")
    assert sheet["Cyan"].getextrema() == (0, 0)
    assert sheet["Magenta"].getextrema()[1] > 200
    assert sheet["Magenta"].getbbox() == sheet["Yellow"].getbbox()


def test_the_mean_of_ink_is_under_the_limit(tmp_path, write_issue, build_press):
    """Of a page of the darkest picture there can be, and of an advertisement in all inks.

    By ghostscript's own sum of the four inks. What is reduced of the advertisement is told.
    """
    Image.new("RGB", (900, 1300), (10, 0, 20)).save(tmp_path / "dark.png")
    Image.new("CMYK", (600, 200), (255,) * 4).save(tmp_path / "rich.tif")
    files = {
        "issue.yaml": ADVERTISED,
        "01/10-a.md": "---\nheadline: Dark\n---\n![dark](dark.png)\n",
        "01/dark.png": (tmp_path / "dark.png").read_bytes(),
        "rich.tif": (tmp_path / "rich.tif").read_bytes(),
    }
    made = build_press(write_issue(tmp_path / "issue", files), "press")
    path = made.path
    told = [each for each in made.findings if each.rule == "pdf-ink-limit"]
    assert [each.path.name for each in told] == ["rich.tif"] and "400 % ink" in told[0].message
    lines = gs("-sDEVICE=ink_cov", "-o", "-", path).splitlines()
    (tmp_path / "plates").mkdir()
    most = 0
    for inks in plates(path, tmp_path / "plates"):
        for x, y in product(range(0, 780, 60), range(0, 1100, 60)):
            box = x, y, x + 20, y + 20
            means = [
                plate.crop(box).resize((1, 1), Image.Resampling.BOX) for plate in inks.values()
            ]
            most = max(most, sum(mean.getpixel((0, 0)) for mean in means) * 100 / 255)
    assert 200 < most <= 241
    assert all(sum(map(float, line.split()[:4])) <= 240 for line in lines)


def test_a_lead_picture_is_printed_no_larger_than_its_pixels_allow(
    tmp_path, write_issue, build_press
):
    """It would fill the width of the front page, and the preflight would call it coarse."""
    Image.radial_gradient("L").resize((700, 300)).save(tmp_path / "lead.png")
    figures = "figures:\n  - {image: lead.png, alt: a picture}"
    files = {
        "01/10-a.md": f"---\nheadline: Lead\n{figures}\n---\nText.\n",
        "01/lead.png": (tmp_path / "lead.png").read_bytes(),
    }
    made = build_press(write_issue(tmp_path / "issue", files), "press")
    assert "pdf-image-dpi" not in {finding.rule for finding in made.findings}
    listed = subprocess.run(
        ["pdfimages", "-list", "-l", "1", str(made.path)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()[2:]
    assert [int(line.split()[12]) >= 130 for line in listed] == [True]
