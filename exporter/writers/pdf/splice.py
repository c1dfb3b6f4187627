"""What goes out of a finished PDF and what comes in, where sheets of it are replaced."""

from __future__ import annotations

from dataclasses import dataclass, field

import pikepdf
from pikepdf import Object

Key = tuple[int, int]  # of an object in its file


@dataclass
class Splice:
    """A PDF in which sheets are replaced by those of the PDF `late`.

    `labels` are those of all sheets as they are now, `gone` the sheets that were taken out, and
    `new` those in their places.
    """

    pdf: pikepdf.Pdf
    late: pikepdf.Pdf
    labels: list[str]
    gone: dict[Key, Object] = field(default_factory=dict)
    new: list[pikepdf.Page] = field(default_factory=list)
