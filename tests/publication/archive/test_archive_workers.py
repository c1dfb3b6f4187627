"""Workers: processes with limits, alone and on a Dask cluster of this machine."""

import os
from functools import partial
from pathlib import Path

import pytest

from exporter import api
from exporter.errors import UsageError
from exporter.options import Options
from exporter.publication.archive import cluster
from exporter.publication.archive.cluster import run_cluster
from exporter.publication.archive.local import run_local
from exporter.publication.archive.recipe import Recipe
from exporter.publication.archive.sources import find
from exporter.publication.archive.store import open_store
from exporter.publication.archive.unit import Task
from exporter.publication.archive.worker import Limits

DAYS = ("2026-06-09", "2026-06-16", "2026-06-23")
NONE = Limits()
NIGHTLY = pytest.mark.skipif(
    not os.environ.get("EXPORTER_NIGHTLY"), reason="runs with EXPORTER_NIGHTLY=1"
)


@pytest.fixture
def poison(monkeypatch):
    monkeypatch.syspath_prepend(Path(__file__).parent)
    import archive_poison

    return archive_poison


@pytest.fixture
def tasks(publication_folder, tmp_path, poison):
    """Return the tasks of three issues, of which `poison` strikes the second."""

    def make(poisoned):
        store = open_store(str(tmp_path / "store"))
        store.begin()
        build = partial(poison.on_day, DAYS[1], poisoned)
        recipe = Recipe(Options(jobs=1))
        sources = find([str(publication_folder(*DAYS))])
        return [Task(each, recipe, "digest", store.url, api.read, build) for each in sources]

    return make


def states(outcomes):
    return {each.key: each.state for each in outcomes}


def test_each_issue_is_made_once(tasks, poison):
    outcomes = list(run_local(tasks(poison.good), 2, NONE))
    assert states(outcomes) == dict.fromkeys(DAYS, "made")
    assert states(run_local(tasks(poison.good), 1, NONE)) == dict.fromkeys(DAYS, "skipped")


def test_an_issue_that_hangs_is_ended(tasks, poison):
    outcomes = {each.key: each for each in run_local(tasks(poison.hang), 1, Limits(seconds=10))}
    assert [outcomes[day].state for day in DAYS] == ["made", "failed", "made"]
    failed = outcomes[DAYS[1]].failed
    assert failed.kind == "limit" and "--issue-timeout" in failed.reasons[0]


def test_an_issue_that_takes_all_memory_is_ended(tasks, poison):
    limits = Limits(seconds=300, memory_mb=600)
    outcomes = {each.key: each for each in run_local(tasks(poison.grow), 1, limits)}
    assert [outcomes[day].state for day in DAYS] == ["made", "failed", "made"]
    assert "--issue-memory" in outcomes[DAYS[1]].failed.reasons[0]


def test_an_issue_that_kills_its_worker_fails_the_second_time(tasks, poison, tmp_path):
    outcomes = {each.key: each for each in run_local(tasks(poison.die), 2, NONE)}
    assert [outcomes[day].state for day in DAYS] == ["made", "failed", "made"]
    assert "signal 9" in outcomes[DAYS[1]].failed.reasons[0]
    assert (tmp_path / "store" / DAYS[1] / "failed.json").is_file()
    open_store(str(tmp_path / "store")).end()
    assert not list((tmp_path / "store").rglob(".exporter-*"))


def test_an_issue_whose_worker_was_killed_once_is_made(tasks, poison, tmp_path):
    made = list(run_local(tasks(poison.dies_once(tmp_path / "mark")), 1, NONE))
    assert states(made) == dict.fromkeys(DAYS, "made")
    assert sum(each.lost for each in made) == 1


def test_a_caller_that_stops_ends_the_processes(tasks, poison):
    outcomes = run_local(tasks(poison.hang), 2, NONE)
    assert next(outcomes).state == "made"
    outcomes.close()  # does not wait for the one that hangs


def test_a_worker_of_another_version_says_so(tasks, poison):
    old = [Task(**{**each.__dict__, "program": "issue-exporter 0"}) for each in tasks(poison.good)]
    outcome = next(run_local(old[:1], 1, NONE))
    assert outcome.failed.kind == "system" and "update it" in outcome.failed.reasons[0]


def test_a_cluster_of_this_machine(tasks, poison):
    pytest.importorskip("distributed")
    outcomes = {each.key: each for each in run_cluster(tasks(poison.die), "", 1, NONE, len)}
    assert [outcomes[day].state for day in DAYS] == ["made", "failed", "made"]


@NIGHTLY
def test_limits_hold_on_a_cluster(tasks, poison):
    pytest.importorskip("distributed")
    for poisoned, limits in ((poison.hang, Limits(10)), (poison.grow, Limits(300, 600))):
        outcomes = {each.key: each for each in run_cluster(tasks(poisoned), "", 1, limits, len)}
        assert {outcomes[day].state for day in (DAYS[0], DAYS[2])} <= {"made", "skipped"}
        assert outcomes[DAYS[1]].failed.kind == "limit"


def test_a_cluster_that_runs_already(tasks, poison):
    distributed = pytest.importorskip("distributed")
    how = {"n_workers": 1, "threads_per_worker": 1, "host": "127.0.0.1", "dashboard_address": None}
    with distributed.LocalCluster(**how) as running:
        outcomes = run_cluster(tasks(poison.good), running.scheduler_address, 0, NONE, len)
        assert states(outcomes) == dict.fromkeys(DAYS, "made")


def test_a_scheduler_that_is_not_there(monkeypatch, tasks, poison):
    pytest.importorskip("distributed")
    monkeypatch.setattr("exporter.publication.archive.cluster.CONNECT_S", 1)
    with pytest.raises(UsageError, match=r"--scheduler tcp://127.0.0.1:9: can't be used"):
        list(run_cluster(tasks(poison.good), "tcp://127.0.0.1:9", 1, NONE, len))


def test_parts_of_a_cluster_of_other_versions_are_named():
    pytest.importorskip("distributed")
    packages = {"distributed": "2026.8.0", "python": "3.11.7.final.0"}
    other = {"packages": packages | {"python": "3.12.1.final.0"}}
    old = {"packages": packages | {"distributed": "2025.5.1"}}
    patched = {"packages": packages | {"python": "3.11.2.final.0"}}
    found = {
        "client": {"packages": packages},
        "scheduler": old,
        "workers": {"a": other, "b": patched},
    }
    assert list(cluster._other_versions(found)) == [
        "the scheduler has distributed 2025.5.1, not 2026.8.0",
        "the worker a has python 3.12, not 3.11",
    ]
    assert list(cluster._other_programs({"a": cluster.PROGRAM, "b": "issue-exporter 0"})) == [
        f"the worker b has issue-exporter 0, not {cluster.PROGRAM}"
    ]
