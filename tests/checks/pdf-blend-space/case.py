"""A page blended in RGB; one blended in CMYK passes."""

from __future__ import annotations

from drafts import Draft, PressDraft
from pikepdf import Dictionary, Name

USE = "press"


def grouped(draft: Draft, space: Name) -> None:
    """Give page 1 a transparent area, and a group in a colour space."""
    draft.resource("ExtGState", "Half", Dictionary(ca=0.5))
    draft.paint("/Half gs 0 1 1 0 k 20 20 30 30 re f")
    draft.pages[0].Group = Dictionary(S=Name.Transparency, CS=space)


def broken(draft: PressDraft) -> None:
    grouped(draft, Name.DeviceRGB)


def passes(draft: PressDraft) -> None:
    grouped(draft, Name.DeviceCMYK)
