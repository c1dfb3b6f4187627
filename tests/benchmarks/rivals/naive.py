"""The script that anyone would write with EbookLib in an afternoon."""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from rivals.base import OUTPUT, Absent, Job, Program

SCRIPT = Path(__file__).parent / "scripts" / "naive_ebooklib.py"


def label() -> str:
    try:
        return f"EbookLib {version('ebooklib')}, naive script"
    except PackageNotFoundError as error:
        raise Absent("no EbookLib: pip install ebooklib") from error


def prepare(issue: Path, work: Path) -> Job:
    return Job((sys.executable, str(SCRIPT), str(issue), OUTPUT), "issue.epub")


NAIVE = Program("naive", label, prepare)
