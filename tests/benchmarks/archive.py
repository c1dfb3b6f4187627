"""Measure `exporter archive` against others that do the same work: see README.md, "Archives"."""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import mean

from prose import Prose, vocabulary

ISSUE = """\
publication: {{name: 澜州基准报, language: zh-Hans, code: benchmark}}
date: {day}
number: {number}
pages: [{{label: "01"}}]
"""
ARTICLES = 3
CHARACTERS = 600
FIRST_DAY = date(2000, 1, 1)
# A worker without the archive: issues on the command line, one EPUB each, by the API.
WORKER = """\
import sys
from pathlib import Path
from exporter import api
out = Path(sys.argv[1])
for name in sys.argv[2:]:
    path = Path(name)
    folder = out / path.relative_to(path.parents[2])
    folder.mkdir(parents=True)
    api.build(path, folder / "issue.epub", api.Options(jobs=1))
"""
NAIVE = Path(__file__).parent / "rivals" / "scripts" / "naive_ebooklib.py"
PLAIN = ("--engine", "processes")
STEPS = 10  # parts of a run, of which the first and the last are compared for memory


@dataclass(frozen=True)
class Result:
    """What a program took for all issues: seconds by the clock and of the processors."""

    name: str
    issues: int
    wall: float
    cpu: float

    @property
    def row(self) -> str:
        rate, each = 60 * self.issues / self.wall, 1_000 * self.cpu / self.issues
        return f"| {self.name} | {rate:,.0f} | {each:,.0f} | {self.wall:,.1f} |"


def write_issues(root: Path, count: int) -> list[Path]:
    """Write small issues of successive days; the same ones for the same count."""
    words, folders = vocabulary(), []
    for number in range(count):
        day = FIRST_DAY + timedelta(days=number)
        folder = root / day.strftime("%Y/%m/%d")
        (folder / "01").mkdir(parents=True)
        head = ISSUE.format(day=day, number=number + 1)
        (folder / "issue.yaml").write_text(head, encoding="utf-8")
        prose = Prose(words, Random(f"{number}"))
        for place in range(1, ARTICLES + 1):
            text = f"---\nheadline: {prose.phrase(8, 18)}\n---\n{prose.body(CHARACTERS)}"
            (folder / "01" / f"{place}0-story.md").write_text(text, encoding="utf-8")
        folders.append(folder)
    return folders


def timed(name: str, issues: int, work: Callable[[], object]) -> Result:
    """Run what ends all its processes, and say what it took."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    work()
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    result = Result(name, issues, wall, cpu)
    print(result.row, flush=True)
    return result


def archive(root: Path, store: Path, *more: str) -> None:
    """Run the command as a user does."""
    command = [sys.executable, "-m", "exporter", "archive", str(root), "--to", str(store)]
    subprocess.run([*command, "-q", "--edition", "epub", *more], check=True)


def in_parallel(folders: list[Path], jobs: int, command: list[str]) -> None:
    """Give the issues to a command, `jobs` of them at once: GNU parallel, or xargs without it."""
    each = -(-len(folders) // jobs)  # one process each, which starts once
    names = "\n".join(map(str, folders))
    runner = ["parallel", "-j", str(jobs), "-N", str(each)]
    if not shutil.which("parallel"):
        runner = ["xargs", "-P", str(jobs), "-n", str(each)]
    subprocess.run([*runner, *command], input=names, text=True, check=True)


def pandoc(folders: list[Path], out: Path) -> None:
    """Make each issue by pandoc, which has one process an issue."""
    for number, folder in enumerate(folders):
        articles = sorted(map(str, folder.glob("01/*.md")))
        target = str(out / f"{number}.epub")
        title = ["--metadata", f"title={folder.name}", "--toc"]
        program = os.environ.get("PANDOC", "pandoc")
        subprocess.run([program, *title, *articles, "-o", target], check=True, capture_output=True)


def naive(folders: list[Path], out: Path) -> None:
    """Make each issue by the script that anyone would write."""
    for number, folder in enumerate(folders):
        command = [sys.executable, str(NAIVE), str(folder), str(out / f"naive-{number}.epub")]
        subprocess.run(command, check=True, capture_output=True)


def memory(log: Path) -> Iterator[str]:
    """Say how the peak memory of the workers grew from the first part of a run to the last."""
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    peaks = [line["peak_mb"] for line in lines if line["event"] == "made"]
    part = max(1, len(peaks) // STEPS)
    first, last = mean(peaks[part : 2 * part] or peaks), mean(peaks[-part:])
    yield f"Peak memory of a worker: {first:.0f} MB an issue at first, {last:.0f} MB at last"
    yield f"({100 * (last / first - 1):+.0f} %)."


def measure(work: Path, count: int, jobs: int) -> None:
    """Print the table."""
    root, log = work / "issues", work / "log.jsonl"
    folders = write_issues(root, count)
    script = work / "worker.py"
    script.write_text(WORKER)
    python = [sys.executable, str(script), str(work / "plain")]
    print("| program | issues a minute | CPU ms an issue | wall s |\n| --- | --: | --: | --: |")
    timed("one worker", count, lambda: archive(root, work / "one", "--jobs", "1", *PLAIN))
    several = ("--jobs", str(jobs), *PLAIN)
    first = timed(
        f"{jobs} workers",
        count,
        lambda: archive(root, work / "several", *several, "--log", str(log)),
    )
    second = timed("the same again", count, lambda: archive(root, work / "several", *several))
    with_dask = ("--jobs", str(jobs), "--engine", "dask")
    timed(f"{jobs} workers of Dask", count, lambda: archive(root, work / "dask", *with_dask))
    timed(f"API by script, {jobs} at once", count, lambda: in_parallel(folders, jobs, python))
    if shutil.which(os.environ.get("PANDOC", "pandoc")):
        timed("pandoc, one at once", count, lambda: pandoc(folders, work))
    timed("naive script, one at once", count, lambda: naive(folders, work))
    print()
    print(f"The second run took {100 * second.cpu / first.cpu:.1f} % of the first one's CPU time,")
    print(f"{100 * second.wall / first.wall:.1f} % by the clock.")
    print("\n".join(memory(log)))


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure `exporter archive`.")
    parser.add_argument("--issues", type=int, default=2_000, help="how many (default: 2,000)")
    parser.add_argument("--jobs", type=int, default=2, help="workers (default: 2)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), options.issues, options.jobs)


if __name__ == "__main__":
    main()
