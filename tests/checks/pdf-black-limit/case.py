"""A picture with 90 % black where 80 % are taken; one with 80 %, and solid type, pass."""

from __future__ import annotations

from drafts import PressDraft
from pikepdf import Name

USE = "press"
PROFILE = {"black_limit": 80}


def broken(draft: PressDraft) -> None:
    draft.picture("Dark", 100, bytes((0, 0, 0, 230)), Name.DeviceCMYK)
    draft.place("Dark", 12)


def passes(draft: PressDraft) -> None:
    draft.picture("Dim", 100, bytes((0, 0, 0, 204)), Name.DeviceCMYK)
    draft.place("Dim", 12)
    draft.text("/Over gs 0 0 0 1 k")
