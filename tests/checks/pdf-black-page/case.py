"""A red area on page 2, which is printed in black only; greys there, and red elsewhere, pass."""

from __future__ import annotations

from drafts import PressDraft
from pikepdf import Name

USE = "press"
PROFILE = {"black_pages": [2, 3]}


def broken(draft: PressDraft) -> None:
    draft.paint("0 0.8 0.8 0 k 20 60 40 40 re f", page=1)


def passes(draft: PressDraft) -> None:
    draft.paint("0 0.8 0.8 0 k 20 60 40 40 re f")
    draft.paint("0 0 0 0.4 k 20 60 40 40 re f", page=1)
    draft.picture("Grey", 100, bytes((0, 0, 0, 90)), Name.DeviceCMYK, page=2)
    draft.place("Grey", 12, page=2)
