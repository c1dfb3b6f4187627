"""Fixtures that the tests of several modules share."""

import fcntl
import io
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from PIL import Image

# Hundreds of processes are started, and each would compile the whole package for itself.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
os.environ["EXPORTER_EPUBCHECK"] = "off"  # it takes seconds a book; its own tests run it
os.environ["EXPORTER_LANGUAGE"] = "en"  # messages, whatever the machine is set to
os.environ["EXPORTER_DEBUG"] = "text"  # a build that loses a letter stops
sys.dont_write_bytecode = False

# No test fails because a machine is slow; the same examples are tried in each run, and others in
# the nightly one.
settings.register_profile(
    "suite",
    deadline=None,
    derandomize=not os.environ.get("EXPORTER_NIGHTLY"),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("suite")

# Files of tests that take a worker more than half a minute.
LONGEST = (
    *("test_makeup_pdf", "test_makeup_store", "test_makeup_furniture", "test_tagged_conformance"),
    *("test_tagged_claims", "test_pdf_typography_chinese", "test_faults", "test_modes"),
    *("test_epub_ace", "test_engine_caches", "test_hostile_sources", "test_content_properties"),
)

ISSUE = """\
publication:
  name: The Example
  language: en
date: 2026-06-16
"""
ARTICLE = "---\nheadline: A headline\n---\nA paragraph.\n"

Files = Mapping[str, str | bytes | None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the golden outputs anew instead of comparing with them",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest: workers of pytest-xdist then end together."""
    items.sort(key=lambda item: (item.path.stem not in LONGEST, "writers" not in item.path.parts))


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[Path], None]], Path]:
    """Make a file once for all workers of pytest-xdist: `once("a.pdf", make)` calls `make(path)`.

    A worker that needs what another is making waits for it.
    """
    folder = tmp_path_factory.getbasetemp()
    folder = (folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) / "once"
    folder.mkdir(exist_ok=True)

    def made(name: str, make: Callable[[Path], None]) -> Path:
        path = folder / name
        with (folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not path.exists():
                make(path)
            fcntl.flock(lock, fcntl.LOCK_UN)
        return path

    return made


@pytest.fixture(scope="session", autouse=True)
def no_cache() -> Iterator[None]:
    """Let makeup keep nothing in the user's own cache, and measure every page."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXPORTER_CACHE", "off")
        yield


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Let WeasyPrint have changed what features of the engine are made for: `without("tags")`."""
    from exporter.engine import fence

    def change(*features: str) -> None:
        for feature in features:
            targets = fence.table()[feature]
            monkeypatch.setitem(targets, next(iter(targets)), ["another"])
        monkeypatch.setattr(fence, "is_tested", lambda _: False)
        fence.changed.cache_clear()

    yield change
    monkeypatch.undo()
    fence.changed.cache_clear()


@pytest.fixture(scope="session")
def write_issue() -> Callable[[Path, Files], Path]:
    """Write the files of an issue folder; see `issue_folder`."""

    def write(root: Path, files: Files) -> Path:
        whole: dict[str, str | bytes | None] = {"issue.yaml": ISSUE, **files}
        if not any(file.endswith(".md") for file in whole):
            whole["01/10-story.md"] = ARTICLE
        root.mkdir(exist_ok=True)
        for file, content in whole.items():
            if content is None:
                continue
            path = root / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return root

    return write


@pytest.fixture
def issue_folder(tmp_path: Path, write_issue: Callable[[Path, Files], Path]) -> Callable[..., Path]:
    """Make an issue folder: `issue_folder({"01/10-a.md": "---\\nheadline: A\\n---\\nText."})`.

    Without an issue.yaml it gets a plain one, without any article one on page 01; a file whose
    content is None is left out.
    """

    def make(files: Files | None = None, name: str = "issue") -> Path:
        return write_issue(tmp_path / name, files or {})

    return make


@pytest.fixture(scope="session")
def picture() -> Callable[..., bytes]:
    """Draw a small picture: `picture("JPEG", (40, 30), "red")`."""

    def draw(form: str = "PNG", size: tuple[int, int] = (40, 30), colour: str = "teal") -> bytes:
        buffer = io.BytesIO()
        Image.new("RGB", size, colour).save(buffer, form)
        return buffer.getvalue()

    return draw
