"""Issues to make up, and how they came out."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

WORD = "{http://www.w3.org/1999/xhtml}word"


def words(pdf: Path, sheet: int = 1) -> list[tuple[str, float, float]]:
    """Return the words of a sheet in its order: text, left edge and top in points."""
    command = ["pdftotext", "-bbox", "-f", str(sheet), "-l", str(sheet), str(pdf), "-"]
    tree = etree.fromstring(subprocess.run(command, capture_output=True, check=True).stdout)
    return [
        (word.text or "", float(word.get("xMin")), float(word.get("yMin")))
        for word in tree.iter(WORD)
    ]


@pytest.fixture(scope="session", name="words")
def _words() -> Callable[..., list[tuple[str, float, float]]]:
    return words
