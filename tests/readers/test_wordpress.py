"""WordPress exports: what is published of them, and how it reads."""

from datetime import date
from pathlib import Path

import pytest

from exporter.findings import Severity
from exporter.model import Article
from exporter.readers import ReadOptions, find_reader
from exporter.readers.base import Reading
from exporter.readers.feed.wordpress_text import with_paragraphs

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>The Lamp</title><link>https://lamp.example</link><language>en-GB</language>
<pubDate>Tue, 16 Jun 2026 20:00:00 +0000</pubDate><wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_login>astone</wp:author_login>
<wp:author_display_name><![CDATA[Ann Stone]]></wp:author_display_name></wp:author>
"""


def post(content: str = "Words.", title: str = "Lit", more: str = "", **values: str) -> str:
    fields = {"post_id": "1", "post_type": "post", "status": "publish"} | values
    tags = "".join(f"<wp:{name}>{value}</wp:{name}>" for name, value in fields.items())
    text = f"<content:encoded><![CDATA[{content}]]></content:encoded>"
    return f"<item><title>{title}</title><dc:creator>astone</dc:creator>{text}{tags}{more}</item>\n"


def file(number: int, address: str, caption: str = "", parent: int = 0) -> str:
    words = f"<excerpt:encoded><![CDATA[{caption}]]></excerpt:encoded>"
    return post(
        "", "File", words, post_id=str(number), post_type="attachment", status="inherit",
        attachment_url=f"https://lamp.example/{address}", post_parent=str(parent),
    )  # fmt: skip


def read(folder: Path, *posts: str) -> Reading:
    path = folder / "export.xml"
    path.write_text(HEAD + "".join(posts) + "</channel></rss>")
    return find_reader(path).read(path, ReadOptions(date=date(2026, 6, 16)))


def article(folder: Path, *posts: str) -> Article:
    issue = read(folder, *posts).issue
    assert issue
    return issue.articles[0]


def test_what_is_not_public_is_never_published_but_named(tmp_path: Path) -> None:
    hidden = {"private": "private", "future": "scheduled", "draft": "draft", "trash": "trash",
              "pending": "review", "auto-draft": "draft"}  # fmt: skip
    posts = [post("Hidden.", f"Of {status}", status=status) for status in hidden]
    posts += [post("Hidden.", "Locked", post_password="ebb")]
    reading = read(tmp_path, post(), *posts)
    assert reading.issue and [each.title for each in reading.issue.articles] == ["Lit"]
    said = "\n".join(finding.message for finding in reading.findings)
    assert all(f"`Of {status}`" in said and why in said for status, why in hidden.items())
    assert "1 post left out (protected by password): `Locked`" in said


def test_pages_and_posts_of_other_kinds_are_named_and_menus_are_not(tmp_path: Path) -> None:
    reading = read(tmp_path, post(), post("Us.", "About", post_type="page"),
                   post("Menu", "Home", post_type="nav_menu_item"))  # fmt: skip
    warnings = [each.message for each in reading.findings if each.severity is Severity.WARNING]
    assert len(warnings) == 1 and warnings[0].startswith("1 page left out: `About`")


def test_an_export_of_pages_alone_is_no_issue(tmp_path: Path) -> None:
    reading = read(tmp_path, post("Us.", "About", post_type="page"))
    assert reading.issue is None and any("no article" in each.message for each in reading.findings)


def test_the_author_is_named_as_readers_know_her(tmp_path: Path) -> None:
    assert article(tmp_path, post()).byline == ("Ann Stone",)


def test_a_login_that_no_author_has_is_named(tmp_path: Path) -> None:
    reading = read(tmp_path, post().replace("astone", "editor7"))
    assert any("`editor7`" in finding.message for finding in reading.findings)


def test_a_post_is_of_the_day_on_which_its_site_published_it(tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    times = "<pubDate>Mon, 15 Jun 2026 22:30:00 +0000</pubDate>"
    path.write_text(HEAD + post(more=times, post_date="2026-06-16 06:30:00") + "</channel></rss>")
    issue = find_reader(path).read(path).issue
    assert issue and issue.date == date(2026, 6, 16)


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("One.\n\nTwo\nlines.", "<p>One.</p>\n<p>Two<br/>\nlines.</p>"),
        ("One.\n\n<p>Two.</p>\n\nThree.", "<p>One.</p>\n<p>Two.</p>\n<p>Three.</p>"),
        ("One.<!--more-->\n\nTwo.<!--nextpage-->Three.", "<p>One.</p>\n<p>Two.</p>\n<p>Three.</p>"),
        ("<ul>\n<li>A</li>\n<li>B</li>\n</ul>\nOne.",
         "<ul>\n<li>A</li>\n<li>B</li>\n</ul>\n<p>One.</p>"),
        ("One.\n<blockquote>Two.\n\nThree.</blockquote>",
         "<p>One.</p>\n<blockquote>\n<p>Two.</p>\n<p>Three.</p>\n</blockquote>"),
        ("<pre>a\n\nb</pre>", "<pre>a\n\nb</pre>"),
        ("https://film.example/7\n\nOne.",
         '<p><a href="https://film.example/7">film.example/7</a></p>\n<p>One.</p>'),
        ("<!-- wp:paragraph -->\n<p>One\ntwo.</p>\n<!-- /wp:paragraph -->\n\nThree.\n\nFour.",
         "<p>One\ntwo.</p>\n<p>Three.</p>\n<p>Four.</p>"),
        ('<!-- wp:embed {"url":"https://film.example/7"} --><figure class="wp-block-embed">'
         '<div class="wp-block-embed__wrapper">\nhttps://film.example/7\n</div></figure>'
         "<!-- /wp:embed -->",
         '<p><a href="https://film.example/7">film.example/7</a></p>'),
        ('<!-- wp:file --><div><a href="https://lamp.example/a.pdf">Tides</a>'
         '<a href="https://lamp.example/a.pdf" class="wp-block-file__button">Load</a></div>'
         "<!-- /wp:file -->",
         '<p><a href="https://lamp.example/a.pdf">Tides</a> '
         '<a href="https://lamp.example/a.pdf">Load</a></p>'),
        ("[[gallery]] and [sic]", "<p>[gallery] and [sic]</p>"),
        ("[embed]https://film.example/7[/embed]",
         '<p><a href="https://film.example/7">film.example/7</a></p>'),
        ("A [fancy size=3]word[/fancy] here.", "<p>A word here.</p>"),
    ],
)  # fmt: skip
def test_a_text_reads_as_on_the_site(tmp_path: Path, text: str, body: str) -> None:
    assert article(tmp_path, post(text)).body.strip() == body


def test_captions_and_galleries_show_the_pictures_of_the_export(tmp_path: Path) -> None:
    text = (
        '[caption id="attachment_5" width="300"]<img src="https://lamp.example/a.jpg" alt="Quay">'
        " The <em>quay</em>[/caption]\n\n[gallery ids='6,9']"
    )
    reading = read(tmp_path, post(text), file(6, "b.jpg", "The boat"))
    assert reading.issue and reading.issue.articles[0].body == (
        "<p>The <em>quay</em></p>\n<p>The boat</p>"
    )
    said = "\n".join(finding.message for finding in reading.findings)
    assert "a.jpg" in said and "b.jpg" in said and "does not have: `9`" in said


def test_a_gallery_that_names_no_picture_shows_those_of_its_post(tmp_path: Path) -> None:
    reading = read(tmp_path, post("[gallery]"), file(6, "b.jpg", "", 1), file(7, "c.jpg", "", 2))
    said = "\n".join(finding.message for finding in reading.findings)
    assert "b.jpg" in said and "c.jpg" not in said


def test_shortcodes_and_blocks_that_only_a_site_fills_are_named(tmp_path: Path) -> None:
    text = '[weather town="Quay"]\n\n<!-- wp:latest-posts {"postsToShow":3} /-->'
    said = "\n".join(each.message for each in read(tmp_path, post(f"Words.\n\n{text}")).findings)
    assert "`weather`" in said and "`latest-posts`" in said


def test_a_shortcode_that_holds_an_address_alone_becomes_a_link(tmp_path: Path) -> None:
    body = article(tmp_path, post("Words.\n\n[vimeo https://film.example/7]")).body
    assert '<a href="https://film.example/7">film.example/7</a>' in body
    assert "[vimeo" not in body


def test_a_reusable_block_stands_where_it_is_used(tmp_path: Path) -> None:
    block = post("<!-- wp:paragraph --><p>Again.</p><!-- /wp:paragraph -->", "Note",
                 post_type="wp_block", post_id="8")  # fmt: skip
    text = '<!-- wp:paragraph --><p>One.</p><!-- /wp:paragraph --><!-- wp:block {"ref":8} /-->'
    assert "<p>Again.</p>" in article(tmp_path, post(text), block).body


def test_a_reusable_block_that_the_export_lacks_is_named(tmp_path: Path) -> None:
    text = '<!-- wp:paragraph --><p>One.</p><!-- /wp:paragraph --><!-- wp:block {"ref":9} /-->'
    said = [finding.message for finding in read(tmp_path, post(text)).findings]
    assert any("blocks that only the web site fills: `block`" in each for each in said)


def test_the_featured_image_and_the_excerpt_belong_to_the_article(tmp_path: Path) -> None:
    meta = ("<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>6"
            "</wp:meta_value></wp:postmeta><excerpt:encoded><![CDATA[In short.]]>"
            "</excerpt:encoded>")  # fmt: skip
    reading = read(tmp_path, post(more=meta), file(6, "b.jpg", "The boat"))
    assert reading.issue and reading.issue.articles[0].deck == "In short."
    assert any("b.jpg" in finding.message for finding in reading.findings)


def test_a_line_end_inside_a_tag_is_no_break() -> None:
    assert with_paragraphs('<img\nsrc="a.jpg"\nalt="b">') == '<p><img src="a.jpg" alt="b"></p>\n'
