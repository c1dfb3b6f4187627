"""The size of the file: pictures are reduced, first in quality, then in pixels, until it fits."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from exporter.byte_sizes import size_of
from exporter.errors import UsageError
from exporter.findings import Finding
from exporter.writers.epub.book import MadeBook
from exporter.writers.epub.fitting import Step
from exporter.writers.epub.package import Book, sizes, write_package

# Below quality 50, JPEG shows blocks in skies and faces, so pixels go next: to a fifth of the
# side, 320 pixels of 1,600, the width of a column on a phone.
STEPS = (
    *(Step(quality) for quality in (76, 70, 64, 58, 50)),
    *(Step(50, share) for share in (0.85, 0.7, 0.6, 0.5, 0.42, 0.35, 0.3, 0.25, 0.2)),
)


def write_within(made: MadeBook, path: Path, most: int) -> list[Finding]:
    """Write a book to `path` with the best pictures that fit `most` bytes; 0 is no limit.

    Returns a finding if pictures were reduced. Raises `UsageError` if it is too large even with
    the smallest pictures; the message says what takes the space.
    """
    write_package(made.book, path)
    if not most or path.stat().st_size <= most:
        return []
    step = _best(made, path, most)
    if _written(made, path, step) > most:
        raise UsageError(_too_large(made.book, path, most))
    return [Finding("epub-reduced", path, 0, *_told(step, most))]


def _best(made: MadeBook, path: Path, most: int) -> Step:
    """Return the first step that fits, or the last one; the file gets smaller from step to step."""
    low, high = 0, len(STEPS) - 1
    while low < high:
        middle = (low + high) // 2
        if _written(made, path, STEPS[middle]) <= most:
            high = middle
        else:
            low = middle + 1
    return STEPS[low]


def _written(made: MadeBook, path: Path, step: Step) -> int:
    """Write the book with reduced pictures; return the size of the file in bytes."""
    made.pictures.start(step)
    write_package(made.book, path)
    return path.stat().st_size


def _told(step: Step, most: int) -> tuple[str, str]:
    """Return the message about reduced pictures, and the advice."""
    size = f" and {step.share:.0%} of their size" if step.share < 1 else ""
    message = f"pictures have JPEG quality {step.quality}{size} to fit {size_of(most)}"
    return message, "allow a larger --max-size for better pictures"


def _too_large(book: Book, path: Path, most: int) -> str:
    """Return the error for a book that can't be small enough; it says what takes the space."""
    parts: Counter[str] = Counter()
    for media_type, size in sizes(book, path):
        parts[_kind(media_type)] += size
    told = ", ".join(f"{kind} {size_of(size)}" for kind, size in parts.most_common())
    return (
        f"the EPUB has {size_of(path.stat().st_size)} with the smallest pictures, "
        f"--max-size allows {size_of(most)} ({told}): leave out printed pages (--no-facsimiles), "
        "fonts or large drawings, or allow more"
    )


def _kind(media_type: str) -> str:
    """Return what a file of the package is called in messages."""
    if media_type == "image/svg+xml":
        return "drawings"
    if media_type == "image/gif":
        return "GIF pictures, which stay as they are,"
    kind = media_type.partition("/")[0]
    return {"image": "pictures", "font": "fonts", "audio": "audio"}.get(kind, "text")
