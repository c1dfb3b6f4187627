"""A PDF being processed after WeasyPrint."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property

import pikepdf

from exporter.edition import Edition
from exporter.findings import Finding
from exporter.layouts.sheets import Sheet
from exporter.options import Options
from exporter.profiles import Colour, Profile


def build_time() -> str:
    """Return the current time, or SOURCE_DATE_EPOCH."""
    told = os.environ.get("SOURCE_DATE_EPOCH", "")
    time = datetime.fromtimestamp(int(told), UTC) if told.isdigit() else datetime.now(UTC)
    return time.strftime("%Y-%m-%d %H:%M UTC")


@dataclass
class Job:
    """A PDF being processed: the input of the steps, and their findings.

    `labels` are the current labels of the sheets; two pages that share one are `16 + 01`.
    """

    pdf: pikepdf.Pdf
    edition: Edition
    options: Options
    sheets: list[Sheet]
    findings: list[Finding] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        cover = self.edition.labels.cover
        self.labels = [sheet.shown(cover) for sheet in self.sheets]

    @property
    def black_sheets(self) -> set[int]:
        """The numbers, from 0, of the sheets printed in black only."""
        labels = enumerate(self.labels)
        return {number for number, label in labels if self.profile.prints_black(label)}

    @cached_property
    def profile(self) -> Profile:
        """The profile of the PDF; for the press, with the inks of the style's colours.

        The user's own profile overrides the style's inks of a colour.
        """
        profile = self.options.profile
        if profile.colour is not Colour.CMYK:
            return profile
        return profile.model_copy(update={"inks": {**self.edition.style.inks, **profile.inks}})
