"""Comparing texts by their letters, whatever they are set with."""

import pytest

from exporter.content.conservation import lost, visible_text


@pytest.mark.parametrize(
    ("source", "result"),
    [
        ("An office", "An o\ufb03ce"),
        ("hyphenated", "hyphen\u00ad\nated"),
        ("hyphenated", "hyphen-\nated"),
        ("Ｆｕｌｌ　ｗｉｄｔｈ", "Full width"),
        ("一二三", "⼀ ⼆\n三"),
        ("one two", "two\none and more"),
    ],
)
def test_what_an_edition_changes_is_no_loss(source, result):
    assert lost(source, result) == []


def test_lost_words_are_named():
    assert lost("The red boat sank", "The boat") == ["red", "sank"]
    assert lost("潮水退去", "潮水") == ["退", "去"]
    assert lost("again and again", "and again") != []


def test_visible_text_leaves_out_code_and_keeps_the_rest():
    html = "<head><title>t</title></head><p>One<style>p{}</style> <b>two</b></p><rp>(</rp>&amp;"
    assert visible_text(html).split() == ["One", "two", "&"]
