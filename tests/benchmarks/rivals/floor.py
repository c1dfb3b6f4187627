"""The floor: read every file, deflate the text, store the pictures, write one zip."""

from __future__ import annotations

import sys
from pathlib import Path

from rivals.base import OUTPUT, Job, Program

SCRIPT = Path(__file__).parent / "scripts" / "zip_floor.py"


def label() -> str:
    return "floor: read, deflate, zip"


def prepare(issue: Path, work: Path) -> Job:
    return Job((sys.executable, "-I", "-S", str(SCRIPT), str(issue), OUTPUT), "issue.epub")


FLOOR = Program("floor", label, prepare)
