"""What was measured, and the figures drawn from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

OURS = "ours"
PAGES = 16  # of an issue, unless another number was asked for


@dataclass(frozen=True)
class Run:
    """One run: wall and CPU seconds, peak memory and output in bytes."""

    wall: float
    cpu: float
    peak: int
    output: int


@dataclass(frozen=True)
class Row:
    """All timed runs of one program on one task.

    `tree` is the most that all its processes held together, in bytes, seen in the warm-up.
    """

    name: str
    label: str
    tree: int
    runs: list[Run] = field(default_factory=list)

    @property
    def walls(self) -> list[float]:
        return [run.wall for run in self.runs]

    @property
    def wall(self) -> float:
        return median(self.walls)

    @property
    def cpu(self) -> float:
        return median(run.cpu for run in self.runs)

    @property
    def peak(self) -> float:
        """Give the larger of its largest process and of all its processes together."""
        return max(self.tree, median(run.peak for run in self.runs))

    @property
    def output(self) -> float:
        return median(run.output for run in self.runs)


@dataclass(frozen=True)
class Task:
    """One table: what all programs were asked to make, of how many articles on how many pages."""

    format: str
    articles: int
    pages: int = PAGES
    rows: list[Row] = field(default_factory=list)
    absent: dict[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        size = f", {self.articles:,} articles" if self.articles else ""
        spread = f" on {self.pages} pages" if self.pages != PAGES else ""
        return self.format + size + spread

    def row(self, name: str) -> Row | None:
        return next((row for row in self.rows if row.name == name), None)


def ratio(walls: Sequence[float], others: Sequence[float]) -> float:
    """Give the median of the ratios, round by round."""
    return median(one / other for one, other in zip(walls, others, strict=True))
