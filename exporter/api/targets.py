"""Where files are written: the names of outputs, and which of them are refused."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from exporter.errors import OutputError, UsageError
from exporter.findings import Finding
from exporter.model import Issue
from exporter.options import Options
from exporter.outputs import beside, real
from exporter.writers import Writer, default_names, file_stem, writer_of, writers


def edition_path(output: Path, code: str) -> Path:
    """Return the path of an edition's file, such as `issue-city.pdf`; a folder is unchanged."""
    if not output.suffix or is_folder(output):
        return output
    return output.with_name(f"{output.stem}-{code}{output.suffix}")


def copied(file: Path, target: Path) -> Path:
    """Copy a file, whole or not at all; return the copy."""
    with beside(target) as temporary:
        shutil.copyfile(file, temporary)
    return target


def target_paths(output: Path, issue: Issue, options: Options) -> Sequence[Path]:
    """Return the output path, or the default paths in a folder.

    Raises `UsageError` for a file that `options.pages` is not for.
    """
    is_file = output.suffix and not is_folder(output)
    if options.pages and is_file and not ((writer := writer_of(output)) and writer.takes_pages):
        raise UsageError(f"{output}: --pages is for PDFs, name one with -o")
    if is_file:
        return [output]
    if options.pages:
        suffix = next(each.suffixes[0] for each in writers() if each.takes_pages)
        return [output / f"{file_stem(issue)}-{'+'.join(options.pages)}{suffix}"]
    return [output / name for name in default_names(issue, options)]


def writers_for(output: Path) -> list[Writer]:
    """Return the writers that an output is made by: those of all files that a folder gets."""
    if not output.suffix or is_folder(output):
        return [*writers()]
    writer = writer_of(output)
    return [writer] if writer else []


def unused_options(paths: Sequence[Path], options: Options) -> Iterator[Finding]:
    """Yield a finding for each option that is only for a format of which no file is written."""
    written = {writer.name for path in paths if (writer := writer_of(path))}
    for kind, name in ((w.name, name) for w in writers() for name in w.own_options):
        if kind not in written and getattr(options, name):
            option = f"--{name}"
            message = f"{option} is for {kind}s, and none is written"
            yield Finding("epub-unused-option", paths[0], 0, message, "name one with -o as well")


def is_folder(path: Path) -> bool:
    """Whether an output is a folder; raises `OutputError` if the system does not say."""
    try:
        return path.is_dir()
    except OSError as error:
        raise OutputError(f"{path}: can't be written ({error.strerror})") from None


def judge_output(path: Path, issue: Issue, taken: set[Path]) -> None:
    """Check that a path can be written, before any work, and create its folder.

    Raises `OutputError` for what is not a file or can't be written, and `UsageError` for a file of
    the issue or one that is `taken`.
    """
    if is_folder(path):
        raise OutputError(f"{path}: is a folder, name a file")
    if path.exists() and not path.is_file():
        raise OutputError(f"{path}: is a device or a pipe, name a file")
    if real(path) in taken:
        raise UsageError(f"{path}: was just written for another issue, give each its own folder")
    if real(path) in set(map(real, _files(issue))):
        raise UsageError(f"{path}: is a file of the issue itself, choose another name")
    if path.parent.exists() and not path.parent.is_dir():
        raise OutputError(f"{path.parent}: is not a folder, name one, or a file.epub or .pdf")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{path.parent}: can't be created ({error.strerror})") from None


def _files(issue: Issue) -> Iterator[Path]:
    """Yield the texts, pictures and PDFs of an issue."""
    yield from (issue.root / article.source for article in issue.articles)
    yield from (picture.path for picture in issue.pictures)
    yield from issue.pdfs
