"""Measure the exporter against its rivals: `python tests/benchmarks/run.py`. See README.md."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import bars
import report
import rivals
from results import PAGES, Row, Run, Task

HERE = Path(__file__).parent
TIME_LIMIT = 1_800
PICTURES = 40
FAILED, UNMEASURED = 1, 3


class Broken(Exception):
    """A program ended with an error, or what it wrote lacks something."""


class Bench:
    """Generates issues, prepares programs and times them, all in one working folder."""

    def __init__(self, work: Path, rounds: int, only: frozenset[str]) -> None:
        self._work = work
        self._rounds = rounds
        self._only = only

    def issue(self, articles: int, pages: int) -> Path:
        """Give the issue folder of that size; make it if need be."""
        folder = self._work / f"issue-{articles}{f'-{pages}' if pages != PAGES else ''}"
        if not folder.exists():
            say(f"writing an issue of {articles:,} articles")
            script = str(HERE / "generate.py")
            size = f"--articles={articles}", f"--pages={pages}"
            command = [sys.executable, script, str(folder), *size]
            subprocess.run(command, check=True)
        return folder

    def task(
        self, kind: str, articles: int, programs: Sequence[rivals.Program], pages: int = PAGES
    ) -> Task:
        """Run `programs` in turn, A B C A B C …, after a warm-up of each."""
        task = Task(kind, articles, pages)
        issue = self.issue(articles, pages) if articles else self._work
        jobs = dict(self._prepare(task, issue, programs))
        for _ in range(self._rounds):
            for row in task.rows:
                run, _ = self._run(row, jobs[row.name], watch=False)
                row.runs.append(run)
        return task

    def _prepare(
        self, task: Task, issue: Path, programs: Sequence[rivals.Program]
    ) -> Iterator[tuple[str, rivals.Job]]:
        """Give the jobs that work; note in `task` what is there and what is absent."""
        for program in programs:
            if self._only and program.name not in self._only:
                continue
            try:
                label = program.label()
                say(f"{task.title}: {label}")
                job = program.prepare(issue, self._folder(f"prepared-{program.name}"))
                row = self._warm_up(program.name, label, job)
            except (rivals.Absent, Broken) as error:
                say(f"left out: {program.name}: {error}")
                task.absent[program.name] = str(error)
                continue
            task.rows.append(row)
            yield program.name, job

    def _warm_up(self, name: str, label: str, job: rivals.Job) -> Row:
        row = Row(name, label, tree=0)
        run, tree = self._run(row, job, watch=True)
        return Row(name, label, tree if tree > run.peak else 0)

    def _run(self, row: Row, job: rivals.Job, *, watch: bool) -> tuple[Run, int]:
        """Run a job once; give what it took and the most that all its processes held."""
        scratch = self._folder("scratch")
        out = self._folder("output") / job.output
        order = {
            "arguments": job.arguments(out, scratch),
            "folder": str(scratch),
            "log": str(self._work / "messages.txt"),
            "limit": TIME_LIMIT,
            "watch": watch,
        }
        command = [sys.executable, "-I", "-S", str(HERE / "launch.py")]
        done = subprocess.run(
            command, input=json.dumps(order), capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise Broken(done.stderr.strip().rpartition("\n")[2])
        found = json.loads(done.stdout)
        self._check(found["status"], job, out)
        size = out.stat().st_size if job.output else 0
        say(f"  {row.label}: {found['wall']:.3f} s{' (warm-up)' if watch else ''}")
        return Run(found["wall"], found["cpu"], found["peak"], size), found["tree"]

    def _check(self, status: int, job: rivals.Job, out: Path) -> None:
        """Raise Broken unless the run ended well and wrote what it should."""
        if status:
            last = (self._work / "messages.txt").read_text(errors="replace").strip()
            raise Broken(f"exit code {status}: {last.rpartition(chr(10))[2]}")
        if job.output and not out.is_file():
            raise Broken("wrote nothing")
        if out.suffix == ".epub" and (packed := _pictures(out)) < PICTURES:
            raise Broken(f"packed {packed} pictures of {PICTURES}")

    def _folder(self, name: str) -> Path:
        """Give an empty folder."""
        folder = self._work / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        return folder


def _pictures(epub: Path) -> int:
    with zipfile.ZipFile(epub) as archive:
        return sum(name.endswith((".jpg", ".jpeg")) for name in archive.namelist())


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


@contextmanager
def working_folder(kept: Path | None) -> Iterator[Path]:
    """Give the folder to work in: `kept`, or one that is gone at the end."""
    if kept:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="benchmark-") as name:
        yield Path(name).resolve()


def measure(options: argparse.Namespace, bench: Bench) -> list[Task]:
    """Run what was asked for; without a choice, everything."""
    everything = not (options.epub or options.pdf or options.help_time)
    tasks: list[Task] = []
    if options.help_time or everything:
        tasks.append(bench.task("exporter --help", 0, rivals.HELP))
    if options.epub or everything:
        tasks += [bench.task("EPUB", size, rivals.EPUB) for size in options.sizes]
    if options.pdf or everything:
        tasks += [
            bench.task("PDF", size, rivals.PDF, pages)
            for size in options.pdf_sizes
            for pages in options.pdf_pages
        ]
    return tasks


def sizes(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the exporter against its rivals.")
    add = parser.add_argument
    add("--epub", action="store_true", help="EPUB only")
    add("--pdf", action="store_true", help="PDF only")
    add("--help-time", action="store_true", help="the start of the command line only")
    add("--sizes", type=sizes, default=[60, 600, 6_000], help="articles (default: 60,600,6000)")
    add("--pdf-sizes", type=sizes, default=[60], help="the same for PDF (default: 60)")
    add("--pdf-pages", type=sizes, default=[PAGES], help="pages of these (default: 16)")
    add("--rounds", type=int, default=5, help="timed runs of each (default: 5)")
    add("--only", default="", metavar="NAMES", help="these programs alone: ours,pandoc,…")
    add("--work", type=Path, help="folder for issues and outputs, kept (default: none kept)")
    add("--json", type=Path, metavar="FILE", help="write all figures, run by run")
    add("--markdown", action="store_true", help="print Markdown tables")
    return parser.parse_args()


def main() -> int:
    options = parse()
    only = frozenset(filter(None, options.only.split(",")))
    try:
        with working_folder(options.work) as work:
            tasks = measure(options, Bench(work, options.rounds, only))
    except Broken as error:
        sys.exit(f"a timed run failed: {error}")
    found = bars.check(tasks)
    print(report.as_text(tasks, found, markdown=options.markdown))
    if options.json:
        data = json.dumps(report.as_data(tasks, found), ensure_ascii=False, indent=2)
        options.json.write_text(data + "\n", encoding="utf-8")
    if any(bar.passed is False for bar in found):
        return FAILED
    return UNMEASURED if any(bar.passed is None for bar in found) else 0


if __name__ == "__main__":
    sys.exit(main())
