"""The layouts of a PDF, and which one is taken where nobody asks for one."""

from __future__ import annotations

from exporter.errors import UsageError

MAKEUP, FLOW = "makeup", "flow"
LAYOUTS = (MAKEUP, FLOW)
NEWSPAPER_PAPERS = ("tabloid", "berliner", "broadsheet")
PRESS_PROFILES = ("press", "newsprint", "heatset")


def default_layout(profile: str, paper: str) -> str:
    """Return the layout for a profile on a paper: makeup for the press on newspaper papers."""
    newspaper = paper.lower() in NEWSPAPER_PAPERS
    return MAKEUP if profile in PRESS_PROFILES and newspaper else FLOW


def judge_layout(layout: str) -> None:
    """Refuse an unknown layout: `UsageError`. Empty is the default."""
    if layout and layout not in LAYOUTS:
        raise UsageError(f"there is no layout `{layout}`, use one of: {', '.join(LAYOUTS)}")
