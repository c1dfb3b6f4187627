"""Run the command line: `python -m exporter`, or `exporter`."""

import gc
import os
import signal
from contextlib import suppress

# Allocations between garbage collections. A command keeps most objects to its end: with Python's
# default of 700, collecting takes a tenth of a short command's time.
RARELY = 50_000


def main() -> None:
    """Run the command line; a signal ends it without a traceback from the first import on."""
    with suppress(ValueError):  # in a thread
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _end)
    # Pydantic looks for plugins in every package of the environment, and none is of use here.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    gc.set_threshold(RARELY)
    from exporter.cli.commands import main as run

    try:
        run()
    finally:
        gc.freeze()  # skip the collection at exit


def _end(signal_number: int, _: object) -> None:
    """End at once: nothing is written and no process started before the command line runs."""
    os._exit(128 + signal_number)


if __name__ == "__main__":
    main()
