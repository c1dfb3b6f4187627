"""A picture in RGB; a grey one passes."""

from __future__ import annotations

from drafts import PressDraft
from pikepdf import Name

USE = "press"


def broken(draft: PressDraft) -> None:
    draft.picture("Rgb", 100, b"\x60\x80\xa0", Name.DeviceRGB)
    draft.place("Rgb", 12)


def passes(draft: PressDraft) -> None:
    draft.picture("Grey", 100, b"\x80", Name.DeviceGray)
    draft.place("Grey", 12)
