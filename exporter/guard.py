"""The border to other libraries: what they raise becomes an error of ours, what they say is kept.

    with guarded(lambda reason: UsageError(f"{path}: the ICC profile is damaged ({reason})")):
        ...

Decoders and parsers raise nearly anything on damaged files: Pillow `struct.error` and
`OverflowError`, feedparser `KeyError`, pikepdf `RuntimeError`. A list of classes is never whole,
so everything but an error of ours, and what stops the program, counts as damage.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from exporter.errors import ExporterError
from exporter.shortened import shortened

# What a mistake in a program raises. Libraries written in C raise the latter two on damage as well.
MISTAKES = (NameError, TypeError, AttributeError)
LONGEST_REASON = 120  # characters of a library's own words in a message
# Libraries that write to the terminal if nobody collects what they log.
TALKATIVE = ("PIL", "fontTools", "pikepdf", "pypdfium2", "feedparser", "weasyprint", "ebooklib")


@contextmanager
def guarded(refuse: Callable[[str], Exception], *passing: type[Exception]) -> Iterator[None]:
    """Raise `refuse(reason)` for whatever foreign code raises inside.

    Errors of ours and those of the classes in `passing` go through as they are; of `MISTAKES`
    those alone that a line of this program raises.
    """
    try:
        with quiet():
            yield
    except Exception as error:
        if isinstance(error, (ExporterError, *set(passing).difference(MISTAKES))):
            raise
        if isinstance(error, (NameError, *set(passing).intersection(MISTAKES))) and is_own(error):
            raise
        raise refuse(reason(error)) from error


def is_own(error: BaseException) -> bool:
    """Whether a line of this program raised an error, not one of a library that it calls."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    module = trace.tb_frame.f_globals.get("__name__", "") if trace else ""
    return str(module).partition(".")[0] == __package__


@contextmanager
def quiet() -> Iterator[None]:
    """Keep libraries' warnings off the terminal."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def silence() -> None:
    """Keep libraries' warnings and logs off the terminal for the rest of the program."""
    warnings.simplefilter("ignore")
    for name in TALKATIVE:
        logger = logging.getLogger(name)
        logger.addHandler(logging.NullHandler())
        logger.propagate = False


def reason(error: BaseException) -> str:
    """Return the first line of what an error says, fit for a message; its class if nothing."""
    if isinstance(error, MemoryError):
        return "it takes too much memory"
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    try:
        lines = _text(error).strip().splitlines()
    except Exception:  # an error whose text can't be made is one of C code
        lines = []
    words = " ".join(lines[0].split()) if lines else type(error).__name__
    return shortened(words, LONGEST_REASON)


def _text(error: BaseException) -> str:
    """Return what an error says; of an invalid model, each field with its fault on one line."""
    from pydantic_core import ValidationError

    if not isinstance(error, ValidationError):
        return str(error)
    faults = error.errors(include_url=False, include_context=False, include_input=False)
    return "; ".join(
        f"{'.'.join(map(str, (error.title, *each['loc'])))}: {each['msg']}" for each in faults
    )
