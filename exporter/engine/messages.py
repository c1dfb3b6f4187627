"""What WeasyPrint raises and logs, as errors and findings."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from exporter.edition import Edition
from exporter.engine.fence import TESTED
from exporter.errors import InvalidSource
from exporter.findings import Finding, Severity
from exporter.guard import guarded
from exporter.pictures.files import PictureError

# What WeasyPrint logs of a picture: `Failed to load image at 'ADDRESS': why`.
NOT_LOADED = re.compile(r"Failed to load image at '.*?': (.*)", re.DOTALL)
NOT_DRAWN = "Failed to render SVG image "


def engine_guard(edition: Edition) -> AbstractContextManager[None]:
    """Turn what WeasyPrint and the PDF libraries raise into an error of the source."""

    def refuse(why: str) -> Exception:
        message = f"can't be set as a PDF ({why})"
        advice = "build each page for itself with `exporter makeup --page` to find the article"
        origin = edition.issue.origin
        return InvalidSource([Finding("pdf-engine", origin, 0, message, advice, Severity.ERROR)])

    return guarded(refuse, OSError, PictureError)


@contextmanager
def collect_log() -> Iterator[list[logging.LogRecord]]:
    """Collect what WeasyPrint logs, and keep it and fontTools from writing to the terminal."""
    logger, tools = logging.getLogger("weasyprint"), logging.getLogger("fontTools")
    before = logger.handlers[:], logger.propagate, logger.level, tools.level
    logger.handlers[:], logger.propagate = [], False
    logger.setLevel(logging.WARNING)
    tools.setLevel(logging.ERROR)
    try:
        with _records(logging.WARNING) as records:
            yield records
    finally:
        logger.handlers[:], logger.propagate, level, tools_level = before
        logger.setLevel(level)
        tools.setLevel(tools_level)


def complaints() -> AbstractContextManager[list[logging.LogRecord]]:
    """Collect the errors that WeasyPrint logs, without taking them from other collectors."""
    return _records(logging.ERROR)


# What was logged, in order: the level and the message of each.
Logged = list[tuple[int, str]]


@contextmanager
def logged() -> Iterator[Logged]:
    """Give at the end what WeasyPrint logged, as it can be sent to another process."""
    found: Logged = []
    with _records(logging.WARNING) as records:
        try:
            yield found
        finally:
            found += [(record.levelno, record.getMessage()) for record in records]


def log_again(messages: Logged) -> None:
    """Log what another process logged."""
    for level, message in messages:
        logging.getLogger("weasyprint").log(level, "%s", message)


@contextmanager
def _records(level: int) -> Iterator[list[logging.LogRecord]]:
    """Collect the records of a level and above that WeasyPrint logs."""
    records: list[logging.LogRecord] = []
    handler = logging.Handler(level)
    handler.emit = records.append  # type: ignore[method-assign,assignment]
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield records
    finally:
        logger.removeHandler(handler)


def engine_findings(edition: Edition, message: str) -> Iterator[Finding]:
    """Yield the warning that the engine works without our replacements, if it does."""
    if message:
        advice = f"pip install weasyprint=={TESTED}, which has them all"
        yield Finding("pdf-engine", edition.issue.origin, 0, message, advice)


def log_findings(edition: Edition, records: list[logging.LogRecord]) -> Iterator[Finding]:
    """Yield a warning for what WeasyPrint could not do; for a picture, with its file."""
    for record in records:
        if record.levelno < logging.ERROR:
            continue
        message = record.getMessage()
        place = next(
            (
                resource.picture.path
                for name, resource in edition.resources.items()
                if name in message
            ),
            None,
        )
        advice = "save the picture again in another format" if place else ""
        origin = edition.issue.origin
        yield Finding("pdf-engine", place or origin, 0, _without_address(message, place), advice)


def _without_address(message: str, file: Path | None) -> str:
    """Return what WeasyPrint says of a picture without the address that only it knows."""
    if found := NOT_LOADED.fullmatch(message):
        return f"{'' if file else 'a picture within a drawing '}can't be set as a PDF ({found[1]})"
    return "can't be drawn" if file and message.startswith(NOT_DRAWN) else message
