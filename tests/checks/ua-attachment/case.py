"""An attached file without a name in Unicode; one that has both names passes."""

from __future__ import annotations

from drafts import ScreenDraft
from pikepdf import Array, Dictionary, Name, String

USE = "screen"


def broken(draft: ScreenDraft) -> None:
    _attach(draft)


def passes(draft: ScreenDraft) -> None:
    _attach(draft, UF=String("tide-tables.csv"))


def _attach(draft: ScreenDraft, **values: object) -> None:
    file = draft.stream(b"1,2\n", Type=Name.EmbeddedFile)
    name = String("tide-tables.csv")
    given = Dictionary(Type=Name.Filespec, F=name, EF=Dictionary(F=file))
    for key, value in values.items():
        given[f"/{key}"] = value
    names = Array([name, draft.pdf.make_indirect(given)])
    draft.pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=names))
