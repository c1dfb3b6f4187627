"""pandoc: one Markdown file an article, split at articles, contents by headline."""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path

from rivals.base import OUTPUT, Absent, Job, Program, version_of
from rivals.source import read_head, read_stories, to_markdown


def label() -> str:
    return f"pandoc {version_of(find())}"


def find() -> str:
    """Give the pandoc of $PANDOC, of the package pypandoc_binary, or of the path."""
    found = os.environ.get("PANDOC") or _packaged() or shutil.which("pandoc")
    if not found:
        raise Absent("no pandoc: pip install -r tests/benchmarks/requirements.txt")
    return found


def _packaged() -> str | None:
    package = importlib.util.find_spec("pypandoc")
    if not package or not package.origin:
        return None
    return shutil.which(str(Path(package.origin).parent / "files" / "pandoc"))


def prepare(issue: Path, work: Path) -> Job:
    inputs = [str(_write(work, *item)) for item in enumerate(map(to_markdown, read_stories(issue)))]
    head = read_head(issue)
    options = (
        "--from=markdown",
        "--to=epub3",
        "--toc",
        "--toc-depth=1",
        "--split-level=1",
        f"--resource-path={issue}",
        f"--metadata=title:{head['publication']['name']}",
        f"--metadata=lang:{head['publication']['language']}",
        f"--metadata=publisher:{head['publication']['publisher']}",
        f"--metadata=date:{head['date']}",
        f"--output={OUTPUT}",
    )
    return Job((find(), *options, *inputs), "issue.epub")


def _write(work: Path, number: int, text: str) -> Path:
    path = work / f"{number:04}.md"
    path.write_text(text, encoding="utf-8")
    return path


PANDOC = Program("pandoc", label, prepare)
