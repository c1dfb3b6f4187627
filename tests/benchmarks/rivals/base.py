"""What a program to be measured is."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

OUTPUT = "{out}"
SCRATCH = "{scratch}"


class Absent(Exception):
    """The program can't be run here; the text says what is missing."""


@dataclass(frozen=True)
class Job:
    """One program on one issue, ready to be timed: all preparation is done.

    In `command`, `{out}` stands for the file to write and `{scratch}` for an empty folder,
    both new for each run.
    """

    command: tuple[str, ...]
    output: str

    def arguments(self, out: Path, scratch: Path) -> list[str]:
        places = ((OUTPUT, str(out)), (SCRATCH, str(scratch)))
        arguments = list(self.command)
        for place, value in places:
            arguments = [argument.replace(place, value) for argument in arguments]
        return arguments


@dataclass(frozen=True)
class Program:
    """A program to be measured.

    `label` gives its name and version; `prepare` takes an issue folder and an empty folder to
    work in. Both raise Absent where the program is not installed.
    """

    name: str
    label: Callable[[], str]
    prepare: Callable[[Path, Path], Job]


def version_of(program: str) -> str:
    """Give the first number that `program --version` prints; raise Absent if it does not run."""
    command = [program, "--version"]
    try:
        text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise Absent(f"{program} does not run: {error}") from error
    version = re.search(r"\d+(\.\d+)*", text)
    return version[0] if version else "of unknown version"
