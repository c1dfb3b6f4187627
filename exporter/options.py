"""What a user may choose: how a source is read, and what is made of it."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass, field
from datetime import date as Date
from pathlib import Path
from typing import cast

from exporter.profiles import Profile, find_profile
from exporter.sheet_size import SheetSize

PAGE_BY = ("section", "subject", "file")
SCRIPTS = ("hans", "hant", "hant-tw", "hant-hk")


class FetchError(Exception):
    """A picture can't be fetched; the text says why, and what would help."""


Fetch = Callable[[str], Path]
"""Loads the picture at an address into a file; raises `FetchError`."""


def _not_asked(_: str) -> Path:
    raise FetchError("is on the network and left out, load it with --fetch-images")


def _not_told(_: str) -> None:
    """Tell nobody of a language."""


@dataclass(frozen=True)
class ReadOptions:
    """Options of reading; each reader uses those that concern it.

    `reader` is the name of one; empty means the first that knows the source. `publication`, `date`,
    `number`, `title` and `language` override the source. `page_by` groups items without a page into
    pages by `section`, `subject` or `file`; by default, the reader chooses. `edition` is the code
    of the edition to read; empty for the main one. `script` is `hans`, `hant`, `hant-tw` or
    `hant-hk`; empty leaves the text as it is. `repair` undoes damage from mirror sites. `limits`
    multiplies the budget of an issue (`exporter.limits`). `strict` turns every warning into an
    error, in reading and afterwards. `fetch` downloads the picture at an address to a file;
    by default, none is downloaded. `language_known` is called with the language of an issue folder
    as soon as that is read, before its articles. `jobs` is the number of processes that may read an
    issue, 0 for one per core.
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
    language_known: Callable[[str], None] = field(default=_not_told)
    jobs: int = 1

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
    """What a user may choose; each writer uses the options that concern it.

    `style` is a name, or a folder with a style.yaml; empty means the issue's, or newspaper.
    `paper` is a name, or width and height in mm, such as `289x400`; `layout` is `makeup` or `flow`;
    empty means the default of profile and style. `jobs` is the number of processes; 0 means one per
    core. `cache` keeps what PDFs are made of on disk for the next time. `progress` is called with
    each step, `reading` are the options of reading. `advertisements=False` leaves advertisements
    out of every file.

    For PDF: `profile` is what the PDF is for: a name (`screen`, `press`, …), a YAML file, or a
    `Profile`. `pages` are the labels of the pages to make; empty means all. `beyond` keeps links
    from them to other pages, for insertion into the whole PDF. `force` writes a PDF for the press
    or the archive despite errors.

    For EPUB: `max_image` is the longest side of pictures in pixels, `max_size` that of the file in
    bytes; 0 means no limit. `lite` makes a smaller file, `modern` keeps WebP and AVIF pictures.
    `voice` is a command that turns text into audio, `lexicon` a PLS file with pronunciations.
    `embed_fonts` are font files, `writing` is `horizontal` or `vertical`. `facsimiles` is None for
    those of the issue, True to draw the missing ones too, False for none.
    """

    style: str | Path = ""
    paper: str = ""
    layout: str = ""
    jobs: int = 0
    cache: bool = True
    max_image: int = 1600
    lite: bool = False
    max_size: int = 0
    voice: str = ""
    lexicon: Path | None = None
    modern: bool = False
    embed_fonts: tuple[Path, ...] = ()
    writing: str = "horizontal"
    facsimiles: bool | None = None
    advertisements: bool = True
    progress: Progress = field(default=_silent)
    profile: _NamedProfile = _NamedProfile()
    reading: ReadOptions = field(default_factory=ReadOptions)
    pages: tuple[str, ...] = ()
    beyond: bool = False
    force: bool = False

    @property
    def sheet_size(self) -> str | SheetSize:
        """The paper chosen, else that of the profile; empty means that of the style."""
        return self.paper or self.profile.paper
