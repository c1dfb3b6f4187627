"""docs/makeup.md: the numbers of taste in makeup's search, each with its comment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

PLAN = Path(__file__).parents[2] / "exporter" / "layouts" / "makeup" / "plan"
# What is decided first comes first.
MODULES = {
    "grid": "setting one article",
    "costs": "setting one article",
    "arrangements": "setting one article",
    "as_written": "setting one article",
    "set_story": "setting one article",
    "shapes": "setting one article",
    "slicing": "neighbours",
    "search": "the whole page",
    "best": "the whole page",
    "whole_page": "the whole page",
    "archetypes": "the whole page",
    "quality": "closing the page",
    "orders": "closing the page",
    "demand": "closing the page",
    "closing": "closing the page",
    "carry": "continuing elsewhere",
}
NUMBER = re.compile(r"^ {0,4}(\w+)(?:: \w+)? = ([\d_.]+)  # (.+)$", re.MULTILINE)


def costs() -> Iterator[str]:
    """Yield a table: name, value and reason of each number."""
    yield from ("| when | name | value | for |", "| --- | --- | --: | --- |")
    for module, when in MODULES.items():
        path = PLAN / f"{module}.py"
        text = path.read_text(encoding="utf-8")
        for name, value, reason in NUMBER.findall(text):
            yield f"| {when} | `{name}` | {value.replace('_', ',')} | {reason} |"
