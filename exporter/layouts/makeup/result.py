"""How one sheet of an issue came out."""

from __future__ import annotations

from dataclasses import dataclass, field

from exporter.layouts.makeup.draw.verify import Drawn, Overrun
from exporter.layouts.makeup.page import PageJob
from exporter.layouts.makeup.plan.grid import sheet_room
from exporter.layouts.makeup.plan.quality import Fit


@dataclass(frozen=True)
class Overflow:
    """A page with too much as it is if all of its rest continues on one sheet of its own.

    `fit` and `heads` are those of that sheet, `tails` of the page; `drawn` are both.
    """

    fit: Fit
    tails: dict[str, str]
    heads: dict[str, str]
    drawn: tuple[Drawn | None, Drawn | None]


@dataclass
class SheetResult:
    """One sheet: the work on it, how it fits, its jumps, and what was drawn of it.

    `overruns` are those of the page made up, where it flows because of them. `overflow` is how a
    page that does not fit may be continued.
    """

    job: PageJob
    fit: Fit | None
    tails: dict[str, str] = field(default_factory=dict)
    heads: dict[str, str] = field(default_factory=dict)
    drawn: Drawn | None = None
    overruns: tuple[Overrun, ...] = ()
    overflow: Overflow | None = None

    def draw(self) -> Drawn:
        """Draw the sheet of a page that fits."""
        fit = self.require_fit()
        if fit.placements:
            self.job.measure(fit.type)  # unknown where another process made the page up
        return self.job.draw(self.job.sheet(fit, self.tails, self.heads))

    def require_fit(self) -> Fit:
        """Return how the page fits; raises `LookupError` for a page that does not fit."""
        if self.fit is None:
            raise LookupError(f"page {self.job.label} does not fit its sheet")
        return self.fit

    @property
    def room(self) -> int:
        """Lines of columns that a house box fills, and other text may."""
        fit = self.fit
        if fit is None or not fit.placements:
            return 0
        return int(fit.house * sheet_room(fit.area))
