"""Atom feeds and OPDS 1.2 catalogues: valid by the grammar and the rules of RFC 4287."""

import re
from pathlib import Path

import pytest
from lxml import etree

from ..conftest import PUBLICATION

ATOM = "{http://www.w3.org/2005/Atom}"
LINK = f"{ATOM}link"
GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
STORY = """\
---
headline: Crab & whelk <landed>
deck: A good week
kicker: Harbour
byline: [By Ann Reed, Photos by Ivo Lund]
language: fr
---
The boats came **home**, 3 < 4.
"""


@pytest.fixture(params=["", "https://dyke.example/a%20b/"])
def feeds(request, publication_folder, make_site, add_issue, tree, picture):
    """Every Atom document of a site with a correction, by its path; with and without a base."""
    text = f"{PUBLICATION}site: {{editions: [epub, lite]}}\n"
    root = publication_folder("2026-06-09", "2026-06-16", text=text)
    (root / "2026-06-16/01/20-b.md").write_text(STORY)
    (root / "2026-06-16/01/page.png").write_bytes(picture("PNG", (80, 120)))
    with (root / "2026-06-16/issue.yaml").open("a") as file:
        file.write('pages: [{label: "01", facsimile: {image: 01/page.png}}]\n')
    make_site(root, base=request.param)
    add_issue(root, "2026-06-09", more="revision: 2\nrevised: 2026-06-17\n")
    (root / "2026-06-09/01/10-lead.md").write_text(STORY)
    assert make_site(root, base=request.param).failures == []
    found = {name: data for name, data in tree().items() if name.endswith(".xml")}
    return {name: etree.fromstring(data) for name, data in found.items()}


def test_feeds_follow_the_grammar(feeds):
    assert {"feeds/articles.xml", "opds/latest.xml", "2026/06-09/articles.xml"} <= feeds.keys()
    faults = [
        f"{name}: {fault.message}"
        for name, feed in feeds.items()
        if not GRAMMAR.validate(feed)
        for fault in GRAMMAR.error_log
    ]
    assert faults == []


def test_feeds_keep_the_rules_that_no_grammar_holds(feeds):
    for name, feed in feeds.items():
        entries = feed.findall(f"{ATOM}entry")
        ids = [each.findtext(f"{ATOM}id") for each in entries]
        assert len(set(ids)) == len(ids), name
        assert feed.find(f"{ATOM}author") is not None, name  # §4.1.1: or each entry has one
        newest = max(each.findtext(f"{ATOM}updated") for each in entries)
        assert feed.findtext(f"{ATOM}updated") >= newest, name
        for each in (feed, *entries):
            links = [(a.get("rel"), a.get("type"), a.get("hreflang")) for a in each.findall(LINK)]
            own = [link for link in links if link[0] in ("alternate", "self")]
            assert len(set(own)) == len(own), name  # §4.1.1: no two of one type and language
            # The schema of OPDS 1.2 (opds.rnc, atomUri): characters that have to be escaped are.
            assert not [a for a in each.findall(LINK) if re.search('[ <>{}|^`"]', a.get("href"))]
        if not name.startswith("opds/index"):
            assert all(entry.find(f"{ATOM}link[@rel='alternate']") is not None for entry in entries)


@pytest.mark.parametrize("lost", ["id", "updated", "title", "link[@rel='self']/@href"])
def test_the_grammar_sees_what_is_missing(lost):
    now = "2026-06-16T00:00:00Z"
    text = f"<id>urn:a:b</id><title>T</title><updated>{now}</updated><link rel='self' href='a'/>"
    feed = etree.fromstring(f"<feed xmlns='http://www.w3.org/2005/Atom'>{text}</feed>")
    assert GRAMMAR.validate(feed)
    name, _, attribute = lost.partition("/@")
    element = feed.find(f"{ATOM}{name}")
    if attribute:
        del element.attrib[attribute]
    else:
        feed.remove(element)
    assert not GRAMMAR.validate(feed)


def test_printed_pages_are_streamed_to_readers_with_and_without_namespaces(feeds):
    rel = "http://vaemendis.net/opds-pse/stream"
    latest = feeds["opds/latest.xml"]
    (link,) = latest.findall(f".//{ATOM}link[@rel='{rel}']")
    assert link.get("href").endswith("2026/06-16/facsimile/%7BpageNumber%7D.jpg")
    # KOReader goes by the names of elements as they are written, and looks for `{pageNumber}`.
    text = etree.tostring(latest, encoding="unicode")
    (plain,) = (tag for tag in re.findall(r"<link\s[^>]*>", text) if rel in tag)
    assert 'pse:count="1"' in plain
    address = link.get("href").replace("%7B", "{").replace("%7D", "}")
    assert f'href="{address}"' in plain
