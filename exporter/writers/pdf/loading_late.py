"""What finishes a PDF, loaded while it is written."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from threading import Thread

LATE = ("exporter.checks.pdf.rules", "exporter.writers.pdf.finish", "exporter.writers.pdf.vectors")


@contextmanager
def loaded_meanwhile() -> Iterator[None]:
    """Load it in a thread, while this one writes the PDF and waits for pictures and fonts."""
    thread = Thread(target=_load)
    if not all(name in sys.modules for name in LATE):
        thread.start()
    try:
        yield
    finally:
        if thread.ident:
            thread.join()


def _load() -> None:
    with suppress(Exception):  # what can't be loaded is told where it is used
        for name in LATE:
            import_module(name)
