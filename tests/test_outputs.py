"""Files written whole or not at all; what ended runs left is swept, what others work on is not."""

import errno
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from exporter import api, outputs
from exporter.errors import OutputError, UsageError
from exporter.options import Options, ReadOptions

ENDED = 2**22 + 1  # no process has so high a number on Linux, macOS or BSD


@pytest.fixture(autouse=True)
def anew():
    outputs.sweep.cache_clear()


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.skipif(not Path("/proc/self/stat").is_file(), reason="other systems do not tell")
def test_what_an_ended_process_left_is_swept_before_its_parent_asks_how_it_ended(tmp_path):
    process = subprocess.Popen([sys.executable, "-c", ""], stdout=subprocess.PIPE)
    left = tmp_path / f".exporter-{outputs._machine()}-{process.pid}-abcd1234"
    left.mkdir()
    process.stdout.read()  # its end, but for the last moment
    while b") Z " not in Path(f"/proc/{process.pid}/stat").read_bytes():
        time.sleep(0.01)
    outputs.sweep(tmp_path)
    assert names(tmp_path) == []
    process.communicate()


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


@pytest.mark.parametrize("name", ["a.epub", "turn/a.epub", "turn"])
def test_a_circle_of_links_is_no_place_to_write_to(issue_folder, tmp_path, name):
    """Up to Python 3.12, resolving one raises an error that is no `OSError`."""
    for link in ("turn", "a.epub"):
        (tmp_path / link).symlink_to(link)
    source = issue_folder({"01/10-a.md": "---\nheadline: A\n---\nText.\n"})
    try:
        api.build(source, tmp_path / name)
    except OutputError as error:
        assert str(tmp_path / "turn") in str(error)
    else:
        assert zipfile.is_zipfile(tmp_path / name)


def test_the_source_is_never_written_over(tmp_path):
    source = tmp_path / "week.epub"
    text = "# Quay 3\n\n2026-06-16\n\n## A\n\nx\n\n## B\n\ny\n"
    source.write_text(text)
    (tmp_path / "link.epub").symlink_to(source)
    for name in ("week.epub", "link.epub"):
        with pytest.raises(UsageError, match="is a file of the issue itself"):
            api.build(source, tmp_path / name, Options(reading=ReadOptions(reader="markdown")))
    assert source.read_text() == text


def test_an_error_of_a_library_is_not_taken_for_one_of_the_disk(tmp_path):
    with (
        pytest.raises(OutputError, match=r"a\.pdf: can't be made \(unknown file format\)"),
        outputs.beside(tmp_path / "a.pdf"),
    ):
        raise OSError("unknown file format")


def test_a_folder_for_the_work_that_can_not_be_made_is_named_with_its_own_remedy(tmp_path):
    with (
        pytest.raises(OutputError, match="check the folder"),
        outputs.temporary_folder(tmp_path / "gone"),
    ):
        pass


def test_an_output_that_is_full_is_named(issue_folder, tmp_path):
    source = issue_folder({"01/10-a.md": "---\nheadline: A\n---\nText.\n"})
    command = [*RUN, "build", str(source), "--json", "-o", str(tmp_path / "a.epub")]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, check=False, stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == OutputError.exit_code
    assert "standard output: can't be written" in done.stderr
    assert zipfile.is_zipfile(tmp_path / "a.epub")
