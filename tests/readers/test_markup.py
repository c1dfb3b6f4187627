"""Dirty HTML taken apart without a tree."""

from hypothesis import given
from hypothesis import strategies as st

from exporter.readers.tools import markup


def test_links_that_are_not_closed_end_where_the_next_begins() -> None:
    found = list(markup.links("<A HREF=one.htm>1<a href='two.htm'>2</a><a>3</a>"))
    assert [(link.href, link.markup) for link in found] == [("one.htm", "1"), ("two.htm", "2")]


def test_a_mark_that_does_not_end_stays() -> None:
    assert markup.without("a<!-- b --> c <!-- d", "<!--", "-->") == "a c <!-- d"


@given(st.text(st.sampled_from("<>!-/abpdiv hrefl=\"' \n"), max_size=60))
def test_any_markup_comes_through(html: str) -> None:
    list(markup.links(html))
    markup.lines(markup.without_code(html))
