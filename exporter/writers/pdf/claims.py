"""Claims of conformance, taken back where our own rules refute them.

A file that says PDF/UA or PDF/A and is not would be trusted for decades.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pikepdf

from exporter.check.pdf import refute
from exporter.findings import Finding, Severity, errors
from exporter.pdf import xmp
from exporter.profiles import Profile

# The family of rules → the standard, and the prefix of its claim in XMP.
CLAIMS = {
    "ua": ("PDF/UA-1", "pdfuaid"),
    "a": ("PDF/A-3a", "pdfaid"),
}


def refuted(path: Path, profile: Profile) -> list[Finding]:
    """Return what refutes the claims of the PDF at `path`, as warnings."""
    return [
        replace(
            finding,
            message=f"the PDF does not claim {CLAIMS[_family(finding)][0]}: {finding.message}",
            severity=Severity.WARNING,
        )
        for finding in errors(refute(path, profile))
    ]


def take_back(pdf: pikepdf.Pdf, found: list[Finding]) -> None:
    """Remove from the metadata of a PDF the claims that findings refute."""
    prefixes = {CLAIMS[_family(finding)][1] for finding in found}
    metadata = pdf.Root.Metadata
    metadata.write(xmp.without(metadata.read_bytes(), *prefixes))


def _family(finding: Finding) -> str:
    return finding.rule.split("-", 1)[0]
