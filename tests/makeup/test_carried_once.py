"""A page is made up once, and keeps of it what its drawing needs."""

import math
import multiprocessing
from dataclasses import replace

import pytest

from exporter.edition import make_edition
from exporter.layouts.makeup import page, parallel
from exporter.layouts.makeup.issue import carry_over, largest_below
from exporter.layouts.makeup.jobs import jobs
from exporter.layouts.makeup.page import PageJob
from exporter.layouts.makeup.plan import carry
from exporter.layouts.makeup.render import setting
from exporter.layouts.makeup.result import SheetResult
from exporter.options import Options
from exporter.readers import read

LENGTHS = ((1, 9_000), (2, 9_000), (3, 400), (4, 300))
LONG = "The tide came in at a quarter past seven, and nobody looked up. " * 90


def test_stories_that_go_on_one_sheet_are_made_up_there_together(issue_folder, monkeypatch):
    files = {f"01/{n}.md": f"---\nheadline: Headline {n}\n---\n{LONG}\n" for n in (1, 2, 3)}
    edition = make_edition(read(issue_folder(files)).issue)
    (job,) = jobs(setting(edition, Options(cache=False)))
    made, fit = [], PageJob.fit
    monkeypatch.setattr(PageJob, "fit", lambda self: made.append(self) or fit(self))
    first, second = carry_over([SheetResult(job, None)])
    assert len(first.tails) == len(second.heads) == len(second.job.rests) > 1
    assert [each.part for each in made] == [1]
    assert second.fit is not None


def test_a_page_is_made_in_one_process_with_its_continuation(issue_folder, monkeypatch):
    files = {f"01/{n}.md": f"---\nheadline: Headline {n}\n---\n{LONG}\n" for n in (1, 2, 3)}
    edition = make_edition(read(issue_folder(files)).issue)
    (job,) = jobs(setting(edition, Options(cache=False)))
    made = parallel._made(job, ())
    alone = carry_over([SheetResult(job, None)])
    assert [each.drawn for each in alone] == [None, None]
    result = made.result(replace(job))
    monkeypatch.setattr(page, "Fitter", lambda *_: pytest.fail("made up again"))
    monkeypatch.setattr(PageJob, "take_apart", lambda *_: pytest.fail("taken apart again"))
    both = carry_over([result])
    assert [each.fit for each in both] == [each.fit for each in alone]
    assert [len(each.drawn.pages) for each in both] == [1, 1]


def test_a_page_made_up_keeps_what_was_measured_at_its_own_body_type_alone(issue_folder):
    files = {f"01/{n}.md": f"---\nheadline: Headline {n}\n---\n{LONG[:900]}\n" for n in (1, 2)}
    edition = make_edition(read(issue_folder(files)).issue)
    (job,) = jobs(setting(edition, Options(cache=False)))
    tried, measure = [], PageJob.measure
    job.measure = lambda kind: tried.append(kind) or measure(job, kind)
    fit = job.fit()
    assert len({*tried}) > 1  # a page that is not full is tried in larger type
    for found in (job.parts, job.measured, job.keys, job.sized):
        assert list(found) == [fit.type]
    assert job.books == {}
    assert job.draw(job.sheet(fit, {}, {})).overruns == ()


def test_further_sheets_have_smaller_headlines_than_a_first_one_whose_stories_are_cut(issue_folder):
    head = "---\nheadline: Tide {}\n---\n"
    files = {f"01/{n}.md": head.format(n) + (LONG * 2)[:most] for n, most in LENGTHS}
    files["01/1.md"] = files["01/1.md"].replace("Tide", "Commissioners keep the harbour ferry " * 2)
    edition = make_edition(read(issue_folder(files)).issue)
    (job,) = jobs(setting(edition, Options(cache=False)))
    first, *others = carry_over([SheetResult(job, None)])
    assert first.job.part == 0 and first.tails and len(others) == 1
    largest = max(frame.frame.size for frame in others[0].fit.placements)
    assert largest < max(frame.frame.size for frame in first.fit.placements)


def test_the_longest_page_is_begun_first(issue_folder, monkeypatch):
    head = "---\nheadline: Tide\n---\n"
    files = {f"{n:02}/1.md": head + LONG[:most] for n, most in enumerate((100, 300, 500, 400), 1)}
    edition = make_edition(read(issue_folder(files)).issue)
    front, *others = jobs(setting(edition, Options(cache=False)))
    begun = []
    monkeypatch.setattr(parallel, "_front", lambda job, *_: begun.append(job.label) or FakeMade())
    monkeypatch.setattr(parallel, "_made", lambda job, _: begun.append(job.label) or FakeMade())
    monkeypatch.setattr(
        parallel, "asking", lambda calls, *_: [call(lambda _: math.inf) for call in calls]
    )
    assert parallel.make_up(others, 2, front=front) == ["01", "02", "03", "04"]
    assert begun == ["01", "03", "04", "02"]
    assert parallel.make_up(others, 2) == ["02", "03", "04"]
    assert begun[4:] == ["03", "04", "02"]
    monkeypatch.setattr(parallel, "_has_pictures", lambda job: job.label in ("01", "03"))
    parallel.make_up(others, 2, front=front)
    assert begun[7:] == ["01", "04", "02", "03"]


def test_other_processes_begin_while_the_front_page_is_made_up(issue_folder, monkeypatch):
    """Their headlines are below the front page's lead all the same, as in one process."""
    head = "---\nheadline: Tide\n---\n"
    files = {f"{n:02}/1.md": head + LONG[:900] for n in (1, 2, 3)}
    edition = make_edition(read(issue_folder(files)).issue)
    front, *others = jobs(setting(edition, Options(cache=False)))
    begun = multiprocessing.get_context("fork").Event()
    fit, prepare = PageJob.fit, parallel._prepare
    monkeypatch.setattr(parallel, "_prepare", lambda job: begun.set() or prepare(job))
    monkeypatch.setattr(
        PageJob, "fit", lambda self: fit(self) if not self.is_first or begun.wait(60) else None
    )
    made = parallel.make_up(others, 2, ("none",), front)
    assert [sheet.job.label for sheet in made] == ["01", "02", "03"]
    alone = parallel.make_up(others, 2, ("none",), front, is_wanted=False)
    assert [sheet.job.label for sheet in alone] == ["02", "03"]
    below = largest_below(front.fit())
    assert {sheet.job.largest for sheet in (*made[1:], *alone)} == {below} != {math.inf}


class FakeMade:
    """What a process sends of a page: here the label of the page that gets it."""

    def result(self, job):
        return job.label


def test_stories_that_are_cut_the_same_are_planned_once(monkeypatch):
    planned = []
    monkeypatch.setattr(carry, "best_plan", lambda stories, *_, **__: planned.append(stories))
    one, other = object(), object()
    cuts = carry._Cuts()
    for stories in ([one], [one, other], [one], [one, other]):
        assert cuts.plan(stories, None, None) is None
    assert planned == [[one], [one, other]]
