"""The flow layout: every page of the issue takes as many sheets as it needs.

A page of the issue begins on the sheet on which the one before ends, where that has room; the style
sheet says how much. The front page and some pages of the issue at a time are laid out apart: what
takes memory is then these, and not the whole issue. They are laid out in several processes, each of
which learns the number of its first sheet when those before it have told how many they take.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import cast

from exporter.edition import Edition
from exporter.engine import fence
from exporter.engine.boxes import Document
from exporter.engine.boxes import Page as Sheet
from exporter.engine.font_configuration import font_configuration
from exporter.engine.patched.late_numbers import LateNumber, Renumbered
from exporter.engine.patched.packed_pages import keeper
from exporter.engine.renderer import renderer, shared_css
from exporter.engine.transfer import dumps, loads, packer
from exporter.layouts.flow.print_document import (
    begins_a_sheet,
    flow_style,
    make_front,
    make_pages,
    pages_with_sheets,
)
from exporter.layouts.workers import Ask, asking, processes
from exporter.model import Page
from exporter.options import Options

# So many headlines fit one front page; how many sheets more of them take is tried out.
FEW = 120
# How often the pages are laid out again because the front page takes another number of sheets.
ATTEMPTS = 3
# Sheets from which on their memory matters more than the time that it takes to keep them small.
MANY = 60
# Characters of the pages laid out together, some ten sheets: what comes then begins a new sheet.
TOGETHER = 30_000
# Characters from which a second process pays.
PAYS = 10_000


def lay_out(edition: Edition, options: Options) -> Document:
    """Return the document of an edition."""
    flow = _Flow(edition, options)
    before = 1 if len(edition.issue.articles) <= FEW else len(flow.front([]).pages)
    for _ in range(ATTEMPTS):
        pages = flow.pages(before + 1)
        front = flow.front(pages, before + 1)
        if len(front.pages) == before:
            break
        before = len(front.pages)
    return front.copy([*front.pages, *pages])


class _Flow:
    def __init__(self, edition: Edition, options: Options) -> None:
        self.edition, self.options, self.fonts = edition, options, font_configuration()
        self.render = renderer(edition, options.profile, self.fonts)
        self.style = flow_style(edition, options, apart=True)

    def front(self, pages: Iterable[Sheet], first: int = 1) -> Document:
        """Return the document of the front page, which names the sheets of `pages`."""
        sheets: dict[str, int] = {}
        for number, page in enumerate(pages, first):
            for anchor in page.anchors:
                sheets.setdefault(anchor, number)
        return self.render(make_front(self.edition, self.options), self.style, sheets)

    def pages(self, first: int) -> list[Sheet]:
        """Return the sheets of all pages of the issue; `first` is the number of the first."""
        runs = list(self.runs())
        pays = sum(map(_length, runs)) > PAYS
        most = len(runs) if pays and fence.works("late") else 1
        number = processes(self.options.jobs, most)
        if number > 1:
            return self.side_by_side(runs, first, number)
        laid_out, keep = list[Sheet](), keeper()
        for run in runs:
            sheets = self.run(run, first + len(laid_out))
            laid_out += sheets if len(laid_out) < MANY else map(keep, sheets)
        return laid_out

    def run(self, run: Sequence[Page], first: int) -> list[Sheet]:
        """Return the sheets of pages that are laid out together."""
        return self.render(make_pages(self.edition, self.options, run, first), self.style).pages

    def side_by_side(self, runs: Sequence[Sequence[Page]], first: int, number: int) -> list[Sheet]:
        """Return the sheets of runs, laid out and painted in `number` processes."""
        shared_css(self.style)  # parsed once for all
        taken: dict[int, int] = {}

        def answer(run: int, sheets: object) -> Iterator[tuple[int, int]]:
            """Give the first sheet of each run before which all have told how many they take."""
            if sheets is not None:
                taken[run] = cast("int", sheets)
            for at in range(len(runs)):
                if all(before in taken for before in range(at)):
                    yield at, first + sum(taken[before] for before in range(at))

        made = asking([partial(self.painted, run) for run in runs], number, answer)
        return [page for data in made for page in loads(data, self.fonts)]

    def painted(self, run: Sequence[Page], ask: Ask) -> bytes:
        """Return the sheets of a run as they are sent, numbered by the answer to their number."""
        late = LateNumber(1, lambda sheets: cast("int", ask(sheets)))
        try:
            with late.told():
                sheets = self.run(run, 1)
            late.settle(len(sheets))
        except Renumbered as known:
            sheets = self.run(run, known.number)
            ask(len(sheets))
        return dumps(packer(self.options.profile, self.fonts)(sheets))

    def runs(self) -> Iterator[list[Page]]:
        """Part the pages of the issue into those that are laid out together."""
        run: list[Page] = []
        for page in pages_with_sheets(self.edition):
            if run and (_length(run) > TOGETHER or begins_a_sheet(page, self.edition.style)):
                yield run
                run = []
            run.append(page)
        if run:
            yield run


def _length(pages: Sequence[Page]) -> int:
    """Return how many characters the articles of pages have."""
    return sum(len(article.text) for page in pages for article in page.articles)
