"""The one place that knows how our own HTML for print is had."""

from __future__ import annotations

import importlib
from pathlib import Path

from rivals.base import Absent


def export_html(issue_folder: Path, folder: Path) -> Path:
    """Write the HTML, CSS and pictures that our PDF is made of to `folder`; give the HTML file.

    Raises Absent where the exporter is not installed or offers no such thing.
    """
    try:
        exporter = importlib.import_module("exporter")
        writer = importlib.import_module("exporter.writers.pdf")
        export, read = writer.export_html, exporter.read
    except (ImportError, AttributeError) as error:
        raise Absent(f"our HTML for print can't be had: {error}") from error
    return Path(export(read(issue_folder).issue, folder))
