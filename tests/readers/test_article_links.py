"""Words around a text with markup, and links from one article to another."""

from collections.abc import Callable
from pathlib import Path

import pytest

import exporter
from exporter.edition import make_edition
from exporter.inline import html_of
from exporter.readers import read
from exporter.readers.base import Reading

Make = Callable[..., Path]

FIRST = """\
---
headline: First
deck: More in [the second](../02/20-second.md#the-end)
---
See [it](../02/20-second.md), [its end](../02/20-second.md#the-end),
[a place](../02/20-second.md#p),
[the root](02/20-second.md), [below](#here-too) and [third](30-third.md#潮汐).

## Here, too
"""
SECOND = "---\nheadline: Second\n---\n## A start {#p}\n\nText.\n\n## The end!\n\nText.\n"
THIRD = "---\nheadline: Third\n---\n## 潮汐\n\n文。\n"
FILES = {"01/10-first.md": FIRST, "01/30-third.md": THIRD, "02/20-second.md": SECOND}


def hrefs(text: str) -> list[str]:
    return [part.split('"')[0] for part in text.split('href="')[1:]]


def lines(reading: Reading) -> list[tuple[str, int, str, str]]:
    return [
        (found.path.name, found.line, found.message, found.advice)
        for found in reading.findings
        if found.path
    ]


def test_links_lead_to_articles_and_their_headings(issue_folder: Make) -> None:
    reading = read(issue_folder(FILES))
    assert reading.issue is not None
    first, third, second = reading.issue.articles
    assert reading.findings == ()
    assert hrefs(first.body)[:5] == [
        "#a-02-01",
        "#a-02-01-the-end",
        "#a-02-01-p",
        "#a-02-01",
        "#a-01-01-here-too",
    ]
    assert 'id="a-02-01-the-end">The end!' in second.body
    assert 'id="a-02-01-p">A start<' in second.body
    assert f'id="{hrefs(first.body)[5][1:]}"' in third.body
    assert hrefs(html_of(first.deck)) == ["#a-02-01-the-end"]


def test_headings_that_nothing_links_to_have_no_id(issue_folder: Make) -> None:
    reading = read(issue_folder({"01/10-a.md": "---\nheadline: A\n---\n## Part\n\nText.\n"}))
    assert reading.issue is not None
    assert "<h2>Part</h2>" in reading.issue.articles[0].body


def test_in_the_edition_they_lead_to_documents(issue_folder: Make) -> None:
    issue = read(issue_folder(FILES)).issue
    assert issue is not None
    bodies = {each.name: each.body for each in make_edition(issue).documents}
    found = hrefs(bodies["a-01-01.xhtml"])
    assert found[:4] == [
        "a-02-01.xhtml#a-02-01-the-end",
        "a-02-01.xhtml",
        "a-02-01.xhtml#a-02-01-the-end",
        "a-02-01.xhtml#a-02-01-p",
    ]
    assert "#a-01-01-here-too" in found


@pytest.mark.parametrize(
    ("link", "message", "advice"),
    [
        (
            "../02/20-secund.md",
            "the link to `../02/20-secund.md` leads to no article of the issue",
            "did you mean `../02/20-second.md`?",
        ),
        (
            "../02/20-second.md#teh-end",
            "the link to `#teh-end` leads to no place of `02/20-second.md`",
            "did you mean `#the-end`?",
        ),
        (
            "#nowhere",
            "the link to `#nowhere` leads to no place of this article",
            "put `{#nowhere}` at the end of a heading there",
        ),
    ],
)
def test_a_link_to_nothing_is_named_by_file_and_line(
    issue_folder: Make, link: str, message: str, advice: str
) -> None:
    text = f"---\nheadline: First\n---\nOne.\n\nSee [this]({link}).\n"
    reading = read(issue_folder({"01/10-first.md": text, "02/20-second.md": SECOND}))
    assert lines(reading) == [("10-first.md", 6, message, advice)]
    assert reading.issue is not None
    assert "this" in reading.issue.articles[0].body


def test_all_words_around_a_text_may_have_markup(issue_folder: Make, picture: Callable) -> None:
    text = """\
---
kicker: "*K*"
headline: ["**H** one", "two<br>three"]
deck: "`D`"
byline: "{B|b}"
credit: "*C*"
figures: [{image: a.png, caption: "X<sub>2</sub>", credit: "*P*"}]
---
![alt](b.png "a *caption*"){credit="by *me*"}
"""
    issue = read(
        issue_folder({"01/10-a.md": text, "01/a.png": picture(), "01/b.png": picture()})
    ).issue
    assert issue is not None
    [article] = issue.articles
    assert article.headline == ("H one", "two", "three")
    assert article.title == "H one two three"
    heads = [article.kicker, article.headline[0], article.deck, article.byline[0], article.credit]
    assert [html_of(each) for each in heads] == [
        "<em>K</em>",
        "<strong>H</strong> one",
        "<code>D</code>",
        "<ruby>B<rp>（</rp><rt>b</rt><rp>）</rp></ruby>",
        "<em>C</em>",
    ]
    words = [(html_of(each.caption), html_of(each.credit)) for each in article.figures]
    assert words == [
        ("X<sub>2</sub>", "<em>P</em>"),
        ("a <em>caption</em>", "by <em>me</em>"),
    ]
    body = make_edition(issue).article_documents[0].body
    assert '<span class="line"><strong>H</strong> one</span>' in body
    assert 'alt="X2"' in body


def test_a_note_of_a_headline_moves_into_the_text(issue_folder: Make) -> None:
    text = "---\nheadline: A claim[^n]\n---\nFirst.\n\nSecond.\n\n[^n]: The note.\n"
    reading = read(issue_folder({"01/10-a.md": text}))
    assert reading.issue is not None
    [article] = reading.issue.articles
    assert article.headline == ("A claim",)
    assert article.body.startswith('<p>First.<a id="a-01-01-fnref1"')
    assert "The note." in article.body
    [(name, line, message, _)] = lines(reading)
    assert (name, line) == ("10-a.md", 2)
    assert "`[^n]`" in message


def test_titles_of_other_formats_are_no_markdown(tmp_path: Path) -> None:
    title = "A *star* and {a|b} &amp; &lt;b&gt;"
    feed = tmp_path / "feed.xml"
    feed.write_text(
        "<rss version='2.0'><channel><title>Feed</title><item>"
        f"<title>{title}</title><description>&lt;p&gt;Text.&lt;/p&gt;</description>"
        "<pubDate>Tue, 16 Jun 2026 08:00:00 GMT</pubDate></item></channel></rss>"
    )
    issue = read(feed).issue
    assert issue is not None
    [line] = issue.articles[0].headline
    assert "*star*" in line
    assert "{a|b}" in line
    exporter.convert(feed, tmp_path / "made")
    again = read(tmp_path / "made").issue
    assert again is not None
    assert html_of(again.articles[0].headline[0]) == html_of(line)


def test_another_script_keeps_the_markup(issue_folder: Make) -> None:
    issue_yaml = "publication: {name: 报, language: zh-Hans}\ndate: 2026-06-16\n"
    text = "---\nheadline: '*汉字*与{国|guó}'\n---\n文。\n"
    source = issue_folder({"issue.yaml": issue_yaml, "01/10-a.md": text})
    issue = exporter.read(source, exporter.ReadOptions(script="hant")).issue
    html = html_of(issue.articles[0].headline[0])
    assert html.startswith("<em>漢字</em>與<ruby>國")


def test_text_that_reads_like_a_link_of_ours_stays(issue_folder: Make) -> None:
    typed = 'Code: `href="article:nowhere"`, and [a link](20-second.md).\n'
    files = {
        "01/10-first.md": f"---\nheadline: First\ndeck: '{typed.strip()}'\n---\n{typed}",
        "01/20-second.md": "---\nheadline: Second\n---\nText.\n",
    }
    issue = read(issue_folder(files)).issue
    assert issue is not None
    first = issue.articles[0]
    for html in (first.body, html_of(first.deck)):
        assert 'href="article:nowhere"' in html
        assert hrefs(html)[1:] == ["#a-01-02"]
