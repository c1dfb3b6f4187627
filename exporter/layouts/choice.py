"""The layouts of a PDF, and which one is the default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exporter.errors import UsageError
from exporter.nearest import unknown

if TYPE_CHECKING:
    from exporter.layouts.papers import Paper

MAKEUP, FLOW = "makeup", "flow"
LAYOUTS = (MAKEUP, FLOW)


def default_layout(wanted: str, paper: Paper) -> str:
    """Return the layout that a profile wants, or that of the paper if it wants none."""
    return wanted or paper.layout or FLOW


def judge_layout(layout: str) -> None:
    """Raise `UsageError` for an unknown layout. Empty is the default."""
    if layout and layout not in LAYOUTS:
        raise UsageError(unknown("layout", layout, LAYOUTS))
