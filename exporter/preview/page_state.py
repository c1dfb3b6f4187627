"""The state of the page in the browser, as plain values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from urllib.parse import quote

from exporter.findings import Finding, Severity, errors
from exporter.messages import parts_of


@dataclass(frozen=True)
class Place:
    """A place in a source: the displayed path, line, full path, and a link that opens it."""

    file: str
    line: int
    path: str
    link: str


def place_of(path: Path, line: int, root: Path) -> Place:
    """Return a place; its `vscode://file/…` link opens it in VS Code and compatible editors."""
    whole = path.resolve()
    try:
        shown = whole.relative_to(root.resolve()).as_posix()
    except ValueError:
        shown = whole.name
    link = f"vscode://file{quote(whole.as_posix())}:{max(line, 1)}"
    return Place(shown if shown != "." else root.name, line, str(whole), link)


@dataclass(frozen=True)
class Told:
    """A finding for the page."""

    severity: str
    rule: str
    message: str
    advice: str
    place: Place


def told(findings: Iterable[Finding], root: Path) -> tuple[Told, ...]:
    """Convert findings for the page, in the user's language, without duplicates."""
    return tuple(
        Told(one.severity, one.rule, *parts_of(one), place_of(one.path, one.line, root))
        for one in dict.fromkeys(findings)
    )


@dataclass(frozen=True)
class ArticleState:
    """An article and its fit: lines over or short, and about as many characters."""

    id: str
    title: str
    page: str
    place: Place
    lines_over: int = 0
    lines_short: int = 0
    characters: int = 0
    is_elsewhere: bool = False
    """Whether it did not fit on the first sheet of its page."""


@dataclass(frozen=True)
class Area:
    """The rectangle of an article on a sheet, as fractions of its width and height."""

    article: str
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class SheetState:
    """A printed sheet: its picture (digest), size in mm, per cent filled, and its articles."""

    label: str
    page: str
    picture: str
    width: int
    height: int
    filled: float
    lines_over: int
    lines_short: int
    characters: int
    areas: tuple[Area, ...] = ()


@dataclass(frozen=True)
class Chapter:
    """A document of the EPUB."""

    href: str
    title: str


@dataclass(frozen=True)
class State:
    """The state of the page; `version` increases with every change."""

    version: int = 0
    title: str = ""
    language: str = "en"
    working: str = ""
    """The current step: `reading`, `epub`, `pages`, `web`, or empty."""
    errors: tuple[Told, ...] = ()
    findings: tuple[Told, ...] = ()
    articles: tuple[ArticleState, ...] = ()
    sheets: tuple[SheetState, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    epub: int = 0
    """Number of the EPUB, part of the addresses of its documents."""
    web: int = 0
    web_start: str = ""
    seconds: dict[str, float] = field(default_factory=dict)

    def as_dict(self) -> dict[str, object]:
        """Return plain values for JSON."""
        return asdict(self)


def split(findings: Iterable[Finding]) -> tuple[list[Finding], list[Finding]]:
    """Split findings into errors and others."""
    found = list(findings)
    return errors(found), [one for one in found if one.severity is not Severity.ERROR]
