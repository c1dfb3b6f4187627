"""docs/plugins.md: the package with one of each that the tests install and use."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

PLUGIN = Path(__file__).parents[2] / "tests" / "plugin"


def _file(name: str, language: str) -> Iterator[str]:
    yield from (f"```{language}", (PLUGIN / name).read_text(encoding="utf-8").strip(), "```")


reader = partial(_file, "slips/reader.py", "python")
writer = partial(_file, "slips/writer.py", "python")
style = partial(_file, "slips/evening/style.yaml", "yaml")
language = partial(_file, "slips/words/cy.toml", "toml")


def entry_points() -> Iterator[str]:
    """Yield the entry points of the package's pyproject.toml, those that work."""
    text = (PLUGIN / "pyproject.toml").read_text(encoding="utf-8")
    start, end = text.index("[project.entry-points"), text.index("[tool.")
    lines = text[start:end].strip().splitlines()
    yield from ("```toml", *(line for line in lines if not line.startswith("broken")), "```")
