"""Faults of the machine: the old file or the new one, never half, nothing left, no traceback.

A program that is started apart sends itself a signal at an exact place: no time decides.
"""

import io
import json
import os
import signal
import subprocess
import sys
import time
import zipfile

import pytest
from PIL import Image

from exporter import api, outputs
from exporter.errors import ExporterError, OutputError
from exporter.options import Options

# Sends the program a signal where it calls a function, named on the command line, the nth time.
DRIVER = """
import importlib, os, sys
module, owner, name, count, number = sys.argv.pop(1).split()
target = importlib.import_module(module)
target = getattr(target, owner) if owner != "-" else target
whole, calls = getattr(target, name), []
def hit(*arguments, **named):
    calls.append(1)
    if len(calls) == int(count):
        os.kill(os.getpid(), int(number))
    return whole(*arguments, **named)
setattr(target, name, hit)
sys.argv[0] = "exporter"
from exporter.__main__ import main
main()
"""
# Sends the program Ctrl-C when it first imports a module.
IMPORTER = """
import os, signal, sys
wanted = sys.argv.pop(1)
class Finder:
    def find_spec(name, *_):
        if name == wanted:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Finder)
from exporter.__main__ import main
main()
"""
RENAME = "pathlib Path replace 1"
KINDS = {
    "epub": (["build", "-o", "a.epub"], RENAME),
    "flow": (["build", "--layout", "flow", "-o", "a.pdf"], RENAME),
    "makeup": (["build", "--layout", "makeup", "-o", "a.pdf"], "pathlib Path replace 2"),
    "convert": (["convert", "a"], "pathlib Path rename 1"),
}
PAGES = {f"0{page}/10-a.md": "---\nheadline: A\n---\nText.\n" for page in range(1, 5)}


@pytest.fixture(autouse=True)
def anew():
    outputs.sweep.cache_clear()


def start(script, place, arguments, cwd, **environment):
    """Run the command line with a fault at a place, in a group of processes of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", script, place, *map(os.fspath, arguments)],
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, **environment},
    )


def made(folder, kind, out):
    """Make an output in this process; return its bytes by file."""
    outputs.sweep.cache_clear()
    if kind == "convert":
        api.convert(folder, out / "a")
    else:
        layout = "" if kind == "epub" else kind
        name = "a.epub" if kind == "epub" else "a.pdf"
        api.build(folder, [out / name], Options(layout=layout, jobs=1))
    return contents(out)


def contents(out):
    files = (path for path in out.rglob("*") if path.is_file())
    return {str(path.relative_to(out)): path.read_bytes() for path in files}


@pytest.mark.parametrize("kind", KINDS)
def test_after_kill_9_a_rerun_makes_the_same_bytes_and_leaves_nothing(issue_folder, tmp_path, kind):
    folder, out, other = issue_folder(), tmp_path / "out", tmp_path / "other"
    out.mkdir()
    other.mkdir()
    arguments, place = KINDS[kind]
    cache = tmp_path / "cache"
    run = start(
        DRIVER, f"{place} 9", [arguments[0], folder, *arguments[1:]], out, EXPORTER_CACHE=str(cache)
    )
    run.communicate()
    assert run.returncode == -signal.SIGKILL
    left = contents(out)
    assert left  # what the run worked on
    assert all(".exporter-" in name for name in left)
    assert made(folder, kind, out) == made(folder, kind, other)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_leaves_a_whole_report_of_what_was_written(issue_folder, tmp_path, number, code):
    folder, out, temporary = issue_folder(), tmp_path / "out", tmp_path / "tmp"
    out.mkdir()
    temporary.mkdir()
    arguments = ["build", folder, folder, "--json", "-o", "a.epub", "-o", "b.epub"]
    arguments.remove(folder)
    place = f"pathlib Path replace 2 {int(number)}"
    run = start(DRIVER, place, arguments, out, TMPDIR=str(temporary))
    report, told = run.communicate()
    assert (run.returncode, told) == (code, "")
    (ended,) = json.loads(report)
    assert ended["interrupted"]
    assert (ended["code"], ended["outputs"]) == (code, ["a.epub"])
    assert list(contents(out)) == ["a.epub"]
    assert not list(temporary.iterdir())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_process_of_makeup_outlives_the_program(issue_folder, tmp_path, number):
    folder, out = issue_folder(PAGES), tmp_path / "out"
    out.mkdir()
    arguments = ["makeup", folder, "--json", "--jobs", "2", "-o", "a.pdf"]
    place = f"exporter.layouts.workers _Worker take 2 {int(number)}"
    run = start(DRIVER, place, arguments, out)
    report, told = run.communicate()
    assert "Traceback" not in told
    if number == signal.SIGKILL:
        assert run.returncode == -number
    else:
        assert run.returncode == 128 + number
        assert json.loads(report)["interrupted"]
        assert contents(out) == {}
    while is_alive(run.pid):  # they look for their parent now and then
        time.sleep(0.05)


def is_alive(group):
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("module", ["typer", "exporter.cli.commands", "pydantic", "lxml"])
def test_ctrl_c_during_the_imports_makes_no_traceback(issue_folder, tmp_path, module):
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    arguments = ["build", issue_folder(), "-o", "a.epub"]
    run = start(IMPORTER, module, arguments, temporary, TMPDIR=str(temporary))
    _, told = run.communicate()
    assert run.returncode == 130
    assert "Traceback" not in told
    assert contents(temporary) == {}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("place", ["/proc", "file"])
def test_a_folder_that_takes_no_file_is_an_error_of_one_line(issue_folder, tmp_path, kind, place):
    (tmp_path / "file").touch()
    folder = tmp_path / place  # an absolute path stays
    with pytest.raises(OutputError) as caught:
        made(issue_folder(), kind, folder)
    assert len(str(caught.value).splitlines()) == 1
    assert str(folder) in str(caught.value)


@pytest.mark.parametrize("kind", KINDS)
def test_a_disk_that_gets_full_leaves_the_old_file(issue_folder, tmp_path, kind):
    """A limit of the file size stands for a full disk: both fail in the middle of a write."""
    pixels = os.urandom(3 * 60 * 60)
    buffer = io.BytesIO()
    Image.frombytes("RGB", (60, 60), pixels).save(buffer, "PNG")
    story = "---\nheadline: A\nfigures: [{image: a.png, alt: noise}]\n---\nText.\n"
    folder = issue_folder({"01/10-a.md": story, "01/a.png": buffer.getvalue()})
    out = tmp_path / "out"
    out.mkdir()
    old = {} if kind == "convert" else {KINDS[kind][0][-1]: b"old"}
    for name, data in old.items():
        (out / name).write_bytes(data)
    command, *options = KINDS[kind][0]
    limited = ["sh", "-c", 'ulimit -f 8; exec "$@"', "sh", sys.executable, "-m", "exporter"]
    done = subprocess.run(
        [*limited, command, folder, *options],
        check=False,
        capture_output=True,
        text=True,
        cwd=out,
        # A module compiled under the limit would be cut short, and stay so.
        env={
            **os.environ,
            "EXPORTER_CACHE": str(tmp_path / "cache"),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
    )
    assert done.returncode == OutputError.exit_code, done.stderr
    assert "Traceback" not in done.stderr
    assert "can't be written" in done.stderr
    assert contents(out) == old


def test_a_machine_without_a_home_and_a_language_builds_all_the_same(issue_folder, tmp_path):
    """Neither the user's cache nor fontconfig's can be written."""
    folder, out = issue_folder(PAGES), tmp_path / "out"
    out.mkdir()
    gone = ("EXPORTER_CACHE", "LANG", "XDG_CACHE_HOME", "LC_ALL", "PYTHONUTF8")
    environment = {name: value for name, value in os.environ.items() if name not in gone}
    environment |= {"HOME": "/proc/nowhere", "LANG": "C"}
    done = subprocess.run(
        [sys.executable, "-m", "exporter", "build", folder, "--layout", "makeup", "-o", "a.pdf"],
        check=False,
        capture_output=True,
        text=True,
        cwd=out,
        env=environment,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert list(contents(out)) == ["a.pdf"]


def test_broken_cache_files_are_measured_anew(issue_folder, tmp_path, monkeypatch):
    folder, out = issue_folder(), tmp_path / "out"
    cache = tmp_path / "cache"
    monkeypatch.setenv("EXPORTER_CACHE", str(cache))
    first = made(folder, "makeup", out)
    kept = [path for path in cache.rglob("*") if path.is_file()]
    assert kept
    for number, path in enumerate(kept):
        path.write_bytes((b"", b"\x80\x05garbage", path.read_bytes()[:-9])[number % 3])
    assert made(folder, "makeup", out) == first


@pytest.mark.parametrize("change", ["gone", "garbage", "smaller", "folder"])
@pytest.mark.parametrize("kind", ["epub", "flow"])
def test_a_picture_that_changes_while_it_is_read(issue_folder, picture, tmp_path, kind, change):
    """The file is whole, or there is none and an error names the picture."""
    story = "---\nheadline: A\nfigures: [{image: a.png, alt: x}]\n---\nText.\n"
    folder = issue_folder({"01/10-a.md": story, "01/a.png": picture("PNG")})
    path, out = (
        folder / "01" / "a.png",
        tmp_path / "out" / ("a.epub" if kind == "epub" else "a.pdf"),
    )

    def changed(step):
        if step == out.name:
            path.unlink()
            if change == "folder":
                path.mkdir()
            elif change != "gone":
                path.write_bytes(b"no picture" if change == "garbage" else picture("PNG", (9, 7)))

    try:
        api.build(folder, [out], Options(progress=changed, layout=""))
    except ExporterError as error:
        assert "a.png" in str(error)
        assert contents(out.parent) == {}
        return
    assert list(contents(out.parent)) == [out.name]
    if kind == "epub":
        with zipfile.ZipFile(out) as book:
            assert book.testzip() is None


@pytest.mark.parametrize(
    "name", ["a b", "a\nb", os.fsdecode(b"a\xff\xfe"), "字" * 80, "-", "%41", "a;b&c", "#q?x"]
)
@pytest.mark.parametrize("kind", ["epub", "convert"])
def test_articles_of_any_name(issue_folder, tmp_path, name, kind):
    folder = issue_folder({"01/10-a.md": None, "01/plain.md": "---\nheadline: B\n---\nText.\n"})
    (folder / "01" / f"{name}.md").write_text("---\nheadline: A\n---\nText.\n", encoding="utf-8")
    assert made(folder, kind, tmp_path / "out")


# Sends the program a signal whose exception is lost, as one is in a destructor.
LOSER = """
import os, sys, weakref
from exporter import edition
number = int(sys.argv.pop(1))
whole = edition.begin_edition
class Thing: pass
def hit(*arguments):
    thing = Thing()
    watch = weakref.ref(thing, lambda _: os.kill(os.getpid(), number))
    del thing
    return whole(*arguments)
edition.begin_edition = hit
sys.argv[0] = "exporter"
from exporter.__main__ import main
main()
"""


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_that_is_lost_in_a_callback_ends_the_program_all_the_same(
    issue_folder, tmp_path, number, code
):
    out = tmp_path / "out"
    out.mkdir()
    arguments = ["build", issue_folder(), "-o", "a.epub"]
    run = start(LOSER, str(int(number)), arguments, out)
    _, told = run.communicate()
    assert run.returncode == code
    assert "Traceback" not in told
    assert contents(out) == {}


NO_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{0}/none</dir><cachedir>{0}/cache</cachedir></fontconfig>"""


@pytest.mark.parametrize("layout", ["flow", "makeup"])
def test_a_machine_without_any_font_is_told_what_to_install(issue_folder, tmp_path, layout):
    """Pango would end the process, without a word of ours."""
    (tmp_path / "fonts.conf").write_text(NO_FONTS.format(tmp_path))
    done = subprocess.run(
        [sys.executable, "-m", "exporter", "build", issue_folder(), "--layout", layout,
         "-o", tmp_path / "a.pdf"],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "FONTCONFIG_FILE": str(tmp_path / "fonts.conf")},
    )  # fmt: skip
    assert (done.returncode, done.stderr.count("\n")) == (4, 1)
    assert "no font is installed, run: " in done.stderr
    assert not list(tmp_path.rglob("*a*.pdf"))
