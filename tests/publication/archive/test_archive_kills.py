"""Runs that are killed, at moments left to chance: nothing is lost, nothing is made twice."""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from exporter.publication.archive.store import open_store

HERE = Path(__file__).parent
IS_NIGHT = bool(os.environ.get("EXPORTER_NIGHTLY"))
NIGHTLY = pytest.mark.skipif(not IS_NIGHT, reason="runs with EXPORTER_NIGHTLY=1")
KILLS = int(os.environ.get("EXPORTER_KILLS", "10" if IS_NIGHT else "1"))  # of each victim
DAYS = [f"2026-06-{day:02}" for day in range(1, 25 if IS_NIGHT else 9)]
CLIENT, WORKER, SCHEDULER = "client", "worker", "scheduler"


class Cluster:
    """A Dask cluster of this machine: a scheduler and two workers."""

    def __init__(self) -> None:
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            port = found.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{port}"
        where = ["--host", "127.0.0.1", "--no-dashboard", "--port", str(port)]
        self.scheduler = started("-m", "distributed.cli.dask_scheduler", *where)
        own = ["--nthreads", "1", "--no-dashboard", "--death-timeout", "30", self.address]
        self.workers = [started("-m", "distributed.cli.dask_worker", *own) for _ in range(2)]

    def pids(self) -> list[int]:
        """Return the processes of the workers, with those that export."""
        return [pid for each in self.workers for pid in (each.pid, *descendants(each.pid))]

    def end(self) -> None:
        for pid in (*self.pids(), self.scheduler.pid):
            kill(pid)
        for each in (*self.workers, self.scheduler):
            each.wait()


class Archive:
    """An archive that is exported by a process that may be killed."""

    def __init__(self, root: Path, store: str, engine: str) -> None:
        self.root, self.url, self.engine = root, store, engine
        self.log, self.makings = root / ".log.jsonl", root / ".makings"
        self.makings.mkdir()

    def start(self, engine: str) -> subprocess.Popen:
        """Start a run; return when it has begun."""
        begun = self.lines()
        script = str(HERE / "archive_poison.py")
        run = started(script, *map(str, (self.root, self.url, engine, self.log, self.makings)))
        while run.poll() is None and self.lines() == begun:
            time.sleep(0.01)
        return run

    def lines(self) -> int:
        return len(self.log.read_text().splitlines()) if self.log.exists() else 0

    def made(self) -> dict[str, int]:
        """Return how many times the file of each issue was written."""
        return {path.name: len(path.read_text()) for path in self.makings.iterdir()}

    def records(self) -> dict[str, bytes]:
        store = open_store(self.url)
        store.files.invalidate_cache() if "://" in self.url else None
        names = store.names("/done.json")
        return {name.partition("/")[0]: data for name, data in store.read_all(names).items()}

    def halves(self) -> list[str]:
        """Return the files that are not whole."""
        store = open_store(self.url)
        names = [name for name in store.names("") if not name.startswith(".")]
        return [name for name, data in store.read_all(names).items() if not is_whole(name, data)]


def is_whole(name: str, data: bytes) -> bool:
    if name.endswith(".json"):
        with suppress(ValueError):
            return bool(json.loads(data))
        return False
    return data.decode() == f"{name.partition('/')[0]} 1"


def started(*command: str) -> subprocess.Popen:
    path = os.pathsep.join([str(HERE), str(Path(__file__).parents[3])])
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(
        [sys.executable, *command], env={**os.environ, "PYTHONPATH": path}, **quiet
    )


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


@pytest.fixture(params=["folder", "s3"])
def stores(request, tmp_path) -> Iterator[str]:
    """Yield the addresses of empty stores."""
    base = str(tmp_path) if request.param == "folder" else request.getfixturevalue("s3")
    return (f"{base}/store{number}-{time.monotonic_ns()}" for number in range(10**6))


PLANS = [
    ("processes", (CLIENT, WORKER)),
    pytest.param("dask", (CLIENT, WORKER), marks=NIGHTLY),
    pytest.param("cluster", (CLIENT, WORKER, SCHEDULER), marks=NIGHTLY),
]


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks for processes in /proc")
@pytest.mark.parametrize(("engine", "victims"), PLANS)
def test_killed_runs_lose_nothing_and_repeat_nothing(publication_folder, stores, engine, victims):
    rng = random.Random(os.environ.get("EXPORTER_SEED", "16"))
    archives = (
        Archive(publication_folder(*DAYS, name=f"news{number}"), store, engine)
        for number, store in enumerate(stores)
    )
    archive, known = next(archives), {}
    for victim in [each for each in victims for _ in range(KILLS)]:
        if len(known) == len(DAYS):  # all is made: begin anew
            archive, known = next(archives), {}
        known = after_a_kill(archive, victim, known, rng)
    whole_after_a_last_run(archive, known)


def after_a_kill(archive: Archive, victim: str, known: dict, rng: random.Random) -> dict:
    """Run, kill, and judge what is in the store; return its records."""
    made = archive.made()
    cluster = Cluster() if archive.engine == "cluster" else None
    run = archive.start(cluster.address if cluster else archive.engine)
    time.sleep(rng.uniform(0, 1))
    others = descendants(run.pid)
    if victim == CLIENT:
        kill(run.pid)
    elif victim == SCHEDULER:
        kill(cluster.scheduler.pid)
        assert run.wait(120) in (0, 6)  # which is not to wait for ever
    else:
        kill(rng.choice((cluster.pids() if cluster else others) or [run.pid]))
        time.sleep(rng.uniform(0, 1))
        kill(run.pid)
    run.wait()
    cluster.end() if cluster else None
    settle(others)
    judge(archive, known, made)
    return archive.records()


def settle(processes: list[int]) -> None:
    """Wait until the workers of a client that is gone have ended: they may end one more issue."""
    last = time.monotonic() + 60
    while any(map(is_there, processes)) and time.monotonic() < last:
        time.sleep(0.1)


def is_there(process: int) -> bool:
    with suppress(OSError):
        return ") Z " not in Path(f"/proc/{process}/stat").read_text()
    return False


def judge(archive: Archive, known: dict, made: dict) -> None:
    """Raise an error if a record has changed, an issue with one was made, or a file is cut."""
    assert known.items() <= archive.records().items()
    assert archive.halves() == []
    assert {day: archive.made()[day] for day in known} == {day: made[day] for day in known}


def whole_after_a_last_run(archive: Archive, known: dict) -> None:
    made = archive.made()
    cluster = Cluster() if archive.engine == "cluster" else None
    assert archive.start(cluster.address if cluster else archive.engine).wait(120) == 0
    cluster.end() if cluster else None
    judge(archive, known, made)
    assert sorted(archive.records()) == DAYS
    now = archive.made()
    assert {day: now[day] - made.get(day, 0) for day in DAYS if day not in known} == {
        day: 1 for day in DAYS if day not in known
    }
    if "://" not in archive.url:
        assert not [path for path in Path(archive.url).iterdir() if path.name.startswith(".")]
