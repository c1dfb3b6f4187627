"""How a page was made up, kept for the next build; what else it might be is kept beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from exporter.layouts.makeup.measure.cache import Store
from exporter.layouts.makeup.plan.closing import Fitter
from exporter.layouts.makeup.plan.quality import Fit
from exporter.layouts.makeup.plan.variety import Choice, choices


@dataclass(frozen=True)
class Outcome:
    """How a page was made up; no fit if it has too much."""

    fit: Fit | None


@dataclass(frozen=True)
class Others:
    """The plans of a page of other archetypes that are as good."""

    choices: tuple[Choice, ...]


def made_up(store: Store, key: str, fitter: Fitter) -> tuple[Fit | None, Others | None]:
    """Return how a page fits, as it was kept or made up now, and then the other plans, too."""
    known = store.load(key, Outcome)
    if known is not None:
        return known.fit, None
    fit = fitter.fit()
    others = Others(choices(fit, fitter.seen) if fit else ())
    fit = fit and replace(fit, others=())
    store.save(key, Outcome(fit))
    if others.choices:
        store.save(_others_key(store, key), others)
    return fit, others


def kept_others(store: Store, key: str) -> Others:
    """Return the other plans of a page, as they were kept when it was made up."""
    return store.load(_others_key(store, key), Others) or Others(())


def _others_key(store: Store, key: str) -> str:
    return store.key("others", key)
