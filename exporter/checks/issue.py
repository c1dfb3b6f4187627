"""Rules for an issue that was read: faults that do not stop a build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from exporter.checks.alternatives import check_alternatives
from exporter.checks.faint_drawings import has_faint_text
from exporter.findings import Finding
from exporter.model import Issue, Picture
from exporter.pictures.files import PictureError, decode
from exporter.pictures.flashes import flashes, moves
from exporter.pictures.leaves import PAGED, STILLED, pages

__all__ = ["check_issue"]


def check_issue(issue: Issue) -> list[Finding]:
    """Return what is wrong with the pictures and figures of an issue."""
    broken = list(_broken_pictures(issue))
    unread = {finding.path for finding in broken}
    whole = [picture for picture in issue.pictures if picture.path not in unread]
    return [*broken, *_hard_on_eyes(whole), *_lost_pages(whole), *check_alternatives(issue)]


def _broken_pictures(issue: Issue) -> Iterator[Finding]:
    """Decode every picture whole: some are broken in the middle only."""
    for picture in issue.pictures:
        try:
            decode(picture)
        except PictureError as error:
            yield Finding(error.rule, picture.path, 0, error.message, error.advice)


def _hard_on_eyes(pictures: Iterable[Picture]) -> Iterator[Finding]:
    """Find drawings with faint text, and pictures that flash: an EPUB shows both as they are."""
    for path, kind in {each.path: each.media_type for each in pictures}.items():
        if kind == "image/svg+xml" and has_faint_text(path):
            message = "text of the drawing has a contrast of less than 4.5 : 1 with its ground"
            yield Finding("issue-picture-faint", path, 0, message, "set it darker")
        elif kind != "image/svg+xml" and _flashes(path):
            message = "the picture flashes more than three times a second"
            yield Finding("issue-picture-flashes", path, 0, message, "slow it down")


def _lost_pages(pictures: Iterable[Picture]) -> Iterator[Finding]:
    """Find pictures of several pages, or that move: the first page or frame is shown."""
    for path, kind in {each.path: each.media_type for each in pictures}.items():
        count = _pages(path) if kind in PAGED + STILLED else 1
        if count > 1:
            left = count - 1
            message = f"the picture has {count} pages: the first is shown, {left} left out"
            advice = "save each page as a picture of its own"
            if kind in STILLED:
                message = f"the picture moves: the first frame is shown, {left} left out"
                advice = "save it as GIF, which stays as it is in the EPUB"
            yield Finding("issue-picture-pages", path, 0, message, advice)


def _pages(path: Path) -> int:
    try:
        return pages(path)
    except Exception:  # Pillow raises nearly anything on a bad page; the first was decoded
        return 1


def _flashes(path: Path) -> bool:
    try:
        return moves(path) and flashes(path)
    except PictureError:  # the module that shows it will report that
        return False
