"""Processes that work on one task after another, and what becomes of those that end."""

import operator
import os
import pickle
import platform
import time
from pathlib import Path

import pytest

from exporter import api
from exporter.errors import InvalidSource, PreflightFailed
from exporter.findings import Finding
from exporter.options import Options
from exporter.publication.building import Builder, Failure, Finished
from exporter.publication.memory import give_back, held_mb
from exporter.publication.processes import Caller, Process, number_of, shared_out
from exporter.publication.sources import find_sources, open_publication

DAYS = ("2026-06-15", "2026-06-16", "2026-06-17", "2026-06-18")  # Monday to Thursday


def lost(task, how):
    return f"{task}: {how}"


def test_tasks_are_shared_out_and_each_is_done_once():
    runners = [Caller(operator.neg, lost) for _ in range(2)]
    assert sorted(shared_out(range(5), runners)) == [-4, -3, -2, -1, 0]


def test_a_lost_process_loses_one_task_only():
    found = list(shared_out([7, 8], [Caller(os._exit, lost)]))
    assert found == ["7: exit code 7", "8: exit code 8"]


def test_what_looks_at_a_process_can_end_it():
    process = Process()

    def look(pid, seconds):
        if seconds > 0.2:
            raise TimeoutError

    with pytest.raises(TimeoutError):
        process.call(time.sleep, 600, look)
    assert process.pid == 0


def test_an_error_of_the_tasks_ends_all():
    def tasks():
        yield 1
        raise LookupError

    with pytest.raises(LookupError):
        list(shared_out(tasks(), [Caller(operator.neg, lost)]))


def test_a_process_is_for_two_issues_at_least():
    assert [number_of(8, issues) for issues in (0, 1, 3, 4, 100)] == [1, 1, 1, 2, 8]


@pytest.mark.parametrize("error", [InvalidSource, PreflightFailed])
def test_errors_with_findings_come_back_from_a_process(error):
    raised = error([Finding("issue-file", Path("a.md"), 3, "is bad", "correct it")])
    again = pickle.loads(pickle.dumps(raised))
    assert (str(again), again.findings) == (str(raised), raised.findings)


@pytest.fixture
def built(publication_folder, tmp_path, monkeypatch):
    """Build four issues in two processes by a function of `stand_in_writer`."""
    monkeypatch.syspath_prepend(Path(__file__).parent)
    import stand_in_writer

    def run(name):
        out = tmp_path / "out"
        out.mkdir(exist_ok=True)
        opened = open_publication(publication_folder(*DAYS))
        builder = Builder(opened, out, Options(), api.read)
        return list(builder.build(find_sources(opened), getattr(stand_in_writer, name), 2))

    return run


def test_issues_are_built_in_several_processes(built, tmp_path):
    done = built("write")
    assert sorted(each.source.key for each in done if isinstance(each, Finished)) == sorted(DAYS)
    processes = {path.read_text() for path in (tmp_path / "out").glob("*.epub")}
    assert len(processes) == 2
    assert str(os.getpid()) not in processes
    assert built("write") == []


def test_an_issue_whose_process_ends_is_reported_and_the_others_are_built(built):
    done = built("end_on_tuesday")
    (failure,) = (each for each in done if isinstance(each, Failure))
    assert failure.source.key == "2026-06-16"
    assert "its process ended (exit code 3)" in str(failure.error)
    assert len(done) == len(DAYS)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="needs malloc_trim")
def test_freed_memory_is_given_back():
    blocks = [os.urandom(2_000) for _ in range(40_000)]
    last = blocks.pop()  # above the others, so that these are not given back by themselves
    blocks.clear()
    before = held_mb(os.getpid())
    give_back()
    assert before - held_mb(os.getpid()) > 40
    assert last
