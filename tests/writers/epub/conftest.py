"""Checkers that are programs of their own; `scripts/install-checkers` installs them."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

MODULES = Path(__file__).parents[3] / ".checkers" / "node_modules"


@pytest.fixture(scope="session")
def modules() -> Path:
    """Return the folder of npm's packages; the test is skipped where something is missing."""
    missing = [name for name in ("node", "chromium") if not shutil.which(name)]
    if missing or not MODULES.is_dir():
        pytest.skip(f"run scripts/install-checkers: {', '.join(missing) or MODULES} is missing")
    return MODULES


PRINTED = """\
publication: {name: 濱海日報, language: zh-Hant, publisher: 濱海日報社, cn_number: CN 00-0001}
date: 2026-06-16
number: 88
cover: page.png
pages:
  - label: A01
    section: 要聞
    facsimile:
      image: page.png
      regions:
        - {article: 10-a.md, points: [[100, 400], [700, 400], [700, 900], [100, 900]]}
        - {article: 20-b.md, points: [[50, 950], [400, 950], [400, 1150], [150, 1150],
           [150, 1050], [50, 1050]]}
  - {label: A02, section: 廣告, facsimile: {image: page.png, alt: 書店在六月打折}}
  - {label: A03}
"""


@pytest.fixture(scope="session")
def printed(
    tmp_path_factory: pytest.TempPathFactory, write_issue: Callable, picture: Callable
) -> Path:
    """Make the folder of an issue with printed pages and regions, one not a rectangle."""
    files = {
        "issue.yaml": PRINTED,
        "page.png": picture("PNG", (800, 1200), "beige"),
        "A01/10-a.md": "---\nheadline: 第一條\n---\n正文第12段。\n",
        "A01/20-b.md": "---\nheadline: 第二條\n---\n正文。\n",
        "A01/30-c.md": "---\nheadline: 第三條，無區域\n---\n正文。\n",
    }
    return write_issue(tmp_path_factory.mktemp("printed") / "issue", files)


@pytest.fixture(scope="session")
def unprinted(
    tmp_path_factory: pytest.TempPathFactory, write_issue: Callable, picture: Callable
) -> Path:
    """Make the folder of an issue that was never printed: most of it is gathered briefs."""
    head = "---\nheadline: Story {}\nkind: {}\n---\n"
    text = "The tide came in at {} past seven and nobody looked up from the nets. "
    files = {
        f"{page}/{number:02}.md": head.format(number, "brief" if number > 2 else "news")
        + "\n\n".join(text.format(n) * 3 for n in range(2 if number > 2 else 9))
        for page in "12"
        for number in range(1, 16)
    }
    return write_issue(tmp_path_factory.mktemp("unprinted") / "issue", files)


@pytest.fixture(scope="session")
def font(tmp_path_factory: pytest.TempPathFactory) -> Callable:
    """Make a font of a few characters, all of one shape; `weights` are those it varies in."""

    def make(name, characters, weight=400, permission=0, weights=None):
        pen = TTGlyphPen(None)
        for point, draw in zip([(0, 0), (0, 700), (500, 0)], "mll", strict=True):
            (pen.moveTo if draw == "m" else pen.lineTo)(point)
        pen.closePath()
        glyph = pen.glyph()
        names = [".notdef", *(f"u{ord(each):X}" for each in characters)]
        builder = FontBuilder(1000)
        builder.setupGlyphOrder(names)
        builder.setupCharacterMap({ord(each): f"u{ord(each):X}" for each in characters})
        builder.setupGlyf(dict.fromkeys(names, glyph))
        builder.setupHorizontalMetrics(dict.fromkeys(names, (600, 0)))
        builder.setupHorizontalHeader(ascent=800, descent=-200)
        builder.setupNameTable({"familyName": name, "styleName": "Regular"})
        builder.setupOS2(usWeightClass=weight, fsType=permission)
        builder.setupPost()
        if weights:
            builder.setupFvar([("wght", *weights, "Weight")], [])
            builder.setupGvar({})
        path = tmp_path_factory.mktemp("font") / f"{name}.ttf"
        builder.save(path)
        return path

    return make
