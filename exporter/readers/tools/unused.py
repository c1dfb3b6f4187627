"""Files of an issue folder that no edition uses: articles in other formats or in other places."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

from exporter.findings import Finding, Severity
from exporter.pictures.files import READ_SUFFIXES

ARTICLES = (".md", ".docx", ".odt")
# Texts that an editor may have meant to be articles.
TEXTS = frozenset(".doc .rtf .txt .markdown .mdown .mkd .html .htm .wps .pages .tex .rst".split())
OTHER_PICTURES = frozenset(".ai .eps .bmp .indd .raw .cr2 .nef".split())
# What may belong to an article and goes into no edition.
OTHER_FILES = frozenset(
    ".csv .xls .xlsx .ods .ppt .pptx .eml .msg .epub .mp3 .m4a .wav .mp4 .mov .zip .rar".split()
)
README = "readme"
NOTES = frozenset(".txt .html .htm .tex .rst".split())  # beside issue.yaml these may be notes
# A picture that a drawing shows: `<image href="quay.jpg"/>`.
IN_DRAWING = re.compile(r"<(?:\w+:)?image\b[^<>]*?\bhref\s*=\s*[\"']([^\"'#:]+)[\"']", re.I)
MOST = 500  # files that are named


def unused(root: Path, pages: Collection[str], used: Iterable[Path]) -> Iterator[Finding]:
    """Yield a finding for each file that looks as if it belonged to the issue and is not used.

    `pages` are the labels of its pages, `used` the files that were taken.
    """
    taken = {os.path.realpath(path) for path in used}
    left = (path for path in _files(root) if os.path.realpath(path) not in taken)
    for path, _ in zip(left, range(MOST), strict=False):
        found = _judged(path, root, pages)
        if found:
            yield Finding("issue-unused", path, 0, *found)


def shown_in_drawings(markup: str, folder: Path) -> Iterator[Path]:
    """Yield the files that drawings in some markup show, found from the folder they are in."""
    yield from (folder / unquote(name.strip()) for name in IN_DRAWING.findall(markup))


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder in order, but hidden ones and those behind links."""
    for path, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        yield from (Path(path) / name for name in sorted(names) if not name.startswith((".", "~")))


def _judged(path: Path, root: Path, pages: Collection[str]) -> tuple[str, str, Severity] | None:
    """Return what is wrong with a file that no page took, what is right, and how bad it is."""
    suffix, where = path.suffix.lower(), path.relative_to(root).parts[:-1]
    if path.stem.lower().startswith(README):
        return None
    if suffix in ARTICLES:
        if len(where) == 1 and where[0] not in pages:  # the whole folder is named as unlisted
            return None
        message = "is not in the issue: it is not in the folder of a page"
        return message, "move it into the folder of its page", Severity.WARNING
    if suffix in TEXTS and (where or suffix not in NOTES):
        message = f"is not in the issue: {suffix} files are not read"
        return message, "save it as .docx, or its text as Markdown, `NAME.md`", Severity.WARNING
    if suffix in OTHER_PICTURES:
        message = f"is not in the issue: {suffix} files are not read"
        return message, "save it as JPEG, PNG or SVG", Severity.WARNING
    if suffix in OTHER_FILES and where[:1] and where[0] in pages:
        message = f"is not in the issue: {suffix} files are not read"
        return message, "write what it says in an article, or move it away", Severity.INFO
    if suffix == ".pdf" and where[:1] and where[0] in pages:
        advice = "name it as `facsimile:` or advertisement of a page, or move it away"
        return "is used by no page", advice, Severity.INFO
    if suffix == ".yml" and path.stem == "issue" and not where:
        return "is not read: the issue is in issue.yaml", "remove it", Severity.WARNING
    if suffix in READ_SUFFIXES and where[:1] and where[0] in pages:
        return "is named by no article", "name it in an article, or move it away", Severity.INFO
    return None
