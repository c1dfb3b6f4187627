"""One preview: watches the source, updates the views, and notifies browsers."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import chain
from pathlib import Path

from exporter.edition.style import Style
from exporter.errors import ExporterError, InvalidSource
from exporter.findings import Finding
from exporter.guard import guarded
from exporter.layouts.makeup.result import SheetResult
from exporter.model import Issue
from exporter.options import Options
from exporter.preview.copyfit import fitted, sheet_states
from exporter.preview.other_editions import unforeseen
from exporter.preview.page_state import ArticleState, State, Told, split, told
from exporter.preview.reading import article_states, read, sources
from exporter.preview.sheets import SheetMaker
from exporter.preview.views import Views
from exporter.preview.watching import Stamp, changed, stamps
from exporter.publication.memory import tidy
from exporter.remembered import remember

LOOK_S = 0.03  # between checks of the files, each of which takes 1 ms for 150 files
MOST_LOOKING = 0.1  # of the time, for folders with many more files
SETTLE_S = 0.02  # before a changed file is checked again: it may be half saved
PATIENCE_S = 2.0  # after this, a file that still changes is read anyway
IDLE_S = 0.5  # without changes: time to tidy up, which takes some tenths of a second
MOST_UNTIDY = 8  # updates without a pause
MOST_UNFINISHED = 8  # updates in a row: pages are made to the end now and then


class Outdated(Exception):
    """The source changed while pages were made: the rest of them can wait."""


class Session:
    """The state and files that the server shows, and the thread that updates them."""

    def __init__(self, source: Path, options: Options) -> None:
        self.source, self.options = source, options
        remember()
        self.state, self.views, self.sheets = State(), Views(), SheetMaker()
        self.news = threading.Condition()
        self.found: dict[str, tuple[Told, ...]] = {}  # findings by what they are about
        self.ended = False
        self.last_seen: dict[str, Stamp] = {}
        self.last_read: dict[str, Stamp] | None = None  # the files as they were read last
        self.unfinished = 0  # updates in a row whose pages were not made to the end
        self.look_s = 0.0  # seconds that the last check of the files took
        self.untidy = 0  # updates since the memory was tidied

    # For the server -------------------------------------------------------------------------

    def wait(self, version: int, seconds: float) -> State:
        """Return the state once it differs from `version`, or after `seconds`."""
        with self.news:
            self.news.wait_for(lambda: self.state.version != version or self.ended, seconds)
            return self.state

    def stop(self) -> None:
        """End the thread and all waiting requests."""
        self.ended = True
        self.views.close()
        with self.news:
            self.news.notify_all()

    # The thread ----------------------------------------------------------------------------

    def run(self) -> None:
        """Make the views, then update them after each change, until the session ends."""
        made = 0.0
        while not self.ended:
            now = self.settled()
            if self.last_read is None or changed(self.last_read, now):
                self.last_read = now
                self.make()
                made = time.monotonic()
            elif self.untidy and time.monotonic() - made > IDLE_S:
                self.tidy()
            time.sleep(max(LOOK_S, min(self.look_s / MOST_LOOKING, 1)))

    def tidy(self) -> None:
        """Free the memory of past updates, here and in the process beside."""
        tidy()
        self.sheets.store.prune()
        self.views.tidy()
        self.untidy = 0

    def settled(self) -> dict[str, Stamp]:
        """Wait until files stop changing; return their stamps."""
        now = self.looked()
        end = time.monotonic() + PATIENCE_S
        while (now != self.last_seen or self.has_emptied(now)) and time.monotonic() < end:
            if self.ended:
                break
            self.last_seen = now
            time.sleep(SETTLE_S)
            now = self.looked()
        self.last_seen = now
        return now

    def has_emptied(self, now: dict[str, Stamp]) -> bool:
        """Whether a file has become empty, as it is for a moment while it is saved."""
        before = self.last_read or {}
        return any(not size and before.get(name, (0, 0))[1] for name, (_, size) in now.items())

    def looked(self) -> dict[str, Stamp]:
        """Check the files; return their stamps."""
        start = time.thread_time()
        found = stamps(sources(self.source))
        self.look_s = time.thread_time() - start
        return found

    def make(self) -> None:
        """Make all views; on an error, keep the last views and show the error over them."""
        try:
            with guarded(unforeseen, ExporterError):
                self.make_views()
        except InvalidSource as error:
            wrong, others = split(error.findings)
            self.fail(wrong, others)
        except ExporterError as error:
            self.fail([Finding("source-unforeseen", self.source, 0, str(error), "")])
        self.tell(working="")
        self.untidy += 1
        if self.untidy >= MOST_UNTIDY:
            self.tidy()

    def make_views(self) -> None:
        """Read the source and make each view; raises the errors of reading and building."""
        self.tell(working="reading")
        remember()
        with self.timed("reading"):
            issue, style, findings = read(self.source, self.options)
            issue = self.views.sender.same(issue)
        self.found.clear()
        # A process makes the others meanwhile: a thread waits for it.
        with ThreadPoolExecutor(1) as pool:
            others = pool.submit(self.make_others, issue)
            states = article_states(issue)
            self.tell(
                errors=(),
                title=f"{issue.publication.name} {issue.date.isoformat()}",
                language=issue.publication.language,
                articles=tuple(states.values()),
                working="pages",
            )
            self.find("reading", split(findings)[1], issue.root)
            with suppress(Outdated):
                self.make_pages(issue, style, states)
            self.tell(working="" if others.done() else "web")
            others.result()

    def make_pages(self, issue: Issue, style: Style, states: Mapping[str, ArticleState]) -> None:
        """Update the printed pages, and how well the articles fit them."""
        with self.timed("pages"):
            sheets, findings = self.sheets.make(issue, style, self.options, self.show_sheets)
        self.unfinished = 0
        fit = fitted(states, [sheet for sheet, _ in sheets])
        self.tell(sheets=tuple(sheet_states(sheets)), articles=tuple(fit.values()))
        self.find("pages", findings, issue.root)

    def show_sheets(self, sheets: list[tuple[SheetResult, str]]) -> None:
        """Show sheets that were drawn, and the others as they were before.

        Raises `Outdated` if the source has changed: EPUB and web edition do not wait for pages
        that are to be made once more anyway.
        """
        new = {state.label: state for state in sheet_states(sheets)}
        shown = [new.pop(state.label, state) for state in self.state.sheets]
        self.tell(sheets=(*shown, *new.values()))
        is_outdated = self.last_read is not None and changed(self.last_read, self.looked())
        if is_outdated and self.unfinished < MOST_UNFINISHED:
            self.unfinished += 1
            raise Outdated

    def make_others(self, issue: Issue) -> None:
        """Update EPUB and web edition; an error in the latter becomes a finding."""
        with self.timed("epub"):
            chapters = self.views.make_epub(issue, self.source, self.options)
        self.tell(epub=self.state.epub + 1, chapters=chapters)
        try:
            with self.timed("web"):
                start = self.views.make_web(issue, self.source, self.options)
        except ExporterError as error:
            message = f"the web edition can't be made: {error}"
            wrong = Finding("source-unforeseen", self.source, 0, message, "")
            self.find("web", [wrong], issue.root)
        else:
            self.tell(web=self.state.web + 1, web_start=start)

    def find(self, about: str, findings: Iterable[Finding], root: Path) -> None:
        """Show the findings about reading, pages or web edition, with those about the others."""
        with self.news:
            self.found[about] = told(findings, root)
            self.tell(findings=tuple(dict.fromkeys(chain.from_iterable(self.found.values()))))

    def fail(self, wrong: list[Finding], others: list[Finding] | None = None) -> None:
        """Show errors over the views."""
        root = self.source if self.source.is_dir() else self.source.parent
        shown = told(wrong, root)
        self.tell(errors=shown, findings=told(others or (), root), working="")

    def tell(self, **news: object) -> None:
        """Change the state and wake up waiting requests."""
        with self.news:
            made = replace(self.state, **news)  # type: ignore[arg-type]
            self.state = replace(made, version=self.state.version + 1)
            self.news.notify_all()

    @contextmanager
    def timed(self, what: str) -> Iterator[None]:
        """Record the duration of a step in seconds."""
        start = time.perf_counter()
        yield
        seconds = round(time.perf_counter() - start, 3)
        with self.news:  # a new one: the server may be reading the other
            self.state = replace(self.state, seconds={**self.state.seconds, what: seconds})
