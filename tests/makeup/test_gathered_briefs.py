"""Briefs that are set together: all that stand beside each other, once a page has many stories."""

import pytest

from exporter.edition import make_edition
from exporter.layouts.makeup.jobs import jobs
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
        (["brief"] * 14, [1, 13]),
        (["news"] * 4 + ["brief"] * 9, [1, 1, 1, 1, 9]),
        (["news"] * 2 + ["brief"] * 5 + ["news"] + ["brief"] * 4, [1, 1, 5, 1, 4]),
        (["news"] * 3 + ["brief"] * 6, [1] * 9),
    ],
)
def test_briefs_of_a_page_of_many_stories_are_one(issue_folder, kinds, runs):
    files = {f"01/{n:02}.md": article(n, kind) for n, kind in enumerate(kinds)}
    edition = make_edition(read(issue_folder(files)).issue)
    job = jobs(setting(edition, Options(cache=False)))[0]
    found = job.take_apart(job.grid())
    assert [len(job.starts.get(part.article.id, "1")) for part in found] == runs
