"""The old and new sheets in a PDF whose sheets are being replaced."""

from __future__ import annotations

from dataclasses import dataclass, field

import pikepdf
from pikepdf import Object

Key = tuple[int, int]  # number and generation of an object


@dataclass
class Splice:
    """A PDF whose sheets are replaced by those of the PDF `late`.

    `labels` are the current labels of all sheets, `gone` the removed sheets by key, and `new` the
    sheets that replace them.
    """

    pdf: pikepdf.Pdf
    late: pikepdf.Pdf
    labels: list[str]
    gone: dict[Key, Object] = field(default_factory=dict)
    new: list[pikepdf.Page] = field(default_factory=list)
