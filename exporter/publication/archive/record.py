"""Records stored beside an issue's files: what was exported from what, or why it failed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Literal, TypeVar

from pydantic import ValidationError

from exporter.errors import OutputError
from exporter.findings import Finding
from exporter.model import Day, Frozen, Neighbour
from exporter.publication.archive.store import Store
from exporter.readers.settings import Edition
from exporter.version import PROGRAM

DONE, FAILED = "done.json", "failed.json"
FORMAT = 1  # of the records; newer formats are refused


class Basis(Frozen):
    """What an issue was exported from; if any of it changes, the issue is exported again.

    `inputs` is the digest of the source's files, `options` the digest of all options. `mark`
    describes the files without reading them (names, sizes, times); while it is the same, `inputs`
    is assumed to be the same.
    """

    key: str
    inputs: str
    options: str
    program: str = PROGRAM
    mark: str = ""

    def holds(self, options: str, mark: str = "", inputs: str = "") -> bool:
        """Whether an export now would start from the same inputs, options and version."""
        is_same = self.mark == mark if mark else self.inputs == inputs
        return is_same and self.options == options and self.program == PROGRAM


class StoredFile(Frozen):
    """A file of an issue: its name in the store, its size in bytes, its SHA-256 and what it is."""

    name: str
    size: int
    sha256: str
    edition: Edition
    script: str = ""
    page: str = ""


class FoundFault(Frozen):
    """A finding as plain values."""

    rule: str
    severity: str
    path: str
    line: int
    message: str
    advice: str = ""


class Done(Basis):
    """The record of an exported issue; written after all its files.

    `making` is the digest of the options without the editions and the names of files; `previous`
    is the issue before it that its files name.
    """

    format: Literal[1] = 1
    making: str = ""
    source: str
    publication: str
    date: Day
    number: str = ""
    title: str = ""
    revision: int = 1
    previous: Neighbour | None = None
    outputs: tuple[StoredFile, ...]
    findings: tuple[FoundFault, ...] = ()
    seconds: float
    peak_mb: int


class Failed(Basis):
    """The record of an issue that failed, with the messages as `reasons`.

    `kind` says whether the next run tries again: after `source` and `limit` only if something has
    changed, after `system` (a full disk, a lost connection) in any case. `source` is the path of
    the issue, `key` its folder in the store, `seconds` the time that it took. `inputs` and
    `options` are digests of the files and of the options, `mark` describes the files without
    reading them (names, sizes, times), `program` is the version.
    """

    format: Literal[1] = 1
    source: str
    kind: Literal["source", "limit", "system"]
    reasons: tuple[str, ...]
    seconds: float = 0


Kind = TypeVar("Kind", Done, Failed)


def load(store: Store, kind: type[Kind], keys: Iterable[str]) -> dict[str, Kind]:
    """Return the records of issues in a store, by key; damaged records are ignored.

    Raises `OutputError` for a record of a newer version.
    """
    name = DONE if kind is Done else FAILED
    wanted = {f"{key}/{name}": key for key in keys}
    found = store.read_all(list(wanted))
    loaded = ((wanted[path], _parsed(kind, data, path)) for path, data in found.items())
    return {key: record for key, record in loaded if record}


def _parsed(kind: type[Kind], data: bytes, path: str) -> Kind | None:
    try:
        return kind.model_validate_json(data)
    except ValidationError:
        _judge_format(data, path)
        return None


def _judge_format(data: bytes, path: str) -> None:
    try:
        found = json.loads(data)
    except ValueError:
        return
    newest = found.get("format", 0) if isinstance(found, dict) else 0
    if isinstance(newest, int) and newest > FORMAT:
        raise OutputError(f"{path}: was written by a newer version, update issue-exporter")


def write(store: Store, record: Done | Failed) -> None:
    """Write the record of an issue; must come after its files."""
    name = DONE if isinstance(record, Done) else FAILED
    store.put(f"{record.key}/{name}", record.model_dump_json(indent=1).encode())


def plain(findings: Iterable[Finding], root: str) -> tuple[FoundFault, ...]:
    """Return findings for a record, with paths relative to the source."""
    return tuple(
        FoundFault(
            rule=each.rule,
            severity=str(each.severity),
            path=str(each.path).removeprefix(root).lstrip("/"),
            line=each.line,
            message=each.message.replace(root, ""),
            advice=each.advice,
        )
        for each in dict.fromkeys(findings)
    )
