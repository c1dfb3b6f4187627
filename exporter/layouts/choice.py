"""The layouts of a PDF, and which one is taken where nobody asks for one."""

from __future__ import annotations

from exporter.edition.style.settings import PaperSize
from exporter.errors import UsageError
from exporter.nearest import unknown

MAKEUP, FLOW = "makeup", "flow"
LAYOUTS = (MAKEUP, FLOW)


def default_layout(wanted: str, paper: PaperSize) -> str:
    """Return the layout that a profile wants, or that of the paper if it wants none."""
    return wanted or paper.layout


def judge_layout(layout: str) -> None:
    """Refuse an unknown layout: `UsageError`. Empty is the default."""
    if layout and layout not in LAYOUTS:
        raise UsageError(unknown("layout", layout, LAYOUTS))
