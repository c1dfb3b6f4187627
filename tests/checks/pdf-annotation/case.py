"""A link on the page; one outside the bleed passes."""

from __future__ import annotations

from drafts import PressDraft

USE = "press"


def broken(draft: PressDraft) -> None:
    draft.link()


def passes(draft: PressDraft) -> None:
    draft.link().Rect = [-25, -25, -20, -20]
