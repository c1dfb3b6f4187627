from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.readers.feed.constructs import as_html, day_in_own_zone, name_of, plain, set_texts
from exporter.readers.tools.drafts import DraftArticle


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Tue, 16 Jun 2026 06:30:00 +0800", date(2026, 6, 16)),
        ("Mon, 15 Jun 2026 23:30:00 -0500", date(2026, 6, 15)),
        ("16 Jun 26 10:00 GMT", date(2026, 6, 16)),
        ("Tuesday, 16 June 2026 10:00:00 GMT", date(2026, 6, 16)),
        ("Tue Jun 16 10:00:00 2026", date(2026, 6, 16)),
        ("2026-06-16T01:00:00+09:00", date(2026, 6, 16)),
        ("20260616T010000Z", date(2026, 6, 16)),
        ("2026年6月16日", date(2026, 6, 16)),
        ("2026/6/16 10:00", date(2026, 6, 16)),
        ("2026年13月1日", None),
        ("yesterday at 6", None),
        ("", None),
        ("2026", None),
        ("31 Feb 2026", None),
    ],
)
def test_a_date_is_the_day_of_its_own_zone_or_none(text: str, day: date | None) -> None:
    assert day_in_own_zone(text) == day


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading_of_dates(text: str) -> None:
    day_in_own_zone(text)


@pytest.mark.parametrize(
    ("value", "kind", "html"),
    [
        ("It&#8217;s 3 &lt; 4 &amp; more", "text/html", "<p>It’s 3 &lt; 4 &amp; more</p>\n"),
        (
            "Words <not a tag> here.\nTwo.",
            "text",
            "<p>Words &lt;not a tag&gt; here.</p>\n<p>Two.</p>\n",
        ),
        ("Type <path> and return", "text/html", "<p>Type &lt;path&gt; and return</p>\n"),
        ("An <em>a</em>.\n\nTwo.", "html", "<p>An <em>a</em>.</p>\n<p>Two.</p>"),
        ("<p>One.</p>\n\nTwo.", "text/html", "<p>One.</p>\n\nTwo."),
        ("", "text/html", ""),
    ],
)
def test_texts_are_read_by_their_content_type(value: str, kind: str, html: str) -> None:
    assert as_html(value, kind) == html


def test_what_is_no_text_has_no_html() -> None:
    assert as_html("GIF89a", "image/gif") is None


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        ("The <title> element", "text/plain", "The <title> element"),
        ("The &lt;b&gt;lamp&lt;/b&gt; &amp; she", "text/html", "The <b>lamp</b> & she"),
        ("The <b>lamp</b>", "text/html", "The lamp"),
        ('<img src="a.png" alt="Gold medal">for the rowers', "html", "Gold medal for the rowers"),
        ("Rain <IMG ALT='over the sea' src=a.png>", "html", "Rain over the sea"),
    ],
)
def test_titles_are_read_by_their_content_type(value: str, kind: str, words: str) -> None:
    assert plain(value, kind) == words


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("Ann Stone", "Ann Stone"),
        ("ann@lamp.example (Ann Stone)", "Ann Stone"),
        ("Ann Stone <ann@lamp.example>", "Ann Stone"),
        ("ann@lamp.example", ""),
    ],
)
def test_bylines_hold_no_addresses(author: str, name: str) -> None:
    assert name_of(author) == name


def test_a_summary_is_the_deck_unless_the_text_says_it() -> None:
    article = DraftArticle(())
    body = "<p>The lamp was lit at nine, and all went home.</p><p>Later.</p>"
    set_texts(article, ["<p>The lamp was lit at nine, and […]</p>", body, "<p>A short night.</p>"])
    assert (article.html, article.deck) == (body, "A short night.")
    long = DraftArticle(())
    set_texts(long, [body * 9, "<p>" + "Another word. " * 30 + "</p>"])
    assert long.html.startswith("<p>Another") and long.html.endswith(body) and not long.deck
