import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from written import ATOM, JSON, RSS, TEXT, WXR

from exporter.findings import Severity
from exporter.readers import ReadOptions, find_reader
from exporter.readers.base import Reading


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


def test_an_entry_without_a_title_is_named_by_its_first_words(tmp_path: Path) -> None:
    text = re.sub(r"(<item>.*?)<title>.*?</title>", r"\1", RSS, count=1, flags=re.DOTALL)
    cut = re.sub(
        r"(<description>|<content:encoded>).*?(?=</)",
        r"\1The tide came [...]",
        text,
        flags=re.DOTALL,
    )
    findings = read(tmp_path / "feed.rss", cut).findings
    assert any("only the beginning of `The tide came" in each.message for each in findings)


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


def test_a_feed_whose_entries_are_empty_makes_no_book(tmp_path: Path) -> None:
    head, tail = RSS[: RSS.index("<item>")], "<item><guid>1</guid></item></channel></rss>"
    reading = read(tmp_path / "feed.xml", head + tail, ReadOptions(date=date(2026, 6, 16)))
    assert reading.issue is None
    assert any(
        finding.severity is Severity.ERROR and "no article with text" in finding.message
        for finding in reading.findings
    )


def entry(inner: str, head: str = "") -> str:
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/">'
        f"<channel><title>The Lamp</title><language>en</language>{head}"
        f"<item><title>Lit</title>{inner}</item></channel></rss>"
    )


def said(reading: Reading) -> str:
    return "\n".join(finding.message for finding in reading.findings)


DAY = ReadOptions(date=date(2026, 6, 16))
TEXT_OF_ITEM = "<description>&lt;p&gt;Words.&lt;/p&gt;</description>"


@pytest.mark.parametrize(
    "medium",
    [
        '<enclosure url="https://lamp.example/a.jpg" type="image/jpeg" length="9"/>',
        '<media:content url="https://lamp.example/a.jpg" medium="image"/>',
        '<media:thumbnail url="https://lamp.example/a.jpg"/>',
        '<media:group><media:content url="https://lamp.example/a.jpg" type="image/jpeg"/>'
        '<media:content url="https://lamp.example/a.jpg?w=90" type="image/jpeg"/></media:group>',
    ],
)
def test_a_picture_beside_the_text_belongs_to_the_article(tmp_path: Path, medium: str) -> None:
    reading = read(tmp_path / "feed.xml", entry(TEXT_OF_ITEM + medium), DAY)
    assert said(reading).count("picture https://lamp.example/a.jpg is on the network") == 1
    assert reading.issue and reading.issue.articles[0].body == "<p>Words.</p>"


def test_the_words_of_media_are_captions_and_not_the_text(
    tmp_path: Path, picture: Callable[[], bytes]
) -> None:
    (tmp_path / "a.png").write_bytes(picture())  # beside the feed: it is taken for that address
    medium = (
        '<media:content url="https://lamp.example/a.png" medium="image">'
        "<media:description>The quay</media:description><media:credit>A. Stone</media:credit>"
        "</media:content>"
    )
    reading = read(tmp_path / "feed.xml", entry(TEXT_OF_ITEM + medium), DAY)
    assert reading.issue
    made = reading.issue.articles[0]
    assert [(each.caption, each.credit) for each in made.figures] == [("The quay", "A. Stone")]
    assert made.body == "<p>Words.</p>"


def test_a_picture_that_the_text_has_is_not_there_twice(tmp_path: Path) -> None:
    html = "&lt;img src='https://lamp.example/a-300x200.jpg'&gt;Words."
    medium = '<enclosure url="https://lamp.example/a.jpg" type="image/jpeg"/>'
    text = entry(f"<description>{html}</description>{medium}")
    assert said(read(tmp_path / "feed.xml", text, DAY)).count("picture ") == 1


def test_a_file_beside_the_text_is_a_link(tmp_path: Path) -> None:
    medium = '<enclosure url="https://lamp.example/a.pdf" type="application/pdf"/>'
    issue = read(tmp_path / "feed.xml", entry(TEXT_OF_ITEM + medium), DAY).issue
    assert issue and '<a href="https://lamp.example/a.pdf">lamp.example/a.pdf</a>' in (
        issue.articles[0].body
    )


def test_all_authors_are_named_without_their_addresses(tmp_path: Path) -> None:
    authors = "<author><name>B. Stone</name><email>b@lamp.example</email></author>"
    text = ATOM.replace("<category", f"{authors}<category", 1)
    issue = read(tmp_path / "feed.atom", text).issue
    assert issue and issue.articles[0].byline == ("A. Stone", "B. Stone")


def test_plain_text_in_atom_is_no_markup(tmp_path: Path) -> None:
    text = ATOM.replace('type="html"', 'type="text"').replace(TEXT, "A &lt;title&gt; in words.")
    issue = read(tmp_path / "feed.atom", text).issue
    assert issue and issue.articles[0].body == "<p>A &lt;title&gt; in words.</p>"


def test_content_that_is_elsewhere_or_no_text_is_named(tmp_path: Path) -> None:
    for content in ('<content type="text/html" src="https://lamp.example/1.html"/>',
                    '<content type="image/png">iVBORw0KGgo=</content>'):  # fmt: skip
        start, end = ATOM.index("<content"), ATOM.index("</entry>")
        text = f"{ATOM[:start]}<summary>In short.</summary>{content}{ATOM[end:]}"
        reading = read(tmp_path / "feed.atom", text)
        assert reading.issue and reading.issue.articles[0].body == "<p>In short.</p>"
        assert "https://lamp.example/1.html" in said(reading) or "image/png" in said(reading)


@pytest.mark.parametrize("encoding", ["gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_a_feed_is_read_in_the_encoding_that_its_bytes_are_in(
    tmp_path: Path, encoding: str
) -> None:
    words = "桥头的灯亮了，守桥人在渡口等着最后一班船。"
    path = tmp_path / "feed.xml"
    text = entry(f"<description>{words}</description>").replace("?>", ' encoding="utf-8"?>', 1)
    path.write_bytes(text.encode(encoding))
    issue = find_reader(path).read(path, DAY).issue
    assert issue and issue.articles[0].body == f"<p>{words}</p>"


def test_a_western_feed_that_says_it_is_utf8_stays_western(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    text = entry("<description>Cafés on the quay, Müller’s first.</description>")
    path.write_bytes(text.encode("cp1252"))
    issue = find_reader(path).read(path, DAY).issue
    assert issue and issue.articles[0].body == "<p>Cafés on the quay, Müller’s first.</p>"


@pytest.mark.parametrize("encoding", ["euc-jp", "shift_jis"])
def test_a_japanese_feed_that_says_it_is_utf8_stays_japanese(tmp_path: Path, encoding: str) -> None:
    words = "橋の灯りがついたので、渡し守は最後の船を待っている。"
    path = tmp_path / "feed.xml"
    path.write_bytes(entry(f"<description>{words}</description>").encode(encoding))
    reading = find_reader(path).read(path, DAY)
    assert reading.issue and reading.issue.articles[0].body == f"<p>{words}</p>"
    assert encoding in said(reading)


def test_one_wrong_byte_does_not_change_the_encoding_of_a_feed(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    text = entry(f"<description>{'Cafés à la carte, thé et café. ' * 9}</description>")
    path.write_bytes(text.encode().replace(b"carte", b"cart\xe9", 1))
    reading = find_reader(path).read(path, DAY)
    assert reading.issue and "thé et café" in reading.issue.articles[0].body
    assert "bytes that are not utf-8" in said(reading)


def test_entities_of_html_and_bare_ampersands_are_no_flaw(tmp_path: Path) -> None:
    text = entry(
        "<description>Caf&eacute;&nbsp;&mdash; a & b &bogus; &#Xe9; &#1; &#99999999;</description>"
    )
    reading = read(tmp_path / "feed.xml", text, DAY)
    assert not reading.findings and reading.issue
    assert reading.issue.articles[0].body.startswith("<p>Café\xa0— a &amp; b &amp;bogus;")


def test_an_article_about_entities_is_no_danger_but_a_document_type_with_them_is(
    tmp_path: Path,
) -> None:
    about = entry("<description><![CDATA[<p>Write &lt;!ENTITY x.</p><!ENTITY x]]></description>")
    assert read(tmp_path / "feed.xml", about, DAY).issue
    bomb = entry(TEXT_OF_ITEM).replace("?>", '?><!DOCTYPE rss [<!ENTITY a "b">]>', 1)
    assert read(tmp_path / "bomb.xml", bomb, DAY).issue is None


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Tue, 16 Jun 2026 06:30:00 +0800", date(2026, 6, 16)),
        ("2026年6月16日", date(2026, 6, 16)),
    ],
)
def test_the_issue_is_of_the_day_in_the_feeds_own_zone(
    tmp_path: Path, written: str, day: date
) -> None:
    text = entry(f"{TEXT_OF_ITEM}<pubDate>{written}</pubDate>")
    issue = read(tmp_path / "feed.xml", text).issue
    assert issue and issue.date == day


def test_no_day_is_made_up_of_a_date_that_is_none(tmp_path: Path) -> None:
    reading = read(tmp_path / "feed.xml", entry(f"{TEXT_OF_ITEM}<pubDate>soon</pubDate>"))
    assert reading.issue is None and "`soon`" in said(reading)


def test_an_event_to_come_does_not_date_the_issue(tmp_path: Path) -> None:
    head = "<lastBuildDate>Tue, 16 Jun 2026 10:00:00 GMT</lastBuildDate>"
    text = entry(f"{TEXT_OF_ITEM}<pubDate>Tue, 01 Jan 2030 10:00:00 GMT</pubDate>", head)
    reading = read(tmp_path / "feed.xml", text)
    assert reading.issue and reading.issue.date == date(2026, 6, 16)
    assert "2030-01-01" in said(reading)


def test_a_json_feed_with_all_it_may_hold(tmp_path: Path) -> None:
    item = {
        "id": "2", "title": "Boat", "content_text": "A & b <c>", "summary": "In short.",
        "image": "https://lamp.example/a.jpg", "external_url": "https://boat.example/",
        "attachments": [{"url": "https://lamp.example/a.pdf", "mime_type": "application/pdf"}],
        "date_published": "2026-06-16T01:00:00+09:00", "author": {"name": "B. Stone"},
    }  # fmt: skip
    reading = read(tmp_path / "feed.json", json.dumps(JSON | {"items": [item]}))
    assert reading.issue and reading.issue.date == date(2026, 6, 16)
    made = reading.issue.articles[0]
    assert (made.deck, made.byline) == ("In short.", ("B. Stone",))
    assert made.body.startswith("<p>A &amp; b &lt;c&gt;</p>")
    assert "https://boat.example/" in made.body and "https://lamp.example/a.pdf" in made.body
    assert "https://lamp.example/a.jpg" in said(reading)


def test_a_headline_made_of_the_text_ends_with_a_word(tmp_path: Path) -> None:
    words = "The keeper winds the rope of the landing three times each evening and goes home"
    text = entry(f"<description>{words}</description>").replace("<title>Lit</title>", "")
    issue = read(tmp_path / "feed.xml", text, DAY).issue
    assert issue and issue.articles[0].title == (
        "The keeper winds the rope of the landing three times each…"
    )


def test_an_entry_without_a_title_is_called_as_its_film_is(tmp_path: Path) -> None:
    media = "<media:group><media:title>The boat</media:title></media:group>"
    text = entry(TEXT_OF_ITEM + media).replace("<title>Lit</title>", "")
    issue = read(tmp_path / "feed.xml", text, DAY).issue
    assert issue and issue.articles[0].title == "The boat"


def test_a_script_in_a_title_is_no_headline(tmp_path: Path) -> None:
    script = "&lt;script>run()&lt;/script>"
    text = ATOM.replace("<title>Lit</title>", f'<title type="html">Lit {script}up</title>')
    issue = read(tmp_path / "feed.atom", text).issue
    assert issue and issue.articles[0].title == "Lit up"


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ("ann@quay.example (Ann Lee)", ("Ann Lee",)),
        ("Ann Lee &lt;ann@quay.agency&gt;", ("Ann Lee",)),
        ("ann@quay.example", ()),
        ("Ann Lee", ("Ann Lee",)),
    ],
)
def test_the_author_of_an_item_is_named_without_an_address_of_any_domain(
    tmp_path: Path, author: str, byline: tuple[str, ...]
) -> None:
    path = tmp_path / "feed.xml"
    item = f"<item><title>One</title><author>{author}</author><description>Text.</description>"
    path.write_text(
        f'<rss version="2.0"><channel><title>Quay</title>{item}'
        "<pubDate>Tue, 16 Jun 2026 10:00:00 GMT</pubDate></item></channel></rss>"
    )
    issue = find_reader(path).read(path, ReadOptions()).issue
    assert issue and issue.pages[0].articles[0].byline == byline


def test_several_authors_are_named_without_rests_of_their_addresses(tmp_path: Path) -> None:
    first, second = "ann@quay.example (Ann Lee)", "Bo Ray &lt;bo@quay.museum&gt;"
    creators = "".join(f"<dc:creator>{each}</dc:creator>" for each in (first, second, "Cy"))
    text = (
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>Quay</title><item><title>One</title>{creators}<description>Text.</description>"
        "<pubDate>Tue, 16 Jun 2026 10:00:00 GMT</pubDate></item></channel></rss>"
    )
    issue = read(tmp_path / "feed.xml", text).issue
    assert issue and issue.articles[0].byline == ("Ann Lee", "Bo Ray", "Cy")


def test_tags_of_an_entry_are_subjects_of_its_article(tmp_path: Path) -> None:
    entry = JSON["items"][0] | {"tags": ["Harbour", "ferry", "tide", "ferry"]}
    issue = read(tmp_path / "a.json", json.dumps(JSON | {"items": [entry]})).issue
    assert issue and issue.pages[0].section == "Harbour"
    assert issue.articles[0].subjects == ("ferry", "tide")
    tags = "<category>Harbour</category><category>tide</category>"
    issue = read(tmp_path / "a.rss", re.sub("<category>.*?</category>", tags, RSS, count=1)).issue
    assert issue and issue.articles[0].subjects == ("tide",)


@pytest.mark.parametrize(
    ("before", "between", "after"),
    [
        ("The post ", " appeared first on ", "."),
        ("La entrada ", " se publicó primero en ", "."),
        ("", " 最先出現在", "。"),
    ],
)
def test_the_line_that_names_the_site_below_a_text_is_left_out(
    tmp_path: Path, before: str, between: str, after: str
) -> None:
    line = f'{before}<a href="a">Lit</a>{between}<a href="b">The Lamp</a>{after}'
    text = f"<description><![CDATA[<p>The tide came.</p><p>{line}</p>]]></description>"
    reading = read(tmp_path / "a.rss", entry(text), DAY)
    assert reading.issue and reading.issue.articles[0].body == "<p>The tide came.</p>"
    assert [change.kind for change in reading.changes] == ["navigation"]


def test_a_last_line_with_two_links_of_its_own_stays(tmp_path: Path) -> None:
    line = 'The song <a href="a">Tide</a> was sung on <a href="b">the quay</a>.'
    text = f"<description><![CDATA[<p>One.</p><p>{line}</p>]]></description>"
    issue = read(tmp_path / "a.rss", entry(text), DAY).issue
    assert issue and "was sung on" in issue.articles[0].body


def test_addresses_in_a_drawing_of_a_feed_are_those_of_its_page(tmp_path: Path) -> None:
    drawing = '<svg><image href="a.png"/><image xlink:href="/b.png"/><a href="c">C</a></svg>'
    item = (
        "<item><title>Tide</title><link>https://lamp.example/2026/tide</link>"
        "<pubDate>Tue, 16 Jun 2026 09:00:00 GMT</pubDate>"
        f"<description><![CDATA[<p>Text.</p>{drawing}]]></description></item>"
    )
    text = re.sub("<item>.*</item>", lambda _: item, RSS, flags=re.DOTALL)
    said = " ".join(each.message for each in read(tmp_path / "feed.rss", text).findings)
    assert "https://lamp.example/2026/a.png" in said and "https://lamp.example/b.png" in said
