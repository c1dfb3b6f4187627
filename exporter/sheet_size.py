"""The size of a sheet of paper, and where type stands on it, as a style or a profile gives it."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

NUMBER = r"\s*(\d{2,4}(?:\.\d+)?)\s*(?:mm)?\s*"
WRITTEN = re.compile(f"{NUMBER}[x×*]{NUMBER}", re.IGNORECASE)
LEAST, MOST = 60, 1200  # mm

Length = Annotated[float, Field(ge=LEAST, le=MOST)]


class SheetSize(BaseModel):
    """A trimmed sheet, in mm; what is not given comes from the style's paper that is nearest."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    width: Length = Field(description="Width of the trimmed sheet in mm.")
    height: Length = Field(description="Height of the trimmed sheet in mm.")
    columns: int | None = Field(None, ge=1, le=12, description="Number of columns.")
    margin: float | None = Field(None, ge=0, le=100, description="Smallest margin in mm.")
    type_area: tuple[Length, Length] | None = Field(
        None,
        description="Width and height of the type area with the running head, in mm, in place of "
        "`margin`.",
    )


def read_size(text: str) -> tuple[float, float] | None:
    """Read `289x400` as width and height in mm; None if it is not written so."""
    found = WRITTEN.fullmatch(text)
    return (float(found[1]), float(found[2])) if found else None
