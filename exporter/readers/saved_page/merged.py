"""Saved pages of one issue, merged: those of its date, each article on its page."""

from __future__ import annotations

import re
from datetime import date as Date

from exporter.amounts import amount
from exporter.readers.saved_page.page import SavedPage
from exporter.readers.tools.assemble import Assembly
from exporter.readers.tools.chinese_dates import (
    weekday_name,
)
from exporter.readers.tools.drafts import Draft, DraftArticle, DraftPage
from exporter.readers.tools.stubs import headline_alone
from exporter.repair.script import guess_language


def merged(pages: list[SavedPage], assembly: Assembly) -> Draft:
    """Merge saved pages of one issue."""
    dates = [page.date.date for page in pages if page.date]
    date = max(dates, key=lambda day: (dates.count(day), -dates.index(day)))
    date = assembly.options.chosen_day(dates) or date
    pages = [page for page in pages if _is_of(page, date, assembly)]
    text = "".join(page.text for page in pages)
    language = guess_language(text)
    draft = Draft(
        name=next((page.name for page in pages if page.name), ""),
        number=next((page.number for page in pages if page.number), ""),
        language=language,
        date=date,
    )
    _advise_script(language, assembly)
    directory: dict[str, str] = {}
    for page in pages:
        for label, section in page.pages.items():
            directory[label] = directory.get(label) or section
    drafts = {label: DraftPage(label, section) for label, section in directory.items()}
    _place_articles(pages, drafts, language, assembly)
    draft.pages = list(drafts.values())
    return draft


def _is_of(page: SavedPage, date: Date, assembly: Assembly) -> bool:
    """Whether a page is of the issue's day; check the weekday on the way."""
    found = page.date
    if found is None or found.date != date:
        message = f"is dated {found.date if found else 'no day'}, the others {date}: left out"
        assembly.warn(
            "source-date",
            page.path,
            page.date_line,
            message,
            "put each issue into a folder of its own",
        )
        return False
    if not found.is_consistent:
        said, right = weekday_name(found.weekday or 0), weekday_name(date.weekday())
        message = f"{date} is given as {said}, but it is {right}: is the date right?"
        assembly.warn("source-weekday", page.path, page.date_line, message)
    return True


def _advise_script(language: str, assembly: Assembly) -> None:
    """Say so if a mirror may have turned Simplified into Traditional characters."""
    damaged = {change.kind for change in assembly.changes} & {"gloss", "byte shift"}
    if damaged and language == "zh-Hant" and not assembly.options.script:
        message = "is in Traditional characters and damaged by a mirror, which may have made them"
        advice = "if the newspaper prints Simplified ones, build it with --script hans"
        assembly.warn("source-script", assembly.source, 0, message, advice)


def _place_articles(
    pages: list[SavedPage], drafts: dict[str, DraftPage], language: str, assembly: Assembly
) -> None:
    """Put each article on its page; the list of headlines tells which are together."""
    groups: list[list[SavedPage]] = []
    for page in pages:
        known = next((group for group in groups if group[0].headlines == page.headlines), None)
        if known and page.headlines:
            known.append(page)
        else:
            groups.append([page])
    for group in groups:
        labels = [page.label for page in group if page.label in drafts]
        label = labels[0] if labels else _label_of_name(group, drafts)
        if not label:
            label = next(iter(drafts))
            message = "does not say which page its article is on"
            advice = f"it is put on page {label}; name the file after the page, such as page-05.txt"
            if len(drafts) > 1:
                assembly.warn("source-page", group[0].path, 0, message, advice)
        drafts[label].articles += _articles(group, language, assembly)


def _label_of_name(group: list[SavedPage], drafts: dict[str, DraftPage]) -> str:
    """Find the label of a page in the names of its files: `page-05.txt`, `A02-1.txt`."""
    for page in group:
        match = re.search(
            r"(?:page|版|node)[-_ ]?([a-z]?\d{1,3})(?!\d)", page.path.stem, re.IGNORECASE
        )
        if match:
            for label in (match[1].upper(), match[1].upper().zfill(2)):
                if label in drafts:
                    return label
    return ""


def _articles(group: list[SavedPage], language: str, assembly: Assembly) -> list[DraftArticle]:
    """Return the articles of a page in the order of its headlines, those without text too."""
    waiting = [page.article for page in group if page.article]
    listed = list(group[0].headlines)
    found: list[DraftArticle] = []
    missing: list[DraftArticle] = []
    while listed:
        article = next((a for a in waiting if _begins(listed, a.headline)), None)
        if article:
            waiting.remove(article)
            del listed[: len(article.headline)]
            found.append(article)
            continue
        headline = listed.pop(0)
        if not any(headline in other.headline for other in found):
            missing.append(headline_alone((headline,), group[0].path, language))
    if missing:
        message = f"names {amount(len(missing), 'more headline')} without an article"
        advice = "save their pages too, into one folder with it"
        assembly.warn("source-article", group[0].path, 0, message, advice)
    return [*found, *waiting, *missing]


def _begins(listed: list[str], headline: tuple[str, ...]) -> bool:
    """Whether the list goes on with a headline, spaces aside, in one line or in several."""
    wanted = _squeezed(headline)
    return _squeezed(tuple(listed[: len(headline)])) == wanted or _squeezed((listed[0],)) == wanted


def _squeezed(lines: tuple[str, ...]) -> str:
    return re.sub(r"[\s\u3000]+", "", "".join(lines))
