"""Findings: what is wrong, where, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import NamedTuple

from exporter.rulebook import Severity, severity_of

__all__ = ["Box", "Finding", "Place", "Severity", "errors", "grouped"]

FEW = 3  # similar findings to show individually
NAMED = re.compile(r"`[^`]*`|“[^”]*”|(?:\w+:)?//\S+|\d[\d,.]*")


class Box(NamedTuple):
    """A rectangle on a page, in mm from the top left of the trimmed page."""

    x: float
    y: float
    width: float
    height: float

    def __str__(self) -> str:
        return f"{self.width:.1f} × {self.height:.1f} mm at {self.x:.1f}, {self.y:.1f}"


@dataclass(frozen=True)
class Place:
    """A place in a PDF or EPUB: a page, rectangles on it, an object or an article.

    `page` counts sheets from 1; `label` is the page label (`A01`) if there is one. `object` is the
    start of a text, or the name of a picture or font.
    """

    page: int = 0
    label: str = ""
    boxes: tuple[Box, ...] = ()
    object: str = ""

    def __str__(self) -> str:
        return ", ".join(self.parts())

    def parts(self) -> list[str]:
        """Return what it says in English: the page, the first rectangle, the object."""
        label = f" ({self.label})" if self.label and self.label != str(self.page) else ""
        parts = [f"page {self.page}{label}"] if self.page else []
        more = f" and {len(self.boxes) - 1} more" if len(self.boxes) > 1 else ""
        parts += [f"{self.boxes[0]}{more}"] if self.boxes else []
        return parts + ([self.object] if self.object else [])


@dataclass(frozen=True)
class Finding:
    """One problem.

    `rule` is a stable id (`issue-unknown-key`); `line` counts from 1 (0: the whole file); `message`
    says what is wrong and `advice` what to do. `severity` defaults to that of the rule. `place` is
    the place in a PDF or EPUB, `clause` the clause of the standard, `key` the key of a YAML file
    that it is about, with those around it: `build.jobs`.
    """

    rule: str
    path: Path
    line: int
    message: str
    advice: str = ""
    severity: Severity = None  # type: ignore[assignment]  # set below, so never None
    place: Place | None = None
    clause: str = ""
    key: str = ""

    def __post_init__(self) -> None:
        if self.severity is None:
            object.__setattr__(self, "severity", severity_of(self.rule))

    def __str__(self) -> str:
        file = f"{self.path}:{self.line}" if self.line else str(self.path)
        place = f"{self.place}: " if self.place and str(self.place) else ""
        advice = f", {self.advice}" if self.advice else ""
        return f"{file}: {place}{self.message}{advice}"

    def as_dict(self) -> dict[str, object]:
        """Return plain values for a machine-readable report, with place and clause if present."""
        values = {**asdict(self), "path": str(self.path), "severity": str(self.severity)}
        if self.place is None:
            del values["place"]
        else:
            boxes = [[round(value, 2) for value in box] for box in self.place.boxes]
            values["place"] = {**asdict(self.place), "boxes": boxes}
        del values["key"]  # its message names it
        if not self.clause:
            del values["clause"]
        return values


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that stop a build."""
    return [finding for finding in findings if finding.severity is Severity.ERROR]


def hardened(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings with every warning made an error (`--strict`)."""
    return [
        replace(finding, severity=Severity.ERROR)
        if finding.severity is Severity.WARNING
        else finding
        for finding in findings
    ]


def grouped(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings for people to read: of many that are alike, the first with a count.

    Findings are alike if they differ only in where they are and in what they name: a name in
    backticks or quotation marks, an address, a number. Errors, and findings with a place in a PDF
    or EPUB, all stay.
    """
    groups: dict[object, list[Finding]] = {}
    for finding in findings:
        is_alone = finding.severity is Severity.ERROR or finding.place is not None
        kind = (finding.rule, finding.severity, NAMED.sub("#", finding.message), finding.advice)
        groups.setdefault(finding if is_alone else kind, []).append(finding)
    return [finding for group in groups.values() for finding in _shown(group)]


def _shown(group: list[Finding]) -> list[Finding]:
    if len(group) <= FEW:
        return group
    more = f"{group[0].message} (and {len(group) - 1:,} more like it, all listed with --json)"
    return [replace(group[0], message=more)]
