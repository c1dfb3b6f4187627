"""Pictures whose words a conversion to another Chinese script leaves as they are."""

from __future__ import annotations

from pathlib import Path

from exporter.findings import Finding
from exporter.model import Issue
from exporter.pictures.files import PHOTOGRAPHS

DRAWING = "image/svg+xml"  # the words of one are converted
FEW = 5  # names of files in one sentence


def kept_pictures(issue: Issue) -> list[Finding]:
    """Return a finding that names the files of an issue that may hold words: charts, artwork.

    Photographs are not among them: whether they show words is not known.
    """
    kinds = (DRAWING, *PHOTOGRAPHS)
    pictures = (each.path for each in issue.pictures if each.media_type not in kinds)
    files = [*dict.fromkeys(pictures), *issue.pdfs]
    if not files:
        return []
    root = issue.root.resolve()
    names = ", ".join(_name(path, root) for path in files[:FEW])
    names += ", …" * (len(files) > FEW)
    message = f"words in pictures are not converted ({len(files)}): {names}"
    advice = "look at these files; the words of SVG drawings are converted"
    return [Finding("issue-script-picture", issue.origin, 0, message, advice)]


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
