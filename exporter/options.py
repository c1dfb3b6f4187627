"""What a user may choose: how a source is read, and what is made of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Container
from dataclasses import dataclass, field
from datetime import date as Date
from pathlib import Path
from typing import cast

from exporter.profiles import Profile, find_profile
from exporter.sheet_size import SheetSize

PAGE_BY = ("section", "subject", "file")
SCRIPTS = ("hans", "hant", "hant-tw", "hant-hk")


def cores() -> int:
    """Return the number of CPU cores available to this process: what 0 `jobs` stand for."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class FetchError(Exception):
    """A picture can't be fetched; the text says why, and what would help."""


Fetch = Callable[[str], Path]
"""Loads the picture at an address into a file; raises `FetchError`."""


def _not_asked(_: str) -> Path:
    raise FetchError("is on the network and left out, load it with --fetch-images")


@dataclass(frozen=True)
class ReadOptions:
    """Options of reading; each reader uses those that concern it.

    `publication`, `date`, `number`, `title` and `language` override the source. `page_by` groups
    items without a page into pages; by default, the reader chooses. `edition` is the code of the
    edition to read; empty for the main one. `limits` multiplies the budget of an issue
    (`exporter.limits`). `strict` turns every warning into an error, in reading and afterwards.
    """

    reader: str = ""
    publication: str = ""
    date: Date | None = None
    number: str = ""
    title: str = ""
    language: str = ""
    page_by: str = ""
    edition: str = ""
    script: str = ""
    repair: bool = True
    limits: float = 1
    strict: bool = False
    fetch: Fetch = field(default=_not_asked)

    def chosen_day(self, known: Container[Date]) -> Date | None:
        """Return the day that the user names, if a source with issues of several days has it."""
        return self.date if self.date in known else None


DEFAULT = ReadOptions()


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

    # A style by its name, or a folder with a style.yaml; empty is that of the issue, or newspaper.
    style: str | Path = ""
    paper: str = ""  # a name, or width and height in mm: 289x400; empty is the profile's or style's
    # PDF: makeup or flow, empty is what suits profile and paper; processes, 0 is one for each core.
    layout: str = ""
    jobs: int = 0
    # Makeup: whether what is measured is kept on disk for the next time.
    cache: bool = True
    # EPUB: pictures' longer side in pixels; smaller files; fonts; writing mode.
    max_image: int = 1600
    lite: bool = False
    max_size: int = 0  # most bytes of the file; 0 is no limit
    voice: str = ""  # a command that turns text into audio, for reading aloud
    lexicon: Path | None = None  # how words are pronounced, in PLS
    modern: bool = False  # WebP and AVIF stay in their formats
    embed_fonts: tuple[Path, ...] = ()
    writing: str = "horizontal"
    # Printed pages: those that the issue has; True draws the missing ones, False leaves all out.
    facsimiles: bool | None = None
    advertisements: bool = True  # False leaves them out of every file
    progress: Progress = field(default=_silent)
    # What a PDF is for: a name (screen, press, …), a YAML file of the user's own, or a `Profile`.
    profile: _NamedProfile = _NamedProfile()
    reading: ReadOptions = field(default_factory=ReadOptions)

    @property
    def sheet_size(self) -> str | SheetSize:
        """The paper that is asked for, else that of the profile; empty is that of the style."""
        return self.paper or self.profile.paper

    # PDF: the labels of the pages to make; empty means all.
    pages: tuple[str, ...] = ()
    beyond: bool = False  # with `pages`: keep links to other pages, to insert into the whole PDF
    force: bool = False  # write a PDF for the press in spite of its preflight's errors
