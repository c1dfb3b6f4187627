"""What other packages add: readers, writers, styles and languages, by their entry points.

    [project.entry-points."exporter.readers"]
    docbook = "my_package.docbook:READER"

    [project.entry-points."exporter.styles"]
    morning = "my_package.morning"          # a package, or a path: the folder of the style

A package whose entry point can't be loaded is named by `failures` and stops nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

from exporter.findings import Finding
from exporter.guard import quiet, reason

# What ships is asked first, so a plug-in of the same name or suffix would never be used.
TAKEN = {
    "reader": frozenset(
        "issue-folder founder saved-page newsml ninjs feed markdown articles web-page".split()
    ),
    "writer": frozenset((".epub", ".pdf")),
    "style": frozenset(("magazine", "newspaper")),
}
READER = ("name", "sign", "knows", "read")
WRITER = ("name", "suffixes", "write")


class ReaderObject(Protocol):
    """What a package adds as a reader; it may have `misses` too."""

    name: str
    sign: str
    knows: Callable[..., object]
    read: Callable[..., object]


class WriterObject(Protocol):
    """What a package adds as a writer; it may have `file_name` and `check` too."""

    name: str
    suffixes: Collection[str]
    write: Callable[..., Iterable[Finding]]


@dataclass(frozen=True)
class Extension:
    """An entry point and what it gave; `fault` says why it gave nothing."""

    kind: str
    name: str
    package: str
    value: Any = None
    fault: str = ""

    @property
    def finding(self) -> Finding:
        """The warning that names an extension with a fault."""
        message = f"the {self.kind} `{self.name}` can't be used ({self.fault})"
        advice = "update the package or uninstall it"
        path = Path(self.package)
        return Finding("plugin-broken", path, 0, message, advice)


def readers() -> dict[str, ReaderObject]:
    """Return the readers that other packages add, by the names of their entry points."""
    return _values("reader")


def writers() -> dict[str, WriterObject]:
    """Return the writers that other packages add, by the names of their entry points."""
    return _values("writer")


def styles() -> dict[str, Path]:
    """Return the folders of the styles that other packages add, by the styles' names."""
    return _values("style")


def languages() -> dict[str, Path]:
    """Return the folders of language files that other packages add."""
    return _values("language")


def failures() -> tuple[Finding, ...]:
    """Return a warning for each extension that can't be used; loads all of them."""
    return tuple(each.finding for each in extensions() if each.fault)


def extensions() -> Iterator[Extension]:
    """Yield all extensions that are installed."""
    for kind in KINDS:
        yield from _load(kind)


def _values(kind: str) -> dict[str, Any]:
    return {each.name: each.value for each in _load(kind) if not each.fault}


@cache
def _load(kind: str) -> tuple[Extension, ...]:
    found: dict[str, Extension] = {}
    twice = []
    for entry in sorted(_installed().select(group=f"exporter.{kind}s"), key=_order):
        if first := found.get(entry.name):
            fault = f"{first.package} also has a {kind} of that name"
            twice.append(Extension(kind, entry.name, _package(entry), fault=fault))
        else:
            found[entry.name] = _loaded(kind, entry)
    return (*found.values(), *twice)


@cache
def _installed() -> Any:  # of another class in each version of Python
    return entry_points()


def _order(entry: EntryPoint) -> tuple[str, str]:
    return entry.name, _package(entry)


def _package(entry: EntryPoint) -> str:
    return entry.dist.name if entry.dist else entry.module


def _loaded(kind: str, entry: EntryPoint) -> Extension:
    """Load an entry point: a package of others may raise anything, or end the program."""
    try:
        with quiet():
            value = KINDS[kind](entry.load())
            _judge_names(kind, entry.name, value)
    except (Exception, SystemExit) as error:
        fault = f"{type(error).__name__}: {reason(error)}"
        return Extension(kind, entry.name, _package(entry), fault=fault)
    return Extension(kind, entry.name, _package(entry), value)


def _judge_names(kind: str, name: str, value: Any) -> None:
    """Raise `ValueError` for a name or suffix of what ships."""
    names = [name] if kind == "style" else []
    if kind == "reader":
        names = [str(value.name).replace(" ", "-")]
    elif kind == "writer":
        names = [suffix.lower() for suffix in value.suffixes]
    if taken := sorted(TAKEN.get(kind, frozenset()).intersection(names)):
        raise ValueError(f"the exporter itself has a {kind} `{taken[0]}`")


def _with(*names: str) -> Callable[[Any], Any]:
    """Return a check that an object, or what a class makes, has all these attributes."""

    def judged(value: object) -> object:
        value = value() if isinstance(value, type) else value
        missing = [name for name in names if not hasattr(value, name)]
        if missing:
            raise TypeError(f"it has no `{'`, no `'.join(missing)}`")
        return value

    return judged


def _writer(value: Any) -> Any:
    """Check a writer; its suffixes identify its files."""
    value = _with(*WRITER)(value)
    suffixes = value.suffixes
    known = not isinstance(suffixes, str) and len(suffixes) > 0
    if not known or not all(isinstance(each, str) and each[:1] == "." for each in suffixes):
        raise TypeError(f'its `suffixes` are {suffixes!r}, not a list such as [".txt"]')
    return value


def _folder_of(pattern: str) -> Callable[[Any], Path]:
    """Return a check that a value names a folder with such files: a path or a package."""

    def judged(value: Any) -> Path:
        path = Path(value.__path__[0]) if isinstance(value, ModuleType) else Path(value)
        if not path.is_dir():
            raise NotADirectoryError(f"{path} is not a folder")
        if not any(path.glob(pattern)):
            raise FileNotFoundError(f"{path} has no {pattern}")
        return path

    return judged


KINDS: dict[str, Callable[[Any], object]] = {
    "reader": _with(*READER),
    "writer": _writer,
    "style": _folder_of("style.yaml"),
    "language": _folder_of("*.toml"),
}
