"""A picture of 72 dpi; one of 131 dpi passes."""

from __future__ import annotations

from drafts import PressDraft
from pikepdf import Name

USE = "press"


def broken(draft: PressDraft) -> None:
    draft.picture("Coarse", 34, bytes((20, 20, 20, 0)), Name.DeviceCMYK)
    draft.place("Coarse", 12)


def passes(draft: PressDraft) -> None:
    draft.picture("Fine", 62, bytes((20, 20, 20, 0)), Name.DeviceCMYK)
    draft.place("Fine", 12)
