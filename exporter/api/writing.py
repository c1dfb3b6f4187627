"""The files of one edition, written one after another, some in a process beside this one."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from exporter.beside import forked, may_fork
from exporter.content import conservation
from exporter.errors import ExporterError, InvalidSource
from exporter.findings import Finding
from exporter.options import Options
from exporter.outputs import Begin
from exporter.writers import Write, Writer, write_file

if TYPE_CHECKING:
    from exporter.edition import Edition


@dataclass
class Written:
    """The files that were written, and what was found."""

    paths: list[Path] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


class Place(NamedTuple):
    """Where files are made: `begin` gives one beside its path, `folder` is for parts of them."""

    begin: Begin
    folder: Path


def write_outputs(
    edition: Edition, outputs: Mapping[Path, Writer], options: Options, place: Place
) -> Written:
    """Write files, each by its writer.

    Of those that fail the first in order is raised.
    """
    made: dict[Path, Written] = {}
    failed: dict[int, ExporterError] = {}
    order = {path: number for number, path in enumerate(outputs)}
    with _begun(edition, outputs, options, place.folder) as begun:
        for path in sorted(outputs, key=lambda each: each in begun):
            if failed and order[path] > min(failed):
                continue
            try:
                write = begun.get(path)
                made[path] = _written(outputs[path], write, edition, path, options, place)
            except ExporterError as error:
                failed[order[path]] = error
    if failed:
        raise failed[min(failed)]
    found = [made[path] for path in outputs]
    return Written(
        [path for each in found for path in each.paths],
        [finding for each in found for finding in each.findings],
    )


@contextmanager
def _begun(
    edition: Edition, outputs: Mapping[Path, Writer], options: Options, folder: Path
) -> Iterator[Mapping[Path, Write]]:
    """Begin to write files in processes beside this one; yield what moves them into place.

    One file is left to this process, and what tells how far it is.
    """
    alone = options.jobs == 1 or options.voice or not may_fork()
    chosen = [] if alone else [path for path, writer in outputs.items() if writer.may_be_beside]
    with ExitStack() as stack:
        begun: dict[Path, Write] = {}
        for path in chosen if len(chosen) < len(outputs) else ():
            _ = edition.contents  # of use to all
            aside = folder / f"{len(begun)}{path.suffix}"
            work = partial(outputs[path].write, edition, aside, options)
            result = stack.enter_context(forked(work))
            if result:
                begun[path] = partial(_moved, result, aside)
        yield begun


def _moved(
    result: Callable[[], list[Finding]], made: Path, _: Edition, path: Path, options: Options
) -> list[Finding]:
    """Take a file that was made beside this process; return its findings."""
    del options
    found = result()
    shutil.copyfile(made, path)
    made.unlink()
    return [replace(each, path=path) if each.path == made else each for each in found]


def _written(
    writer: Writer,
    write: Write | None,
    edition: Edition,
    path: Path,
    options: Options,
    place: Place,
) -> Written:
    """Write one output, and the further files that it has."""
    if not options.profile.split:
        return Written([path], _whole(writer, write, edition, path, place.begin(path), options))
    whole = place.folder / "whole" / path.name
    whole.parent.mkdir(exist_ok=True)
    findings = _whole(writer, write, edition, path, whole, options)
    parts = writer.parts(whole, edition.issue, options)
    # With some pages alone, the whole file has just these: they take their places among its parts.
    made = parts if options.pages else [whole, *parts]
    paths = [path.parent / each.name for each in made]
    for each, target in zip(made, paths, strict=True):
        shutil.copyfile(each, place.begin(target))
    return Written(paths, findings)


def _whole(
    writer: Writer,
    write: Write | None,
    edition: Edition,
    path: Path,
    aside: Path,
    options: Options,
) -> list[Finding]:
    """Write one file; a broken picture found on the way is an error of the source."""
    from exporter.pictures.files import PictureError

    try:
        findings = write_file(writer, edition, path, aside, options, write)
    except PictureError as error:
        finding = Finding(error.rule, edition.issue.origin, 0, error.message, error.advice)
        raise InvalidSource([finding]) from None
    judge_written(edition, aside, options.pages, path.name)
    return findings


def judge_written(edition: Edition, path: Path, pages: tuple[str, ...], name: str = "") -> None:
    """With the debug switch on, raise `InvalidSource` for a file that lacks text of the issue."""
    if not conservation.is_on():
        return
    from exporter.checks.lost_text import check_text

    if lost := list(check_text(edition, path, pages, name)):
        raise InvalidSource(lost)
