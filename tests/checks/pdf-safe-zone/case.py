"""Text 3 mm from the trim where 4 mm are safe; an area there passes."""

from __future__ import annotations

from drafts import MM, PressDraft

USE = "press"
PROFILE = {"safe_mm": 4}


def broken(draft: PressDraft) -> None:
    draft.text("/Over gs 0 0 0 1 k", y=3 * MM)


def passes(draft: PressDraft) -> None:
    draft.paint(f"0 .5 .5 0 k 40 {3 * MM} 8 8 re f")
    draft.text("/Over gs 0 0 0 1 k", y=5 * MM)
