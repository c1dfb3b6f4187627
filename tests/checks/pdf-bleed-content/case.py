"""A tint that ends at the trim; one that reaches the bleed passes."""

from __future__ import annotations

from drafts import PressDraft
from pikepdf import Array

USE = "press"


def broken(draft: PressDraft) -> None:
    tint(draft, draft.pages[1].TrimBox)


def passes(draft: PressDraft) -> None:
    # The tint on the trim lies on another that goes on.
    tint(draft, draft.pages[1].BleedBox, 0.5)
    tint(draft, draft.pages[1].TrimBox)


def tint(draft: PressDraft, box: Array, share: float = 0.25) -> None:
    """Draw a tint over the foot of a box of the second page."""
    left, bottom, right, top = map(float, box)
    draft.paint(f"0 0 0 0.1 k {left} {bottom} {right - left} {(top - bottom) * share} re f", 1)
