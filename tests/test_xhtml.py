"""Fragments of XHTML as trees: the same again when nothing is changed, and changed in place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.xhtml import (
    inner_links,
    inside,
    parse,
    placeholders,
    prepend,
    remove,
    replace,
    text_of,
    unwrap,
)

TEXT = st.text(
    st.characters(blacklist_categories=["Cc", "Cs"], blacklist_characters="\ufffe\uffff")
)


@pytest.mark.parametrize(
    "fragment",
    [
        "",
        "a &amp; b &lt; c",
        "<p>x<br/>y</p>\n<p></p>",
        'a<b class="c">d</b>e',
        '<math xmlns="http://www.w3.org/1998/Math/MathML"><mspace/></math>',
    ],
)
def test_a_fragment_is_the_same_again(fragment):
    assert inside(parse(fragment)) == fragment


@given(TEXT, TEXT, TEXT)
def test_whatever_its_words_are_what_stands_for_an_element_stands_in_its_place(
    before, words, after
):
    root = parse("<p><i/></p>")
    root[0].text, root[0][0].tail = before, after
    part = parse("<b/>")
    part.text, part[0].tail = words, words
    replace(root[0][0], part)
    assert "".join(root.itertext()) == before + words + words + after
    assert [each.tag for each in root[0]] == ["b"]


def test_elements_are_left_out_and_what_they_hold_stays():
    root = parse("x<b>q<i>r</i>s</b>t<b>u</b>v<b/>w")
    unwrap(list(root.iter("b")))
    assert inside(root) == "xq<i>r</i>stuvw"


def test_a_removed_element_leaves_the_text_after_it():
    root = parse("a<b>q</b>c<i/><b>r</b>d")
    for element in list(root.iter("b")):
        remove(element)
    assert inside(root) == "ac<i></i>d"
    remove(root)
    assert inside(root) == "ac<i></i>d"


def test_a_child_comes_before_all_words():
    root = parse("<p>a<i>b</i></p>")
    prepend(root[0], parse("<b>c</b>")[0], " ")
    assert inside(root) == "<p><b>c</b> a<i>b</i></p>"


def test_figures_and_links_are_found_whatever_the_order_of_attributes():
    root = parse(
        '<p><a title="t" href="#n">x</a><a href="http://h/#n"/><img class="c" data-figure="2"/></p>'
    )
    assert [target for _, target in inner_links(root)] == ["n"]
    assert [(place.tag, number) for place, number in placeholders(root)] == [("img", 2)]


def test_the_text_of_a_fragment_has_no_references_and_readings_only_where_asked():
    fragment = (
        "<p>Tom &amp; Jerry<br/></p><p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字</p>"
    )
    assert text_of(fragment).split() == ["Tom", "&", "Jerry", "漢(かん)字"]
    assert text_of(fragment, readings=False).split() == ["Tom", "&", "Jerry", "漢字"]


def test_text_of_two_blocks_is_not_joined() -> None:
    assert text_of("<p>a</p><p>b<em>c</em></p>") == "a\nbc"
    assert text_of("<p>a</p>\n<p>b</p>\n") == "a\nb"
    cells = "<table><tr><td>1</td><td>2</td></tr></table>"
    assert text_of(f"{cells}<p>x</p>").split() == ["1", "2", "x"]
