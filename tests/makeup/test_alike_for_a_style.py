"""Elements look alike if the rules of a style that may be about them find the same in both."""

import pytest
from lxml import etree

from exporter.edition.style import find_style
from exporter.layouts.makeup.measure.asked import Around, asked_of
from exporter.layouts.makeup.plan.grid import sheet_grid, steps
from exporter.layouts.makeup.stylesheet import style

LEG = Around("div", frozenset(("leg",)))
BODY = (
    '<div><p id="one">a</p><p class="x">b</p><p data-b="3">c</p><h2>d</h2><p>e<b>f</b></p>'
    '<p lang="en">g</p><p title="t">h</p><p class="last">i</p></div>'
)


def alike(style, one, other):
    body, asked = etree.fromstring(BODY), asked_of(style)
    first, second = (asked.key((LEG,), (body[place],)) for place in (one, other))
    assert first is not None
    return first == second


@pytest.mark.parametrize(
    ("style", "one", "other", "is_alike"),
    [
        ("p { color: red }", 0, 1, True),
        ("p.x { color: red }", 0, 1, False),
        ("h1.x, h1 + h2 { color: red }", 0, 1, True),
        ("p + p { color: red }", 0, 2, False),
        ("p + p { color: red }", 1, 2, True),
        ("p + p { color: red }", 2, 4, False),
        (".x + p { color: red }", 2, 6, False),
        ("h2 { color: red }", 2, 3, False),
        ("p:first-child { color: red }", 0, 2, False),
        ("p:last-child { color: red }", 6, 7, False),
        ("p { color: red }", 2, 7, True),
        ("p:has(b) { color: red }", 2, 4, False),
        ("h2:has(b) { color: red }", 2, 4, True),
        ("p:has(+ h2) { color: red }", 1, 2, False),
        ("p { color: red }", 2, 5, False),
        ("p[title=t] { color: red }", 2, 6, False),
        ("tr:nth-child(even), a ~ td { color: red }", 0, 2, True),
        (":is(p.x, h2) { color: red }", 0, 1, False),
        ("/* p.x */ @page { margin: 0 } p { color: red }", 0, 1, True),
        ("@page { margin: 0; @top-left { content: none } } p { color: red }", 0, 1, True),
    ],
)
def test_elements_look_alike_by_what_rules_ask_for(style, one, other, is_alike):
    assert alike(style, one, other) is is_alike


SPANS = '<p><b>a</b><i class="x">b</i><i class="x">c</i><b>d</b><b>e</b></p>'


@pytest.mark.parametrize(
    ("selector", "one", "other", "is_alike"),
    [
        # What asks for the place of another element makes no difference.
        (".leg > :first-child", 0, 3, True),
        (".leg > :is(p, ul):first-child > :first-child", 0, 3, False),
        (".leg > :is(ul, ol):first-child > :first-child", 0, 3, True),
        ("p > :first-child", 0, 3, False),
        ("ul > :first-child", 0, 3, True),
        ("p :first-child", 0, 3, False),
        ("i:first-child", 0, 3, True),
        ("b:last-child", 3, 4, False),
        ("i:last-child", 3, 4, True),
        ("b:not(:last-child)", 3, 4, False),
        (":is(.a .b):first-child", 0, 3, False),
        (".x + .x", 1, 2, False),
        (".x + u", 1, 2, True),
        ("u + .x b", 3, 4, True),
        (".x + b", 3, 4, False),
        ("i + b, .x[title='.u'] + i", 1, 2, False),
        ("i[title='.u'] + i", 1, 2, False),
        (":not(.x + .x) b", 3, 4, False),
    ],
)
def test_the_place_of_an_element_counts_where_rules_ask_for_it(selector, one, other, is_alike):
    body = etree.fromstring(f"<div>{SPANS}</div>")
    asked = asked_of(f"{selector} {{ color: red }} b, i {{ top: 0 }}")
    first, second = (asked.key((LEG,), (body[0], body[0][place])) for place in (one, other))
    assert first is not None
    assert (first == second) is is_alike


@pytest.mark.parametrize(
    "selector",
    [
        "p:has(> b:first-child)",
        "p:nth-child(2)",
        "p:first-of-type",
        "h2 ~ p",
        "p + p + p",
        "p:empty",
        "* p",
        "#one",
        "[id=one]",
    ],
)
def test_rules_that_ask_for_what_is_far_make_no_elements_alike(selector):
    body = etree.fromstring(BODY)
    assert asked_of(f"{selector} {{ color: red }}").key((LEG,), (body[0],)) is None
    assert (
        asked_of(f"@media print {{ {selector} {{ color: red }} }}").key((LEG,), (body[0],)) is None
    )


def test_rules_about_the_elements_around_count():
    body = etree.fromstring(BODY)
    asked = asked_of(
        ".feature { color: red } .results .leg { color: red } .brief h1 { color: red }"
    )
    keys = [
        asked.key((Around("article", frozenset((kind,))), LEG), (body[0],))
        for kind in ("news", "brief", "feature", "results")
    ]
    assert keys[0] == keys[1]
    assert len({*keys}) == 3


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_what_rules_ask_for_is_found_once_for_all_body_types(language):
    kinds = [kind for found in steps(language) for kind in found]
    grids = [sheet_grid("tabloid", language, kind) for kind in kinds]
    found = [asked_of(style(find_style(), grid, measuring=True)) for grid in grids]
    assert all(each is found[0] for each in found)
