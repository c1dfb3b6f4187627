"""Files written whole or not at all; what ended runs left is swept, what others work on is not."""

import errno
import os
import subprocess
import sys
import time
import zipfile

import pytest

from exporter import outputs
from exporter.errors import OutputError

ENDED = 2**22 + 1  # no process has so high a number on Linux, macOS or BSD


@pytest.fixture(autouse=True)
def anew():
    outputs.sweep.cache_clear()


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_what_ended_runs_left_is_swept_and_nothing_else(tmp_path):
    machine = outputs._machine()
    old, new = time.time() - 2 * outputs.STALE_S, time.time()
    left = f".a.exporter-{machine}-{ENDED}-abcd1234.pdf"
    kept = {
        f".a.exporter-{machine}-{os.getpid()}-abcd1234.pdf": old,
        ".a.exporter-00000000-5-abcd1234.pdf": new,
        ".mine.pdf": old,
        "exporter-notes.md": old,
    }
    for name, when in {left: new, ".b.exporter-00000000-5-abcd1234.pdf": old, **kept}.items():
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (when, when))
    (tmp_path / f".exporter-{machine}-{ENDED}-abcd1234" / "issue").mkdir(parents=True)
    with outputs.beside(tmp_path / "out.epub") as temporary:
        temporary.write_bytes(b"whole")
    assert names(tmp_path) == sorted([*kept, "out.epub"])


@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "No space"), KeyboardInterrupt(), KeyError()]
)
def test_the_old_file_stays_and_nothing_is_left(tmp_path, error):
    (tmp_path / "a.pdf").write_bytes(b"old")
    wanted = OutputError if isinstance(error, OSError) else type(error)
    with pytest.raises(wanted), outputs.beside(tmp_path / "a.pdf") as temporary:
        temporary.write_bytes(b"ha")
        raise error
    assert names(tmp_path) == ["a.pdf"]
    assert (tmp_path / "a.pdf").read_bytes() == b"old"


def test_the_file_that_failed_is_named(tmp_path):
    with (
        pytest.raises(OutputError, match=r"gone\.png: No such file"),
        outputs.beside(tmp_path / "a.pdf"),
    ):
        (tmp_path / "gone.png").read_bytes()


@pytest.mark.parametrize("name", ["no/folder/a.epub", "file/a.epub", "x" * 300 + ".epub"])
def test_where_nothing_can_be_written_the_output_is_named(tmp_path, name):
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="can't be written"), outputs.beside(tmp_path / name) as t:
        t.touch()


RUN = [sys.executable, "-m", "exporter"]


def test_a_file_too_large_for_the_disk_leaves_the_old_one(issue_folder, tmp_path):
    """A limit of the file size stands for a full disk: both fail in the middle of a write."""
    folder, out = issue_folder(), tmp_path / "out"
    out.mkdir()
    (out / "a.epub").write_bytes(b"old")
    limited = ["sh", "-c", 'ulimit -f 4; exec "$@"', "sh", *RUN]
    done = subprocess.run(
        [*limited, "build", folder, "-o", out / "a.epub"],
        # Python 3.11 does not notice that it can write a part of a compiled module alone, and
        # every process after that fails to import it.
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == OutputError.exit_code
    assert "can't be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert names(out) == ["a.epub"]
    assert (out / "a.epub").read_bytes() == b"old"


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">/dev/full"])
def test_streams_that_take_nothing_make_no_traceback(closed, tmp_path):
    done = subprocess.run(
        ["sh", "-c", f'exec "$@" {closed}', "sh", *RUN, "schema"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert "Traceback" not in done.stderr
    assert bool(done.returncode) == ("full" in closed)


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_build_whose_reader_has_gone_writes_its_file_whole(issue_folder, tmp_path, stream):
    """As in `exporter build … | head -0`: the pipe is closed before anything is said."""
    reading, writing = os.pipe()
    os.close(reading)
    out = tmp_path / "out"
    out.mkdir()
    source = issue_folder({"01/10-a.md": "---\nheadline: A\n---\nText.\n"})
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, stream: writing}
    done = subprocess.run(
        [*RUN, "build", str(source), "-o", str(out / "a.epub")], check=False, **streams
    )
    os.close(writing)
    assert b"Traceback" not in (done.stderr or b"") + (done.stdout or b"")
    assert names(out) == ["a.epub"]
    assert zipfile.is_zipfile(out / "a.epub")


def test_names_with_bytes_that_are_no_text_are_built(issue_folder, tmp_path):
    folder = issue_folder(name=os.fsdecode(b"is\xffsue \n 1"))
    out = tmp_path / os.fsdecode(b"o\xfe t\n.epub")
    environment = {**os.environ, "LC_ALL": "C"}
    environment.pop("HOME", None)
    done = subprocess.run(
        [*RUN, "build", folder, "-o", out], check=False, capture_output=True, env=environment
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == b""
    assert out.stat().st_size > 1000
