"""A picture with 320 % ink; one with the limit's 240 % passes."""

from __future__ import annotations

from drafts import PressDraft
from pikepdf import Name

USE = "press"


def broken(draft: PressDraft) -> None:
    draft.picture("Heavy", 100, bytes((204, 204, 204, 204)), Name.DeviceCMYK)
    draft.place("Heavy", 12)


def passes(draft: PressDraft) -> None:
    draft.picture("Light", 100, bytes((153, 153, 153, 153)), Name.DeviceCMYK)
    draft.place("Light", 12)
