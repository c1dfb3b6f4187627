"""The later pages of a long issue, read in a process beside this one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple

from exporter.beside import LONG, Fork, Gone, may_fork
from exporter.findings import Finding
from exporter.model import Article
from exporter.outputs import lasting_folder


class ReadPage(NamedTuple):
    """The articles of a page by file name, and what was noted while they were read."""

    articles: dict[str, Article | None]
    findings: list[Finding]
    continued: dict[str, tuple[str, int]]
    places: dict[str, Mapping[str, str]]
    has_links: bool


class LaterPages:
    """The pages that a process beside this one reads, by label."""

    def __init__(self) -> None:
        self.labels: list[str] = []
        self.process: Fork[list[str], list[ReadPage]] | None = None
        self.read: dict[str, ReadPage] = {}

    def start(self, sizes: Mapping[str, int], read: Callable[[str], ReadPage]) -> None:
        """Let the later half of pages, whose characters are given, be read from now on."""
        labels = list(_later_half(sizes))
        if sum(sizes.values()) < LONG or not labels or not may_fork():
            return
        lasting_folder()  # pictures in it are of this process, which removes it
        with suppress(OSError):  # no process to be had
            self.process = Fork(lambda labels: [*map(read, labels)])
            self.process.ask(labels, is_last=True)
            self.labels = labels

    def take(self, label: str) -> ReadPage | None:
        """Return a page that was read; None for one that is to be read here."""
        if self.process and label in self.labels:
            with suppress(Gone):
                self.read = dict(zip(self.labels, self.process.answer(), strict=True))
            self.end()
        return self.read.pop(label, None)

    def end(self) -> None:
        """End the process, whatever it reads."""
        if self.process:
            self.process.end()
        self.process = None


def _later_half(sizes: Mapping[str, int]) -> Iterator[str]:
    """Yield the labels of the last pages that have half of the characters together."""
    left = sum(sizes.values()) / 2
    for label, size in reversed([*sizes.items()]):
        left -= size
        if left < 0:
            break
        yield label
