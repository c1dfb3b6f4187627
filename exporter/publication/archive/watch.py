"""Progress of a run for the terminal (rate, time left), and its log."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from exporter.errors import OutputError
from exporter.options import Progress
from exporter.outputs import failed
from exporter.publication.archive.unit import Outcome

MINUTE, HOUR = 60, 3600


class Watch:
    """Follows a run. `log` is a file that gets one JSON object per line."""

    def __init__(self, show: Progress, log: Path | None = None) -> None:
        self.show, self.start = show, time.monotonic()
        self.total = self.count = self.bad = 0
        self._log = _opened(log) if log else None

    def begin(self, total: int, skipped: int, known_failures: int) -> None:
        """Log the start of the run."""
        self.total = total
        self.note("begin", todo=total, skipped=skipped, known_failures=known_failures)

    def see(self, outcome: Outcome) -> None:
        """Log and show the outcome of an issue."""
        self.count += 1
        self.bad += outcome.state == "failed"
        self.note(outcome.state, key=outcome.key, **_told(outcome))
        self.show(self.line())

    def end(self, stopped: str) -> float:
        """Log the end; return the duration in seconds."""
        seconds = round(time.monotonic() - self.start, 3)
        self.note("end", count=self.count, failed=self.bad, seconds=seconds, stopped=stopped)
        if self._log:
            self._log.close()
        return seconds

    def note(self, event: str, **values: object) -> None:
        """Append a line to the log. Raises `OutputError`."""
        if not self._log:
            return
        line = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": event}
        try:
            self._log.write(f"{json.dumps(line | values, ensure_ascii=False)}\n")
            self._log.flush()
        except OSError as error:
            raise failed(error, Path(self._log.name)) from error

    def line(self) -> str:
        """Return the progress: `120 of 2,000, 312 a minute, 6 min left, 2 failed`."""
        passed = time.monotonic() - self.start
        rate = self.count / passed if passed else 0
        left = (self.total - self.count) / rate if rate else 0
        bad = f", {self.bad:,} failed" if self.bad else ""
        return (
            f"{self.count:,} of {self.total:,}, {rate * MINUTE:,.0f} a minute,"
            f" {duration(left)} left{bad}"
        )


def _told(outcome: Outcome) -> dict[str, object]:
    values: dict[str, object] = {"lost_workers": outcome.lost} if outcome.lost else {}
    if outcome.failed:
        return values | {"kind": outcome.failed.kind, "reasons": list(outcome.failed.reasons)}
    if outcome.done and outcome.state == "made":
        done = outcome.done
        names = [file.name for file in done.outputs]
        values |= {"seconds": done.seconds, "peak_mb": done.peak_mb, "outputs": names}
    return values


def _opened(path: Path) -> IO[str]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("a", encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise OutputError(f"--log {path}: can't be written ({error.strerror})") from None


def duration(seconds: float) -> str:
    """Format a duration in seconds: `40 s`, `6 min`, `3 h 20 min`."""
    if seconds < MINUTE:
        return f"{seconds:.0f} s"
    if seconds < HOUR:
        return f"{seconds / MINUTE:.0f} min"
    return f"{seconds // HOUR:.0f} h {seconds % HOUR // MINUTE:.0f} min"
