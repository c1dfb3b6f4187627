"""Neighbouring pages of one archetype: one of them gets another plan that is as good."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from exporter.layouts.makeup.page_outcomes import kept_others
from exporter.layouts.makeup.plan.variety import Choice, archetype_of, unlike
from exporter.layouts.makeup.result import SheetResult


def varied(sheets: Sequence[SheetResult]) -> Sequence[SheetResult]:
    """Return the sheets of pages in order, so that as few as may be are like the one before.

    The front page, by which the others' headlines are sized, stays as it is.
    """
    names = [archetype_of(sheet.fit) if sheet.fit else "" for sheet in sheets]
    alike = {
        number + each
        for number, (one, other) in enumerate(pairwise(names))
        for each in (0, 1)
        if one and one == other
    }
    if not alike:
        return sheets
    pages = [_choices(sheet, number in alike) for number, sheet in enumerate(sheets) if sheet.fit]
    chosen = iter(unlike(pages))
    return [_of(sheet, next(chosen)) if sheet.fit else sheet for sheet in sheets]


def _choices(sheet: SheetResult, several: bool) -> list[Choice]:
    job, own = sheet.job, Choice(sheet.require_fit())
    if not several or job.is_first:
        return [own]
    others = job.others or kept_others(job.setting.store, job.key)
    return [own, *others.choices]


def _of(sheet: SheetResult, choice: Choice) -> SheetResult:
    """Return a sheet by another plan, not drawn yet; the sheet itself if it is its own plan."""
    if not choice.more and choice.fit is sheet.fit:
        return sheet
    fit = replace(choice.fit, area=sheet.job.area(choice.fit.type)[1])
    return replace(sheet, fit=fit, drawn=None)
