"""Runs that are killed, at moments left to chance: nothing is lost, nothing is made twice."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

HERE = Path(__file__).parent
IS_NIGHT = bool(os.environ.get("EXPORTER_NIGHTLY"))
KILLS = 30 if IS_NIGHT else 3
NIGHTLY = pytest.mark.skipif(not IS_NIGHT, reason="runs with EXPORTER_NIGHTLY=1")
DAYS = [f"2026-06-{day:02}" for day in range(1, 25)]


class Archive:
    """An archive in a folder, exported by a process that may be killed."""

    def __init__(self, root: Path, engine: str) -> None:
        self.root, self.engine = root, engine
        self.store, self.log = root.parent / "store", root.parent / "log.jsonl"

    def start(self) -> subprocess.Popen:
        path = os.pathsep.join([str(HERE), str(Path(__file__).parents[3])])
        command = [sys.executable, HERE / "archive_poison.py", self.root, self.store]
        before = self.lines()
        process = subprocess.Popen(
            [*command, self.engine, self.log],
            env={**os.environ, "PYTHONPATH": path},
            stderr=subprocess.DEVNULL,
        )
        while process.poll() is None and self.lines() == before:
            time.sleep(0.01)
        return process

    def lines(self) -> int:
        return len(self.log.read_text().splitlines()) if self.log.exists() else 0

    def records(self) -> dict[str, tuple[int, int]]:
        """Return when each record was written, and where on the disk: it never is again."""
        found = {}
        for path in self.store.rglob("done.json"):
            status = path.stat()
            found[path.parent.name] = (status.st_mtime_ns, status.st_ino)
        return found

    def halves(self) -> list[str]:
        """Return the files that are not whole."""
        wrong = []
        for path in self.store.rglob("*"):
            is_hidden = any(part.startswith(".") for part in path.relative_to(self.store).parts)
            if is_hidden or not path.is_file():
                continue
            if path.suffix == ".json":
                with suppress(ValueError):
                    json.loads(path.read_text())
                    continue
            elif path.read_text() == f"{path.parent.name} 1":
                continue
            wrong.append(str(path))
        return wrong

    def made(self) -> list[str]:
        lines = [json.loads(line) for line in self.log.read_text().splitlines()]
        return [line["key"] for line in lines if line["event"] == "made"]


def descendants(process: int) -> list[int]:
    found = []
    with suppress(OSError):
        text = Path(f"/proc/{process}/task/{process}/children").read_text()
        for child in map(int, text.split()):
            found += [child, *descendants(child)]
    return found


def kill(process: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


ENGINES = ["processes", pytest.param("dask", marks=NIGHTLY)]


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks for processes in /proc")
@pytest.mark.parametrize("engine", ENGINES)
def test_killed_runs_lose_nothing_and_repeat_nothing(publication_folder, engine):
    rng = random.Random(os.environ.get("EXPORTER_SEED", "16"))
    archive = Archive(publication_folder(*DAYS), engine)
    known: dict[str, tuple[int, int]] = {}
    for number in range(KILLS):
        if len(known) == len(DAYS):  # all is made: begin anew
            archive = Archive(publication_folder(*DAYS, name=f"again{number}"), engine)
            archive.store, archive.log = (
                archive.root.parent / f"store{number}",
                archive.root.parent / f"log{number}.jsonl",
            )
            known = {}
        process = archive.start()
        time.sleep(rng.uniform(0, 1))
        victims = [process.pid, *descendants(process.pid)]
        victim = victims[0] if number % 2 == 0 else rng.choice(victims)
        kill(victim)
        if victim != process.pid:
            time.sleep(rng.uniform(0, 1))
            kill(process.pid)
        process.wait()
        found = archive.records()
        assert known.items() <= found.items()
        assert archive.halves() == []
        known = found
    last = archive.start()
    assert last.wait() == 0
    found = archive.records()
    assert known.items() <= found.items() and sorted(found) == DAYS
    assert archive.halves() == []
    assert sorted(set(archive.made())) == sorted(archive.made())
    assert not [path for path in archive.store.iterdir() if path.name.startswith(".")]
