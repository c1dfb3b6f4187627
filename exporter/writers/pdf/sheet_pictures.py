"""Write the sheets of a PDF as PNG pictures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from exporter.outputs import UNFIT, beside

SCREEN_DPI = 80


def write_pictures(pdf: Path, stem: Path, labels: Sequence[str]) -> tuple[Path, ...]:
    """Write each sheet of a PDF as a PNG, named after `stem` and the label of its page.

    Returns the files; raises `OutputError` if one can't be written.
    """
    import pypdfium2

    written = []
    with pypdfium2.PdfDocument(str(pdf)) as document:
        for sheet, label in zip(document, labels, strict=True):
            path = stem.with_name(f"{stem.name}-{UNFIT.sub('-', label)}.png")
            with beside(path) as temporary:
                sheet.render(scale=SCREEN_DPI / 72).to_pil().save(temporary, "PNG")
            written.append(path)
    return tuple(written)
