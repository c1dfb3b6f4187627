"""Text in Courier; text in a font of another name passes."""

from __future__ import annotations

from drafts import PressDraft

USE = "press"


def broken(draft: PressDraft) -> None:
    draft.resource("Font", "F4", draft.font("ABCDEF+CourierNewPSMT"))
    draft.text("/Over gs 0 0 0 1 k", font="F4")


def passes(draft: PressDraft) -> None:
    draft.resource("Font", "F4", draft.font("ABCDEF+Cour"))
    draft.text("/Over gs 0 0 0 1 k", font="F4")
