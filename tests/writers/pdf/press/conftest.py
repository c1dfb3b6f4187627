"""One issue with everything that paints, built for the press, and a reader of its streams.

The reader is its own: it takes nothing from the code that it tests.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pytest
from PIL import Image, ImageCms, ImageDraw

import exporter
from exporter.profiles import find_profile

CHART = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200" width="400" height="200">
<defs><linearGradient id="g"><stop offset="0" stop-color="#c00"/><stop offset="1"
stop-color="#00f" stop-opacity="0.5"/></linearGradient>
<radialGradient id="r"><stop offset="0" stop-color="white"/><stop offset="0.4"
stop-color="#888"/><stop offset="1" stop-color="black"/></radialGradient>
<pattern id="p" width="10" height="10" patternUnits="userSpaceOnUse"><rect width="5" height="5"
fill="#0a0"/></pattern></defs>
<rect width="100" height="100" fill="url(#g)"/><circle cx="150" cy="50" r="40" fill="url(#r)"/>
<rect x="200" width="80" height="80" fill="url(#p)"/>
<g opacity="0.5"><rect x="300" width="50" height="50" fill="#ffd700" stroke="#036"/></g>
<path d="M0 150 H400" stroke="#000" stroke-width="0.05" fill="none"/>
<text x="10" y="190" fill="#333">label</text></svg>"""

HEAD = """publication: {name: The Example, language: en}
date: 2026-06-16
style: look
"""
LOOK = "extends: newspaper\nflow: {follow: false}\n"  # each page on sheets of its own
# A gradient of CSS that grows transparent has a soft mask.
SHADE = "aside { background: linear-gradient(#c00, transparent) }"

STORY = """---
headline: Colours
kicker: Kicker
column: Column
---
Words with *emphasis*, a note[^1] and [a link](https://example.com/).

| a | b |
| --- | --- |
| 1 | 2 |
| 3 | 4 |

<aside>

A data box.

</aside>

***

![chart](chart.svg "A chart")

[^1]: The note.
"""


def gradient(size: tuple[int, int] = (240, 160)) -> Image.Image:
    """Return a picture of all hues and of black."""
    bands = Image.linear_gradient("L").resize(size), Image.radial_gradient("L").resize(size)
    third = Image.linear_gradient("L").rotate(90).resize(size)
    return Image.merge("RGB", (*bands, third))


def encoded(image: Image.Image, form: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def dotted() -> Image.Image:
    """Return line art of one bit."""
    image = Image.new("1", (120, 80), 1)
    ImageDraw.Draw(image).ellipse((20, 20, 100, 60), fill=0)
    return image


def pictures(icc: bytes) -> dict[str, bytes]:
    """Return every kind of picture that an issue may have; `icc` is a profile for CMYK."""
    colours = gradient()
    alpha = colours.convert("RGBA")
    alpha.putalpha(Image.linear_gradient("L").resize(colours.size))
    deep = Image.linear_gradient("L").resize((240, 160)).convert("I").point(lambda v: v * 257)
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    rich = Image.new("CMYK", (240, 160), (255, 255, 255, 255))
    return {
        "plain.jpg": encoded(colours, "JPEG", quality=90),
        "srgb.png": encoded(colours, "PNG", icc_profile=srgb),
        "wrong-profile.jpg": encoded(colours, "JPEG", icc_profile=icc),
        "broken-profile.png": encoded(colours.rotate(90), "PNG", icc_profile=srgb[:200]),
        "cmyk.jpg": encoded(rich, "JPEG", quality=90),
        "cmyk-profile.jpg": encoded(colours.convert("CMYK"), "JPEG", icc_profile=icc),
        "grey.jpg": encoded(colours.convert("L"), "JPEG"),
        "grey-in-rgb.png": encoded(colours.convert("L").convert("RGB"), "PNG"),
        "deep.png": encoded(deep.convert("I;16"), "PNG"),
        "alpha.png": encoded(alpha, "PNG"),
        "alpha.webp": encoded(alpha, "WEBP"),
        "grey-alpha.png": encoded(alpha.convert("LA"), "PNG"),
        "palette.gif": encoded(colours.convert("P"), "GIF", transparency=0),
        "animated.gif": encoded(
            Image.new("RGB", (60, 40), "red"),
            "GIF",
            save_all=True,
            append_images=[Image.new("RGB", (60, 40), "lime")],
        ),
        "one-bit.png": encoded(dotted(), "PNG"),
        "large.png": encoded(gradient((3000, 2000)), "PNG", compress_level=1),
    }


class Painted(NamedTuple):
    """A colour in use when something is painted: its operator's numbers, and what is painted."""

    operator: str
    numbers: tuple[float, ...]
    show: str
    overprint: bool
    size: float


class PressPdf:
    """A press PDF, read back."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.pdf = pikepdf.open(path)
        self.findings: tuple[Any, ...] = ()

    def streams(self) -> Iterator[tuple[Any, Any]]:
        """Yield every content stream of the file with its resources, used or not."""
        for page in self.pdf.pages:
            yield page, page.Resources
        for each in self.pdf.objects:
            if isinstance(each, pikepdf.Stream) and (
                each.get("/Subtype") == "/Form" or "/PatternType" in each
            ):
                yield each, each.get("/Resources", pikepdf.Dictionary())

    def operators(self) -> set[str]:
        return {
            str(instruction.operator)
            for stream, _ in self.streams()
            for instruction in pikepdf.parse_content_stream(stream)
        }

    def images(self) -> list[Any]:
        return [
            each
            for each in self.pdf.objects
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"
        ]

    def painted(self) -> Iterator[Painted]:
        """Yield what is painted with which colour; sizes of type are those of `Tf`."""
        for stream, resources in self.streams():
            states = resources.get("/ExtGState", pikepdf.Dictionary())
            colour: tuple[str, tuple[float, ...]] = ("", ())
            overprint, size, stack = False, 0.0, []
            for instruction in pikepdf.parse_content_stream(stream):
                operator, operands = str(instruction.operator), instruction.operands
                if operator == "q":
                    stack.append((colour, overprint, size))
                elif operator == "Q":
                    colour, overprint, size = stack.pop()
                elif operator in ("k", "g", "rg", "scn", "sc"):
                    numbers = [each for each in operands if not isinstance(each, pikepdf.Name)]
                    colour = operator, tuple(map(float, numbers))
                elif operator == "gs" and "/op" in states[str(operands[0])]:
                    overprint = bool(states[str(operands[0])].op)
                elif operator == "Tf":
                    size = float(operands[1])
                elif operator in ("Tj", "TJ", "f", "f*", "B", "b"):
                    yield Painted(*colour, operator, overprint, size)


@pytest.fixture(scope="session")
def press_issue(tmp_path_factory: pytest.TempPathFactory, write_issue: Callable[..., Path]) -> Path:
    icc = (Path(exporter.__file__).parent / "profiles/icc/magazine.icc").read_bytes()
    files = {f"02/{name}": data for name, data in pictures(icc).items()}
    shown = "\n\n".join(f'![alt]({name} "{name}")' for name in pictures(icc))
    stories = {
        "01/10-story.md": STORY,
        "01/20-chinese.md": "---\nheadline: 颜色\nlanguage: zh-Hans\n---\n正文有*着重*的字。\n",
        "02/10-pictures.md": f"---\nheadline: Pictures\n---\nAll kinds.\n\n{shown}\n",
    }
    look = {"issue.yaml": HEAD, "look/style.yaml": LOOK, "look/print.css": SHADE}
    folder = tmp_path_factory.mktemp("press") / "issue"
    return write_issue(folder, {**look, "01/chart.svg": CHART, **stories, **files})


@pytest.fixture(scope="session")
def build_press(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., PressPdf]:
    """Build an issue for the press: `build_press(folder, "magazine", bleed_mm=5)`."""
    folder = tmp_path_factory.mktemp("built")

    def build(source: Path, name: str = "press", paper: str = "a4", **changes: Any) -> PressPdf:
        number = len(list(folder.iterdir()))
        path = folder / f"{number}" / "issue.pdf"
        options = exporter.Options(paper=paper, profile=find_profile(name, **changes), force=True)
        report = exporter.build(source, [path], options)
        found = PressPdf(path)
        found.findings = report.findings
        return found

    return build


@pytest.fixture(scope="session")
def press(press_issue: Path, build_press: Callable[..., PressPdf]) -> PressPdf:
    """The issue with everything that paints, built once."""
    return build_press(press_issue)
