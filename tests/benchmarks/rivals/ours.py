"""The exporter itself, run as its users run it."""

from __future__ import annotations

import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

from rivals.base import OUTPUT, Absent, Job, Program


def command() -> tuple[str, ...]:
    """Give the `exporter` beside this Python, or else the package run as a module."""
    script = shutil.which("exporter", path=str(Path(sys.executable).parent))
    if script:
        return (script,)
    if find_spec("exporter.__main__" if find_spec("exporter") else "exporter") is None:
        raise Absent("the exporter is not installed in this Python: pip install -e .")
    return (sys.executable, "-m", "exporter")


def label() -> str:
    command()
    return "exporter"


def epub(issue: Path, work: Path) -> Job:
    return Job((*command(), "build", str(issue), "-o", OUTPUT), "issue.epub")


def pdf(issue: Path, work: Path) -> Job:
    # The rivals flow their text.
    flow = "--layout", "flow"
    return Job((*command(), "build", str(issue), *flow, "-o", OUTPUT), "issue.pdf")


def makeup(issue: Path, work: Path) -> Job:
    # Each page one sheet of a newspaper, what does not fit continued: nothing known from before.
    made = "--layout", "makeup", "--no-cache"
    return Job((*command(), "build", str(issue), *made, "-o", OUTPUT), "issue.pdf")


def makeup_label() -> str:
    return f"{label()}, makeup"


def help_(issue: Path, work: Path) -> Job:
    return Job((*command(), "--help"), "")


OUR_EPUB = Program("ours", label, epub)
OUR_PDF = Program("ours", label, pdf)
OUR_MAKEUP = Program("makeup", makeup_label, makeup)
OUR_HELP = Program("ours", label, help_)
