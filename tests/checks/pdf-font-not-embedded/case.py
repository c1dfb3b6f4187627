"""A font that is not in the file; hidden text needs none passes."""

from __future__ import annotations

from drafts import PressDraft

USE = "press"


def broken(draft: PressDraft) -> None:
    draft.resource("Font", "F2", draft.font("Absent", embedded=False))
    draft.text("/Over gs 0 0 0 1 k", font="F2")


def passes(draft: PressDraft) -> None:
    draft.resource("Font", "F2", draft.font("Absent", embedded=False))
    draft.text("/Over gs 3 Tr 0 0 0 1 k", font="F2")
