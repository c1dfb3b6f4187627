"""One issue of a publication: read from its source, with what all issues share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from exporter.byte_sizes import bytes_of
from exporter.errors import InvalidSource
from exporter.findings import Finding
from exporter.model import Issue
from exporter.options import Options, ReadOptions
from exporter.profiles import find_profile
from exporter.publication.sources import OpenPublication, Source
from exporter.readers import Reading
from exporter.readers.folder import ISSUE_FILE, READER
from exporter.readers.publication import shared_masthead, shared_style

Read = Callable[[Path, ReadOptions], Reading]
"""Reads a source as `exporter.api.read` does: it raises `SourceError` for a bad one."""
OF_READING = ("reader", "page_by", "script", "repair")
OF_FILES = (
    "paper",
    "layout",
    "max_image",
    "lite",
    "modern",
    "facsimiles",
    "advertisements",
    "writing",
)
READ_HERE = ("profile", "embed_fonts", "max_size")  # what publication.yaml has as text


def read_issue(
    publication: OpenPublication, source: Source, options: ReadOptions, read: Read
) -> Reading:
    """Read an issue, which inherits what it does not say itself.

    For sources other than issue folders, publication.yaml replaces what they say of the
    publication. Raises `SourceError` with all that is wrong.
    """
    if source.path.name == ISSUE_FILE or (source.path / ISSUE_FILE).is_file():
        return read(source.path, options)
    head = publication.head
    named = replace(options, publication=head.name, language=options.language or head.language)
    reading = read(source.path, named)
    findings: list[Finding] = []
    issue = _inherited(reading.require_issue(), publication, findings)
    if findings:
        raise InvalidSource(findings)
    return replace(reading, issue=issue)


def glance(source: Source, options: ReadOptions) -> Issue | None:
    """Return an issue without its pages, by its issue.yaml alone, or None where that can't be."""
    is_folder = source.path.name == ISSUE_FILE or (source.path / ISSUE_FILE).is_file()
    # Another script may change its title.
    return READER.glance(source.path, options) if is_folder and not options.script else None


def _inherited(issue: Issue, publication: OpenPublication, findings: list[Finding]) -> Issue:
    shared = publication.file
    masthead = shared_masthead(shared, findings) or issue.masthead
    return issue.model_copy(
        update={
            "publication": issue.publication.model_copy(update=shared.shared),
            "masthead": masthead,
            "style": issue.style or shared_style(shared),
        }
    )


def with_choices(
    publication: OpenPublication, options: Options, given: frozenset[str] | None = None
) -> Options:
    """Return options with the choices of publication.yaml where the user has none.

    `given` are the fields of `Options` and `ReadOptions` that the user chose; without it, those
    that are not what they are by default. Raises `UsageError` for an invalid profile.
    """
    choices, folder = publication.head.build, publication.folder
    given = _chosen(options) if given is None else given
    said = choices.model_fields_set - given
    reading = {name: getattr(choices, name) for name in OF_READING if name in said}
    files: dict[str, object] = {name: getattr(choices, name) for name in OF_FILES if name in said}
    if "max_size" in said:
        files["max_size"] = bytes_of(choices.max_size)
    if "embed_fonts" in said:
        files["embed_fonts"] = tuple(folder / name for name in choices.embed_fonts)
    if "profile" in said:
        own = folder / choices.profile
        files["profile"] = find_profile(str(own) if own.is_file() else choices.profile)
    return replace(options, reading=replace(options.reading, **reading), **files)  # type: ignore[arg-type]


def _chosen(options: Options) -> frozenset[str]:
    """Return the fields that are not what they are by default."""
    plain, own = Options(), options.reading
    chosen = {n for n in (*OF_FILES, *READ_HERE) if getattr(options, n) != getattr(plain, n)}
    return frozenset(
        chosen | {n for n in OF_READING if getattr(own, n) != getattr(plain.reading, n)}
    )
