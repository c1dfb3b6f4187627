"""Printed sheets as pictures; unchanged sheets are not laid out again."""

from __future__ import annotations

import hashlib
import io
import pickle
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from exporter.edition import ArticleDocument, Edition, make_edition
from exporter.edition.style import Style
from exporter.engine.messages import collect_log
from exporter.engine.patched import deep_stack, engine
from exporter.engine.renderer import sketch
from exporter.findings import Finding
from exporter.layouts.makeup import parallel
from exporter.layouts.makeup.advice import short
from exporter.layouts.makeup.draw.sheet import sheet_html
from exporter.layouts.makeup.draw.verify import Overrun
from exporter.layouts.makeup.issue import below, carry_over, findings
from exporter.layouts.makeup.jobs import articles_of, jobs
from exporter.layouts.makeup.measure.cache import Store
from exporter.layouts.makeup.others import others
from exporter.layouts.makeup.page import PageJob
from exporter.layouts.makeup.plan.quality import Fit
from exporter.layouts.makeup.render import setting
from exporter.layouts.makeup.result import SheetResult
from exporter.layouts.makeup.setting import Setting
from exporter.layouts.workers import processes
from exporter.model import Issue, PageLayout
from exporter.options import Options
from exporter.preview.earlier_plan import in_earlier_plan
from exporter.preview.watching import Stamp, stamp
from exporter.profiles import find_profile
from exporter.xhtml import to_html

UNTAGGED = find_profile("screen").model_copy(update={"tagged": False})
DPI = 110  # resolution of the pictures: body type is legible on a screen
NOT_DRAWN = ("",)  # of pages by label: none
Shown = tuple[SheetResult, str]  # a sheet and the name of its picture
Show = Callable[[list[Shown]], None]  # receives the sheets drawn so far
Kept = TypeVar("Kept")
MOST_EDITED = 2  # pages edited at once: of more, one waits for the others anyway
SPARE = 4  # pages and pictures that are not in use, for edits that are taken back


@dataclass(frozen=True)
class Picture:
    """A rendered sheet: PNG and size in pixels; for a flowing page, its first sheet."""

    data: bytes
    width: int
    height: int
    overruns: tuple[Overrun, ...] = ()


@dataclass(frozen=True)
class Drawing:
    """A sheet as HTML, with the names of its pictures; its work and plan keep their identity."""

    job: PageJob
    fit: Fit
    html: str
    shown: tuple[str, ...]


@dataclass
class SheetMaker:
    """Makes the sheets of an issue repeatedly, and reuses those that did not change."""

    pictures: dict[str, Picture] = field(default_factory=dict)
    made: dict[str, SheetResult] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    articles: dict[str, ArticleDocument] = field(default_factory=dict)
    drawings: dict[str, Drawing] = field(default_factory=dict)
    about: str = ""
    store: Store = field(default_factory=Store)
    last: dict[str, SheetResult] = field(default_factory=dict)
    names: dict[int, tuple[PageJob, str]] = field(default_factory=dict)  # of this update's pages

    def make(
        self, issue: Issue, style: Style, options: Options, show: Show
    ) -> tuple[list[Shown], list[Finding]]:
        """Return the sheets with the names of their pictures, and their findings."""
        plain = replace(options, jobs=1, profile=UNTAGGED)
        edition = make_edition(issue, style)
        edition.load_pictures()
        with engine(lean=True, subsets=True), collect_log():
            return deep_stack(self._make, edition, plain, show)

    def _make(
        self, edition: Edition, options: Options, show: Show
    ) -> tuple[list[Shown], list[Finding]]:
        self._reuse_articles(edition)
        shared = _unkept(setting(edition, options))
        self.used, self.about, self.store = set(), _about(edition.issue), shared.store
        self.names = {}
        for kept in self.made.values():
            kept.job.setting = shared  # each would keep the whole edition of its time
        first, *rest = jobs(shared)
        self._show_in_earlier_plan(shared, [first], show)
        front = self._fitted(first)
        if front.fit:
            self._draw(shared, [front], show)  # the others may take a while
        rest = below(rest, front.fit)
        self._show_in_earlier_plan(shared, rest, show)
        others = self._all_fitted(rest)
        flowing: dict[int, tuple[Overrun, ...]] = {}
        while True:
            sheets = carry_over([front, *others], flowing)
            drawn = self._draw(shared, sheets, show)
            over = {
                one.job.number: self.pictures[name].overruns
                for one, name in drawn
                if self.pictures[name].overruns
            }
            if over.keys() <= flowing.keys():
                break
            flowing |= over
        self._forget()
        self.last = {sheet.job.label: sheet for sheet, _ in drawn}
        return drawn, [*short(sheets), *findings(sheets)]

    def _show_in_earlier_plan(self, shared: Setting, work: Sequence[PageJob], show: Show) -> None:
        """Show edited pages as they were made up before: to make one up anew takes longer."""
        known = [job for job in work if job.label in self.last]
        edited = [job for job in known if self._name(job) not in self.made]
        for job in edited if len(edited) <= MOST_EDITED else ():
            fit = in_earlier_plan(job, self.last[job.label])
            if fit is not None:
                sheet = SheetResult(job, fit)
                name = self._drawn(shared, sheet)
                if not self.pictures[name].overruns:
                    show([(sheet, name)])

    def _draw(self, shared: Setting, sheets: Sequence[SheetResult], show: Show) -> list[Shown]:
        """Return the names of the pictures of sheets; each new picture is shown at once."""
        drawn: list[Shown] = []
        for sheet in sheets:
            if sheet.fit:
                before = frozenset(self.pictures)
                drawn.append((sheet, self._fitting(shared, sheet)))
                if drawn[-1][1] not in before:
                    show(drawn)
        return drawn

    def _reuse_articles(self, edition: Edition) -> None:
        """Give unchanged articles the trees that they had: to set all for print takes long."""
        for document in edition.article_documents:
            before = self.articles.get(document.article.id)
            if before:
                document.reuse(before)
        self.articles = {each.article.id: each for each in edition.article_documents}

    def _all_fitted(self, work: Sequence[PageJob]) -> list[SheetResult]:
        """Return pages made up; many new ones in processes first, which leave them in the store."""
        new = [job for job in work if self._name(job) not in self.made]
        number = processes(0, len(new) // 2)
        if number > 1 and new[0].setting.store.folder:
            parallel.make_up(new, number, NOT_DRAWN)
        return [self._fitted(job) for job in work]

    def _fitted(self, job: PageJob) -> SheetResult:
        """Return a page made up; an unchanged one comes from the cache."""
        name = self._name(job)
        self.used.add(name)
        known = self.made.get(name)
        if known is None:
            known = self.made[name] = SheetResult(job, job.fit())
        return SheetResult(known.job, known.fit)

    def _name(self, job: PageJob) -> str:
        """Return the name of a page, which is taken once an update: it takes a while."""
        job_and_name = self.names.get(id(job))
        if job_and_name is None:
            job_and_name = self.names[id(job)] = (job, self._named_by_content(job))
        return job_and_name[1]

    def _named_by_content(self, job: PageJob) -> str:
        """Return the name of a page, from all that it is made up of."""
        shared = job.setting
        edition, pages = shared.edition, job.pages
        files = [
            _seen(figure.picture.path) for each in articles_of(pages) for figure in each.figures
        ]
        parts = (pages, files, job.largest, job.number, edition.language, str(shared.paper))
        return _digest(repr(parts), *_trees(job), repr(edition.style.settings))

    def _fitting(self, shared: Setting, sheet: SheetResult) -> str:
        """Return the name of the picture of a sheet, made up so that its frames hold their text."""
        name = self._drawn(shared, sheet)
        if self.pictures[name].overruns:
            for fit in others(sheet):
                other = self._drawn(shared, SheetResult(sheet.job, fit))
                if not self.pictures[other].overruns:
                    sheet.fit = fit
                    return other
        return name

    def _drawn(self, shared: Setting, sheet: SheetResult) -> str:
        """Return the name of the picture of a sheet; renders it if it is new."""
        job, fit = sheet.job, sheet.require_fit()
        if job.layout is PageLayout.FLOW:
            name = _digest("flow", repr(job.pages), str(shared.paper))
        else:
            name = self._named(shared, sheet, fit)
        self.used.add(name)
        if name not in self.pictures:
            self.pictures[name] = self._kept_picture(shared, sheet, name)
        return name

    def _named(self, shared: Setting, sheet: SheetResult, fit: Fit) -> str:
        """Return the name of the picture of a sheet, from all that it shows."""
        plan = sheet.job.sheet(fit, sheet.tails, sheet.heads)
        key = f"{id(sheet.job)} {id(fit)} {self.about} {plan.furniture}{plan.tails}{plan.heads}"
        known = self.drawings.get(key)
        if known is None:
            html = sheet_html(shared.edition, plan)
            shown = tuple(each for each in shared.edition.resources if each in html)
            known = self.drawings[key] = Drawing(sheet.job, fit, html, shown)
        self.used.add(key)
        files = (_seen(shared.edition.resources[each].picture.path) for each in known.shown)
        return _digest(known.html, repr(plan.grid), *map(repr, files), shared.masthead)

    def _kept_picture(self, shared: Setting, sheet: SheetResult, name: str) -> Picture:
        """Return the picture of a sheet as it was kept on disk, or render and keep it."""
        if sheet.job.layout is PageLayout.FLOW:  # its name does not tell all that it shows
            return self._picture(shared, sheet)
        rules = shared.source(sheet.job.grid(sheet.require_fit().type), "")[1]
        key = shared.store.key("picture", str(DPI), name, rules)
        data = shared.store.load_bytes(key)
        if data is not None:
            kept: Picture = pickle.loads(data)
            return kept
        made = self._picture(shared, sheet)
        shared.store.save_bytes(key, pickle.dumps(made))
        return made

    def _picture(self, shared: Setting, sheet: SheetResult) -> Picture:
        drawn = sheet.draw()
        document = shared.lay_out(shared.grid(), "").copy(drawn.pages[:1])
        return _rendered(sketch(document), drawn.overruns)

    def _forget(self) -> None:
        """Drop all but a few of the pages and pictures that are not in use, the oldest first."""
        self.names.clear()
        _drop(self.pictures, self.used)
        _drop(self.made, self.used)
        _drop(self.drawings, self.used)


def _drop(kept: dict[str, Kept], used: Container[str]) -> None:
    for name in [each for each in kept if each not in used][:-SPARE]:
        del kept[name]


def _trees(job: PageJob) -> Iterator[str]:
    """Yield what is printed of each article of a page, with words that come from other pages."""
    for each in job.articles:
        came_from = () if each.came_from is None else (each.came_from,)
        yield from map(to_html, (*came_from, each.head, *each.figures, each.body))


def _about(issue: Issue) -> str:
    """Return a digest of what sheets may say of the issue: all but the texts of its articles."""
    texts = {"pages": {"__all__": {"articles": {"__all__": {"body"}}}}}
    return _digest(repr(issue.model_dump(exclude=texts)))


def _unkept(shared: Setting) -> Setting:
    """Let pages be drawn straight from their boxes: pictures are kept instead."""
    return replace(shared, kept=replace(shared.kept, store=Store()), pack=list)


def _rendered(pdf: bytes, overruns: tuple[Overrun, ...]) -> Picture:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        image = document[0].render(scale=DPI / 72, rev_byteorder=True).to_pil()
    file = io.BytesIO()
    image.save(file, "PNG", compress_level=1)
    return Picture(file.getvalue(), image.width, image.height, overruns)


def _seen(path: Path) -> tuple[str, Stamp]:
    return str(path), stamp(path)


def _digest(*parts: str) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()[:24]
