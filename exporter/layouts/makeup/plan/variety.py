"""Pages beside each other made unlike: of each, the plan is chosen that differs from its neighbour.

A page has the best plan of each archetype that its search found, if it is as good by all that is
measured, and what it costs more than the best. Over the issue the cheapest of all choices wins, a
page of the archetype of the page before it costing `REPEATED` more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from exporter.layouts.makeup.plan.archetypes import REPEATED, archetype
from exporter.layouts.makeup.plan.best_plan import finished
from exporter.layouts.makeup.plan.quality import FEW, Fit, is_as_good

MOST = 3  # plans of other archetypes that are kept of a page, the cheapest


@dataclass(frozen=True)
class Choice:
    """A plan of a page, and what it costs more than the best one."""

    fit: Fit
    more: float = 0.0


def archetype_of(fit: Fit) -> str:
    """Return the archetype of a page in words; empty for a page without articles."""
    return archetype(fit.placements, fit.area.columns, fit.area.lines)


def choices(fit: Fit, seen: Iterable[Fit] = ()) -> tuple[Choice, ...]:
    """Return plans of other archetypes that are as good as that of a page.

    Those that its own search found come first, then those `seen` on the way to it, which are in
    other body types. Few stories, or a house box, leave nothing to vary but where the box stands.
    """
    if len(fit.stories) < FEW or fit.house:
        return ()
    found: dict[str, Choice] = {}
    for choice in chain(_others(fit), _seen(fit, seen)):
        found.setdefault(archetype_of(choice.fit), choice)
    return tuple(found.values())[:MOST]


def _others(fit: Fit) -> Iterator[Choice]:
    own = archetype_of(fit)
    for placed, more in sorted(fit.others, key=lambda each: each[1]):
        other = replace(finished(fit.stories, placed, fit.area, fit.cost), others=())
        if archetype_of(other) != own and is_as_good(other, fit):
            yield Choice(other, more)


def _seen(fit: Fit, seen: Iterable[Fit]) -> Iterator[Choice]:
    known = {archetype_of(fit)}
    for other in sorted(seen, key=lambda each: each.cost):
        name, more = archetype_of(other), max(0.0, other.cost - fit.cost)
        if name not in known and more < REPEATED and is_as_good(other, fit):
            known.add(name)
            yield Choice(replace(other, others=()), more)


def unlike(pages: Sequence[Sequence[Choice]]) -> list[Choice]:
    """Return one choice for each page, so that all cost least together."""
    paths: list[tuple[float, list[Choice]]] = [(0.0, [])]
    for page in pages:
        paths = [
            min(
                ((cost + each.more + _alike(known, each), [*known, each]) for cost, known in paths),
                key=lambda path: path[0],
            )
            for each in page
        ]
    return min(paths, key=lambda path: path[0])[1]


def _alike(known: Sequence[Choice], other: Choice) -> float:
    """Return the cost of a page after those that are chosen."""
    name = archetype_of(other.fit)
    return REPEATED * bool(known and name and archetype_of(known[-1].fit) == name)
