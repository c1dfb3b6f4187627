"""Preflight of our own PDFs: the file of the picture that a finding is about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from exporter.edition import Edition
from exporter.findings import Finding

PICTURE = re.compile(r"picture of (\d+) × (\d+) px")


def with_files(findings: Iterable[Finding], edition: Edition) -> list[Finding]:
    """Return findings whose places name the picture's file, where one alone has its pixels."""
    files = defaultdict[tuple[int, int], set[str]](set)
    for resource in edition.resources.values():
        picture, root = resource.picture, edition.issue.root
        if picture.media_type == "image/svg+xml":
            continue  # it has no pixels
        path = picture.path
        inside = path.is_relative_to(root)
        files[picture.width, picture.height].add(str(path.relative_to(root) if inside else path))
    return [_named(each, files) for each in findings]


def _named(finding: Finding, files: dict[tuple[int, int], set[str]]) -> Finding:
    place = finding.place
    found = PICTURE.fullmatch(place.object) if place else None
    if place is None or found is None:
        return finding
    names = files.get((int(found[1]), int(found[2])), set())
    if len(names) != 1:
        return finding
    return replace(finding, place=replace(place, object=f"{place.object} (`{names.pop()}`)"))
