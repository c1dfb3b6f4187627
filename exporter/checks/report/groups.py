"""Findings of one kind on many pages are one entry of a report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from exporter.findings import Finding, Place


@dataclass(frozen=True)
class Group:
    """Findings of one rule with one message; `number` counts groups from 1."""

    number: int
    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The finding that stands for the others."""
        return self.findings[0]

    @property
    def places(self) -> list[Place]:
        """The places of the group, as far as there are some."""
        return [finding.place for finding in self.findings if finding.place]

    @property
    def pages(self) -> str:
        """The pages of the group: `2, 4–7`; empty for the whole file."""
        return ranges(place.page for place in self.places if place.page)


def grouped(findings: Iterable[Finding]) -> list[Group]:
    """Return findings by rule and message, in the order in which they first come."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.rule, finding.message), []).append(finding)
    return [Group(number, tuple(group)) for number, group in enumerate(groups.values(), 1)]


def ranges(numbers: Iterable[int]) -> str:
    """Return numbers as a person writes them: `1–3, 7`."""
    ordered = sorted(set(numbers))
    if not ordered:
        return ""
    starts = [ordered[0], *(after for before, after in pairwise(ordered) if after > before + 1)]
    ends = [*(before for before, after in pairwise(ordered) if after > before + 1), ordered[-1]]
    return ", ".join(
        str(start) if start == end else f"{start}–{end}"
        for start, end in zip(starts, ends, strict=True)
    )
