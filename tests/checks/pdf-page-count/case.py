"""Three pages; eight pages passes."""

from __future__ import annotations

from drafts import PressDraft

USE = "press"


def broken(draft: PressDraft) -> None:
    del draft.pdf.pages[3]


def passes(draft: PressDraft) -> None:
    for _ in range(4):
        draft.pdf.pages.append(draft.pdf.pages[0])
