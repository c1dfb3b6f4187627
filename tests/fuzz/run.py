"""Fuzzes the exporter: damaged inputs of every kind, and every exception that is not ours.

    .venv/bin/python tests/fuzz/run.py --inputs 100000 --jobs 2 --keep /tmp/fuzz

Inputs are the same for the same seed and number. Each runs in a process that is ended when it
takes too long. Prints one JSON object; `--keep` gets the input of each finding, to be run again
with `--replay FOLDER`. The exit code is 1 if anything was found.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import shutil
import signal
import sys
import tempfile
import threading
import time
import traceback
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

HERE = Path(__file__).parent
sys.path += [str(HERE), str(HERE.parent / "checks"), str(HERE.parent / "sources")]

from kinds import KINDS, Kind, whole  # noqa: E402 - these folders are no packages

from exporter.checks import epubcheck  # noqa: E402
from exporter.guard import silence  # noqa: E402

LONGEST_S = 10  # of the processor's time: other work on the machine does not count
LONGEST_WAIT_S = 120.0  # of the clock's, for what waits for ever
MOST_BYTES = 1_000_000_000
ADDRESS_SPACE = 6_000_000_000  # a fuse: libraries map far more than they use


def schedule(inputs: int, seed: int) -> list[tuple[str, int]]:
    """Return kind and number of each input, spread over the kinds by their shares."""
    random = Random(seed)
    kinds = random.choices(KINDS, [kind.share for kind in KINDS], k=inputs)
    return [(kind.name, number) for number, kind in enumerate(kinds)]


def input_of(kind: Kind, number: int, seed: int) -> dict[str, bytes]:
    """Return the files of an input."""
    return kind.input(Random(f"{seed}-{kind.name}-{number}"))


def attempt(kind: Kind, files: dict[str, bytes]) -> str:
    """Run an input; return the exception that is not ours, as one line, or nothing."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        for name, data in files.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        try:
            kind.run(Path(folder))
        except Exception as error:
            return _told(error.__cause__ if isinstance(error.__cause__, Exception) else error)
    return ""


def _told(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "/exporter/" in frame.filename] or frames
    place = ours[-1]
    words = " ".join(str(error).split())[:300]
    return f"{Path(place.filename).name}:{place.lineno}: {type(error).__name__}: {words}"


def by_name(name: str) -> Kind:
    """Return a kind by its name."""
    return next(kind for kind in KINDS if kind.name == name)


def _work(work: list[tuple[str, int]], seed: int, current: Any, started: Any, results: Any) -> None:
    """Run inputs from `current` on, and tell what came of each."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    silence()
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    while current.value < len(work):
        name, number = work[current.value]
        kind = by_name(name)
        started.value = time.monotonic()
        files = input_of(kind, number, seed)
        _forget_peak()
        begun = time.process_time()
        # The kernel ends the process by SIGXCPU.
        resource.setrlimit(resource.RLIMIT_CPU, (int(begun) + LONGEST_S + 1, -1))
        told = attempt(kind, files)
        results.put((name, number, told, time.process_time() - begun, _peak()))
        current.value += 1


def _forget_peak() -> None:
    """Let the kernel count the peak of memory anew (Linux)."""
    Path("/proc/self/clear_refs").write_text("5")


def _peak() -> int:
    status = Path("/proc/self/status").read_text()
    return 1024 * int(status.partition("VmHWM:")[2].split()[0])


class Worker:
    """A process that runs its share of the inputs; replaced when it hangs or dies."""

    def __init__(self, work: list[tuple[str, int]], seed: int, results: Any) -> None:
        self.work, self.seed, self.results = work, seed, results
        context = multiprocessing.get_context("fork")
        self.context = context
        self.current, self.started = context.Value("q", 0), context.Value("d", 0.0)
        self.start()

    def start(self) -> None:
        self.started.value = time.monotonic()
        arguments = (self.work, self.seed, self.current, self.started, self.results)
        self.process = self.context.Process(target=_work, args=arguments)
        self.process.start()

    def watch(self) -> tuple[str, int, str] | None:
        """End and replace the process if it hangs or has died; return the input at fault."""
        hangs = time.monotonic() - self.started.value > LONGEST_WAIT_S
        alive = self.process.is_alive()
        if self.done or (alive and not hangs):
            return None
        self.process.kill()
        self.process.join()
        slow = alive or self.process.exitcode == -signal.SIGXCPU
        why = f"hang: over {LONGEST_S} s" if slow else f"died: {self.process.exitcode}"
        if self.done:
            return None
        name, number = self.work[self.current.value]
        self.current.value += 1
        self.start()
        return name, number, why

    @property
    def done(self) -> bool:
        return bool(self.current.value >= len(self.work))


def fuzz(inputs: int, seed: int, jobs: int, keep: Path | None) -> dict[str, Any]:
    """Run so many inputs; return the figures and the findings."""
    work = schedule(inputs, seed)
    for kind in KINDS:
        whole(kind)
    results = multiprocessing.get_context("fork").SimpleQueue()
    workers = [Worker(work[number::jobs], seed, results) for number in range(jobs)]
    found: dict[str, list[str]] = {}
    counts: Counter[str] = Counter()
    slowest, peak = (0.0, ""), (0, "")
    stopped = threading.Event()
    signal.signal(signal.SIGINT, lambda *_: stopped.set())  # what is done till then is reported
    while not stopped.is_set() and not (all(w.done for w in workers) and results.empty()):
        while not results.empty():
            name, number, told, seconds, bytes_ = results.get()
            counts[name] += 1
            slowest = max(slowest, (seconds, f"{name}-{number}"))
            peak = max(peak, (bytes_, f"{name}-{number}"))
            told = told or ("memory: over 1 GB" if bytes_ > MOST_BYTES else "")
            if told:
                _note(found, name, number, told, seed, keep)
        for worker in workers:
            hung = worker.watch()
            if hung:
                counts[hung[0]] += 1
                _note(found, *hung, seed, keep)
        time.sleep(0.05)
    for worker in workers:
        worker.process.kill()
    return {
        "inputs": sum(counts.values()),
        "kinds": dict(sorted(counts.items())),
        "slowest_s": [round(slowest[0], 2), slowest[1]],
        "peak_bytes": list(peak),
        "found": {told: {"count": len(ids), "first": ids[:3]} for told, ids in found.items()},
    }


def _note(
    found: dict[str, list[str]], name: str, number: int, told: str, seed: int, keep: Path | None
) -> None:
    key = f"{name}: {told[:160]}"
    ids = found.setdefault(key, [])
    ids.append(f"{name}-{number}")
    if len(ids) == 1:
        print(f"{name}-{number}: {told}", file=sys.stderr, flush=True)
    if keep and len(ids) <= 2:
        folder = keep / f"{name}-{number}"
        shutil.rmtree(folder, ignore_errors=True)
        for file, data in input_of(by_name(name), number, seed).items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_bytes(data)


def replay(folder: Path) -> str:
    """Run the kept input of one finding again, in this process."""
    kind = by_name(folder.name.rpartition("-")[0])
    names = [path for path in folder.rglob("*") if path.is_file()]
    return attempt(kind, {path.relative_to(folder).as_posix(): path.read_bytes() for path in names})


def main() -> None:
    """Parse the command line, fuzz, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--inputs", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder for the inputs of findings")
    parser.add_argument("--kinds", help="only these, with commas")
    parser.add_argument("--replay", type=Path, nargs="*", help="kept inputs to run again")
    chosen = parser.parse_args()
    os.environ[epubcheck.VARIABLE] = "off"  # it is not ours, and takes seconds of Java each
    if chosen.replay:
        told = {str(folder): replay(folder) for folder in chosen.replay}
        print(json.dumps(told, ensure_ascii=False, indent=2))
        raise SystemExit(any(told.values()))
    if chosen.kinds:
        KINDS[:] = [kind for kind in KINDS if kind.name in chosen.kinds.split(",")]
    report = fuzz(chosen.inputs, chosen.seed, chosen.jobs, chosen.keep)
    print(json.dumps(report, ensure_ascii=False, indent=2))
    raise SystemExit(bool(report["found"]))


if __name__ == "__main__":
    main()
