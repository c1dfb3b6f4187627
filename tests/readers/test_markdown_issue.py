import time
from datetime import date
from pathlib import Path

import pytest
from written import ISSUE

from exporter.content import markdown
from exporter.readers import ReadOptions, find_reader
from exporter.readers.base import Reading


def read(path: Path, text: str) -> Reading:
    path.write_text(text)
    reader = find_reader(path)
    assert reader.name == "markdown"
    return reader.read(path, ReadOptions())


def test_headings_are_pages_and_articles(tmp_path: Path) -> None:
    issue = read(tmp_path / "a.md", ISSUE).issue
    assert issue
    assert (issue.publication.name, issue.number, issue.title) == ("青石渡周刊", "407", "桥头的灯")
    assert issue.date == date(2026, 6, 16) and issue.publication.language == "zh-Hans"
    assert [(page.section, [one.title for one in page.articles]) for page in issue.pages] == [
        ("", ["青石渡周刊（第 407 期）：桥头的灯"]),
        ("河上", ["一座新桥", "老船"]),
        ("岸上", ["1、灯", "2、路"]),
    ]
    assert issue.articles[1].body == "<p>桥通了。</p>\n<h2>桥的后面</h2>\n<p>还有路。</p>"
    assert "not a heading" in issue.articles[4].body


@pytest.mark.parametrize(
    "front",
    [
        "Title: The Lamp 12\nDate: 2026-06-16\nCategory: x\n\n",
        "---\ntitle: The Lamp 12\ndate: 2026-06-16\n---\n",
        "# The Lamp #12\n\n2026-06-16\n\n",
        "# The Lamp, Issue 12\n\n2026-06-16\n\n",
    ],
)
def test_front_matter_of_any_kind(tmp_path: Path, front: str) -> None:
    issue = read(tmp_path / "a.md", front + "Hello.\n\n## One\n\nText.\n\n## Two\n\nText.\n").issue
    assert issue and (issue.publication.name, issue.number) == ("The Lamp", "12")
    assert issue.date == date(2026, 6, 16)
    assert [page.section for page in issue.pages] == ["", "One", "Two"]


def test_the_date_is_in_the_name_of_the_file_too(tmp_path: Path) -> None:
    issue = read(tmp_path / "2026-06-16.md", "# Lamp 3\n\n## A\n\nx\n\n## B\n\ny\n").issue
    assert issue and issue.date == date(2026, 6, 16)


def test_a_link_defined_elsewhere_works_and_a_comment_is_none_of_it(tmp_path: Path) -> None:
    text = "# Lamp 3\n\n2026-06-16\n\n## A\n\n<!--\n## no\n-->\n\n[x][b]\n\n## B\n\ny\n\n[b]: https://b.example/\n"
    issue = read(tmp_path / "a.md", text).issue
    assert issue and [page.section for page in issue.pages] == ["A", "B"]
    assert issue.articles[0].body == '<p><a href="https://b.example/">x</a></p>'


def test_of_a_folder_the_latest_issue_is_taken(tmp_path: Path) -> None:
    for day in ("2026-06-09", "2026-06-16"):
        (tmp_path / f"{day}.md").write_text("# Lamp\n\n## A\n\nx\n\n## B\n\ny\n")
    reading = find_reader(tmp_path).read(tmp_path)
    assert reading.issue and reading.issue.date == date(2026, 6, 16)
    assert "contains 2 issues, 2026-06-16.md is used" in reading.findings[0].message


def test_findings_name_the_line_of_the_article(tmp_path: Path) -> None:
    text = "# Lamp 3\n\n2026-06-16\n\n## A\n\nx\n\n## B\n\n![a](https://b.example/a.png)\n"
    [finding] = read(tmp_path / "a.md", text).findings[:1]
    assert finding.line == 9 and "https://b.example/a.png is on the network" in finding.message


BODY = "\n## A\n\nThe quay of {} was long.\n\n## B\n\ny\n"
DAY = date(2018, 7, 3)


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("a.md", "---\ntitle: Lamp 7\ndate: 2018-07-03 08:00 +0800\n---\n"),
        ("a.md", "---\ntitle: Lamp 7\ndate: 3 July 2018\n---\n"),
        ("a.md", "Title: Lamp 7\nDate: Jul 3, 2018\n"),
        ("2018-07-03-lamp.md", "# Lamp 7\n"),
        ("lamp-20180703.md", "# Lamp 7\n"),
        ("2018-07-03/lamp.md", "# Lamp 7\n"),
        ("a.md", "# Lamp 7, 3 July 2018\n"),
        ("a.md", "# 渡口周刊（2018年7月3日）\n"),
        ("a.md", "# 渡口周刊\n\n> 发布日期：2018年7月3日 星期二\n"),
        ("a.md", "# 渡口周刊\n\n**2018年7月3日 第7期（总第407期）**\n"),
        ("a.md", "# Lamp\n\n*Published on Tuesday, 3rd July 2018*\n\nHello.\n"),
    ],
)
def test_the_date_is_that_which_the_file_states(tmp_path: Path, name: str, head: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    reading = read(tmp_path / name, head + BODY.format("1914-12-31"))
    assert reading.issue, reading.findings
    assert reading.issue.date == DAY
    assert "2018" not in reading.issue.number + reading.issue.title
    assert "2018" not in reading.issue.publication.name


@pytest.mark.parametrize(
    "head",
    [
        "# Lamp 7\n",
        "# Lamp 7: why 31 December 1914 mattered\n",
        "# Lamp 7\n\nOn 1914-12-31 the ferry sank.\n",
        "# 渡口周刊 第7期\n\n渡船1914年12月31日沉没。\n",
    ],
)
def test_a_date_that_is_only_told_of_is_not_that_of_the_issue(tmp_path: Path, head: str) -> None:
    [error] = read(tmp_path / "a.md", head + BODY.format("1914-12-31")).findings
    assert "mentions 1914-12-31, which may be another day" in error.message
    assert error.advice == "give the day: --date YYYY-MM-DD"


def test_the_latest_issue_is_the_last_number_of_the_names_that_most_have(tmp_path: Path) -> None:
    for name in ("lamp-9", "lamp-100", "lamp-99", "zz-links-of-2025"):
        (tmp_path / f"{name}.md").write_text("# Lamp\n\n2026-06-16\n\n## A\n\nx\n\n## B\n\ny\n")
    reading = find_reader(tmp_path).read(tmp_path)
    assert "lamp-100.md is used" in reading.findings[0].message


def test_one_bold_line_at_the_head_of_a_page_is_its_article(tmp_path: Path) -> None:
    text = "# Lamp\n\n2026-06-16\n\n## Books\n\n**On ferries**\n\nx\n\n## B\n\ny\n\n**z**\n\nw\n"
    issue = read(tmp_path / "a.md", text).issue
    assert issue
    titles = [[article.title for article in page.articles] for page in issue.pages]
    assert titles == [["On ferries"], ["B"]]


@pytest.mark.parametrize(
    ("title", "name", "count", "rest"),
    [
        ("渡口周刊（第 407 期）：桥头的灯", "渡口周刊", ("407", "", ""), "桥头的灯"),
        ("《渡口周刊》第24—25期合刊（总第1024期）", "渡口周刊", ("24", "25", "1024"), ""),
        ("渡口周刊 2026年第6期", "渡口周刊", ("6", "", ""), ""),
        ("Lamp 7", "Lamp", ("7", "", ""), ""),
        ("Lamp #7: a bridge", "Lamp", ("7", "", ""), "a bridge"),
        ("Lamp, Vol. XLII, No. 7", "Lamp", ("7", "", ""), ""),
        ("Lamp No. 12–13", "Lamp", ("12", "13", ""), ""),
    ],
)
def test_a_title_is_parted_into_name_number_and_title(
    tmp_path: Path, title: str, name: str, count: tuple[str, ...], rest: str
) -> None:
    issue = read(tmp_path / "a.md", f"# {title}\n\n2026-06-16\n{BODY}").issue
    assert issue and (issue.publication.name, issue.title) == (name, rest)
    assert (issue.number, issue.number_end, issue.total_number) == count


@pytest.mark.parametrize(
    "text",
    [
        "Title: Lamp 7\nDate: 2018-07-03\n\nHello.\n\n# News\n\nx\n\n# Letters\n\ny\n",
        "---\ntitle: Lamp 7\ndate: 2018-07-03\n---\n\n## News\n\nx\n",
    ],
)
def test_pages_may_be_headings_of_the_first_level_or_one(tmp_path: Path, text: str) -> None:
    issue = read(tmp_path / "a.md", text).issue
    assert issue and issue.date == DAY
    assert "News" in [page.section for page in issue.pages]


@pytest.mark.parametrize(
    ("title", "name", "number", "rest"),
    [
        ("Lamp Weekly 12", "Lamp Weekly", "12", ""),
        ("Lamp Weekly 12: Boats", "Lamp Weekly", "12", "Boats"),
        ("Top 10 lamps", "Top 10 lamps", "", ""),
        ("The 39 steps of the quay", "The 39 steps of the quay", "", ""),
        ("Lamp Review 2018-19", "Lamp Review 2018-19", "", ""),
        ("Lamp Review 2018", "Lamp Review 2018", "", ""),
        ("渡口杂志 2026年6月号", "渡口杂志", "", "2026年6月号"),
        ("渡口雑誌（2026年7・8月合併号）夏の船", "渡口雑誌", "", "2026年7・8月合併号夏の船"),
    ],
)
def test_a_number_in_a_title_counts_issues_only_where_it_ends_a_part(
    tmp_path: Path, title: str, name: str, number: str, rest: str
) -> None:
    text = f"# {title}\n\n2026-07-01\n\n## A\n\nx\n\n## B\n\ny\n"
    issue = read(tmp_path / "a.md", text).issue
    assert issue and (issue.publication.name, issue.number, issue.title) == (name, number, rest)


@pytest.mark.parametrize("month", ["2026年6月号", "2026年6月刊", "2026年6・7月合併号"])
def test_an_issue_of_a_month_is_of_its_first_day(tmp_path: Path, month: str) -> None:
    text = f"# 渡口杂志 {month}\n\n## A\n\n1914年12月31日，灯亮了。\n\n## B\n\ny\n"
    issue = read(tmp_path / "a.md", text).issue
    assert issue and issue.date == date(2026, 6, 1) and issue.title == month


def test_each_text_gets_the_definitions_of_its_own_links_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sizes: list[int] = []
    render = markdown.to_html
    monkeypatch.setattr(markdown, "to_html", lambda text: sizes.append(len(text)) or render(text))
    links = "".join(f"[r{n}]: https://b.example/{n}\n" for n in range(200))
    parts = "".join(f"### [Lamp][R{n}]\n\nIt [is  on][r{n}].\n\n" for n in range(20))
    text = f"# Lamp 3\n\n2026-06-16\n\n## B\n\n## A\n\n{parts}{links}{links}"
    issue = read(tmp_path / "a.md", text).issue
    assert issue and [one.title for one in issue.articles][:20] == ["Lamp"] * 20
    assert 'href="https://b.example/7"' in issue.articles[7].body
    assert max(sizes) < 200


def test_a_date_of_the_front_matter_that_can_not_be_read_is_named(tmp_path: Path) -> None:
    text = "---\ndate: 06/07/2026\n---\n# Lamp 3\n\n## A\n\n### B\n\nIn 2019-01-02 it rained.\n"
    (finding,) = read(tmp_path / "a.md", text).findings
    assert "`06/07/2026` in its front matter can't be read" in finding.message


def test_a_title_of_thousands_of_brackets_is_read_in_time(tmp_path: Path) -> None:
    text = f"# Lamp 3{'(' * 20_000}\n\n2026-06-16\n\n## A\n\nText.\n\n## B\n\nText.\n"
    begin = time.process_time()
    read(tmp_path / "a.md", text)
    assert time.process_time() - begin < 10


@pytest.mark.parametrize(
    ("front", "line"),
    [
        ("---\ntitle: The Lamp 12\ndate: 2026-06-16\nslug: lamp\nmotto: Ever lit\n---\n", 5),
        ("Title: The Lamp 12\nDate: 2026-06-16\nSlug: lamp\nMotto: Ever lit\n\n", 4),
    ],
)
def test_words_of_the_front_matter_that_have_no_place_are_named(tmp_path, front, line) -> None:
    reading = read(tmp_path / "a.md", front + "Hello.\n\n## One\n\nText.\n\n## Two\n\nText.\n")
    [finding] = reading.findings
    assert (finding.rule, finding.line) == ("source-left-out", line)
    assert "`motto`" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "桥头 14\n=====\n\nJune 16, 2026\n\n动态\n---\n\n### 新桥\n\n通车了。\n\n"
        "新书\n----\n\n一本。\n",
        "# 桥头 14（2026-06-16）\n\n##动态\n\n###新桥\n\n通车了。\n\n##新书\n\n一本。\n",
    ],
)
def test_headings_may_be_underlined_or_lack_their_space(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.md"
    path.write_text(text)
    issue = find_reader(path).read(path, ReadOptions()).issue
    assert issue and issue.date == date(2026, 6, 16)
    assert [(page.section, [one.title for one in page.articles]) for page in issue.pages] == [
        ("动态", ["新桥"]),
        ("新书", ["新书"]),
    ]
