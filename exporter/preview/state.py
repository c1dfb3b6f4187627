"""What the page in the browser shows, as plain values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from urllib.parse import quote

from exporter.findings import Finding, Severity


@dataclass(frozen=True)
class Place:
    """A place in a source: its path as the user sees it, and the address that opens it."""

    file: str
    line: int
    path: str
    link: str


def place_of(path: Path, line: int, root: Path) -> Place:
    """Return a place; `vscode://file/…` opens it in VS Code and its kin."""
    whole = path.resolve()
    try:
        shown = whole.relative_to(root.resolve()).as_posix()
    except ValueError:
        shown = whole.name
    link = f"vscode://file{quote(whole.as_posix())}:{max(line, 1)}"
    return Place(shown if shown != "." else root.name, line, str(whole), link)


@dataclass(frozen=True)
class Told:
    """A finding as the page shows it."""

    severity: str
    rule: str
    message: str
    advice: str
    place: Place


def told(findings: Iterable[Finding], root: Path) -> tuple[Told, ...]:
    """Return findings as the page shows them, each once."""
    return tuple(
        Told(one.severity, one.rule, one.message, one.advice, place_of(one.path, one.line, root))
        for one in dict.fromkeys(findings)
    )


@dataclass(frozen=True)
class ArticleState:
    """An article and how it fits: lines and, about, characters that are over or short."""

    id: str
    title: str
    page: str
    place: Place
    lines_over: int = 0
    lines_short: int = 0
    characters: int = 0
    is_elsewhere: bool = False
    """Whether it found no room on the first sheet of its page."""


@dataclass(frozen=True)
class Area:
    """Where an article stands on a sheet, as shares of its width and height."""

    article: str
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class SheetState:
    """A printed sheet: its picture by its digest, how full it is, and where its articles stand."""

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
    """Everything that the page shows; `version` grows with every change of it."""

    version: int = 0
    title: str = ""
    language: str = "en"
    working: str = ""
    """What is being made now: `reading`, `epub`, `pages`, `web`, or nothing."""
    errors: tuple[Told, ...] = ()
    findings: tuple[Told, ...] = ()
    articles: tuple[ArticleState, ...] = ()
    sheets: tuple[SheetState, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    epub: int = 0
    """Number of the EPUB, which is part of the addresses of its documents."""
    web: int = 0
    web_start: str = ""
    seconds: dict[str, float] = field(default_factory=dict)

    def as_dict(self) -> dict[str, object]:
        """Plain values, for JSON."""
        return asdict(self)


def split(findings: Iterable[Finding]) -> tuple[list[Finding], list[Finding]]:
    """Part findings into errors and others."""
    found = list(findings)
    wrong = [one for one in found if one.severity is Severity.ERROR]
    return wrong, [one for one in found if one.severity is not Severity.ERROR]
