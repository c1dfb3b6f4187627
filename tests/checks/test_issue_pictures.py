"""Pictures of an issue that are hard on the eyes, named before a book is made."""

import io

import pytest
from PIL import Image

from exporter import api

ARTICLE = "---\nheadline: A headline\n---\nA paragraph.\n\n![It blinks]({})\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><text y="15" fill="{}">Tide</text></svg>'


def gif(milliseconds: int) -> bytes:
    frames = [Image.new("L", (40, 40), shade) for shade in (0, 255)]
    data = io.BytesIO()
    frames[0].save(
        data, "GIF", save_all=True, append_images=frames[1:], duration=milliseconds, loop=0
    )
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "rules"),
    [
        ("fast.gif", gif(50), {"issue-picture-flashes"}),
        ("slow.gif", gif(900), set()),
        ("faint.svg", SVG.format("#ccc").encode(), {"issue-picture-faint"}),
        ("dark.svg", SVG.format("#333").encode(), set()),
    ],
)
def test_check_names_what_flashes_and_what_is_faint(issue_folder, name, data, rules):
    source = issue_folder({"01/10-a.md": ARTICLE.format(name), f"01/{name}": data})
    found = api.check(source)
    assert {each.rule for each in found} & {"issue-picture-flashes", "issue-picture-faint"} == rules


def tiff(*kinds: int) -> bytes:
    """Return a TIFF with a page for each NewSubfileType."""
    images = []
    for kind in kinds:
        images.append(Image.new("L", (40, 40), 90))
        images[-1].encoderinfo = {"tiffinfo": {254: kind}}
    data = io.BytesIO()
    images[0].save(data, "TIFF", save_all=True, append_images=images[1:])
    return data.getvalue()


def moving(format: str) -> bytes:
    """Return a picture of three frames."""
    frames = [Image.new("RGB", (40, 40), (90, 90, level)) for level in (0, 120, 240)]
    data = io.BytesIO()
    frames[0].save(data, format, save_all=True, append_images=frames[1:], duration=900)
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "left"),
    [
        ("moves.webp", moving("WEBP"), ["2 left out"]),
        ("moves.avif", moving("AVIF"), ["2 left out"]),
        ("scan.tif", tiff(2, 2, 2), ["2 left out"]),
        ("plain.tif", tiff(0, 0), ["1 left out"]),
        ("one.tif", tiff(0), []),
        ("thumbnail.tif", tiff(0, 1), []),
        ("slow.gif", gif(900), []),
    ],
)
def test_check_names_how_many_pages_of_a_picture_are_left_out(issue_folder, name, data, left):
    source = issue_folder({"01/10-a.md": ARTICLE.format(name), f"01/{name}": data})
    found = [each for each in api.check(source) if each.rule == "issue-picture-pages"]
    assert [each.message.partition("shown, ")[2] for each in found] == left
    assert all(each.path.name == name for each in found)
