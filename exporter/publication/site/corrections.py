"""What a revision changed (更正): the articles of two records of one issue compared."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from datetime import date as Date

from exporter.publication.site.record import Change, Correction, IssueRecord


def corrected(
    new: IssueRecord, old: IssueRecord | None, day: Date | None = None
) -> tuple[Correction, ...]:
    """Return the corrections of an issue so far: those of the record before, and the new one.

    `day` is when it was corrected; without it, it is today.
    """
    if old is None:
        return ()
    known = old.corrections
    if new.card.revision <= old.card.revision:
        return tuple(each for each in known if each.revision <= new.card.revision)
    changes = tuple(_changes(new, old))
    found = Correction(revision=new.card.revision, date=day or _today(), changes=changes)
    return (*known, found)


def dated(record: IssueRecord) -> IssueRecord:
    """Return a record with the date of the last correction."""
    if not record.corrections:
        return record
    last, card = record.corrections[-1], record.card
    # Some seconds after the issue that readers may have; never far ahead of the clock.
    updated = f"{max(last.date, card.date)}T00:00:{min(last.revision, 59):02}Z"
    return record.model_copy(update={"card": card.model_copy(update={"updated": updated})})


def corrections_of(article: str, corrections: Sequence[Correction]) -> list[Correction]:
    """Return the corrections of an article, given by its name."""
    return [
        each
        for each in corrections
        if any(change.id == article and change.kind == "changed" for change in each.changes)
    ]


def _changes(new: IssueRecord, old: IssueRecord) -> Iterator[Change]:
    """Yield what happened to each article; articles with the same source are the same."""
    before = {article.source: article for article in old.articles}
    for article in new.articles:
        earlier = before.pop(article.source, None)
        if earlier is None:
            yield Change(kind="added", title=article.title, id=article.id)
        elif earlier.digest != article.digest:
            yield Change(kind="changed", title=article.title, id=article.id)
    for article in before.values():
        yield Change(kind="removed", title=article.title)


def _today() -> Date:
    """Return the day, or that of SOURCE_DATE_EPOCH (reproducible-builds.org)."""
    told = os.environ.get("SOURCE_DATE_EPOCH", "")
    return (datetime.fromtimestamp(int(told), UTC) if told.isdigit() else datetime.now(UTC)).date()
