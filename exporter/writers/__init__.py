"""Writers: one file or folder an output format, chosen by the suffix of the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from exporter.edition import Edition
from exporter.errors import UsageError
from exporter.findings import Finding
from exporter.profiles import Profile, find_profile
from exporter.readers.base import ReadOptions

Progress = Callable[[str], None]


def _silent(_: str) -> None:
    """Show no progress."""


class _NamedProfile:
    """A field that takes a profile, or the name of one, or of a YAML file."""

    def __get__(self, options: Options | None, owner: type[Options]) -> Profile:
        # Of the class, as what a dataclass takes for the default.
        profile = "screen" if options is None else options.__dict__["profile"]
        return cast(Profile, profile)

    def __set__(self, options: Options, value: Profile | str) -> None:
        options.__dict__["profile"] = find_profile(value) if isinstance(value, str) else value


@dataclass(frozen=True)
class Options:
    """What a user may choose; each writer takes what concerns it."""

    style: str = "newspaper"
    paper: str = "tabloid"
    # PDF: makeup or flow, empty is what suits profile and paper; processes, 0 is one a core.
    layout: str = ""
    jobs: int = 0
    # Makeup: whether what is measured is kept on disk for the next time.
    cache: bool = True
    # EPUB: pictures' longer side in pixels; smaller files; fonts; writing mode.
    max_image: int = 1600
    lite: bool = False
    embed_fonts: tuple[Path, ...] = ()
    writing: str = "horizontal"
    # Printed pages: those that the issue has; True draws the missing ones, False leaves all out.
    facsimiles: bool | None = None
    progress: Progress = field(default=_silent)
    # What a PDF is for: a name (screen, press, …), a YAML file of the user's own, or a `Profile`.
    profile: _NamedProfile = _NamedProfile()
    reading: ReadOptions = field(default_factory=ReadOptions)
    force: bool = False  # write a PDF for the press in spite of its preflight's errors


Writer = Callable[[Edition, Path, Options], list[Finding]]


def _write_epub(edition: Edition, path: Path, options: Options) -> list[Finding]:
    from exporter.writers.epub import write_epub

    return write_epub(edition, path, options)


def _write_pdf(edition: Edition, path: Path, options: Options) -> list[Finding]:
    from exporter.writers.pdf import write_pdf

    edition.load_pictures()
    return write_pdf(edition, path, options)


# Writers are loaded when they are asked for: WeasyPrint alone takes most of a second.
WRITERS: dict[str, Writer] = {".epub": _write_epub, ".pdf": _write_pdf}


def find_writer(path: Path) -> Writer:
    """Return the writer for the suffix of `path`; raises `UsageError`."""
    writer = WRITERS.get(path.suffix.lower())
    if writer is None:
        wanted = " or ".join(WRITERS)
        raise UsageError(f"{path}: no writer makes such a file, let its name end with {wanted}")
    return writer
