from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.content.conservation import letters
from exporter.errors import UnknownSource
from exporter.readers import ReadOptions, find_reader, readers
from exporter.readers.articles.site_tags import without_tags
from exporter.readers.articles.text_file import paragraphs
from exporter.readers.base import Reading
from exporter.readers.tools import front_matter


def read(source: Path, options: ReadOptions | None = None, name: str = "") -> Reading:
    reader = find_reader(source, name)
    assert reader.name == "articles"
    return reader.read(source, options or ReadOptions())


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def bodies(reading: Reading) -> list[str]:
    assert reading.issue
    return [article.body for article in reading.issue.articles]


YAML = """---
layout: post
title: "The *ferry* returns"
subtitle: After two years
date: 2026-06-16 09:00:00 +0200
author: [Ada Lee, {name: Bo Roe}]
categories: [Harbour, News]
---
It is back.
"""
TOML = """+++
title = "The market moves"
date = 2026-06-15T10:00:00Z
authors = ["Cy Poe"]
+++
It moved.
"""


def test_articles_with_front_matter_become_an_issue(tmp_path: Path) -> None:
    files = {
        "a.md": YAML,
        "b.md": TOML,
        "c.md": "# 渡口通车\n\n本报记者 王明\n\n桥通了。\n\n（据新华社）\n",
    }
    reading = read(write(tmp_path, files))
    issue = reading.issue
    assert issue and issue.date == date(2026, 6, 16)
    assert [page.section for page in issue.pages] == ["Harbour", ""]
    ferry, market, bridge = issue.articles
    assert (ferry.title, ferry.deck, ferry.byline) == (
        "The ferry returns",
        "After two years",
        ("Ada Lee", "Bo Roe"),
    )
    assert (market.title, market.byline, market.body) == (
        "The market moves",
        ("Cy Poe",),
        "<p>It moved.</p>",
    )
    assert (bridge.title, bridge.byline, bridge.credit, bridge.body) == (
        "渡口通车",
        ("本报记者 王明",),
        "据新华社",
        "<p>桥通了。</p>",
    )
    assert any("is dated 2026-06-15" in finding.message for finding in reading.findings)


JSON = """{
  "title": "The tide turns", "date": "2026-06-16",
  "params": {"author": "Di Moe"},
  "tags": ["Tides"]
}

It turned.
"""


def test_front_matter_may_be_json(tmp_path: Path) -> None:
    reading = read(write(tmp_path, {"a.md": JSON}))
    assert reading.issue and not [f for f in reading.findings if f.rule == "source-yaml"]
    (article,) = reading.issue.articles
    assert (article.title, article.byline, article.subjects, article.body) == (
        "The tide turns",
        ("Di Moe",),
        ("Tides",),
        "<p>It turned.</p>",
    )


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('{\n"title": Tide\n}\nIt turned.\n', 2, "It turned."),
        ('{\n"title": "Tide",\nIt turned.\n', 3, "It turned."),
        ("{\n" + '"a": [' * 5_000 + "\n}\nIt turned.\n", 3, "It turned."),
    ],
)
def test_broken_json_is_named_and_the_text_stays(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    front = front_matter.part(text)
    assert front and front.fault and words in front.text
    assert front.fault.message == "is not JSON" and front.fault.line <= line


@pytest.mark.parametrize(
    "text", ["{渡口|とこう} opens.", '{{< figure src="a.png" >}}', "{% raw %}"]
)
def test_other_braces_begin_the_text(text: str) -> None:
    assert front_matter.part(text) is None


def test_tags_are_subjects_and_a_picture_brings_its_words(tmp_path: Path) -> None:
    text = (
        "---\ntitle: Ferry\ndate: 2026-06-16\ncategories: [Harbour, Boats]\ntags: tide, ferry\n"
        "cover: {image: quay.png, caption: The quay}\n---\nText.\n"
    )
    issue = read(write(tmp_path, {"a.md": text})).issue
    assert issue and issue.pages[0].section == "Harbour"
    assert issue.articles[0].subjects == ("Boats", "tide", "ferry")
    assert "The quay" in issue.articles[0].body  # the picture does not exist, its words remain


def test_files_that_no_article_can_use_are_named(tmp_path: Path) -> None:
    files = {"2026-06-16/a.md": YAML, "2026-06-16/list.csv": "a,b", "2026-06-16/film.mp4": "x"}
    reading = read(write(tmp_path, files))
    named = {
        each.path.name: each.advice for each in reading.findings if each.rule == "source-unread"
    }
    assert sorted(named) == ["film.mp4", "list.csv"] and "link" in named["film.mp4"]


def test_keys_without_a_place_are_named_once(tmp_path: Path) -> None:
    text = (
        "---\ntitle: One\nlayout: post\nslug: one\nshowToc: true\nmood: calm\nspare:\n---\nText.\n"
    )
    reading = read(write(tmp_path, {"2026-06-16/a.md": text, "2026-06-16/b.md": text}))
    named = [finding for finding in reading.findings if finding.rule == "source-left-out"]
    assert [(each.line, each.message) for each in named] == [
        (6, "`mood` in the front matter is not used (and in 1 more)")
    ]


@pytest.mark.parametrize(
    "line", ["draft: true", "published: false", "private: true", "status: draft", "password: x"]
)
def test_drafts_are_left_out_and_named(tmp_path: Path, line: str) -> None:
    hidden = f"---\ntitle: Hidden\n{line}\n---\nSecret.\n"
    reading = read(write(tmp_path, {"a.md": YAML, "b.md": hidden}))
    assert bodies(reading) == ["<p>It is back.</p>"]
    assert [f.path.name for f in reading.findings if f.rule == "source-withdrawn"] == ["b.md"]


def test_subheadings_make_no_issue_of_an_article(tmp_path: Path) -> None:
    long = YAML + "\n## One\n\nFirst.\n\n## Two\n\nSecond.\n"
    reading = read(write(tmp_path, {"a.md": long, "b.md": TOML}))
    assert len(bodies(reading)) == 2 and "<h2>One</h2>" in bodies(reading)[0]


def test_issues_in_a_folder_stay_issues(tmp_path: Path) -> None:
    issue = "---\ntitle: Lamp 12\ndate: 2026-06-16\n---\n## A\n\nText.\n\n## B\n\nText.\n"
    assert find_reader(write(tmp_path, {"12.md": issue})).name == "markdown"


def test_formats_may_be_mixed(tmp_path: Path) -> None:
    source = write(
        tmp_path, {"A01/1.md": YAML, "A01/2.txt": "渡口通车\n\n桥昨日通车了。\n又一段。\n"}
    )
    reading = read(source)
    assert reading.issue and [page.label for page in reading.issue.pages] == ["A01"]
    assert reading.issue.articles[1].title == "渡口通车"
    assert bodies(reading)[1] == "<p>桥昨日通车了。</p>\n<p>又一段。</p>"


def test_text_alone_is_read_if_asked(tmp_path: Path) -> None:
    write(tmp_path, {"one.txt": "A headline\n\nA sentence of text.\n"})
    hints = [
        reader.misses(tmp_path / "one.txt") for reader in readers() if reader.name == "articles"
    ]
    assert "--from articles" in hints[0]
    reading = read(tmp_path, ReadOptions(date=date(2026, 6, 16)), "articles")
    assert bodies(reading) == ["<p>A sentence of text.</p>"]


def test_the_date_of_a_text_is_a_line_of_its_head(tmp_path: Path) -> None:
    lines = "Bridge open", "Tuesday, 16 June 2026", "It opened on 1 May 2020.", "A sentence."
    write(tmp_path, {"one.txt": "\n\n".join(lines)})
    reading = read(tmp_path, ReadOptions(), "articles")
    assert reading.issue and reading.issue.date == date(2026, 6, 16)
    assert "Tuesday" not in bodies(reading)[0] and "1 May 2020" in bodies(reading)[0]


@pytest.mark.parametrize(
    ("name", "address"), [("p/a.png", "a.png"), ("a.png", "/a.png"), ("static/a.png", "/a.png")]
)
def test_pictures_of_the_website_are_found(
    tmp_path: Path, picture: Callable[..., bytes], name: str, address: str
) -> None:
    front = f"---\ntitle: One\ndate: 2026-06-16\ncover: {{image: {address}}}\n---\nText.\n"
    source = write(tmp_path, {"p/index.md": front})
    (source / name).parent.mkdir(exist_ok=True)
    (source / name).write_bytes(picture())
    reading = read(source)
    assert reading.issue and len(reading.issue.articles[0].figures) == 1
    assert not [finding for finding in reading.findings if "picture" in finding.rule]


def test_no_picture_is_taken_from_outside(tmp_path: Path, picture: Callable[..., bytes]) -> None:
    (tmp_path / "outside.png").write_bytes(picture())
    source = write(tmp_path / "in", {"a.md": YAML + "![x](../outside.png) ![y](/../outside.png)\n"})
    reading = read(source)
    assert reading.issue and not reading.issue.articles[0].figures
    assert "<img" not in bodies(reading)[0]


def test_front_matter_with_a_fault_is_named(tmp_path: Path) -> None:
    bad = '+++\ntitle = "A"\ndate = 2026-99-99\n+++\n# A\n\nText.\n'
    reading = read(write(tmp_path, {"a.md": bad, "b.md": YAML}))
    found = next(finding for finding in reading.findings if finding.rule == "source-yaml")
    assert (found.path.name, found.line) == ("a.md", 3)
    assert "<p>Text.</p>" in bodies(reading)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{{< youtube abc >}}", "<https://www.youtube.com/watch?v=abc>"),
        ("{% youtube abc %}", "<https://www.youtube.com/watch?v=abc>"),
        ('{{< figure src="a.png" title="Quay" >}}', '<img src="a.png"'),
        ("{% asset_img a.png Quay %}", '<img src="a.png"'),
        ("{% highlight ruby %}\nputs 1\n{% endhighlight %}", "```ruby\nputs 1\n```"),
        ("[a]({{ site.baseurl }}/a)", "[a](/a)"),
        ("{% raw %}{{ kept }}{% endraw %}", "{{ kept }}"),
        ("`{% code %}` stays", "`{% code %}` stays"),
        ("```\n{% code %}\n```", "```\n{% code %}\n```"),
        ("{% if x %}words{% endif %}", "words"),
        ("a\n{: .lead}\nb", "a\n\nb"),
    ],
)
def test_tags_of_website_generators(text: str, shown: str) -> None:
    assert shown in without_tags(text).text


def test_unknown_tags_are_named_with_their_line() -> None:
    taken = without_tags("one\n\n{{< note >}}words{{< /note >}} {{< note >}}", 5)
    assert (taken.text, taken.tags["note"], taken.lines["note"]) == ("one\n\nwords ", 2, 7)


@given(st.text())
def test_text_keeps_every_letter(text: str) -> None:
    assert letters(" ".join(paragraphs(text))) == letters(text)


def test_wrapped_lines_are_one_paragraph() -> None:
    wrapped = "This line is as long as mail programs make them, or nearly so,\nand it ends here.\n"
    assert paragraphs(f"{wrapped}\nNext.") == [wrapped.replace("\n", " ").strip(), "Next."]
    assert paragraphs("短句一。\n短句二。") == ["短句一。", "短句二。"]


def test_an_article_without_text_is_left_out(tmp_path: Path) -> None:
    reading = read(write(tmp_path, {"a.md": YAML, "b.txt": "", "c.txt": "Only a headline\n"}))
    assert reading.issue
    titles = [article.title for article in reading.issue.articles]
    assert titles == ["The ferry returns", "Only a headline"]


def test_issues_in_a_folder_below_are_no_articles(tmp_path: Path) -> None:
    write(tmp_path, {"weekly/9.md": "# Weekly 9\n\n2026-06-16\n\n## A\n\nText.\n\n## B\n\nText.\n"})
    with pytest.raises(UnknownSource):
        find_reader(tmp_path)


@pytest.mark.parametrize("language", ["", "lang: Klingonese\n"])
def test_an_issue_has_the_language_of_most_of_its_articles(tmp_path: Path, language: str) -> None:
    files = {
        "2026-06-16/1.md": "---\ntitle: 潮\nlang: fr_CA\n---\nLa marée monte.\n",
        "2026-06-16/2.md": f"---\ntitle: 渡口\n{language}---\n渡口通车了。\n",
        "2026-06-16/3.md": "---\ntitle: 集市\n---\n集市搬到河边。\n",
        "2026-06-16/4.md": "---\ntitle: '7'\n---\n12\n",
    }
    issue = read(write(tmp_path, files) / "2026-06-16").issue
    assert issue and issue.publication.language == "zh-Hans"
    assert [article.language for article in issue.articles] == ["fr-CA", None, None, None]


def test_pictures_of_one_name_stay_with_their_articles(
    tmp_path: Path, picture: Callable[..., bytes]
) -> None:
    text = "---\ntitle: {}\ndate: 2026-06-16\n---\n![](a.png)\n"
    files = {f"p/{name}/index.md": text.format(name) for name in ("red", "blue")}
    source = write(tmp_path, files)
    for name in ("red", "blue"):
        (source / f"p/{name}/a.png").write_bytes(picture("PNG", (40, 30), name))
    reading = read(source)
    assert reading.issue
    shown = [article.figures[0].picture.path.parent.name for article in reading.issue.articles]
    assert shown == [article.title for article in reading.issue.articles] == ["blue", "red"]


def test_marks_of_a_heading_are_read_once(tmp_path: Path) -> None:
    reading = read(write(tmp_path, {"a.md": "# Stars: \\*why\\*\n\nText.\n", "b.md": YAML}))
    assert reading.issue and reading.issue.articles[0].title == "Stars: *why*"
