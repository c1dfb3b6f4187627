"""The flow layout: every page of the issue takes as many sheets as it needs.

A page of the issue begins on the sheet on which the one before ends, where that has room; the style
sheet says how much. The front page and some pages of the issue at a time are laid out apart: what
takes memory is then these, and not the whole issue. They are laid out in several processes, each of
which learns the number of its first sheet when those before it have told how many they take; that
of the front page learns on which sheets the others begin when all have told.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import accumulate, groupby
from operator import itemgetter
from typing import cast

from exporter.edition import Edition
from exporter.engine import fence
from exporter.engine.boxes import Document
from exporter.engine.boxes import Page as Sheet
from exporter.engine.font_configuration import font_configuration
from exporter.engine.patched.late_numbers import LateNumber, Renumbered
from exporter.engine.patched.packed_pages import keeper
from exporter.engine.renderer import renderer, shared_css
from exporter.engine.transfer import dump_document, dumps, load_document, loads, packer
from exporter.languages.tags import is_ideographic
from exporter.layouts.flow.feet import LEAST, foot, groups
from exporter.layouts.flow.print_document import (
    begins_a_sheet,
    flow_style,
    make_front,
    make_pages,
    pages_with_sheets,
)
from exporter.layouts.papers import make_grid
from exporter.layouts.workers import Ask, asking, processes
from exporter.model import Page
from exporter.options import Options

# So many headlines fit one front page; how many sheets more of them take is tried out.
FEW = 120
# How often the pages are laid out again because the front page takes another number of sheets.
ATTEMPTS = 3
# Sheets from which on their memory matters more than the time that it takes to keep them small.
MANY = 60
# Characters of Chinese laid out together, some fifteen sheets: what comes then begins a new one.
TOGETHER = 40_000
# Sheets of pages that are laid out again to fill a foot, at most, which takes as long as before.
AGAIN = 4
# Characters of Chinese from which a second process pays.
PAYS = 6_000


def lay_out(edition: Edition, options: Options) -> Document:
    """Return the document of an edition."""
    flow = _Flow(edition, options)
    before = 1 if len(edition.issue.articles) <= FEW else len(flow.front([]).pages)
    for _ in range(ATTEMPTS):
        front, pages = flow.document(before + 1)
        if len(front.pages) == before:
            break
        before = len(front.pages)
    return front.copy([*front.pages, *pages])


class _Flow:
    def __init__(self, edition: Edition, options: Options) -> None:
        self.edition, self.options, self.fonts = edition, options, font_configuration()
        self.render = renderer(edition, options.profile, self.fonts)
        self.style = flow_style(edition, options, apart=True)
        self.grid = make_grid(options.sheet_size, edition.language, edition.style)
        self.pack = packer(options.profile, self.fonts, edition.resources)

    def front(self, anchors: Iterable[Iterable[str]], first: int = 1, html: str = "") -> Document:
        """Return the document of the front page, which names the sheets that have `anchors`."""
        sheets: dict[str, int] = {}
        for number, names in enumerate(anchors, first):
            for name in names:
                sheets.setdefault(name, number)
        html = html or make_front(self.edition, self.options)
        return self.render(html, self.style, sheets)

    def document(self, first: int) -> tuple[Document, list[Sheet]]:
        """Return the document of the front page, and the sheets of all pages of the issue.

        `first` is the number of the first of these.
        """
        runs = list(self.runs())
        pays = sum(self.length(page) for run in runs for page in run) > PAYS
        most = len(runs) if pays and fence.works("late") else 1
        number = processes(self.options.jobs, most)
        if number > 1:
            return self.side_by_side(runs, first, number)
        laid_out, keep = list[Sheet](), keeper()
        for run in runs:
            number = first + len(laid_out)
            sheets = self.filled(run, self.run(run, number), number)
            laid_out += sheets if len(laid_out) < MANY else map(keep, sheets)
        return self.front((sheet.anchors for sheet in laid_out), first), laid_out

    def run(self, run: Sequence[Page], first: int) -> list[Sheet]:
        """Return the sheets of pages that are laid out together."""
        return self.render(make_pages(self.edition, self.options, run, first), self.style).pages

    def filled(self, run: Sequence[Page], sheets: Sequence[Sheet], first: int) -> list[Sheet]:
        """Return the sheets of a run, the first of which is `first`, with full feet.

        Pages of the issue that leave one empty are laid out once more, with larger pictures.
        """
        names = {id(each.page): each.name for each in self.edition.page_documents}
        ids = [names[id(page)].removesuffix(".xhtml") for page in run]
        made = list[Sheet]()
        for group in groups(run, ids, sheets):
            number = first + group.first
            made += self.grown(group.pages, sheets[group.first : group.end], number)
        return made

    def grown(self, pages: Sequence[Page], sheets: Sequence[Sheet], first: int) -> Sequence[Sheet]:
        """Return the sheets of pages of the issue, with larger pictures if they fill the last."""
        spare = foot(sheets[-1], self.grid)
        if spare < LEAST * self.grid.height or len(sheets) > AGAIN:
            return sheets
        html = make_pages(self.edition, self.options, pages, first, spare)
        again = self.render(html, self.style).pages if html else sheets
        better = len(again) == len(sheets) and self.waste(again) < self.waste(sheets)
        return again if better else sheets

    def waste(self, sheets: Sequence[Sheet]) -> float:
        """Return how bad empty feet of sheets are: a large one is worse than some small ones."""
        return sum(foot(sheet, self.grid) ** 2 for sheet in sheets)

    def side_by_side(
        self, runs: Sequence[Sequence[Page]], first: int, number: int
    ) -> tuple[Document, list[Sheet]]:
        """Return the front page and the sheets of runs, laid out and painted in processes."""
        shared_css(self.style)  # parsed once for all
        calls = [*(partial(self.painted, run) for run in runs), partial(self.last, first)]
        *made, last = asking(calls, number, _Told(len(runs), first).answer)
        front = load_document(last, self.fonts, self.edition)
        return front, [page for data in made for page in loads(data, self.fonts)]

    def painted(self, run: Sequence[Page], ask: Ask) -> bytes:
        """Return the sheets of a run as they are sent, numbered by the answer to their number."""
        late = LateNumber(1, lambda sheets: cast("int", ask(sheets)))
        try:
            with late.told():
                sheets = self.run(run, 1)
            late.settle(len(sheets))
        except Renumbered as known:
            late.number = known.number
            sheets = self.run(run, known.number)
            ask(len(sheets))
        sheets = self.filled(run, sheets, late.number)
        ask([[*sheet.anchors] for sheet in sheets])
        return dumps(self.pack(sheets))

    def last(self, first: int, ask: Ask) -> bytes:
        """Return the front page as it is sent, which can't be laid out before the others."""
        html = make_front(self.edition, self.options)
        anchors = cast("list[list[str]]", ask(None))
        front = self.front(anchors, first, html)
        return dump_document(front, self.pack(front.pages))

    def runs(self) -> Iterator[list[Page]]:
        """Part the pages of the issue into those that are laid out together."""
        pages = pages_with_sheets(self.edition)
        style = self.edition.style
        begun = accumulate(begins_a_sheet(page, self.grid, style) for page in pages)
        for _, run in groupby(zip(begun, pages, strict=True), itemgetter(0)):
            yield from self.parts([page for _, page in run])

    def parts(self, pages: Sequence[Page]) -> Iterator[list[Page]]:
        """Part pages into runs of about the same length: two processes end together."""
        lengths = [*map(self.length, pages)]
        whole = sum(lengths) or 1
        number = math.ceil(whole / TOGETHER)
        # A page is in the part in which its middle is.
        middles = (end - own / 2 for end, own in zip(accumulate(lengths), lengths, strict=True))
        places = (int(middle / whole * number) for middle in middles)
        for _, run in groupby(zip(places, pages, strict=True), itemgetter(0)):
            yield [page for _, page in run]

    def length(self, page: Page) -> float:
        """Return how many characters the articles of a page have; two of Latin take one's room."""
        share = 1 if is_ideographic(self.edition.language) else 0.5
        return share * sum(len(article.text) for article in page.articles)


class _Told:
    """What the runs of pages have told: how many sheets they take, and what begins on each."""

    def __init__(self, runs: int, first: int) -> None:
        self.runs, self.first = runs, first
        self.taken: dict[int, int] = {}
        self.anchors: dict[int, list[list[str]]] = {}

    def answer(self, call: int, told: object) -> Iterator[tuple[int, object]]:
        """Give the first sheet of each run before which all have told how many they take.

        The front page, which is the last call, gets what begins on the sheets of all.
        """
        if isinstance(told, int):
            self.taken[call] = told
        elif told is not None:
            self.anchors[call] = cast("list[list[str]]", told)
        number = self.first
        for run in range(self.runs):
            yield run, number
            if run not in self.taken:
                return
            number += self.taken[run]
        if len(self.anchors) == self.runs:
            yield self.runs, [names for run in range(self.runs) for names in self.anchors[run]]
