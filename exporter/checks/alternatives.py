"""Pictures of an issue without words for those who can't see them (WCAG 2.2, 1.1.1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from exporter.checks.wording import is_poor_alternative
from exporter.findings import Finding
from exporter.model import FigureText, Issue
from exporter.pictures.drawings import is_in_text

__all__ = ["check_alternatives", "is_described"]

TEXTS = (".md", ".markdown", ".html", ".htm")
PICTURE = "describe the picture in `alt`"
DRAWING = "describe it in a `<title>` inside its `<svg>`"


def is_described(issue: Issue) -> bool:
    """Whether every picture has words, those of advertisements and of the ear as well."""
    boxes = (each for page in issue.pages for each in page.advertisements if each.has_artwork)
    ear = issue.ear
    return (
        not check_alternatives(issue)
        and all(each.alt for each in boxes)
        and (ear is None or ear.picture is None or bool(ear.words))
    )


def check_alternatives(issue: Issue) -> list[Finding]:
    """Return what lacks alternative text: figures, and printed pages without an article."""
    return [*_figures(issue), *_facsimiles(issue)]


def _figures(issue: Issue) -> Iterator[Finding]:
    drawings: Counter[Path] = Counter()
    for article in issue.articles:
        file = issue.root / article.source
        for figure in article.figures:
            path = figure.picture.path
            name = "" if is_in_text(path) else path.name
            drawings[file] += not name
            if message := _lack(name, figure.words):
                line = _line(file, name, drawings[file])
                yield Finding("issue-figure-alt", file, line, message, PICTURE if name else DRAWING)


def _lack(name: str, words: FigureText) -> str:
    """Return what is wrong with the alternative text of a picture; empty if nothing is.

    A drawing in a text has no `name`.
    """
    if not words.alt or words.alt == words.caption:
        lack = "only its caption as" if words.alt else "no"
        if name:
            return f"picture `{name}` has {lack} alternative text"
        return f"a drawing in the text has {lack} alternative text"
    if not is_poor_alternative(words.alt):
        return ""
    if name:
        return f"the alternative text of picture `{name}` is only `{words.alt}`"
    return f"the alternative text of a drawing is only `{words.alt}`"


def _line(file: Path, name: str, drawing: int) -> int:
    """Return the line of a text that names a picture, or where its nth drawing begins; or 0."""
    if file.suffix.lower() not in TEXTS:
        return 0
    try:
        lines = file.read_text("utf-8", errors="replace").splitlines()
    except OSError:  # removed since it was read
        return 0
    sign = name or "<svg"
    found = [number for number, line in enumerate(lines, 1) for _ in range(line.count(sign))]
    return next(iter(found[0 if name else drawing - 1 :]), 0)


def _facsimiles(issue: Issue) -> Iterator[Finding]:
    for page in issue.pages:
        if page.facsimile and not page.articles and not page.facsimile.alt:
            yield Finding(
                "issue-facsimile-alt",
                issue.root / "issue.yaml",
                0,
                f"page `{page.label}` is only a picture, without a description",
                "describe it in `alt` of its facsimile",
            )
