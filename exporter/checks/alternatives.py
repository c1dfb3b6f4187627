"""Pictures of an issue without words for those who can't see them (WCAG 2.2, 1.1.1)."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.checks.wording import is_poor_alternative
from exporter.findings import Finding
from exporter.model import FigureText, Issue

__all__ = ["check_alternatives", "is_described"]


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
    for article in issue.articles:
        for figure in article.figures:
            if message := _lack(figure.picture.path.name, figure.words):
                file = issue.root / article.source
                yield Finding("issue-figure-alt", file, 0, message, "describe the picture in `alt`")


def _lack(name: str, words: FigureText) -> str:
    """Return what is wrong with the alternative text of a picture; empty if nothing is."""
    if not words.alt or words.alt == words.caption:
        lack = "only its caption as" if words.alt else "no"
        return f"picture `{name}` has {lack} alternative text"
    if is_poor_alternative(words.alt):
        return f"the alternative text of picture `{name}` is only `{words.alt}`"
    return ""


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
