"""Issues of a site that are made in several processes."""

import gc
import weakref
from pathlib import Path

import pytest

from exporter import api
from exporter.publication.site.context import Tools

from ..stand_in_writer import stand_in

DAYS = ("2026-06-15", "2026-06-16", "2026-06-17", "2026-06-18")  # Monday to Thursday


@pytest.fixture
def tools(monkeypatch):
    """Return tools that other processes can import: `tools("stand_in")`."""
    monkeypatch.syspath_prepend(Path(__file__).parents[1])
    import stand_in_writer as by

    return lambda build: Tools(api.read, getattr(by, build), by.as_it_is, by.plain_style)


def test_a_site_of_several_processes_is_that_of_one(publication_folder, make_site, tree, tools):
    root = publication_folder(*DAYS)
    make_site(root, tools=tools("stand_in"), folder="one")
    made = make_site(root, tools=tools("stand_in"), jobs=2, folder="two").made
    assert len(made) == len(DAYS)
    assert tree("one") == tree("two")


def test_an_issue_whose_process_ends_is_left_out_and_named_by_none(
    publication_folder, make_site, tree, tools
):
    done = make_site(publication_folder(*DAYS), tools=tools("fail_on_tuesday"), jobs=2)
    (failure,) = done.failures
    assert "its process ended (exit code 3)" in str(failure.error)
    assert sorted(done.made) == ["2026/06-15", "2026/06-17", "2026/06-18"]
    pages = [data for name, data in tree().items() if name.endswith(".html")]
    assert not any(b"06-16" in data for data in pages)


def test_what_an_issue_leaves_in_cycles_is_freed_before_the_next(publication_folder, make_site):
    left = []

    class Page:  # one that knows its book, which knows its pages
        def __init__(self):
            self.book = [self]

    def build(*arguments):
        assert [each for each in left if each() is not None] == []
        left.append(weakref.ref(Page()))
        return stand_in(*arguments)

    gc.disable()
    try:
        done = make_site(publication_folder("2026-06-09", "2026-06-16"), build=build)
    finally:
        gc.enable()
    assert (len(left), done.failures) == (2, [])
