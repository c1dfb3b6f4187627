"""One spot colour by two names; two spot colours passes."""

from __future__ import annotations

from drafts import PressDraft

USE = "press"


def broken(draft: PressDraft) -> None:
    draft.resource("ColorSpace", "S1", draft.spot("HARBOUR 21 C"))
    draft.resource("ColorSpace", "S2", draft.spot("Harbour 21C"))
    draft.paint("/S1 cs 1 scn 20 20 20 20 re f /S2 cs 1 scn 50 20 20 20 re f")


def passes(draft: PressDraft) -> None:
    draft.resource("ColorSpace", "S1", draft.spot("HARBOUR 21 C"))
    draft.resource("ColorSpace", "S2", draft.spot("HARBOUR 22 C"))
    draft.paint("/S1 cs 1 scn 20 20 20 20 re f /S2 cs 1 scn 50 20 20 20 re f")
