"""A page whose unit is half a point; a unit of one point passes."""

from __future__ import annotations

from drafts import PressDraft

USE = "press"


def broken(draft: PressDraft) -> None:
    for page in draft.pages:
        page.UserUnit = 0.999


def passes(draft: PressDraft) -> None:
    for page in draft.pages:
        page.UserUnit = 1
