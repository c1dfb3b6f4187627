"""Small archives, whose files are stand-ins: what EPUBs are like, the writers' tests know."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from urllib.request import urlopen

import pytest

from exporter import api
from exporter.findings import Finding
from exporter.model import Issue
from exporter.options import Options
from exporter.publication.archive.local import run_here
from exporter.publication.archive.make import ArchiveOptions, Tools, make_archive
from exporter.publication.archive.run import ArchiveReport
from exporter.publication.archive.store import open_store


def stand_in(issue: Issue, path: Path, options: Options) -> tuple[Finding, ...]:
    """Write a file of the words of an issue; the same bytes for the same issue."""
    words = "".join(article.text for article in issue.articles)
    path.write_text(f"{issue.date} {issue.revision} {words}", encoding="utf-8")
    return ()


@pytest.fixture(scope="module")
def s3():
    """Start a server that plays S3, on loopback; return the address of a bucket."""
    server, s3fs = pytest.importorskip("moto.server"), pytest.importorskip("s3fs")
    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    # An earlier server of this process left its buckets, and its address with s3fs.
    urlopen(f"http://{host}:{port}/moto-api/reset", data=b"").close()
    s3fs.S3FileSystem.clear_instance_cache()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ACCESS_KEY_ID", "key")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        patch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        open_store("s3://news").files.mkdir("news")
        yield "s3://news"
    running.stop()


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., ArchiveReport]:
    """Export into `tmp_path / "store"`, here and with stand-ins: `archive(root, verify=True)`."""

    def run(
        *sources: object, to: object = "", build=stand_in, options=None, **how: object
    ) -> ArchiveReport:
        monkeypatch.setattr("exporter.publication.archive.make._engine", lambda *_: run_here)
        tools = Tools(api.read, build, api.judge_options)
        store = str(to or tmp_path / "store")
        chosen = options or Options()
        return make_archive(map(str, sources), store, chosen, ArchiveOptions(**how), tools)

    return run


@pytest.fixture
def refuse() -> Callable[..., tuple[Finding, ...]]:
    """A writer that fails with the error given: `partial`, so that it can be sent to a worker."""

    def make(error: Exception) -> Callable[..., tuple[Finding, ...]]:
        return partial(raising, error)

    return make


def raising(error: Exception, *_: object) -> tuple[Finding, ...]:
    raise error
