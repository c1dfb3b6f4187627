"""The layouts of a PDF, and which one is taken where nobody asks for one."""

from __future__ import annotations

from exporter.errors import UsageError
from exporter.nearest import unknown

MAKEUP, FLOW = "makeup", "flow"
LAYOUTS = (MAKEUP, FLOW)
NEWSPAPER_PAPERS = ("tabloid", "berliner", "broadsheet")


def default_layout(wanted: str, paper: str) -> str:
    """Return the layout that a profile wants; makeup only on the paper of a newspaper."""
    newspaper = paper.lower() in NEWSPAPER_PAPERS
    return MAKEUP if wanted == MAKEUP and newspaper else FLOW


def judge_layout(layout: str) -> None:
    """Refuse an unknown layout: `UsageError`. Empty is the default."""
    if layout and layout not in LAYOUTS:
        raise UsageError(unknown("layout", layout, LAYOUTS))
