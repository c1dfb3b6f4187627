"""An issue with all that a plant may refuse passes the sheets of plants, without a warning.

Only those that limit type, tints, black or edges: the others ask for less.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

import exporter
from exporter.profiles import find_profile

PLANTS = Path(__file__).parents[3] / "profiles" / "plants"
LIMITED = ("black-is-k", "clear-edges", "thirty-gain", "tones-5-to-95", "weekly-x-1a")
ISSUE = """publication: {name: The Post, language: en}
date: 2026-06-16
pages:
- {label: '1', section: Front}
- {label: '2', section: Town, layout: flow}
"""
MAP = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300" width="400" height="300">
<rect width="400" height="300" fill="#d8e8c8"/>
<path d="M0 200 C100 100 300 250 400 150" stroke="#3070a0" stroke-opacity="0.6" stroke-width="9"
fill="none"/><text x="40" y="60" font-size="15" fill="#8f1418">Old harbour</text>
<text x="200" y="260" font-size="15" fill="#1f5f3f">Wetland</text></svg>"""
TABLE = "\n\n| Boat | Time | Fare |\n| --- | --- | --- |\n" + "| Ferry | 12.30 | 4 |\n" * 4
TEXT = "The tide came in over the quay, and nobody looked up. " * 12
STORY = f"""---
headline: Ferries run all night
kicker: Harbour
column: Boats
byline: Ann Ode
figures:
- {{image: map.svg, alt: Map, caption: The harbour}}
- {{image: quay.jpg, alt: Quay, caption: The quay}}
---
{TEXT}{TABLE}

<aside>

Fares{TABLE}
</aside>

{TEXT}
"""
RESULTS = f"---\nheadline: Results\nkind: results\ncolumn: Sport\n---\n{TEXT}{TABLE}"


def photograph() -> bytes:
    """Return a picture of many colours, and of black."""
    bands = [Image.linear_gradient("L"), Image.radial_gradient("L")]
    third = Image.linear_gradient("L").rotate(90)
    buffer = BytesIO()
    Image.merge("RGB", (*bands, third)).resize((1000, 750)).save(buffer, "JPEG")
    return buffer.getvalue()


@pytest.fixture(scope="module")
def issue(tmp_path_factory: pytest.TempPathFactory, write_issue: Callable[..., Path]) -> Path:
    files = {
        "issue.yaml": ISSUE,
        "1/1.md": STORY,
        "1/2.md": RESULTS,
        "1/map.svg": MAP,
        "1/quay.jpg": photograph(),
        "2/1.md": RESULTS,
    }
    return write_issue(tmp_path_factory.mktemp("plants") / "issue", files)


@pytest.mark.parametrize("name", LIMITED)
def test_nothing_is_wrong_by_the_sheet_of_a_plant(name: str, issue: Path, tmp_path: Path) -> None:
    profile = find_profile(str(PLANTS / f"{name}.yaml"), split="", signature=1)
    options = exporter.Options(profile=profile, layout="makeup", jobs=1)
    report = exporter.build(issue, tmp_path / "a.pdf", options)
    found = [each for each in report.findings if not each.rule.startswith("pdf-makeup")]
    assert [f"{each.rule}: {each.message}" for each in found] == []
