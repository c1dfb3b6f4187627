"""A tint of 3 % where 5 % are the least; one of 5 %, and none, pass."""

from __future__ import annotations

from drafts import PressDraft

USE = "press"
PROFILE = {"tints": [5, 95]}


def broken(draft: PressDraft) -> None:
    draft.paint("0 .03 .5 0 k 40 100 30 30 re f")


def passes(draft: PressDraft) -> None:
    draft.paint("0 .05 .95 0 k 40 100 30 30 re f 0 0 0 1 k 80 100 30 30 re f")
