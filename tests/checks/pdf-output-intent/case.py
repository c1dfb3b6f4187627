"""An output intent for a screen; a second one that is for archives passes."""

from __future__ import annotations

from drafts import PressDraft
from pikepdf import Array, Dictionary, Name

USE = "press"


def broken(draft: PressDraft) -> None:
    draft.pdf.Root.OutputIntents = Array([draft.intent(b"mntr", b"RGB ", 3)])


def passes(draft: PressDraft) -> None:
    draft.pdf.Root.OutputIntents = Array(
        [draft.intent(), Dictionary(S=Name("/GTS_PDFA1"), OutputConditionIdentifier="Press")]
    )
