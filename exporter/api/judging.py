"""Refuse what is invalid before anything is read: options, styles, labels of pages.

It is loaded before a source is read beside this process: what only some options need comes late.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from exporter.errors import InvalidSource, UsageError
from exporter.findings import Finding, errors, hardened
from exporter.layouts.choice import judge_layout
from exporter.nearest import meant, unknown
from exporter.options import PAGE_BY, SCRIPTS, Options, ReadOptions
from exporter.profiles.condition import judge_profile
from exporter.profiles.page_names import same_label
from exporter.writers.epub.valid_options import judge_epub_options

if TYPE_CHECKING:
    from exporter.edition.style import Style
    from exporter.model import Issue
    from exporter.sheet_size import SheetSize


def judge_options(options: Options) -> None:
    """Raise `UsageError` for an unknown style, paper, layout or ICC file, before reading."""
    judge_epub_options(options)
    if options.style:
        from exporter.edition.style import find_style

        judge_look(find_style(options.style), options.sheet_size)
    judge_layout(options.layout)
    judge_profile(options.profile)
    if options.profile.rules:  # a profile of the user's own
        from exporter.checks import judge_rules

        judge_rules(options.profile)
    judge_reading(options.reading)


def judge_look(style: Style, paper: str | SheetSize) -> None:
    """Raise `UsageError` for a style with errors, or a paper that it does not have."""
    from exporter.edition.style.judge import judge_style
    from exporter.layouts.papers import make_grid

    judge_style(style)
    make_grid(paper, "en", style)


def judge_reading(options: ReadOptions) -> None:
    """Raise `UsageError` for an unknown reader, script, language or `page_by`."""
    if options.reader:
        from exporter.readers import named

        named(options.reader)
    if options.language:
        _judge_language(options.language)
    for option, value, known in (
        ("--script", options.script, SCRIPTS),
        ("--page-by", options.page_by, PAGE_BY),
    ):
        if value and value not in known:
            raise UsageError(f"{option} {value}: {meant(value, known)}")


def _judge_language(language: str) -> None:
    from exporter.model import LANGUAGE

    if not LANGUAGE.fullmatch(language):
        message = "is not a language tag, such as zh-Hans, zh-Hant or en"
        raise UsageError(f"--language {language}: {message}")


def judge_strictly(findings: Iterable[Finding], options: ReadOptions) -> None:
    """With `strict`, raise `InvalidSource` if there are warnings."""
    found = hardened(findings) if options.strict else []
    if errors(found):
        raise InvalidSource(found)


def known_label(wanted: str, issue: Issue) -> str:
    """Return the label of a page, which may be given as a number: 5 is 05.

    Raises `UsageError` for a page that is not in the issue.
    """
    known = [page.label for page in issue.pages]
    same = [label for label in known if same_label(label, wanted)]
    if not same:
        raise UsageError(unknown("page", wanted, known))
    return wanted if wanted in same else same[0]
