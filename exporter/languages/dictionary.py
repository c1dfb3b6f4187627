"""The dictionary of Chinese words: a library's, in this process or in one beside it.

It takes 0.1 s to load, in which no other thread runs, and 33 MB. An EPUB needs it for headlines
alone, when all articles are read: a process beside this one has loaded it until then.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache, lru_cache, partial
from importlib.util import find_spec
from pathlib import Path
from threading import Lock

from exporter.beside import Gone, Program
from exporter.kept import Entries, key_of, used
from exporter.machine import cores

LOADING = [""]  # the first text takes 0.1 s
PARTING = """
from rjieba import cut
def work(texts):
    return [*map(cut, texts)]
"""
MOST_KNOWN = 20_000  # texts in memory: some MB
_Process = Program[list[str], list[list[str]]]


def chinese_words(text: str, *, guess: bool = True) -> list[str]:
    """Part a Chinese text into words; into characters without a dictionary.

    `guess` takes characters that often stand together for a word that the dictionary lacks.
    """
    entries = used()
    if not guess or not entries.folder:
        found = _other.words_of(text) if guess else None
        return _parted(text, guess) if found is None else found
    known = _known(entries)
    if text not in known:
        found = _other.words_of(text)
        known[text] = _parted(text) if found is None else found
        entries.add_line(_key(), json.dumps(known[text], ensure_ascii=False))
    return known[text]


def guessed_words(text: str) -> list[str]:
    """Part a Chinese text into words, and those that it guesses; nothing of it is kept."""
    return _parted(text)


def chinese_names(text: str) -> list[str]:
    """Return the words of a text that the dictionary, or a guess, takes for names of people."""
    try:
        import rjieba
    except ImportError:
        return []
    return [word for word, kind in rjieba.tag(text) if kind == "nr"]


def load_beside() -> None:
    """Load the dictionary in another process, which ends with `unloaded`."""
    with suppress(OSError):  # no process to be had
        if _is_wanted(used()):
            _other.start()


def load_ahead(entries: Entries) -> None:
    """Load the dictionary in another process, for the first fork of this one: it reads a source.

    `entries` are those of earlier builds.
    """
    with suppress(OSError):
        if _is_wanted(entries):
            _other.start(ahead=True)


def _is_wanted(entries: Entries) -> bool:
    """Whether words are to be looked up: of another build few are new."""
    known = entries.folder and _known(entries)
    return not known and "rjieba" not in sys.modules and cores() > 1


def expect(texts: Iterable[str]) -> None:
    """Let the other process, if there is one, part texts that will be asked for."""
    _other.expect([*texts])


def are_known(texts: Iterable[str]) -> bool:
    """Whether the words of all texts were found beside this process."""
    return _other.found.keys() >= {*texts}


def found_beside() -> dict[str, list[str]]:
    """Return the words of the texts that the other process was asked for, to `learn` elsewhere."""
    _other.collect()
    return dict(_other.found)


def learn(found: dict[str, list[str]]) -> None:
    """Take over the words that another process has found; they are forgotten with `unloaded`."""
    _other.found |= found


@contextmanager
def unloaded() -> Iterator[None]:
    """End the other process with the block, if one was started: the last, if several run."""
    _other.enter()
    try:
        yield
    finally:
        _other.exit()


def _known(entries: Entries) -> dict[str, list[str]]:
    """Return the words of texts that earlier runs have found, to which this one adds."""
    known = _read(entries)
    if len(known) > MOST_KNOWN:
        known.clear()
    return known


@lru_cache(maxsize=2)
def _read(entries: Entries) -> dict[str, list[str]]:
    found = map(json.loads, entries.lines(_key()))
    return {"".join(words): words for words in found}


@cache
def _key() -> str:
    """Return the name of the list of words in what is kept: another dictionary has another."""
    spec = find_spec("rjieba")
    folder = Path(spec.origin).parent if spec and spec.origin else None
    files = [each for each in sorted(folder.iterdir()) if each.is_file()] if folder else []
    about = ((each.name, each.stat().st_size, each.stat().st_mtime_ns) for each in files)
    return key_of("words", *about)


def _parted(text: str, guess: bool = True) -> list[str]:
    try:
        import rjieba  # only here: most issues need no dictionary
    except ImportError:  # there is no wheel of it for this machine: a line may break anywhere
        return list(text)
    return list(rjieba.cut(text, hmm=guess))


class _Other:
    """The other process, while there is one, and the words that it has found.

    Builds in several threads share it: two that read its answers at once would wait for ever.
    """

    def __init__(self) -> None:
        self.users = 0
        self.process: _Process | None = None
        self.is_ahead = False  # started for a fork of this process, which takes it
        self.asked: list[list[str]] = []  # without an answer yet
        self.found: dict[str, list[str]] = {}
        self.lock = Lock()  # a cover is drawn in a thread

    def enter(self) -> None:
        """Note one more that may use the process."""
        with self.lock:
            self.users += 1

    def exit(self) -> None:
        """End the process if nobody else may use it."""
        with self.lock:
            self.users -= 1
            if not self.users:
                self._end()

    def start(self, ahead: bool = False) -> None:
        """Start the process, unless there is one, and let it load the dictionary.

        One that is started `ahead` is for the next fork, unless this process asks it something.
        """
        with self.lock:
            self.is_ahead = ahead
            if not self.process:
                self.process = Program(PARTING)
                self._ask(LOADING, self.process)

    def expect(self, texts: list[str]) -> None:
        """Ask for the words of texts; they are collected when one of them is needed."""
        with self.lock:
            self._meanwhile(partial(self._ask, texts))

    def words_of(self, text: str) -> list[str] | None:
        """Return the words of a text; None if there is no process, or it was killed."""
        with self.lock:
            self._meanwhile(partial(self._find, text))
            return self.found.get(text)

    def collect(self) -> None:
        """Wait for the words of the texts that were asked for: a fork has them too."""
        with self.lock:
            self._meanwhile(self._collect)

    def before_fork(self) -> None:
        """Wait for the words that were asked for, unless the fork takes the process."""
        if not self.is_ahead:
            self.collect()

    def in_fork(self) -> None:
        """Leave the process to that which has forked this one, and keep what it has found.

        One that was started ahead is taken.
        """
        self.lock, self.users = Lock(), 0
        if not self.is_ahead:
            self.process, self.asked = None, []
        self.is_ahead = False

    def after_fork(self) -> None:
        """Leave a process that was started ahead to the fork: it ends with that."""
        if self.is_ahead and self.process:
            self.process.leave()
            self.process, self.asked, self.is_ahead = None, [], False

    def _meanwhile(self, step: Callable[[_Process], None]) -> None:
        """Take a step with the process, if there is one; one that was killed is not asked again."""
        self.is_ahead = False
        try:
            if self.process:
                step(self.process)
        except Gone:
            self._end()

    def _end(self) -> None:
        if self.process:
            self.process.end()
        self.process, self.asked, self.found = None, [], {}

    def _find(self, text: str, process: _Process) -> None:
        self._collect(process)
        if text not in self.found:
            self._ask([text], process)
            self._collect(process)

    def _ask(self, texts: list[str], process: _Process) -> None:
        if self.asked != [LOADING]:  # nobody waits for that: its answer is short
            self._collect(process)
        process.ask(texts)
        self.asked.append(texts)

    def _collect(self, process: _Process) -> None:
        while self.asked:
            self.found |= zip(self.asked[0], process.answer(), strict=True)
            del self.asked[0]


_other = _Other()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(
        before=_other.before_fork, after_in_child=_other.in_fork, after_in_parent=_other.after_fork
    )
