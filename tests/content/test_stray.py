"""Angle brackets in prose stay text; an element that is not closed swallows nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.content.elements import MEDIA, RAW, UNSEEN
from exporter.content.tokens import tokens

UNKNOWN = ["path", "view", "int", "key", "line", "text", "T", "bo at example", "your name here"]
SWALLOWING = sorted(RAW | UNSEEN | {"form", "button", "select", "object", "canvas", "svg", "math"})


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_is_no_element_is_text_in_markdown(from_markdown, name):
    body = from_markdown(f"Type cd <{name}> and press return.\n\nThen wait.")
    shown = f"&lt;{name}&gt;"
    assert body.xhtml == f"<p>Type cd {shown} and press return.</p>\n<p>Then wait.</p>\n"
    assert body.remarks == ()


@pytest.mark.parametrize("name", SWALLOWING)
@pytest.mark.parametrize("before", ["The element ", ""])
def test_an_element_that_is_only_named_swallows_nothing(from_markdown, text_of, name, before):
    text = f"{before}<{name}> is *old*, said the clerk.\n\nSecond paragraph."
    words = text_of(from_markdown(text).xhtml)
    assert words == f"{before}<{name}> is old, said the clerk.\nSecond paragraph.\n"


@pytest.mark.parametrize("name", SWALLOWING)
def test_an_open_element_in_html_swallows_nothing(from_html, text_of, name):
    words = text_of(from_html(f"<p>One <{name}> two.</p><p>Three.</p>").xhtml)
    assert words == f"One <{name}> two.\nThree.\n"


@pytest.mark.parametrize("name", sorted((RAW | UNSEEN) - MEDIA))
def test_a_tag_with_attributes_that_is_only_named_is_words(from_markdown, from_html, text_of, name):
    tag = f'<{name} type="module" data-at="quay">'
    body = from_markdown(f"So {tag} came.\n\nThen more.")
    assert text_of(body.xhtml) == f"So {tag} came.\nThen more.\n"
    assert text_of(from_html(f"<p>So {tag} came.</p>").xhtml) == f"So {tag} came.\n"


@pytest.mark.parametrize("mark", ["<!--", "<![CDATA[", "<?php", "<!"])
def test_a_mark_that_never_ends_swallows_nothing(from_markdown, text_of, mark):
    for text in (f"a {mark} b\n\nlast", f"{mark} b\n\nlast"):
        assert text_of(from_markdown(text).xhtml).split() == text.split()


@pytest.mark.parametrize(
    ("text", "xhtml"),
    [
        ("a<b the tide is p<0.05 and q>3", "<p>a&lt;b the tide is p&lt;0.05 and q&gt;3</p>\n"),
        ("Ann <ann@quay.example>", None),
        ("Write <!DOCTYPE html> first", "<p>Write &lt;!DOCTYPE html&gt; first</p>\n"),
        ("First\n\n<!DOCTYPE html>", "<p>First</p>\n<p>&lt;!DOCTYPE html&gt;</p>\n"),
        ("<!DOCTYPE html>\n<p>A page</p>", "<p>A page</p>\n"),
        ("x <b>bold</b> y", "<p>x <b>bold</b> y</p>\n"),
        ("x <b>bold y", "<p>x &lt;b&gt;bold y</p>\n"),
        ("x </b> y", "<p>x &lt;/b&gt; y</p>\n"),
        ("an <img> and an <input> and <br>", None),
        ('<span lang="fr">mot</span>', '<p><span lang="fr" xml:lang="fr">mot</span></p>\n'),
    ],
)
def test_tags_in_a_sentence(from_markdown, text_of, text, xhtml):
    body = from_markdown(text)
    if xhtml is None:
        assert "<img" not in body.xhtml and body.remarks == ()
        assert text_of(body.xhtml).split()[0] == text.split()[0]
    else:
        assert body.xhtml == xhtml


def test_a_block_of_html_may_hold_markdown_and_ends_where_it_is_closed(from_markdown):
    xhtml = from_markdown("<aside>\n\nOne *two*.\n\nThree.</aside>\n\nFour.").xhtml
    assert xhtml == "<aside>\n<p>One <em>two</em>.</p>\n<p>Three.</p>\n</aside>\n<p>Four.</p>\n"


def test_a_drawing_with_empty_lines_stays_one(from_markdown):
    svg = '<svg width="90" height="60">\n\n<path d="M0 0"/>\n\n</svg>'
    body = from_markdown(f"Before.\n\n{svg}\n\nAfter.")
    assert body.xhtml == '<p>Before.</p>\n<figure data-figure="0"/>\n<p>After.</p>\n'


WORDS = st.text("abcdef", min_size=1, max_size=6)
TAGS = st.sampled_from([*UNKNOWN, *SWALLOWING, "b", "div", "details", "aside", "em"])


@given(st.lists(st.tuples(WORDS, TAGS, st.sampled_from(["<{}>", "</{}>", ""]), WORDS), max_size=6))
def test_every_word_beside_any_tag_is_in_the_text_or_named(from_markdown, text_of, parts):
    paragraphs = [f"{a} {tag.format(name)} {b}" for a, name, tag, b in parts]
    body = from_markdown("\n\n".join(paragraphs))
    shown = text_of(body.xhtml) + "".join(remark.message for remark in body.remarks)
    assert [w for a, _, _, b in parts for w in (a, b) if w not in shown] == []


@given(st.text("<>/ab \"'=!-?[]"))
def test_tokens_lose_nothing_but_comments(text):
    joined = "".join(token.raw for token in tokens(text)).replace("&lt;", "<")
    if "<!" not in text:
        assert joined == text


def test_the_words_of_an_image_map_are_named(from_markdown):
    text = '<map name="m"><area alt="The quay" href="https://quay.example/"><area alt=""></map>'
    made = from_markdown(text)
    assert [each.message for each in made.remarks] == ["`<area>` is left out: The quay"]
