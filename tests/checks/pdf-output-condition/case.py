"""An output intent for coated paper; one without a registry passes."""

from __future__ import annotations

from drafts import PressDraft
from pikepdf import Array

USE = "press"


def broken(draft: PressDraft) -> None:
    draft.pdf.Root.OutputIntents = Array([draft.intent(name="COATED")])


def passes(draft: PressDraft) -> None:
    del draft.pdf.Root.OutputIntents[0].RegistryName
