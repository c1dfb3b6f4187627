"""A circle that viewers have to draw; one without any size passes."""

from __future__ import annotations

from drafts import ArchiveDraft

USE = "archive"


def broken(draft: ArchiveDraft) -> None:
    del draft.annotation("Circle").AP


def passes(draft: ArchiveDraft) -> None:
    point = draft.annotation("Circle")
    point.Rect = [70, 20, 70, 20]
    del point.AP
