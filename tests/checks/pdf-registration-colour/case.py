"""A line on every plate inside the page; a crop mark outside the bleed passes."""

from __future__ import annotations

from drafts import PressDraft

USE = "press"


def broken(draft: PressDraft) -> None:
    draft.resource("ColorSpace", "All", draft.spot("All", ink=(1, 1, 1, 1)))
    draft.paint("/All CS 1 SCN .25 w 20 30 m 90 30 l S")


def passes(draft: PressDraft) -> None:
    draft.resource("ColorSpace", "All", draft.spot("All", ink=(1, 1, 1, 1)))
    draft.paint("/All CS 1 SCN .1 w -25 0 m -12 0 l S")
