"""WeasyPrint alone, as its own command line runs it, on the HTML that our PDF is made of."""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from rivals.adapter import export_html
from rivals.base import OUTPUT, Absent, Job, Program


def label() -> str:
    try:
        return f"WeasyPrint {version('weasyprint')} alone"
    except PackageNotFoundError as error:
        raise Absent("no WeasyPrint: pip install weasyprint") from error


def prepare(issue: Path, work: Path) -> Job:
    page = export_html(issue, work)
    # The variant of our profile `screen`: tags take time.
    tagged = ("--pdf-variant", "pdf/ua-1")
    return Job((sys.executable, "-m", "weasyprint", *tagged, str(page), OUTPUT), "issue.pdf")


WEASYPRINT = Program("weasyprint", label, prepare)
