"""The later pages of a long issue, read in a process beside this one."""

import os
import sys
import time

import pytest

from exporter.options import ReadOptions
from exporter.readers import read
from exporter.readers.folder.articles import FolderArticles

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="no fork")


def test_reading_that_is_interrupted_leaves_no_process(tmp_path, monkeypatch):
    """It read on to its end, and was never waited for."""
    (tmp_path / "issue.yaml").write_text(
        "publication: {name: N, language: en}\ndate: 2026-03-05\n"
        "pages: [{label: '1', section: A}, {label: '2', section: B}]\n"
    )
    for page in "12":
        (tmp_path / page).mkdir()
        (tmp_path / page / "a.md").write_text("---\nheadline: A\n---\nText.\n")
    monkeypatch.setattr("exporter.readers.folder.later.LONG", 0)
    monkeypatch.setattr("exporter.readers.folder.later.may_fork", lambda: True)
    here, forks, fork = os.getpid(), [], os.fork

    def interrupted(*_):
        if os.getpid() == here:
            raise KeyboardInterrupt
        time.sleep(60)  # far longer than the reading that is interrupted

    monkeypatch.setattr(FolderArticles, "article", interrupted)
    monkeypatch.setattr(os, "fork", lambda: forks.append(fork()) or forks[-1])
    with pytest.raises(KeyboardInterrupt):
        read(tmp_path, ReadOptions(jobs=0))
    with pytest.raises(ChildProcessError):
        os.waitpid(forks[0], os.WNOHANG)
