"""A line of 0.1 pt; a line of 1 pt, scaled to 0.25 pt passes."""

from __future__ import annotations

from drafts import PressDraft

USE = "press"


def broken(draft: PressDraft) -> None:
    draft.paint("0 0 0 1 K .1 w 20 30 m 90 30 l S")


def passes(draft: PressDraft) -> None:
    draft.paint("0 0 0 1 K 1 w .25 0 0 .25 0 0 cm 80 120 m 360 120 l S")
