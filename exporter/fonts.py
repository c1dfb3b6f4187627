"""The fonts of this machine, as fontconfig lists them."""

from __future__ import annotations

import contextlib
import hashlib
import re
import subprocess
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from exporter.errors import MissingDependency

TRIES = 3  # runs of a program of fontconfig that something ends
FORMAT = "%{family}\t%{style}\t%{file}\t%{index}\n"
FALLBACK = ("Noto Serif CJK SC", "DejaVu Serif")
EMOJI = "Symbola"  # outlines in one ink: what colours it has are those of the text
EMOJI_PACKAGE = "fonts-symbola"
INSTALL = "apt-get install fonts-noto-cjk fonts-linuxlibertine"
PACKAGES = {
    **dict.fromkeys(
        ("Noto Naskh", "Noto Kufi", "Noto Sans Arabic", "Noto Serif Hebrew", "Noto Sans Hebrew"),
        "apt-get install fonts-noto-core",
    ),
    "Noto": "apt-get install fonts-noto-cjk",
    "LXGW WenKai": "apt-get install fonts-lxgw-wenkai",
    "Linux": "apt-get install fonts-linuxlibertine",
    EMOJI: f"apt-get install {EMOJI_PACKAGE}",
}


# Names of weights, the one that is meant first: a family may have `Light` and `Demi` alone.
REGULAR = ("regular", "light", "demilight", "semilight", "extralight", "thin")
BOLD = (
    "bold",
    "demi",
    "demibold",
    "demi bold",
    "semibold",
    "semi bold",
    "extrabold",
    "heavy",
    "black",
)


@dataclass(frozen=True)
class FontFile:
    """A face: its file, and its index where the file is a collection."""

    path: Path
    index: int


def find(families: Sequence[str], bold: bool = False) -> FontFile | None:
    """Find a face of the first of `families` that is there, or one that stands in for it."""
    faces = _faces()
    styles = (*BOLD, *REGULAR) if bold else (*REGULAR, *BOLD)
    wanted = ((name.lower(), style) for name in (*families, *FALLBACK) for style in styles)
    found = next((faces[each] for each in wanted if each in faces), None)
    return found or next(iter(faces.values()), None)


def showing(characters: Iterable[str], bold: bool = False) -> FontFile | None:
    """Return a face with all of these characters, a bold one if possible."""
    codes = " ".join(f"{ord(character):x}" for character in sorted(set(characters)))
    found: dict[str, FontFile] = {}
    for line in sorted(_fc_list(FORMAT, f":charset={codes}").splitlines()):
        _, styles, path, index = line.split("\t")
        found.setdefault(_style(styles), FontFile(Path(path), int(index) & 0xFFFF))
    wanted = ("bold", "regular") if bold else ("regular", "bold")
    return next((found[style] for style in wanted if style in found), None)


def advice(family: str) -> str:
    """Return how a family is installed, if that is known."""
    return next((PACKAGES[name] for name in PACKAGES if family.startswith(name)), "")


def has(family: str) -> bool:
    """Whether this machine has the family."""
    return any(name == family.lower() for name, _ in _faces())


@cache
def there(family: str, generic: str) -> str:
    """Return a family that this machine has: `family`, or what stands for `generic` here."""
    return family if has(family) else _fontconfig("fc-match", "%{family[0]}", generic) or family


@cache
def digest() -> str:
    """Return what changes when a font of this machine does."""
    whole = hashlib.sha256()
    for path in sorted({face.path for face in _faces().values()}):
        with contextlib.suppress(OSError):
            about = path.stat()
            whole.update(
                f"{path}\t{about.st_size}\t{about.st_mtime_ns}\n".encode("utf-8", "replace")
            )
    return whole.hexdigest()


@cache
def _faces() -> dict[tuple[str, str], FontFile]:
    faces: dict[tuple[str, str], FontFile] = {}
    for line in _fc_list(FORMAT).splitlines():
        families, styles, path, index = line.split("\t")
        for family, style in _named(families.split(","), styles.split(",")):
            faces.setdefault((family.lower(), style), FontFile(Path(path), int(index) & 0xFFFF))
    return faces


def _named(families: list[str], styles: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the names of a face: `DejaVu Sans` Condensed is also `DejaVu Sans Condensed` Book."""
    paired = styles if len(styles) == len(families) else styles[:1] * len(families)
    for family, style in zip(families, paired, strict=True):
        yield family, _style(style)


def _style(names: str) -> str:
    """Name a face's style in one word of ours."""
    first = names.split(",", maxsplit=1)[0].lower()
    return "regular" if first in ("regular", "book", "roman", "normal", "medium") else first


def _fc_list(form: str, pattern: str = ":") -> str:
    return _fontconfig("fc-list", form, pattern)


def _fontconfig(command: str, form: str, pattern: str) -> str:
    """Return what a program of fontconfig says; nothing where there is none.

    One that something ends is run again: without the fonts, another result would be made.
    """
    for _ in range(TRIES):
        try:
            run = subprocess.run(
                [command, "--format", form, pattern],
                capture_output=True,
                check=False,
                timeout=60,
                encoding="utf-8",
                errors="surrogateescape",
            )
        except (FileNotFoundError, PermissionError):
            return ""
        except (OSError, subprocess.SubprocessError):  # no memory for it, no end of it
            continue
        if run.returncode >= 0:
            return "" if run.returncode else run.stdout
    raise MissingDependency(f"{command}: ended before it had listed the fonts, try again")


def missing(characters: Iterable[str], family: str) -> list[str]:
    """Return those characters that no font of this machine can show, in order.

    `family` is looked at first: it has nearly all, and the other fonts are many.
    """
    rest = set(characters)
    for pattern in (f":family={family}", ":"):
        starts, ends = _coverage(pattern)
        rest = {character for character in rest if not _covers(starts, ends, ord(character))}
        if not rest:
            break
    return sorted(rest) if not rest or _coverage(":")[0] else []


def _covers(starts: list[int], ends: list[int], code: int) -> bool:
    place = bisect_right(starts, code) - 1
    return place >= 0 and code <= ends[place]


@cache
def _coverage(pattern: str) -> tuple[list[int], list[int]]:
    """Return the first and last code points of the ranges that these fonts cover, merged."""
    listed = _fc_list("%{charset}\n", pattern)
    ranges = sorted(
        (int(first, 16), int(last or first, 16))
        for first, last in re.findall(r"\b([0-9a-f]+)(?:-([0-9a-f]+))?\b", listed)
    )
    starts: list[int] = []
    ends: list[int] = []
    for first, last in ranges:
        if ends and first <= ends[-1] + 1:
            ends[-1] = max(ends[-1], last)
        else:
            starts.append(first)
            ends.append(last)
    return starts, ends
