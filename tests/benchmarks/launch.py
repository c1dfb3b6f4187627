"""Run one command and measure it. Reads a JSON object from standard input, writes one.

A process of its own for each run, kept small on purpose: Linux counts in a child's peak memory
what its parent held when it was started.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time

INTERVAL = 0.02
UNIT = 1 if sys.platform == "darwin" else 1024


def main() -> None:
    order = json.load(sys.stdin)
    json.dump(measure(**order), sys.stdout)


def measure(
    arguments: list[str], folder: str, log: str, limit: int, watch: bool
) -> dict[str, float]:
    """Run `arguments` in `folder` for at most `limit` seconds; give seconds and bytes.

    `cpu` is user and system time, and `peak` the largest process, of the command and all the
    children that it waited for. With `watch`, `tree` is the most that all its processes held
    together (shared memory counted once), looked at 50 times a second: this slows the run.
    """
    os.chdir(folder)
    signal.signal(signal.SIGALRM, lambda *_: os.killpg(child, signal.SIGKILL))
    start = time.perf_counter()
    child = _start(arguments, log)
    signal.alarm(limit)
    try:
        tree = _watch(child) if watch else 0
        _, status, usage = os.wait4(child, 0)
        wall = time.perf_counter() - start
    finally:
        _end(child)
    return {
        "status": os.waitstatus_to_exitcode(status),
        "wall": wall,
        "cpu": usage.ru_utime + usage.ru_stime,
        "peak": usage.ru_maxrss * UNIT,
        "tree": tree,
    }


def _start(arguments: list[str], log: str) -> int:
    """Start the command in a process group of its own, its messages going to the file `log`."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
        (os.POSIX_SPAWN_OPEN, 2, log, flags, 0o644),
    ]
    # As a user has it: told to write no bytecode, Python would compile our modules in every run.
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    return os.posix_spawnp(arguments[0], arguments, environment, file_actions=actions, setpgroup=0)


def _end(child: int) -> None:
    """End what the command left behind."""
    try:
        os.killpg(child, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def _watch(child: int) -> int:
    """Give the most bytes that `child` and its descendants held together, until it ends."""
    most = 0
    while os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        most = max(most, sum(map(_held, _family(child))))
        time.sleep(INTERVAL)
    return most


def _family(child: int) -> set[int]:
    parents = {pid: parent for pid in _processes() if (parent := _parent(pid)) is not None}
    family = {child}
    while more := {pid for pid, parent in parents.items() if parent in family} - family:
        family |= more
    return family


def _processes() -> list[int]:
    """Give all processes, or none where there is no /proc."""
    try:
        with os.scandir("/proc") as entries:
            return [int(entry.name) for entry in entries if entry.name.isdigit()]
    except FileNotFoundError:
        return []


def _parent(pid: int) -> int | None:
    fields = _read(f"/proc/{pid}/stat").rpartition(")")[2].split()
    return int(fields[1]) if fields else None


def _held(pid: int) -> int:
    """Give the memory of a process, its share of shared pages included (PSS)."""
    for line in _read(f"/proc/{pid}/smaps_rollup").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def _read(path: str) -> str:
    try:
        # pathlib would add to the memory that every measured command starts from.
        with open(path, encoding="utf-8", errors="replace") as file:  # noqa: PTH123
            return file.read()
    except OSError:
        return ""


if __name__ == "__main__":
    main()
