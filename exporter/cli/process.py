"""The process around a command: signals, streams, and the line that an error ends with."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import signal
import sys
from pathlib import Path
from typing import NoReturn

from exporter import interruption
from exporter.cli.outcomes import Ended, messages_of, os_text
from exporter.cli.reports import say
from exporter.errors import ExporterError, OutputError
from exporter.findings import Finding
from exporter.messages import error_word, translated, words_of

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


def fail(error: ExporterError) -> NoReturn:
    """Print the message of an error and exit with its code."""
    for found in getattr(error, "findings", ()) or messages_of(error):
        said = f"{error_word()}: {translated(str(found))}"
        say(words_of(found) if isinstance(found, Finding) else said)
    raise SystemExit(error.exit_code)


def settle_streams() -> None:
    """Make the standard streams writable, however the process was started (`>&-`, LC_ALL=C)."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
        elif isinstance(stream, io.TextIOWrapper):
            # A file name that the terminal's encoding lacks is no reason to fail.
            stream.reconfigure(errors="backslashreplace")


def end_by_signal(signal_number: int, _: object) -> NoReturn:
    """End on a signal: remove temporary files and end child processes."""
    end = KeyboardInterrupt() if signal_number == signal.SIGINT else Ended(128 + signal_number)
    interruption.end_with(end)


def flush() -> None:
    """Flush the output; a closed pipe is not an error."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        abandon_output()
    except OSError as error:
        abandon_output()
        fail(OutputError(f"standard output: can't be written ({os_text(error)})"))


def fail_by_system(error: OSError) -> NoReturn:
    """Fail for a system error; one of a full disk that names no file concerns standard output."""
    if error.filename is None and error.errno in FULL:
        abandon_output()
        fail(OutputError(f"standard output: can't be written ({os_text(error)})"))
    fail(ExporterError(os_text(error)))


def abandon_output() -> None:
    """Stop writing to a closed pipe, including the flush at exit."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
