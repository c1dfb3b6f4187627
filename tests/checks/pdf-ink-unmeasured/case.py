"""Areas with 330 % ink together where there is no Ghostscript; with 60 % none is needed."""

from __future__ import annotations

from drafts import PressDraft

USE = "press"
PATCHES = {"exporter.checks.pdf.separations.PROGRAM": "no-such-program"}


def broken(draft: PressDraft) -> None:
    draft.paint("/Over gs 1 .8 0 0 k 20 60 60 60 re f 0 0 .9 .6 k 40 80 60 60 re f")


def passes(draft: PressDraft) -> None:
    draft.paint("/Over gs .2 .2 0 0 k 20 60 60 60 re f 0 0 .1 .1 k 40 80 60 60 re f")
