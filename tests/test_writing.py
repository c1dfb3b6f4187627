"""The files of a build: some are written in processes beside, with the same result."""

import os
import signal
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from exporter.api import writing
from exporter.api.writing import Place, write_outputs
from exporter.checks import lost_text
from exporter.errors import InvalidSource, PreflightFailed
from exporter.findings import Finding, Severity
from exporter.options import Options
from exporter.outputs import together
from exporter.pictures.files import PictureError
from exporter.writers import Writer

PARENT = os.getpid()


class Noting(Writer):
    """Writes who wrote a file; `raised` is what comes of that."""

    name = "noting"

    def __init__(self, beside, raised=None, severity=Severity.WARNING):
        self.may_be_beside, self.raised, self.severity = beside, raised, severity

    def write(self, edition, path, options):
        if self.raised:
            raise self.raised
        path.write_text("parent" if os.getpid() == PARENT else "fork")
        return [Finding("issue-date", path, 0, path.suffix, "", severity=self.severity)]


class Killed(Noting):
    """Is killed where it is written in a fork."""

    def write(self, edition, path, options):
        if os.getpid() != PARENT:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().write(edition, path, options)


@pytest.fixture
def issue():
    return SimpleNamespace(contents=None, issue=SimpleNamespace(origin=Path("issue.yaml")))


@pytest.fixture(autouse=True)
def forks(monkeypatch):
    monkeypatch.setattr(writing, "may_fork", lambda: hasattr(os, "fork"))
    monkeypatch.setattr(lost_text, "check_text", lambda *_: [])
    monkeypatch.setattr("exporter.beside.may_fork", lambda: hasattr(os, "fork"))


@pytest.fixture
def write(issue, tmp_path):
    def written(options=None, **writers):
        (tmp_path / "aside").mkdir()
        outputs = {tmp_path / f"x.{name}": writer for name, writer in writers.items()}
        with together() as begin:
            place = Place(begin, tmp_path / "aside")
            return write_outputs(issue, outputs, options or Options(), place)

    return written


def names(folder):
    return sorted(path.name for path in folder.glob("x.*"))


needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")


@needs_fork
@pytest.mark.parametrize("order", [("epub", "pdf"), ("pdf", "epub")])
def test_files_are_told_in_their_order_whoever_wrote_them(write, tmp_path, order):
    made = write(**{name: Noting(name == "epub") for name in order})
    assert made.paths == [tmp_path / f"x.{name}" for name in order]
    assert [(each.path, each.message) for each in made.findings] == [
        (tmp_path / f"x.{name}", f".{name}") for name in order
    ]
    assert (tmp_path / "x.epub").read_text() == "fork"
    assert (tmp_path / "x.pdf").read_text() == "parent"
    assert not [*(tmp_path / "aside").iterdir()]


@pytest.mark.parametrize("options", [Options(jobs=1), Options(voice="say")])
def test_one_process_writes_all_where_it_is_asked_to(write, tmp_path, options):
    write(options, epub=Noting(True), pdf=Noting(False))
    assert (tmp_path / "x.epub").read_text() == "parent"


def test_a_file_alone_needs_no_process(write, tmp_path):
    write(epub=Noting(True))
    assert (tmp_path / "x.epub").read_text() == "parent"


def test_without_processes_all_is_written_here(write, tmp_path, monkeypatch):
    @contextmanager
    def none(_):
        yield None

    monkeypatch.setattr(writing, "forked", none)
    write(epub=Noting(True), pdf=Noting(False))
    assert (tmp_path / "x.epub").read_text() == "parent"


@needs_fork
def test_what_a_killed_process_was_at_is_written_here(write, tmp_path):
    write(epub=Killed(True), pdf=Noting(False))
    assert (tmp_path / "x.epub").read_text() == "parent"


@pytest.mark.parametrize("beside", [True, False])
def test_with_a_file_that_fails_no_other_one_is_written(write, tmp_path, beside):
    (tmp_path / "x.epub").write_text("old")
    with pytest.raises(PreflightFailed):
        write(epub=Noting(beside), pdf=Noting(False, PreflightFailed([])), last=Noting(beside))
    assert names(tmp_path) == ["x.epub"]
    assert (tmp_path / "x.epub").read_text() == "old"


def test_of_two_that_fail_the_first_is_told(write, tmp_path):
    broken = PictureError("issue-picture-broken", "first", "save it")
    with pytest.raises(InvalidSource) as error:
        write(epub=Noting(True, broken), pdf=Noting(False, PreflightFailed([])))
    assert [each.message for each in error.value.findings] == ["first"]
    assert names(tmp_path) == []


def test_a_file_with_errors_is_not_moved_into_place_nor_others_with_it(write, tmp_path):
    with pytest.raises(InvalidSource):
        write(pdf=Noting(False), epub=Noting(True, severity=Severity.ERROR))
    assert names(tmp_path) == []
