"""The bars that the exporter has to clear."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from results import OURS, PAGES, Row, Task, ratio

MEGABYTE = 1_000_000
PANDOC = "pandoc 3.9"


@dataclass(frozen=True)
class Bar:
    """A bar, and what came of it: `passed` is None where it could not be measured."""

    text: str
    measured: str
    passed: bool | None

    @property
    def verdict(self) -> str:
        return {True: "pass", False: "FAIL", None: "not measured"}[self.passed]


def check(tasks: Sequence[Task]) -> list[Bar]:
    """Give the bars that belong to the tasks that were run."""
    found = {(task.format, task.articles): task for task in tasks if task.pages == PAGES}
    return [bar for task in tasks for bar in _bars(task, found)]


def _bars(task: Task, found: dict[tuple[str, int], Task]) -> Iterator[Bar]:
    match task.format, task.articles:
        case "EPUB", 60:
            yield _against_pandoc(task, 1.0)
        case "EPUB", 6000:
            yield _against_pandoc(task, 0.15)
            yield _growth(found.get(("EPUB", 600)), task)
            yield _peak(task, 300)
        case "PDF", 60:
            yield _against(task, "weasyprint", "WeasyPrint alone", 0.65)
            yield _against(task, "chromium", "Chromium's print", 1.0)
            yield _against(task, "chromium", "Chromium's print", 1.0, ours="makeup")
            yield _peak(task, 400, ours="makeup")
        case "exporter --help", _:
            yield _under(task, 0.25)


def _against_pandoc(task: Task, most: float) -> Bar:
    row = task.row("pandoc")
    if row and not f"{row.label}.".startswith(f"{PANDOC}."):
        return Bar(_text(task, PANDOC, most), f"{row.label} is another version", None)
    return _against(task, "pandoc", PANDOC, most)


def _against(task: Task, name: str, label: str, most: float, *, ours: str = OURS) -> Bar:
    row, rival, text = task.row(ours), task.row(name), _text(task, label, most, ours)
    if not row or not rival:
        return Bar(text, _missing(task, ours, name), None)
    value = ratio(row.walls, rival.walls)
    return Bar(text, f"{value:.2f}", value <= most)


def _text(task: Task, label: str, most: float, ours: str = OURS) -> str:
    return f"{_title(task, ours)}: time at most {most:g} × {label}"


def _title(task: Task, ours: str) -> str:
    return task.title if ours == OURS else f"{task.title}, {ours}"


def _growth(fewer: Task | None, more: Task) -> Bar:
    text = f"EPUB: time an article at {more.articles:,} no higher than at 600"
    small, large = fewer and fewer.row(OURS), more.row(OURS)
    if not fewer or not small or not large:
        reason = _missing(more, OURS) if fewer else "600 articles were not asked for"
        return Bar(text, reason, None)
    before, after = _each(small, fewer), _each(large, more)
    return Bar(text, f"{after:.3f} ms against {before:.3f} ms", after <= before)


def _each(row: Row, task: Task) -> float:
    """Give the milliseconds an article."""
    return 1_000 * row.wall / task.articles


def _peak(task: Task, most: int, *, ours: str = OURS) -> Bar:
    text = f"{_title(task, ours)}: peak memory under {most} MB"
    row = task.row(ours)
    if not row:
        return Bar(text, _missing(task, ours), None)
    return Bar(text, f"{row.peak / MEGABYTE:.0f} MB", row.peak < most * MEGABYTE)


def _under(task: Task, most: float) -> Bar:
    text = f"{task.format}: under {most:g} s"
    row = task.row(OURS)
    if not row:
        return Bar(text, _missing(task, OURS), None)
    return Bar(text, f"{row.wall:.3f} s", row.wall < most)


def _missing(task: Task, *names: str) -> str:
    return "; ".join(
        task.absent.get(name, f"{name} left out") for name in names if not task.row(name)
    )
