"""Remove claims of conformance that are unfounded or contradicted by our own rules.

A file that claims PDF/UA or PDF/A wrongly would be trusted for decades.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pikepdf

from exporter.checks.pdf import NOTDEF, refute
from exporter.engine import fence
from exporter.findings import Finding, Severity
from exporter.pdf import xmp
from exporter.profiles import Profile

# The family of rules → the standard, and the prefix of its claim in XMP.
CLAIMS = {
    "ua": ("PDF/UA-1", "pdfuaid"),
    "a": ("PDF/A-3a", "pdfaid"),
}
TAGS = "tags"  # the engine's feature


def unfounded(profile: Profile, origin: Path) -> list[Finding]:
    """Return a warning for each claim of a profile if our tags, which it needs, are off.

    `origin` is that of the issue.
    """
    if fence.works(TAGS):
        return []
    return [
        Finding(
            f"{family}-tagged",
            origin,
            0,
            f"the PDF does not claim {CLAIMS[family][0]}: {fence.explain([TAGS])}",
            f"pip install weasyprint=={fence.TESTED}",
            Severity.WARNING,
        )
        for family in CLAIMS
        if family == "ua" or profile.variant.startswith("pdf/a")
    ]


def refuted(path: Path, profile: Profile, notdef: bool) -> list[Finding]:
    """Return the findings that contradict the claims of the PDF at `path`, as warnings.

    A missing glyph, which is looked for in a file for screens if `notdef`, refutes every claim,
    and is an error where the profile says so.
    """
    found = refute(path, profile, notdef)
    return [each if each.rule == NOTDEF else _warning(each) for each in found if _refutes(each)]


def _refutes(finding: Finding) -> bool:
    return finding.rule == NOTDEF or finding.severity is Severity.ERROR


def _warning(finding: Finding) -> Finding:
    message = f"the PDF does not claim {CLAIMS[_family(finding)][0]}: {finding.message}"
    return replace(finding, message=message, severity=Severity.WARNING)


def take_back(pdf: pikepdf.Pdf, found: list[Finding]) -> None:
    """Remove claims that findings contradict from the metadata of a PDF."""
    prefixes = {CLAIMS[family][1] for finding in found for family in _families(finding)}
    metadata = pdf.Root.Metadata
    metadata.write(xmp.without(metadata.read_bytes(), *prefixes))


def _families(finding: Finding) -> Iterable[str]:
    """Return the families of claims that a finding contradicts."""
    return CLAIMS if finding.rule == NOTDEF else [_family(finding)]


def _family(finding: Finding) -> str:
    return finding.rule.split("-", 1)[0]
