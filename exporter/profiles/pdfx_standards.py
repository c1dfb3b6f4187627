"""The variants of PDF/X: one table of what each standard allows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PdfX:
    """One variant: its name as a file states it, and what its standard allows.

    `pdf_version` is the newest version of PDF that it builds on; `in_metadata` says whether the
    name stands in the XMP metadata or in the document information.
    """

    name: str
    standard: str
    pdf_version: str
    transparency: bool
    colours: bool  # ICC-based, Lab and calibrated colours beside those of the press
    in_metadata: bool

    @property
    def streams(self) -> bool:
        """Whether objects may lie in object streams (ISO 32000-1 §7.5.7: since PDF 1.5)."""
        return self.pdf_version > "1.4"


PDF_X = {
    "pdf/x-1a": PdfX("PDF/X-1a:2003", "ISO 15930-4", "1.4", False, False, False),
    "pdf/x-3": PdfX("PDF/X-3:2003", "ISO 15930-6", "1.4", False, True, False),
    "pdf/x-4": PdfX("PDF/X-4", "ISO 15930-7", "1.6", True, True, True),
}


def variant_named(name: str) -> str:
    """Return the variant that a file states (GTS_PDFXVersion); empty if there is none.

    The editions of 2001 and 2002 of PDF/X-1a and PDF/X-3 are judged by those of 2003.
    """
    kind = name.split(":", maxsplit=1)[0].lower()
    kind = "pdf/x-1a" if kind == "pdf/x-1" else kind
    return kind if kind in PDF_X else ""
