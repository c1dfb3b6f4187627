"""The results as text tables, Markdown tables or JSON."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from bars import MEGABYTE, Bar
from results import OURS, Row, Task, ratio

HEAD = ("program", "wall s (min–max)", "CPU s", "peak MB", "output MB", "time ÷ ours")
BAR_HEAD = ("bar", "measured", "")
Table = list[tuple[str, ...]]


def as_text(tasks: Sequence[Task], bars: Sequence[Bar], *, markdown: bool) -> str:
    """Give a table for each task, one of the bars, and the names of what was absent."""
    draw = _draw_markdown if markdown else _draw_text
    parts = [machine()]
    for task in tasks:
        parts.append(_title(task, markdown=markdown))
        parts.append(draw([HEAD, *_lines(task)]))
        parts += [f"left out: {name} ({why})" for name, why in task.absent.items()]
    if bars:
        parts.append(draw([BAR_HEAD, *((bar.text, bar.measured, bar.verdict) for bar in bars)]))
    return "\n\n".join(parts)


def machine() -> str:
    system = f"{platform.system()} {platform.machine()}"
    return f"{system}, {os.cpu_count()} CPUs, Python {platform.python_version()}"


def as_data(tasks: Sequence[Task], bars: Sequence[Bar]) -> dict[str, Any]:
    """Give everything measured, run by run."""
    return {
        "machine": machine(),
        "tasks": [asdict(task) for task in tasks],
        "bars": [{**asdict(bar), "verdict": bar.verdict} for bar in bars],
    }


def _title(task: Task, *, markdown: bool) -> str:
    rounds = max((len(row.runs) for row in task.rows), default=0)
    text = f"{task.title} (medians of {rounds} runs)"
    return f"**{text}**" if markdown else text


def _lines(task: Task) -> Iterator[tuple[str, ...]]:
    ours = task.row(OURS)
    for row in task.rows:
        yield (
            row.label,
            f"{row.wall:.3f} ({min(row.walls):.3f}–{max(row.walls):.3f})",
            f"{row.cpu:.2f}",
            f"{row.peak / MEGABYTE:.0f}",
            f"{row.output / MEGABYTE:.1f}" if row.output else "",
            _ratio(row, ours),
        )


def _ratio(row: Row, ours: Row | None) -> str:
    return f"{ratio(row.walls, ours.walls):.2f}" if ours else ""


def _draw_markdown(table: Table) -> str:
    width = len(table[0])
    rule = ("---",) + ("--:",) * (width - 1)
    return "\n".join(f"| {' | '.join(line)} |" for line in (table[0], rule, *table[1:]))


def _draw_text(table: Table) -> str:
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return "\n".join(_draw_line(line, widths) for line in table)


def _draw_line(line: tuple[str, ...], widths: list[int]) -> str:
    first, *others = zip(line, widths, strict=True)
    cells = [first[0].ljust(first[1]), *(text.rjust(width) for text, width in others)]
    return "  ".join(cells).rstrip()
