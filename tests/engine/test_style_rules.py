"""A style sheet parsed rule by rule is the one that WeasyPrint parses as a whole."""

import re

import pytest
import weasyprint

from exporter.edition.style import find_style
from exporter.engine import style_rules
from exporter.engine.style_rules import parsed, split
from exporter.layouts.makeup.plan.grid import sheet_grid
from exporter.layouts.makeup.stylesheet import style

SHEETS = {
    "plain": "p { color: red } q, b::before { margin: 0 !important; content: 'x' } p { top: 0 }",
    "comments": "/* p { */ p { color: red /* } */ } /* q { color: red } */ /* end",
    "strings": "p::before { content: '}' } q::after { content: \"{\\\"}\" } b { quotes: '\\27 }' }",
    "escapes": ".a\\{b { color: red } .\\31 0 { color: blue }",
    "addresses": "p { background: url(data:image/png;base64,AA}==) } q { color: red }",
    "pages": "@page { margin: 1px; @top-left { content: 'a' } } @page wide:left { size: 9px }",
    "media": "@media print { p { color: red } q { color: blue } } @media screen { p { top: 0 } }",
    "statements": "@unknown x; p { color: red } @unknown y { p { color: blue } } q { color: red }",
    "semicolons": "p { color: red }; q { color: blue } a; b { color: red } i { color: red }",
    "broken": "p { colour: red; color: blue; color: } q:nonsense { color: red } b { color: red",
    "closed": "p { color: red } } q { color: blue } b { color: red }",
    "layers": "@layer one, two; @layer two { p { color: red } } @layer one { p { color: blue } }",
    "spaces": "@namespace x 'http://example.org'; x|p { color: red } *|q { color: blue }",
    "parts": "p { content: 'a;b' } q { content: '\"' \"a;b\" } b { width: calc(1px; 2px); top: 0 }",
    "edges": "p[x=';'] { top: 0 } q { ; top: 0;; left: (0;) } b { top: 0 !important; ) } i {}",
    "many": "p, q::before, b::nonsense, i { top: 0 } p { top: 0; top: 1px; } q { top: x; left: 0 }",
    "known": "p { top: 0; left: 0 } q { left: 0; --x: 0; margin: 1px 2px; top: var(--x) } q {}",
    "open": "p { top: calc(1px } q { left: 0 ) } b { top: 0 } i { left: 0 }",
    "open squares": "p[x { top: 0 } q { left: 0 ] } b { top: 0 } i { left: 0 }",
    "open late": "p { top: ) calc( } q { left: 0 ) } b { top: 0 }",
    "texts": """/* a * b **/ /**/ p { content: "a;b" "/*"; top: 0 } q { content: "'" } i { top: 0 }
        /* { */ b { content: "} i { left: 0" } u { content: 'x" }' } s { content: "\n" }""",
    "nothing": "",
}


PLACE = re.compile(" at 0x[0-9a-f]+")  # of an object without a name of its own


def content(sheet):
    """Return the selectors of a sheet with what they declare, in order, and its page rules.

    Those that declare nothing are left out, as WeasyPrint leaves them out.
    """
    matcher = getattr(sheet.matcher, "matcher", sheet.matcher)
    kinds = (matcher.id_selectors, matcher.class_selectors, matcher.lower_local_name_selectors)
    named = [(key, each) for kind in kinds for key, found in kind.items() for each in found]
    named += [("", each) for found in matcher.namespace_selectors.values() for each in found]
    named += [("", each) for each in (*matcher.lang_attr_selectors, *matcher.other_selectors)]
    read = [(each, key, getattr(each[4], "declared", each[4])) for key, each in named]
    found = sorted((each[2], each[1], each[3], key, what) for each, key, what in read if what[0])
    selectors = [(*each[1:4], PLACE.sub("", repr(each[4]))) for each in found]
    pages = [(repr(names), repr(declared)) for _, names, declared in sheet.page_rules]
    return selectors, pages, sheet.layers


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_rules_make_the_same_sheet(sheet):
    assert content(parsed(sheet)) == content(weasyprint.CSS(string=sheet))


def test_sheets_of_other_body_types_share_most_rules():
    grid = sheet_grid("tabloid", "zh-Hans")
    measured, drawn = (style(find_style(), grid, measuring) for measuring in (True, False))
    assert content(parsed(measured)) == content(weasyprint.CSS(string=measured))
    before = style_rules._parsed.cache_info().misses
    assert content(parsed(drawn)) == content(weasyprint.CSS(string=drawn))
    assert style_rules._parsed.cache_info().misses - before < len([*split(drawn)]) / 10


def test_most_rules_end_at_their_brace(monkeypatch):
    """What else may hold a brace is looked for in a few."""
    looked, end = [], style_rules._end
    monkeypatch.setattr(style_rules, "_end", lambda *place: looked.append(place) or end(*place))
    rules = split.__wrapped__(style(find_style(), sheet_grid("tabloid", "zh-Hans")))
    assert len(looked) < len(rules) / 30


def test_brackets_in_texts_and_comments_leave_rules_apart():
    assert len(split("p { content: '(' } /* [ */ q:not(:is(b, i))[x='('] { top: 0 }")) == 2
