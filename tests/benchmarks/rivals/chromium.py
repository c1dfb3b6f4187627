"""Chromium --print-to-pdf, off line and with a fresh profile, on the same HTML."""

from __future__ import annotations

import shutil
from pathlib import Path

from rivals.adapter import export_html
from rivals.base import OUTPUT, SCRATCH, Absent, Job, Program, version_of

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str:
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        raise Absent(f"no browser on the path: none of {', '.join(NAMES)}")
    return found


def label() -> str:
    return f"Chromium {version_of(find())}"


def prepare(issue: Path, work: Path) -> Job:
    options = (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        f"--user-data-dir={SCRATCH}/profile",
        "--no-pdf-header-footer",
        f"--print-to-pdf={OUTPUT}",
    )
    return Job((find(), *options, export_html(issue, work).as_uri()), "issue.pdf")


CHROMIUM = Program("chromium", label, prepare)
