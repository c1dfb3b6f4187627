"""Every link of a site leads to a file of it, with a base and without."""

import json
import posixpath
import re
from urllib.parse import unquote, urldefrag

import pytest
from lxml import etree, html

from exporter.publication.site.fragments import as_html


def broken(tree, base=""):
    """Return the links of all pages and feeds that lead nowhere, and ids that are not there."""
    ids = {
        path: set(re.findall(r'\bid="([^"]+)"', data.decode()))
        for path, data in tree.items()
        if path.endswith(".html")
    }
    return [
        f"{path}: {address}"
        for path, data in tree.items()
        for address in addresses(path, data)
        if not leads(path, address, tree, ids, base)
    ]


def addresses(path, data):
    if path.endswith(".html"):
        root = html.fromstring(data)
        yield from root.xpath("//*/@href | //*/@src")
    elif path.endswith(".xml"):
        yield from etree.fromstring(data).xpath("//*[local-name()='link']/@href")
    elif path.endswith(".json"):
        yield from re.findall(r'"href": "([^"]+)"', data.decode())


def leads(path, address, tree, ids, base):
    if base and address.startswith(base):
        path, address = "", address.removeprefix(base)
    if re.match(r"[a-z]+:", address):
        return True
    name, place = map(unquote, urldefrag(address))
    name = name.replace("{pageNumber}", "0")  # the template of OPDS-PSE, escaped or not
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
    target = path if not name else target
    return target in tree and (not place or place in ids.get(target, ()))


@pytest.mark.parametrize("base", ["", "https://dyke.example/news/"])
def test_no_link_is_broken(publication_folder, make_site, tree, base):
    root = publication_folder("2025-12-31", "2026-06-09", "2026-06-16")
    make_site(root, base)
    files = tree()
    assert broken(files, base) == []
    assert sum(path.endswith(".html") for path in files) == 3 * 5 + 2 + 3


def test_a_broken_link_would_be_found():
    files = {"a.html": b'<p><a href="b.html">b</a> <a href="#c">c</a></p>'}
    assert broken(files) == ["a.html: b.html", "a.html: #c"]


def test_pages_find_the_feeds_and_their_neighbours(publication_folder, make_site, tree):
    make_site(publication_folder("2026-06-09", "2026-06-16"))
    page = html.fromstring(tree()["2026/06-16/a-01-10-lead.html"])
    links = {(e.get("rel"), e.get("type")): e.get("href") for e in page.iter("link")}
    assert links["alternate", "application/atom+xml;profile=opds-catalog"] == (
        "../../opds/latest.xml"
    )
    assert links["up", None] == "page-01.html"
    front = html.fromstring(tree()["2026/06-16/index.html"])
    assert front.xpath("//nav[@class='neighbours']/a[@rel='prev']/@href") == [
        "../../2026/06-09/index.html"
    ]


def test_an_article_says_what_it_is(publication_folder, make_site, tree):
    make_site(publication_folder("2026-06-16"), "https://dyke.example/")
    page = html.fromstring(tree()["2026/06-16/a-01-10-lead.html"])
    meta = {e.get("property") or e.get("name"): e.get("content") for e in page.iter("meta")}
    assert meta["og:type"] == "article"
    assert meta["og:url"] == "https://dyke.example/2026/06-16/a-01-10-lead.html"
    data = json.loads(page.xpath("//script[@type='application/ld+json']/text()")[0])
    assert (data["@type"], data["url"]) == ("NewsArticle", meta["og:url"])


def test_nothing_needs_a_script(publication_folder, make_site, tree):
    make_site(publication_folder("2026-06-16"))
    for path, data in tree().items():
        if path.endswith(".html") and path != "search.html":
            scripts = html.fromstring(data).xpath("//script[not(@type='application/ld+json')]")
            assert [each.get("src") for each in scripts if each.get("src") is None] == []


def test_xhtml_becomes_html():
    body = '<p>A<br/><a id="x"/><a href="b.xhtml#c" epub:type="noteref">b</a></p><td/>'
    assert as_html(body, {}, {}) == ('<p>A<br><a id="x"></a><a href="b.html#c">b</a></p><td></td>')
    assert as_html('<img src="images/a.jpg" alt=""/>', {"images/a.jpg": (4, 3)}, {}) == (
        '<img src="images/a.jpg" alt="" width="4" height="3">'
    )
    upright = '<p>第<span class="upright">12</span>版</p>'
    assert as_html("<p>第12版</p>", {}, {}, vertical=True) == upright
    scrolls = as_html("<article>a</article>", {}, {}, vertical=True)
    assert scrolls == '<article tabindex="0">a</article>'
