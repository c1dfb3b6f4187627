"""Calibre's ebook-convert: one HTML file, full contents, pictures kept at their size."""

from __future__ import annotations

import shutil
from pathlib import Path

from rivals.base import OUTPUT, Absent, Job, Program, version_of
from rivals.source import read_head, write_html


def find() -> str:
    found = shutil.which("ebook-convert")
    if not found:
        raise Absent("no ebook-convert on the path: install Calibre")
    return found


def label() -> str:
    return f"Calibre {version_of(find())}"


def prepare(issue: Path, work: Path) -> Job:
    program = find()
    shutil.copytree(issue, work, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.md"))
    write_html(issue, work / "issue.html")
    head = read_head(issue)
    options = (
        "--epub-version=3",
        "--output-profile=tablet",
        "--no-default-epub-cover",
        "--chapter=//h:h1",
        "--chapter-mark=pagebreak",
        "--level1-toc=//h:h1",
        "--max-toc-links=0",
        f"--title={head['publication']['name']}",
        f"--publisher={head['publication']['publisher']}",
        f"--pubdate={head['date']}",
        "--language=zh",
    )
    return Job((program, str(work / "issue.html"), OUTPUT, *options), "issue.epub")


CALIBRE = Program("calibre", label, prepare)
