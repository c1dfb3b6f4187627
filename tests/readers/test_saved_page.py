from datetime import date
from pathlib import Path

import pytest
from growing import growth
from written import BODY, SPAM, page

from exporter.findings import Severity
from exporter.readers import ReadOptions, find_reader
from exporter.readers.base import Reading

OPTIONS = ReadOptions(publication="渡口报")


def read(path: Path, text: str, options: ReadOptions = OPTIONS, encoding: str = "utf-8") -> Reading:
    path.write_text(text, encoding=encoding)
    return find_reader(path).read(path, options)


def rules(reading: Reading) -> set[str]:
    return {finding.rule for finding in reading.findings}


def test_a_page_gives_date_directory_headlines_and_article(tmp_path: Path) -> None:
    reading = read(tmp_path / "page.txt", page())
    issue = reading.issue
    assert issue and issue.date == date(2018, 7, 3)
    assert issue.publication.language == "zh-Hans"
    assert [(one.label, one.section) for one in issue.pages] == [
        ("01", "头版"), ("02", ""), ("A03", "副刊")
    ]  # fmt: skip
    first, second = issue.articles
    assert first.headline == ("桥头的灯", "守桥人挂灯过夜")
    assert first.body == ("<p>河水涨到第三级石阶，灯亮了。</p>\n<p>“今夜不必过江。”守桥人说。</p>")
    assert first.credit == "据渡口社"
    assert second.headline == ("渡口换了新船",)


def test_a_headline_without_its_article_says_so(tmp_path: Path) -> None:
    reading = read(tmp_path / "page.txt", page())
    assert reading.issue and "没有正文" in reading.issue.articles[1].body
    assert any("1 more headline" in finding.message for finding in reading.findings)


@pytest.mark.parametrize(
    "day", ["2018年07月03日", "2018年7月3日 星期二", "2018年07月03日星期二上一期"]
)
def test_a_date_with_its_weekday_or_none_is_well(tmp_path: Path, day: str) -> None:
    reading = read(tmp_path / "page.txt", page(day=day))
    assert reading.issue and reading.issue.date == date(2018, 7, 3)
    assert "source-weekday" not in rules(reading)


def test_a_weekday_that_is_not_the_dates_is_a_warning_with_its_line(tmp_path: Path) -> None:
    text = page(day="2018年07月03日 星期五")
    [finding] = [
        one for one in read(tmp_path / "page.txt", text).findings if one.rule == "source-weekday"
    ]
    assert "星期五, but it is 星期二" in finding.message
    assert text.split("\n")[finding.line - 1].startswith("2018年")


@pytest.mark.parametrize("rest", ["星期 放大 缩小 默认", "星期", "周 上一期 下一期", "打印 收藏"])
def test_what_stands_behind_the_date_is_no_headline(tmp_path: Path, rest: str) -> None:
    body = "\n\n石小桥\n\n" + BODY
    reading = read(tmp_path / "page.txt", page(day=f"2018年7月3日 {rest}", body=body, credit=""))
    assert reading.issue
    [article] = [one for one in reading.issue.articles if "灯亮了" in one.body]
    assert article.headline == ("桥头的灯", "守桥人挂灯过夜")
    assert article.byline == ("石小桥",) and "石小桥" not in article.body


def test_spam_goes_and_the_last_paragraph_stays(tmp_path: Path) -> None:
    reading = read(tmp_path / "page.txt", page(body=BODY + "\n\n    船也来了。", credit=""))
    assert reading.issue and reading.issue.articles[0].body.endswith("<p>船也来了。</p>")
    [change] = [change for change in reading.changes if change.kind == "spam"]
    assert change.before.startswith("主站蜘蛛池模板") and change.line > 30


def test_what_a_web_page_shows_around_an_article_goes(tmp_path: Path) -> None:
    end = "放大 缩小 默认\n版权声明：未经授权不得转载。\n发表评论\n日 一 二 三 四 五 六\n" + SPAM
    reading = read(tmp_path / "page.txt", page(end=end))
    assert reading.issue and "版权" not in reading.issue.articles[0].body
    assert sum(change.kind == "navigation" for change in reading.changes) == 4


def test_several_pages_of_one_issue_merge(tmp_path: Path) -> None:
    other = page(headline="渡口换了新船", credit="    （本报记者 石某）")
    (tmp_path / "b.txt").write_text(other)
    read(tmp_path / "a.txt", page())
    reading = find_reader(tmp_path).read(tmp_path, OPTIONS)
    assert reading.issue
    assert [article.headline[0] for article in reading.issue.articles] == [
        "桥头的灯",
        "渡口换了新船",
    ]
    assert reading.issue.articles[1].byline == ("本报记者 石某",)
    assert not any("more headline" in finding.message for finding in reading.findings)


def test_a_page_of_another_day_is_left_out_and_named(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(page())
    (tmp_path / "c.txt").write_text(page(day="2018年07月10日 星期二"))
    reading = find_reader(tmp_path).read(tmp_path, OPTIONS)
    [finding] = [one for one in reading.findings if one.rule == "source-date"]
    assert finding.path.name == "c.txt" and "2018-07-10" in finding.message


def test_the_name_of_the_file_tells_the_page(tmp_path: Path) -> None:
    reading = read(tmp_path / "page-A03.txt", page())
    assert reading.issue and len(reading.issue.pages[2].articles) == 2


def test_a_page_that_names_no_publication_gets_a_neutral_name(tmp_path: Path) -> None:
    reading = read(tmp_path / "page.txt", page(), ReadOptions())
    assert reading.issue and reading.issue.publication.name == "未命名报刊"
    [finding] = [one for one in reading.findings if one.rule == "source-publication"]
    assert finding.severity is Severity.WARNING
    assert "未命名报刊" in finding.message and "--publication" in finding.advice


def test_the_publication_is_known_from_the_words_of_the_page(tmp_path: Path) -> None:
    reading = read(tmp_path / "page.txt", "青石渡日报数字报\n" + page(), ReadOptions())
    assert reading.issue and reading.issue.publication.name == "青石渡日报"


def test_damage_is_repaired_and_left_with_no_repair(tmp_path: Path) -> None:
    body = (
        "    "
        + "開(kāi)門(mén),會(huì)員長(zhǎng)問(wèn)過(guò)頁(yè)數(shù),進(jìn)農(nóng)場(chǎng)."
        * 2
    )
    text = page(body=body)
    repaired = read(tmp_path / "page.txt", text)
    assert repaired.issue and repaired.issue.articles[0].body == (
        "<p>開門，會員長問過頁數，進農場.開門，會員長問過頁數，進農場.</p>"
    )
    left = read(tmp_path / "page.txt", text, ReadOptions(publication="X", repair=False))
    assert left.issue and "開(kāi)門(mén)," in left.issue.articles[0].body
    assert left.changes == ()


def test_shifted_bytes_in_a_gbk_file_are_undone(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    data = page(body="    夫將連日守橋。").encode("gbk")
    shifted = "夫將".encode("gbk")[:3]
    data = data.replace(shifted, shifted + "(qū)".encode("gbk"))
    path.write_bytes(data)
    reading = find_reader(path).read(path, OPTIONS)
    assert reading.issue and "夫將連日守橋。" in reading.issue.articles[0].body


def test_a_page_reads_in_time_that_grows_with_its_text(tmp_path: Path) -> None:
    def work(times: int) -> object:
        return read(tmp_path / f"{times}.txt", page(body=(BODY + "\n\n") * times))

    assert growth(work, 20, 80) < 8


def test_the_number_of_something_else_is_not_that_of_the_issue(tmp_path: Path) -> None:
    story = "    渡工第3期培训班开班，" + "灯亮了。" * 20
    reading = read(tmp_path / "page.txt", page(body=story))
    assert reading.issue and reading.issue.number == ""
    reading = read(tmp_path / "b.txt", page(body=story, day="2018年7月3日 第24期（总第1024期）"))
    assert reading.issue
    assert (reading.issue.number, reading.issue.total_number) == ("24", "1024")
