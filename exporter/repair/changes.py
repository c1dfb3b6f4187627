"""What a repair gives back: the text, and every change with its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Change:
    """One change: `line` (from 1; 0: unknown) in `path`, the text before and after it."""

    kind: str
    before: str
    after: str
    line: int = 0
    path: Path = Path()

    def as_dict(self) -> dict[str, str | int]:
        """Plain values, for the report."""
        return {
            "file": str(self.path),
            "line": self.line,
            "kind": self.kind,
            "before": self.before,
            "after": self.after,
        }


@dataclass(frozen=True)
class Repaired:
    """Repaired text, what was changed, and why that was done or left.

    `unrepaired` has the lines of damage that can't be undone, or not wholly.
    """

    text: str
    changes: tuple[Change, ...] = ()
    reasons: tuple[str, ...] = ()
    unrepaired: tuple[int, ...] = ()


def counts(changes: Iterable[Change]) -> dict[str, int]:
    """Return how many changes of each kind there are, the most frequent first."""
    return dict(Counter(change.kind for change in changes).most_common())


class Edits:
    """Collects replacements in one text, from left to right, and applies them at once."""

    def __init__(self, text: str, kind: str, kept: Iterable[tuple[int, int]] = ()) -> None:
        self.text, self.kind = text, kind
        self.kept = tuple(kept)  # where nothing may be changed, from and to
        self.parts: list[str] = []
        self.changes: list[Change] = []
        self.position, self.line, self.counted = 0, 1, 0

    def replace(self, start: int, end: int, after: str, shown_from: int = -1) -> None:
        """Put `after` in place of `text[start:end]`; nothing before `start` may follow.

        The report shows the text from `shown_from`, so that it can be recognised.
        """
        self.line += self.text.count("\n", self.counted, start)
        self.counted = start
        shown = start if shown_from < 0 else shown_from
        before = self.text[shown:end]
        if before == self.text[shown:start] + after:
            return
        if any(first < end and start < last for first, last in self.kept):
            return
        self.parts += [self.text[self.position : start], after]
        self.position = end
        self.changes.append(Change(self.kind, before, self.text[shown:start] + after, self.line))

    def repaired(self, *reasons: str) -> Repaired:
        """Return the text with every replacement made."""
        text = "".join([*self.parts, self.text[self.position :]])
        return Repaired(text, tuple(self.changes), reasons)
