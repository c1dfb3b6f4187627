"""Briefs that are set together: all of a page, once a page has many stories and has room."""

from dataclasses import replace

import pytest

from exporter.edition import make_edition
from exporter.layouts.makeup import page
from exporter.layouts.makeup.jobs import jobs
from exporter.layouts.makeup.plan.quality import empty
from exporter.layouts.makeup.render import setting
from exporter.options import Options
from exporter.readers import read

LONG = "The tide came in at a quarter past seven, and nobody looked up. " * 20


def article(number, kind):
    text = LONG if kind == "news" else "Nobody looked up."
    return f"---\nheadline: Headline {number}\nkind: {kind}\n---\n{text}\n"


@pytest.mark.parametrize(
    ("kinds", "runs"),
    [
        (["brief"] * 14, [14]),
        (["news"] + ["brief"] * 13, [1, 13]),
        (["news"] * 4 + ["brief"] * 9, [1, 1, 1, 1, 9]),
        (["news"] * 2 + ["brief"] * 5 + ["news"] + ["brief"] * 4, [1, 1, 9, 1]),
        (["brief"] + ["news"] * 2 + ["brief"] * 5 + ["news"] + ["brief"], [1, 7, 1, 1]),
        (["news"] * 3 + ["brief"] * 6, [1] * 9),
    ],
)
def test_briefs_of_a_page_of_many_stories_are_one(issue_folder, kinds, runs):
    files = {f"01/{n:02}.md": article(n, kind) for n, kind in enumerate(kinds)}
    edition = make_edition(read(issue_folder(files)).issue)
    job = jobs(setting(edition, Options(cache=False)))[0]
    found = job.take_apart(job.grid())
    assert [len(job.starts.get(part.article.id, "1")) for part in found] == runs


def test_the_space_between_briefs_is_above_their_kickers(issue_folder):
    text = "---\nkicker: Cricket\nheadline: Headline\nkind: brief\n---\nNobody looked up.\n"
    edition = make_edition(read(issue_folder({f"01/{n:02}.md": text for n in range(12)})).issue)
    job = jobs(setting(edition, Options(cache=False)))[0]
    (story,) = job.measure(job.setting.steps[0][0])[1]
    # Blocks count from 1: a kicker, a headline and a paragraph each.
    assert [piece.start[0] % 3 for piece in story.slices if piece.before] == [1] * 11


def test_briefs_keep_their_places_where_the_page_does_not_fit_else(issue_folder, monkeypatch):
    kinds = ["news"] * 2 + ["brief"] * 5 + ["news"] + ["brief"] * 4
    files = {f"01/{n:02}.md": article(n, kind) for n, kind in enumerate(kinds)}
    edition = make_edition(read(issue_folder(files)).issue)
    job = jobs(setting(edition, Options(cache=False)))[0]
    tried = []

    class TooFull:
        def __init__(self, measure, tight, *others):
            self.kind, self.measure, self.seen = tight[0], measure, []

        def fit(self):
            area, stories = self.measure(self.kind)
            tried.append([len(job.starts.get(story.id, "1")) for story in stories])
            return empty(area) if len(tried) > 1 else None

    monkeypatch.setattr(page, "Fitter", TooFull)
    assert job.fit()
    assert tried == [[1, 1, 9, 1], [1, 1, 5, 1, 4]]
    # What is made of the work, as on a sheet more, keeps to that.
    assert replace(job, part=1).apart


@pytest.mark.parametrize("kinds", [["news"], ["news"] + ["brief"] * 9])
def test_small_heads_in_a_text_keep_small_words_with_the_next(issue_folder, kinds):
    files = {f"01/{n:02}.md": article(n, kind) for n, kind in enumerate(kinds)}
    heading = "Six minutes we did not ask for"
    files["01/00.md"] += f"\n## {heading}\n\nText.\n"
    files["01/01.md"] = article(1, "brief").replace("Headline 1", heading)
    edition = make_edition(read(issue_folder(files)).issue)
    job = jobs(setting(edition, Options(cache=False)))[0]
    found = [h for part in job.take_apart(job.grid()) for h in part.body.iter("h2", "h3", "h4")]
    texts = ["".join(each.itertext()) for each in found]
    assert "Six\u00a0minutes we did not\u00a0ask\u00a0for" in texts
    assert heading not in texts
