"""Rules that are found once for elements alike: those that match each of them."""

from xml.etree import ElementTree as ET

import pytest
from cssselect2 import ElementWrapper, Matcher, compile_selector_list

from exporter.edition.style import find_style
from exporter.engine.known_matches import KnownMatches, Unread
from exporter.engine.source import _plain_style
from exporter.engine.style_rules import parsed
from exporter.layouts.makeup.plan.grid import sheet_grid
from exporter.layouts.makeup.stylesheet import style

SELECTORS = """
p, .a, .a.b > i, div .a, #one, #one i, [title], [title=x] i, [lang], :lang(zh), :lang(en) .a, :root,
:not(.a), :is(.a, .b) i, *, p:first-child, p + p, .a ~ .b, div:has(> .a), div:has(+ p), :empty,
i:nth-child(2), p:last-child, p:only-child, i:first-of-type, [dir=rtl] .a, p::before, .a + p::after,
[class~=b], [class^=a], a:link, p:nth-last-child(2), div > p > i, html.x .b
"""
PARTS = (
    "<p/><p>text</p><p class='a'><i/><i class='b'/></p><p class='a b'><i/></p>",
    "<div id='one'><p class='a'><i>x</i></p></div><div id='two'><p class='a'><i>x</i></p></div>",
    "<p title='x'><i/></p><p title='y'><i/></p><p class='b a'><i/></p><a href='x'/><a/>",
    "<div><p/></div><div><p/><p class='b'/></div><div lang='zh-Hans'><p class='a'/></div>",
)
PAGES = [
    f"<html lang='{lang}' dir='{way}' class='{name}'>{''.join(PARTS[start:] + PARTS)}</html>"
    for lang, way, name in (("en", "ltr", "x"), ("zh-Hans", "rtl", "y"), ("en", "ltr", "y"))
    for start in range(4)
]


def elements(page):
    return list(ElementWrapper.from_html_root(ET.fromstring(page)).iter_subtree())


def all_rules():
    matcher = Matcher()
    for number, selector in enumerate(compile_selector_list(SELECTORS)):
        matcher.add_selector(selector, number)
    return matcher


def sheet_rules():
    return parsed(style(find_style(), sheet_grid("tabloid", "zh-Hans"))).matcher.matcher


@pytest.mark.parametrize("rules", [all_rules, sheet_rules, lambda: _plain_style().matcher.matcher])
def test_each_element_has_the_rules_that_match_it(rules):
    matcher = rules()
    known = KnownMatches(matcher)
    for page in PAGES:
        for mine, other in zip(elements(page), elements(page), strict=True):
            found = [(*how, getattr(what, "declared", what)) for *how, what in matcher.match(other)]
            assert known.match(mine) == [each for each in found if each[3] != ([], None)]


def test_what_a_rule_declares_is_read_for_the_first_element_that_it_is_about():
    read = []

    def rule(name, declared):
        return Unread(lambda: read.append(name) or declared)

    matcher = Matcher()
    for selector, declared in (("p", [("top", 0, False)]), (".a + p", []), ("q", [])):
        matcher.add_selector(*compile_selector_list(selector), rule(selector, declared))
    known = KnownMatches(matcher)
    html = "<html><p/><p/><q/></html>"
    assert [len(known.match(each)) for each in elements(html)] == [0, 1, 1, 0]
    assert read == ["p", "q"]
    assert [len(known.match(each)) for each in elements("<html><p class='a'/><p/></html>")] == [
        0,
        1,
        1,
    ]
    assert read == ["p", "q", ".a + p"]


def test_elements_alike_are_tried_once_in_all_documents():
    tried = []
    matcher = Matcher()
    for selector in compile_selector_list("p.a i"):
        matcher.add_selector(selector, None)
    known = KnownMatches(matcher)
    known._around.match = lambda element: tried.append(element) or []
    for _ in range(2):
        for element in elements("<html><p class='a'><i/><i/></p><p class='a'><i/></p></html>"):
            known.match(element)
    assert [element.local_name for element in tried] == ["html", "p", "i"]


def test_what_is_known_is_let_go_when_it_is_much(monkeypatch):
    monkeypatch.setattr("exporter.engine.known_matches.MOST", 3)
    matcher = all_rules()
    known = KnownMatches(matcher)
    for mine, other in zip(elements(PAGES[0]), elements(PAGES[0]), strict=True):
        assert known.match(mine) == matcher.match(other)
    assert len(known._found) <= 4
