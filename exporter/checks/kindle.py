"""Rules over what Send to Kindle refuses or leaves out: not errors of an EPUB.

Sources: Amazon's pages on Send to Kindle (50 MB by mail) and Kindle Publishing Guidelines
(pictures in GIF, BMP, JPEG, PNG and SVG). That custom properties and `--` in comments of style
sheets make it refuse a book (E999) is what publishers report; Amazon does not document it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from exporter.findings import Finding

MOST_BYTES = 50_000_000
PICTURES = ("image/gif", "image/bmp", "image/jpeg", "image/png", "image/svg+xml")
PROPERTY = re.compile(r"(?:^|[{;\s])--[\w-]+\s*:|\bvar\(\s*--")
COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)


def kindle(path: Path, media_types: Iterable[str], styles: Iterable[str]) -> Iterator[Finding]:
    """Yield what keeps a book from Kindles: its size, pictures and style sheets.

    `media_types` are those of the files of the package, `styles` the texts of its style sheets.
    """
    size = path.stat().st_size
    if size > MOST_BYTES:
        message = f"has {size / 1e6:.0f} MB; Send to Kindle takes 50 MB by mail"
        yield Finding("epub-kindle-size", path, 0, message, "build with --max-size 50MB")
    kinds = (each for each in media_types if each.startswith("image/") and each not in PICTURES)
    if refused := sorted(set(kinds)):
        message = f"Kindles do not show pictures of type {', '.join(refused)}"
        yield Finding("epub-kindle-picture", path, 0, message, "use JPEG or PNG")
    for style in styles:
        yield from _of_style(path, style)


def _of_style(path: Path, style: str) -> Iterator[Finding]:
    dashes = any("--" in comment for comment in COMMENT.findall(style))
    if dashes or PROPERTY.search(style):
        what = "`--` in a comment" if dashes else "custom properties"
        message = f"a style sheet has {what}, for which Send to Kindle may refuse the book (E999)"
        yield Finding("epub-kindle-style", path, 0, message, "remove it from the style sheet")
