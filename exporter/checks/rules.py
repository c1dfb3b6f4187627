"""The registry of rules: every rule has a stable id, a clause of a standard, and advice.

A rule over a PDF is a function that takes the document and the profile and yields hits; the
decorator gives it the rest, and says how bad a hit is for the press, a screen, an archive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from exporter.findings import Severity
from exporter.profiles.pdfx_standards import PDF_X

if TYPE_CHECKING:
    from exporter.checks.pdf.document import Document, Page
    from exporter.pdf.geometry import Rect
    from exporter.profiles import Profile


class Use(StrEnum):
    """What a PDF is for; a profile's variant says it."""

    PRESS = "press"
    SCREEN = "screen"
    ARCHIVE = "archive"


USES = {**dict.fromkeys(PDF_X, Use.PRESS), "pdf/a-3a": Use.ARCHIVE}


def use_of(profile: Profile) -> Use:
    """Return what the PDFs of a profile are for."""
    return USES.get(profile.variant, Use.SCREEN)


@dataclass(frozen=True)
class Hit:
    """One place where a PDF breaks a rule: a page or None, rectangles in its user space."""

    message: str
    page: Page | None = None
    boxes: tuple[Rect, ...] = ()
    object: str = ""


PdfCheck = Callable[["Document", "Profile"], Iterable[Hit]]


@dataclass(frozen=True)
class Rule:
    """A rule; `severities` lacks the uses that it does not concern.

    Rules for issues and EPUBs are checked where these are read, so they have no `check` here.
    """

    id: str
    title: str
    clause: str
    advice: str
    severities: dict[Use, Severity] = field(default_factory=dict)
    check: PdfCheck | None = None

    def severity(self, profile: Profile) -> Severity | None:
        """Return how bad a hit is for the profile, None where the rule does not concern it."""
        own = profile.rules.get(self.id)
        if own is not None:
            return None if own == "off" else Severity(own)
        return self.severities.get(use_of(profile))


_rules: dict[str, Rule] = {}


def add(rule: Rule) -> None:
    """Add a rule to the registry; raises `ValueError` for an id that is taken."""
    if rule.id in _rules:
        raise ValueError(f"two rules are called {rule.id}")
    _rules[rule.id] = rule


def rule(
    id: str,
    title: str,
    *,
    clause: str,
    advice: str,
    press: Severity | None = None,
    screen: Severity | None = None,
    archive: Severity | None = None,
) -> Callable[[PdfCheck], PdfCheck]:
    """Register the decorated function as a rule over PDFs."""
    given = {Use.PRESS: press, Use.SCREEN: screen, Use.ARCHIVE: archive}
    severities = {use: severity for use, severity in given.items() if severity}

    def register(check: PdfCheck) -> PdfCheck:
        add(Rule(id, title, clause, advice, severities, check))
        return check

    return register


def registered() -> dict[str, Rule]:
    """Return the rules that were added so far, by their ids."""
    return dict(_rules)
