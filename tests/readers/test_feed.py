import json
from datetime import date
from pathlib import Path

import pytest

from exporter.readers import ReadOptions, find_reader
from exporter.readers.base import Reading

TEXT = "&lt;p&gt;The &lt;a href='/quay'&gt;lamp&lt;/a&gt;.&lt;/p&gt;&lt;script&gt;x&lt;/script&gt;"
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Lamp</title>
<link>https://lamp.example/</link><description>News</description><language>en-gb</language>
<item><title>Lit &amp; out</title><link>https://lamp.example/1</link><category>Harbour</category>
<dc:creator>A. Stone</dc:creator><pubDate>Tue, 16 Jun 2026 09:00:00 GMT</pubDate>
<description>Short</description><content:encoded>{TEXT}</content:encoded></item>
<item><title>Boat</title><category>Ferry</category><pubDate>Mon, 15 Jun 2026 09:00:00 GMT</pubDate>
<description>{TEXT}</description></item>
<item><title>Tide</title><category>Harbour</category><description>{TEXT}</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Lamp</title>
<updated>2026-06-16T10:00:00Z</updated><entry><title>Lit</title><id>1</id>
<author><name>A. Stone</name></author><category term="Harbour"/>
<updated>2026-06-16T10:00:00Z</updated>
<content type="html">{TEXT}</content></entry></feed>"""
JSON = {
    "version": "https://jsonfeed.org/version/1.1", "title": "The Lamp", "language": "en",
    "items": [{"id": "1", "title": "Lit", "content_html": "<p>The lamp.</p>", "tags": ["Harbour"],
               "date_published": "2026-06-16T10:00:00Z", "authors": [{"name": "A. Stone"}]}],
}  # fmt: skip
WXR = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>The Lamp</title>
<item><title>Lit</title><category domain="post_tag" nicename="t">Tag</category>
<category domain="category" nicename="h">Harbour</category><wp:post_type>post</wp:post_type>
<wp:status>publish</wp:status><pubDate>Tue, 16 Jun 2026 09:00:00 GMT</pubDate>
<content:encoded><![CDATA[First.

Second <em>line</em>.]]></content:encoded></item>
<item><title>Draft</title><wp:post_type>post</wp:post_type><wp:status>draft</wp:status></item>
<item><title>About</title><wp:post_type>page</wp:post_type><wp:status>publish</wp:status></item>
</channel></rss>"""


def read(path: Path, text: str, options: ReadOptions | None = None) -> Reading:
    path.write_text(text)
    reader = find_reader(path)
    assert reader.name == "feed"
    return reader.read(path, options or ReadOptions())


def test_rss_becomes_an_issue_with_a_page_a_category(tmp_path: Path) -> None:
    issue = read(tmp_path / "feed.rss", RSS).issue
    assert issue and issue.publication.name == "The Lamp" and issue.date == date(2026, 6, 16)
    assert issue.publication.language == "en-gb"
    assert [(page.label, page.section, len(page.articles)) for page in issue.pages] == [
        ("01", "Harbour", 2), ("02", "Ferry", 1)
    ]  # fmt: skip
    first = issue.articles[0]
    assert (first.title, first.byline) == ("Lit & out", ("A. Stone",))
    assert first.body == '<p>The <a href="https://lamp.example/quay">lamp</a>.</p>'


def test_atom(tmp_path: Path) -> None:
    issue = read(tmp_path / "feed.atom", ATOM).issue
    assert issue and issue.date == date(2026, 6, 16) and issue.pages[0].section == "Harbour"
    assert issue.articles[0].byline == ("A. Stone",)


def test_json_feed(tmp_path: Path) -> None:
    issue = read(tmp_path / "feed.json", json.dumps(JSON)).issue
    assert issue and issue.date == date(2026, 6, 16) and issue.pages[0].section == "Harbour"
    assert (issue.articles[0].byline, issue.articles[0].body) == (("A. Stone",), "<p>The lamp.</p>")


@pytest.mark.parametrize(("page_by", "section"), [("", "Harbour"), ("subject", "Tag")])
def test_a_wordpress_export_without_drafts_and_pages(
    tmp_path: Path, page_by: str, section: str
) -> None:
    issue = read(tmp_path / "export.xml", WXR, ReadOptions(page_by=page_by)).issue
    assert issue and [article.title for article in issue.articles] == ["Lit"]
    assert issue.pages[0].section == section
    assert issue.articles[0].body == "<p>First.</p>\n<p>Second <em>line</em>.</p>"


def test_entries_that_are_cut_off_are_named(tmp_path: Path) -> None:
    text = RSS.replace("<description>Short</description>", "").replace(
        TEXT, "Only this [&amp;#8230;]"
    )
    reading = read(tmp_path / "feed.xml", text)
    assert any("only the beginning of `Boat`" in finding.message for finding in reading.findings)


def test_a_feed_that_is_cut_short_gives_what_came_before(tmp_path: Path) -> None:
    reading = read(tmp_path / "feed.xml", RSS[: RSS.index("<item><title>Tide")])
    assert reading.issue and len(reading.issue.articles) == 2
    assert any("not well-formed" in finding.message for finding in reading.findings)
