"""HTML of others → what can't run, can't lead out, can't blow up."""

from types import SimpleNamespace

import pytest

from exporter.content import sanitize
from exporter.content.sanitize import (
    MAX_DEPTH,
    MAX_RAW_DEPTH,
    clean_text,
    limit_raw_depth,
    to_tree,
)


@pytest.mark.parametrize(
    ("html", "xhtml"),
    [
        ("<script>alert(1)</script>Text", "<p>Text</p>\n"),
        ("<style>p{}</style>Text", "<p>Text</p>\n"),
        ("<iframe></iframe>Text", "<p>Text</p>\n"),
        ("<object data=x><embed src=x></object>Text", "<p>Text</p>\n"),
        (
            "<form action=x><input name=a><button>b</button></form>Text",
            "<p><span>b</span></p>\n<p>Text</p>\n",
        ),
        ("<link rel=stylesheet href=x><meta http-equiv=refresh content=0>Text", "<p>Text</p>\n"),
        ("<base href='https://e.example/'>Text", "<p>Text</p>\n"),
        ("<p onclick=alert(1) onmouseover=x style='position:fixed'>Text</p>", "<p>Text</p>\n"),
        ("<p class=x data-x=1 hidden contenteditable>Text</p>", "<p>Text</p>\n"),
        ("<a href='javascript:alert(1)'>Text</a>", "<p>Text</p>\n"),
        ("<a href='JaVa&#10;Script:alert(1)'>Text</a>", "<p>Text</p>\n"),
        ("<a href='vbscript:x'>Text</a>", "<p>Text</p>\n"),
        ("<a href='data:text/html,x'>Text</a>", "<p>Text</p>\n"),
        ("<a href='file:///etc/passwd'>Text</a>", "<p>Text</p>\n"),
        ("<a href='other.html'>Text</a>", "<p>Text</p>\n"),
        ("<p lang=fr dir=rtl>Text", '<p lang="fr" xml:lang="fr" dir="rtl">Text</p>\n'),
        ("<p lang='no language'>Text", "<p>Text</p>\n"),
        ("<font color=red>A</font><center>B</center>", "<p>A</p>\n<p>B</p>\n"),
        ("<![CDATA[x]]><?xml y?><!DOCTYPE z>Text", "<p>xText</p>\n"),
        ("<td>stray</td>", "<p>stray</p>\n"),
        ("<b>not closed", "<p><b>not closed</b></p>\n"),
        ("<p>one<p>two", "<p>one</p>\n<p>two</p>\n"),
        ("<ul>loose<li>item</ul>", "<ul>\n<li>loose</li>\n<li>item</li>\n</ul>\n"),
        ("<p>a\x00b\x0bc&#1;d\ufffee</p>", "<p>abcde</p>\n"),
    ],
)
def test_only_what_is_safe_comes_through(from_html, html, xhtml):
    assert from_html(html).xhtml == xhtml


@pytest.mark.parametrize(
    "source",
    [
        "https://e.example/a.jpg",
        "//e.example/a.jpg",
        "file:///etc/passwd.jpg",
        "data:image/png;base64,AAAA",
        "javascript:alert(1)//.jpg",
    ],
)
def test_no_address_of_a_picture_comes_through(from_html, source):
    body = from_html(f'<p>Text <img src="{source}" srcset="{source} 2x" onerror=x> end</p>')
    assert source not in body.xhtml
    assert "srcset" not in body.xhtml + str(body.figures)
    assert "onerror" not in body.xhtml


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://e.example/a?b=c&amp;d#e", "https://e.example/a?b=c&amp;d#e"),
        ("HTTP://E.example", "http://E.example"),
        ("https://例え.jp/é", "https://xn--r8jz45g.jp/%C3%A9"),
        ("https://e.example/100%", "https://e.example/100%25"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("tel:+86 10", "tel:+86%2010"),
    ],
)
def test_a_link_that_leads_somewhere_is_kept_in_valid_form(from_html, address, kept):
    body = from_html(f'<a href="{address}">x</a>')
    assert f'href="{kept}"' in body.xhtml
    assert body.remarks == ()


@pytest.mark.parametrize(
    "address",
    [
        *("other.html", "../a", "//e.example/", "ftp://e.example/", "https:///path"),
        *("https://[bad/", "https://e.example:99999/", "https://", "javascript:alert(1)", "x:y"),
    ],
)
def test_a_link_that_leads_nowhere_is_remarked_and_its_words_kept(from_html, address):
    body = from_html(f'<p>Go <a href="{address}">there</a>.</p>')
    assert body.xhtml == "<p>Go there.</p>\n"
    assert [remark.rule for remark in body.remarks] == ["issue-link"]


@pytest.mark.parametrize("html", ["<a name=q>x</a>", "<a id=q>x</a>", "<a href='x:y'></a>"])
def test_an_anchor_is_no_link_that_lost_its_address(from_html, html):
    assert from_html(html).remarks == ()


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "ul><li", "table><tr><td", "span"])
def test_depth_is_cut_and_no_word_lost(from_html, text_of, tag):
    depth = 500
    html = f"<{tag}>x" * depth
    tree = to_tree(html)
    assert max(len(list(element.iterancestors())) for element in tree.iter()) <= MAX_DEPTH + 8
    assert text_of(from_html(html).xhtml).count("x") == depth


def test_what_is_nested_too_deeply_loses_its_tags_and_keeps_its_text():
    deep = "<div>" * 1_000 + "lamp" + "</div>" * 1_000 + "<p>boat</p>"
    limited = limit_raw_depth(deep)
    assert limited.count("<div>") == limited.count("</div>") == MAX_RAW_DEPTH
    assert limited.endswith("</div><p>boat</p>") and "lamp" in limited


def test_a_thousand_paragraphs_that_are_not_closed_stay():
    assert limit_raw_depth("<p>lamp<br>" * 1_000) == "<p>lamp<br>" * 1_000


def test_the_cleaner_never_sees_a_deep_tree(monkeypatch):
    """Its time grows with the square of the depth."""
    seen = []
    cleaner = SimpleNamespace(clean=lambda html: seen.append(html) or "")
    monkeypatch.setattr(sanitize, "_CLEANER", cleaner)
    to_tree("<ul><li>" * 100_000)
    assert seen[0].count("<ul>") == MAX_RAW_DEPTH


@pytest.mark.parametrize(
    ("span", "kept"), [("2", "2"), ("40", "40"), ("1000000", None), ("x", None)]
)
def test_a_huge_span_is_left_out(from_html, parse, span, kept):
    cell = parse(from_html(f"<table><tr><td colspan={span}>x</td></tr></table>").xhtml).find(
        ".//th"
    )
    assert cell.get("colspan") == kept


@pytest.mark.parametrize(
    ("text", "clean"),
    [("a\x00\x1fb", "ab"), ("\ud800x\udfff", "x"), ("\ufffe\uffff", ""), ("a\tb\nc", "a\tb\nc")],
)
def test_what_xml_forbids_is_removed(text, clean):
    assert clean_text(text) == clean
