"""A run that is killed while it moves files: they are moved all the same."""

import os
import subprocess
import sys
import time

import pytest

SLOWLY = """
import sys
import time
from pathlib import Path
from exporter.publication.site.staging import Store

move = Path.replace

def slowly(path, target):
    time.sleep(0.03)
    return move(path, target)

store = Store(Path(sys.argv[1]))
store.begin()
for number in range(10, 30):
    store.write(f"{number}.html", "new")
Path.replace = slowly
store.commit()
"""
LONGEST_S = 60  # on a loaded machine


def wait_for(happened):
    end = time.monotonic() + LONGEST_S
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.005)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes that go on")
def test_files_are_moved_though_the_run_is_killed(tmp_path):
    run = subprocess.Popen([sys.executable, "-c", SLOWLY, str(tmp_path)])
    plan = tmp_path / ".exporter-site" / "plan.json"
    wait_for((tmp_path / "12.html").exists)
    run.kill()
    run.wait()
    assert plan.exists()  # it was at it
    wait_for(lambda: not plan.exists())
    assert len(list(tmp_path.glob("*.html"))) == 20
