"""Article pages of any web site, saved as HTML."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from exporter.errors import UnknownSource
from exporter.readers import ReadOptions, find_reader
from exporter.readers.base import Reading

LD = """<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "The Lamp"},
{"@type": "NewsArticle", "headline": "A lamp on the old bridge", "datePublished":
"2026-06-16T23:30:00-05:00", "author": [{"name": "Ann Reed"}, {"name": "Bo Hale"}],
"publisher": {"name": "The Lamp"}, "articleSection": "Town"}]}</script>"""
TEXT = """<p>The lamp was lit at nine.</p><p>Nobody saw <a href="/who">who did it</a>.</p>"""
PAGE = f"""<!doctype html><html lang="en-GB"><head>
<title>A lamp on the old bridge | The Lamp</title>
<link rel="canonical" href="https://lamp.example/news/bridge">{LD}</head>
<body><nav><a href="/">Home</a></nav><article><header><h1>A lamp on the old bridge</h1>
<h2>The boats go on</h2><p class="byline">By Ann Reed and Bo Hale</p><time>16 June 2026</time>
</header><div class="share">Share this</div>{TEXT}<aside><p>A box of facts.</p></aside></article>
<footer>© The Lamp</footer></body></html>"""
CHINESE = """<html><head><title>桥头的灯亮了_青石渡日报</title></head><body>
<div><a href="1">首页</a></div><div><h1>桥头的灯亮了</h1><div class="info">
<span>2026年6月16日 08:30</span>
<span>来源：渡口社</span><span>作者：林一舟</span></div><div id="zoom">
<p>　　灯是昨晚亮的，守桥人看见了。</p>
<p>　　1914年12月31日，第一盏灯挂在这里。</p></div></div><div><p>相关新闻</p></div></body></html>"""


def read(path: Path, html: str, encoding: str = "utf-8") -> Reading:
    path.write_text(html, encoding=encoding)
    reader = find_reader(path)
    assert reader.name == "web-page"
    return reader.read(path, ReadOptions())


def said(reading: Reading) -> str:
    return " ".join(f"{finding.rule} {finding.message}" for finding in reading.findings)


def test_what_a_page_says_of_itself_is_its_head(tmp_path: Path) -> None:
    reading = read(tmp_path / "a.html", PAGE)
    issue = reading.issue
    assert issue and issue.publication.name == "The Lamp" and issue.date == date(2026, 6, 16)
    assert issue.publication.language == "en-GB" and issue.pages[0].section == "Town"
    [article] = issue.articles
    assert article.headline == ("A lamp on the old bridge",)
    assert article.byline == ("Ann Reed", "Bo Hale") and article.deck == "The boats go on"
    assert article.body.split("\n") == [
        "<p>The lamp was lit at nine.</p>",
        '<p>Nobody saw <a href="https://lamp.example/who">who did it</a>.</p>',
        "<aside>", "<p>A box of facts.</p>", "</aside>",
    ]  # fmt: skip
    assert "Share this" in said(reading)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_page_without_metadata_is_read_by_its_structure(tmp_path: Path, encoding: str) -> None:
    issue = read(tmp_path / "a.htm", CHINESE, encoding).issue
    assert issue and issue.publication.name == "青石渡日报" and issue.date == date(2026, 6, 16)
    assert issue.publication.language == "zh-Hans"
    [article] = issue.articles
    assert article.headline == ("桥头的灯亮了",) and article.byline == ("林一舟",)
    assert article.credit == "渡口社"
    assert article.body == (
        "<p>灯是昨晚亮的，守桥人看见了。</p>\n<p>1914年12月31日，第一盏灯挂在这里。</p>"
    )


def test_open_graph_names_headline_date_and_site(tmp_path: Path) -> None:
    html = f"""<html><head><meta property="og:type" content="article">
    <meta property="og:title" content="A lamp"><meta property="og:site_name" content="Lamp Post">
    <meta property="article:published_time" content="2026-06-16T08:00:00Z"></head>
    <body><div class="entry-content">{TEXT}</div></body></html>"""
    issue = read(tmp_path / "a.html", html).issue
    assert issue and issue.publication.name == "Lamp Post" and issue.date == date(2026, 6, 16)
    assert issue.articles[0].headline == ("A lamp",) and "Nobody saw" in issue.articles[0].body


def test_a_page_without_a_date_asks_for_one_and_takes_none_from_its_text(tmp_path: Path) -> None:
    html = CHINESE.replace("2026年6月16日 08:30", "")
    reading = read(tmp_path / "a.html", html)
    assert reading.issue is None and "source-date" in said(reading)


def test_a_folder_is_one_issue_of_its_pages(tmp_path: Path) -> None:
    for name, headline in (("a", "A lamp on the old bridge"), ("b", "A boat on the old river")):
        page = PAGE.replace("A lamp on the old bridge", headline).replace("/bridge", f"/{name}")
        (tmp_path / f"{name}.html").write_text(page, encoding="utf-8")
    copy = PAGE.replace("/bridge", "/a")
    (tmp_path / "copy.html").write_text(copy, encoding="utf-8")
    (tmp_path / "index.html").write_text("<h1>The Lamp</h1><a href='a'>A</a>", encoding="utf-8")
    reading = find_reader(tmp_path).read(tmp_path, ReadOptions())
    assert reading.issue
    assert [one.title for one in reading.issue.articles] == [
        "A lamp on the old bridge", "A boat on the old river"
    ]  # fmt: skip
    assert "source-version" in said(reading)
    assert any(one.path.name == "index.html" for one in reading.findings)


def test_a_page_that_lists_articles_is_none(tmp_path: Path) -> None:
    cards = "".join(f"<article><h2>Story {n}</h2><p>It begins.</p></article>" for n in range(6))
    path = tmp_path / "a.html"
    path.write_text(f"<title>Lamp</title><body><p>x</p>{cards}</body>", encoding="utf-8")
    reading = find_reader(path).read(path, ReadOptions())
    assert reading.issue is None


def test_a_picture_saved_with_the_page_stays_local(
    tmp_path: Path, picture: Callable[..., bytes]
) -> None:
    (tmp_path / "a_files").mkdir()
    (tmp_path / "a_files" / "lamp.png").write_bytes(picture())
    shown = '<figure><img src="a_files/lamp.png"><figcaption>At night</figcaption></figure>'
    reading = read(tmp_path / "a.html", PAGE.replace("<aside>", f"{shown}<aside>"))
    assert reading.issue and reading.issue.articles[0].figures[0].caption == "At night"


def test_a_page_without_a_headline_is_refused_by_what_it_lacks(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<p>Words.</p>", encoding="utf-8")
    with pytest.raises(UnknownSource, match="as web-page, it has no headline"):
        find_reader(path)


def test_a_blog_page_names_the_author_and_leaves_its_tools_out_by_name(tmp_path: Path) -> None:
    html = f"""<html lang="en"><head><title>A lamp &#8211; Lamp Post</title>
    <meta name="author" content="areed"><meta property="og:type" content="article"></head><body>
    <article><h1>A lamp</h1><div class="entry-meta"><span>Posted on <time datetime="2026-06-16">June
    16, 2026</time></span> <span class="byline">by <a rel="author">Ann Reed</a></span></div>{TEXT}
    <div class="sharedaddy"><h3>Share</h3></div><div class="jp-relatedposts"><p>A boat</p></div>
    </article></body></html>"""
    reading = read(tmp_path / "a.html", html)
    assert reading.issue
    [article] = reading.issue.articles
    assert article.byline == ("Ann Reed",)
    assert article.body.startswith("<p>The lamp") and article.body.endswith("did it.</p>")
    assert "Share; A boat" in said(reading)


def test_what_stands_beside_the_headline_is_kicker_and_deck(tmp_path: Path) -> None:
    heads = '<h4>渡口夜话</h4><h1>桥头的灯亮了</h1><p class="subtitle">守桥人看见了</p>'
    html = CHINESE.replace("<h1>桥头的灯亮了</h1>", heads)
    issue = read(tmp_path / "a.html", html).issue
    assert issue
    [article] = issue.articles
    assert article.kicker == "渡口夜话" and article.deck == "守桥人看见了"


def test_an_article_of_a_web_edition_alone_is_a_page(tmp_path: Path) -> None:
    html = (
        "<html><head><title>青石渡日报</title></head><body><founder-date>2026-06-16</founder-date>"
        "<founder-introtitle>雨季</founder-introtitle><founder-title>灯亮了</founder-title>"
        "<founder-subtitle>两岸都看见</founder-subtitle><founder-author>石桥</founder-author>"
        "<founder-content><p>　　灯是昨晚亮的，守桥人看见了。</p>"
        "<p>　　第一盏灯挂在这里，已经一百多年。</p></founder-content></body></html>"
    )
    issue = read(tmp_path / "content_71.htm", html, "gb18030").issue
    assert issue and issue.date == date(2026, 6, 16)
    [article] = issue.articles
    assert (article.kicker, article.title, article.deck) == ("雨季", "灯亮了", "两岸都看见")
    assert article.byline == ("石桥",) and "一百多年" in article.body


def test_paragraphs_may_be_divs(tmp_path: Path) -> None:
    first = "The lamp was lit at ten, as it has been for ninety years."
    page = tmp_path / "a.html"
    page.write_text(
        "<h1>Lamp lit</h1><div><div>Home and the other pages of the web site</div></div>"
        f"<div>2026-06-16</div><div class=content><div>{first}</div><div>{first}</div></div>"
    )
    issue = find_reader(page).read(page, ReadOptions()).issue
    assert issue and issue.articles[0].body.count(first) == 2
    assert "Home" not in issue.articles[0].body
