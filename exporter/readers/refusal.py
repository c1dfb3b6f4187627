"""What a refusal says: which reader came near, and what it misses in the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from exporter.readers.base import Explaining, Reader
from exporter.readers.tools import source_files

LOOKED_AT = 20  # files of a folder that are tried
NAMED = 3  # files that the message names
KINDS = (
    "a web page (.html), its text (.txt), news or a feed (.xml, .json), Markdown (.md), Word"
    " (.docx, .odt)"
)


def refusal(source: Path, readers: Iterable[Reader]) -> str:
    """Return why none of `readers` takes a source, and what to do, as one message."""
    known = list(readers)
    near = list(islice(_near(source, known), NAMED))
    if near:
        advice = "save the complete source, or name a reader with --from"
        return f"{source}: no reader knows this: {'; '.join(near)}; {advice}"
    if source.is_dir():
        what = "no file in the folder is of a kind that can be read"
    else:
        what = f"no reader knows files of this kind ({source.suffix or 'without a suffix'})"
    return f"{source}: {what}, a source is a folder with issue.yaml, {KINDS}, or a folder of these"


def _near(source: Path, readers: list[Reader]) -> Iterator[str]:
    """Yield what each reader misses in the source; of a folder, in the first file of each kind."""
    names = {source: "it"}
    if source.is_dir():
        files = islice(source_files.walk(source, (), others=()), LOOKED_AT)
        names |= {path: path.relative_to(source).as_posix() for path in files}
    missed = (each for path in names for each in _missed(path, readers))
    first: dict[tuple[str, str], Path] = {}
    for path, reader, lack in missed:
        if first.setdefault((reader, lack), path) is path:
            yield f"as {reader}, {names[path]} {lack}"


def _missed(path: Path, readers: list[Reader]) -> Iterator[tuple[Path, str, str]]:
    """Yield the path, the name of a reader, and what that misses in it."""
    for reader in readers:
        missing = reader.misses(path) if isinstance(reader, Explaining) else ""
        if missing:
            yield path, reader.name.replace(" ", "-"), missing
