"""What the functions of the API return."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from exporter.errors import ExporterError
from exporter.findings import Finding
from exporter.readers import Reading

if TYPE_CHECKING:
    from exporter.layouts.makeup.issue import SheetReport
    from exporter.layouts.makeup.places import Rectangle
    from exporter.repair.changes import Change


@dataclass(frozen=True)
class BuildReport:
    """The result of a build.

    `outputs` are the files written, `findings` what was found in source and files, each once.
    `changes` are the repairs of the text, `reasons` why a document was repaired or left unchanged.
    """

    outputs: tuple[Path, ...]
    findings: tuple[Finding, ...] = ()
    changes: tuple[Change, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class PublicationReport:
    """The result for a publication: reports and errors by the path of each issue."""

    built: dict[Path, BuildReport]
    failed: dict[Path, ExporterError]


@dataclass(frozen=True)
class SiteReport:
    """The result of `site`: `made` has the source of each issue made, by its folder in the site.

    `written` are the new and changed files, `removed` the folders of deleted issues, `moved` those
    of issues with another date, each with the new one, `failed` the sources left out with their
    errors, `issues` the number of issues in the site.
    """

    made: dict[str, Path]
    written: tuple[str, ...]
    removed: tuple[str, ...]
    failed: dict[Path, ExporterError]
    findings: tuple[Finding, ...]
    issues: int
    moved: dict[str, str]


@dataclass(frozen=True)
class MakeupReport:
    """The result of `make_up`.

    `outputs` are the files written, `sheets` how each sheet came out, in order. `rectangles` and
    `advertisements` say where articles and advertisements stand, in mm from the top left corner of
    the paper. The rest is as in `BuildReport`.
    """

    outputs: tuple[Path, ...]
    sheets: tuple[SheetReport, ...]
    rectangles: tuple[Rectangle, ...]
    findings: tuple[Finding, ...] = ()
    changes: tuple[Change, ...] = ()
    reasons: tuple[str, ...] = ()
    advertisements: tuple[Rectangle, ...] = ()


def build_report(
    reading: Reading, outputs: tuple[Path, ...], findings: list[Finding]
) -> BuildReport:
    """Return the report of a build, with each finding and reason once."""
    once = tuple(dict.fromkeys(findings))
    return BuildReport(outputs, once, reading.changes, tuple(dict.fromkeys(reading.reasons)))
