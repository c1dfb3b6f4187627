"""A limit on memory (`ulimit -v`): what ends the process in a C library ends with a message."""

import subprocess
import sys

import pytest

LIMITED = """
import os, resource, sys
from exporter.cli.short_memory import run_watched
resource.setrlimit(resource.RLIMIT_AS, (4_000_000_000, 4_000_000_000))
run_watched(lambda: {})
"""


def ended(what: str) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-c", LIMITED.format(what)]
    return subprocess.run(program, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("what", ["os.abort()", "os.kill(os.getpid(), 11)"])
def test_a_crash_under_a_limit_is_named(what):
    run = ended(what)
    assert run.returncode == 1
    assert run.stderr == (
        "error: there is not enough memory, free some or raise the limit (ulimit -v)\n"
    )


@pytest.mark.parametrize(("what", "code"), [("sys.exit(7)", 7), ("os.kill(os.getpid(), 15)", 143)])
def test_other_ends_stay_what_they_are(what, code):
    run = ended(what)
    assert (run.returncode, run.stderr) == (code, "")


FULL = """
import exporter.cli.commands as commands
from exporter.__main__ import main
def full(): raise MemoryError
commands.main = full
main()
"""


def test_memory_that_python_lacks_is_no_traceback():
    run = subprocess.run([sys.executable, "-c", FULL], capture_output=True, text=True, check=False)
    assert (run.returncode, "Traceback" in run.stderr) == (1, False)
    assert "not enough memory" in run.stderr


NO_ROOM = """
import resource
from pathlib import Path
from exporter.outputs import failed
used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
limit = used + {room}
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
print(failed(OSError("unknown file format"), Path("a.epub")))
"""


@pytest.mark.parametrize(
    ("room", "said"),
    [(16_000_000, "there is not enough memory"), (400_000_000, "a.epub: can't be made (unknown")],
)
def test_a_font_that_finds_no_room_is_no_damaged_file(room, said):
    program = [sys.executable, "-c", NO_ROOM.format(room=room)]
    run = subprocess.run(program, capture_output=True, text=True, check=True)
    assert run.stdout.startswith(said)
