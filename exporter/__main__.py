"""Run the command line: `python -m exporter`, or `exporter`."""

import atexit
import gc
import os
import signal
import sys
import threading
from contextlib import suppress
from typing import NoReturn

from exporter.cli.ahead import begin
from exporter.cli.short_memory import SHORT, is_limited, run_watched

# Allocations between garbage collections. A command keeps most objects to its end: with Python's
# default of 700, collecting takes a tenth of a short command's time. The first collection waits
# until more is made than the modules of a command.
FIRST, RARELY = 400_000, 50_000


def main() -> None:
    """Run the command line; a signal ends it without a traceback from the first import on."""
    with suppress(ValueError):  # in a thread
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _end)
    # Pydantic looks for plugins in every package of the environment, and no plugin is used here.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    gc.set_threshold(FIRST)
    gc.callbacks.append(_collect_as_usual)
    try:
        run_watched(_run)
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            _leave(end.code or 0)
        raise
    _leave(0)


def _leave(code: int) -> NoReturn:
    """End as Python ends, but let the system take the memory back at once.

    To free the objects of an issue one by one takes a fiftieth of a second.
    """
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):  # None, broken, closed
            stream.flush()
    os._exit(code)


def _collect_as_usual(phase: str, _: object) -> None:
    """After the first collection the others come sooner, unless somebody set another threshold."""
    if phase == "stop":
        gc.callbacks.remove(_collect_as_usual)
        if gc.get_threshold()[0] == FIRST:
            gc.set_threshold(RARELY)


def _run() -> None:
    try:
        begin(sys.argv[1:])
        from exporter.cli.commands import main as run

        run()
    except (MemoryError, ImportError, RuntimeError) as error:  # no room for a library, a thread
        if not is_limited() and not isinstance(error, MemoryError):
            raise
        os.write(2, f"error: {SHORT}\n".encode())
        os._exit(1)


def _end(signal_number: int, _: object) -> None:
    """End at once: nothing is written and no process started before the command line runs."""
    os._exit(128 + signal_number)


if __name__ == "__main__":
    main()
