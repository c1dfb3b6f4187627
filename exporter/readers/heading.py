"""The date, number and title of an issue folder, from its issue.yaml alone."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from pydantic import ConfigDict, ValidationError, model_validator

from exporter.model import Day, Frozen, Text
from exporter.numbering import Numbering, with_parts
from exporter.readers.folder import ISSUE_FILE
from exporter.yamlfile import BadYaml, parse


class Heading(Frozen):
    """What issue.yaml says about the place of an issue among the others."""

    model_config = ConfigDict(extra="ignore")

    date: Day
    number: Text = ""
    number_end: Text = ""
    total_number: Text = ""
    volume: Text = ""
    title: Text = ""

    @model_validator(mode="before")
    @classmethod
    def _part_the_number(cls, values: object) -> object:
        return with_parts(values) if isinstance(values, dict) else values

    @property
    def count(self) -> str:
        """Its number, as `Issue.count`."""
        count = Numbering(self.number, self.number_end, self.total_number, self.volume)
        return count.span or self.total_number


def issue_file(source: Path) -> Path | None:
    """Return the issue.yaml of a source, or None if it is no issue folder."""
    file = source if source.name == ISSUE_FILE else source / ISSUE_FILE
    return file if file.is_file() else None


def read_heading(file: Path) -> Heading | None:
    """Read an issue.yaml; None if what it says of these has errors."""
    with suppress(OSError, ValueError, ValidationError, BadYaml):
        value = parse(file.read_text(encoding="utf-8-sig")).value
        if isinstance(value, dict):
            given = {name: each for name, each in value.items() if each is not None}
            return Heading.model_validate(given)
    return None
