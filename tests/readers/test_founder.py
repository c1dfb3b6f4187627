from datetime import date
from pathlib import Path

import pytest
from founder_site import SENTENCE, Sheet, Site, Story, site
from growing import growth

from exporter.readers import ReadOptions, find_reader
from exporter.readers.base import Reading


def read(folder: Path, options: ReadOptions | None = None) -> Reading:
    reader = find_reader(folder)
    assert reader.name == "founder"
    return reader.read(folder, options or ReadOptions())


def test_an_issue_is_read_whole(tmp_path: Path) -> None:
    reading = read(site().write(tmp_path))
    issue = reading.issue
    assert issue and reading.findings == ()
    assert (issue.publication.name, issue.publication.language) == ("青石渡日报", "zh-Hans")
    assert (issue.date, issue.number) == (date(2017, 10, 13), "4321")
    assert issue.publication.cn_number == "CN 00-0123"
    assert issue.previous and issue.previous.date == date(2017, 10, 12)
    assert [(page.label, page.section) for page in issue.pages] == [
        ("01", "头版"), ("03", "要　闻"), ("A04", "广告")
    ]  # fmt: skip


def test_an_article_has_its_headline_parts(tmp_path: Path) -> None:
    issue = read(site().write(tmp_path)).issue
    assert issue
    first, second, third = issue.articles
    assert (first.kicker, first.headline, first.deck) == (
        "雨季第一周", ("守桥人的灯",), "两岸试行夜间摆渡"
    )  # fmt: skip
    assert first.byline == ("本报记者 石桥",)
    assert first.body == f"<p>{SENTENCE}</p>\n<p>{SENTENCE}</p>"
    assert second.headline == ("第72条消息", "桥头的灯亮了")
    assert third.headline == ("渡口换了新船", "老船工上岸")


def test_a_picture_beside_the_text_has_its_caption_and_credit(tmp_path: Path) -> None:
    issue = read(site().write(tmp_path)).issue
    assert issue
    [figure] = issue.articles[1].figures
    assert (figure.caption, figure.credit) == ("桥头的灯", "石某 摄")


def test_regions_are_in_pixels_of_the_file_once_an_article(tmp_path: Path) -> None:
    issue = read(site().write(tmp_path)).issue
    assert issue
    facsimile = issue.pages[0].facsimile
    assert facsimile and facsimile.picture
    assert [region.article for region in facsimile.regions] == ["a-01-01", "a-01-02"]
    assert facsimile.regions[1].points == ((0, 100), (700, 100), (700, 200), (0, 200))


@pytest.mark.parametrize(
    "change",
    [
        {"encoding": "utf-8", "declared": "gb2312"},
        {"encoding": "gb18030", "declared": "utf-8"},
        {"encoding": "gbk", "declared": "no-such-encoding"},
        {"encoding": "utf-8", "declared": "utf-8"},
    ],
)
def test_the_encoding_is_told_by_the_bytes(tmp_path: Path, change: dict[str, str]) -> None:
    reading = read(site(**change).write(tmp_path))
    assert reading.issue and reading.issue.articles[0].headline == ("守桥人的灯",)
    assert {finding.rule for finding in reading.findings} <= {"source-encoding"}


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("2017年10月13日 星期五", ""),
        ("2017-October-13", ""),
        ("<font>2017</font>年<font>10\n</font>月<font>13</font>日<br>\n星期五", ""),
        ("", "2017-10-13"),
        ("", ""),
    ],
)
def test_the_date_in_any_of_its_forms(tmp_path: Path, shown: str, said: str) -> None:
    reading = read(site(shown_date=shown, founder_date=said).write(tmp_path))
    assert reading.issue and reading.issue.date == date(2017, 10, 13)


def test_a_wrong_weekday_is_a_warning(tmp_path: Path) -> None:
    reading = read(site(shown_date="2017年10月13日 星期三").write(tmp_path))
    assert reading.issue and "is given as 星期三" in reading.findings[0].message


@pytest.mark.parametrize("query", ["?div=-1", "@div=-1", "?div=-1.html"])
def test_names_as_wget_keeps_them(tmp_path: Path, query: str) -> None:
    reading = read(site(article_query=query).write(tmp_path))
    assert reading.issue and len(reading.issue.articles) == 3 and reading.findings == ()


def test_what_is_missing_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    folder = site().write(tmp_path) / "html" / "2017-10" / "13"
    (folder / "content_71.htm").unlink()
    (folder / "node_9.htm").unlink()
    (folder / "images" / "03.jpg").unlink()
    reading = read(tmp_path)
    assert reading.issue and len(reading.issue.articles) == 3
    assert "没有正文" in reading.issue.articles[1].body
    text = "\n".join(finding.message for finding in reading.findings)
    assert "links to 1 article not in the folder: 守桥人的灯" in text
    assert "lacks the files of 1 page: A04" in text
    assert "picture `images/03.jpg` does not exist" in text


def test_an_article_that_no_page_links_to_comes_last(tmp_path: Path) -> None:
    folder = site().write(tmp_path) / "html" / "2017-10" / "13"
    lost = Site([]).article(Sheet(2, "01", ""), Story(99, "无主的灯"))
    (folder / "content_99.htm").write_bytes(lost.encode("gbk"))
    reading = read(tmp_path)
    assert reading.issue and reading.issue.pages[-1].articles[0].headline == ("无主的灯",)


def test_one_of_several_issues_is_taken_and_the_others_named(tmp_path: Path) -> None:
    site().write(tmp_path)
    site(
        shown_date="2017年10月12日 星期四", founder_date="2017-10-12", folder="html/2017-10/12"
    ).write(tmp_path)
    reading = read(tmp_path)
    assert reading.issue and reading.issue.date == date(2017, 10, 13)
    assert "left out: 2017-10-12" in reading.findings[0].message


def test_the_older_and_the_newer_names_of_files(tmp_path: Path) -> None:
    place = tmp_path / "layout" / "201710" / "13"
    place.mkdir(parents=True)
    (place / "node_01.html").write_text(
        "<title>青石渡日报</title><a href=node_01.html>A01：要闻</a>"
        "<a href=node_02.html>C04：文化</a>"
        "<a href='../../../content/201710/13/content_12_5.html'>灯</a>第A01版",
    )
    text = tmp_path / "content" / "201710" / "13"
    text.mkdir(parents=True)
    (text / "content_12_5.html").write_text(f"<h2>灯</h2><div id=ozoom><p>{SENTENCE}</p></div>")
    reading = read(tmp_path)
    assert reading.issue and reading.issue.date == date(2017, 10, 13)
    assert [page.label for page in reading.issue.pages] == ["A01", "C04"]
    assert reading.issue.articles[0].body == f"<p>{SENTENCE}</p>"

    old = tmp_path / "old"
    old.mkdir()
    (old / "nbs.D110000qsd_01.htm").write_text(
        "<title>青石渡日报</title>2017年10月13日 星期五 "
        "<a href=nbs.D110000qsd_01.htm>第01版：要闻</a>"
        "<a href=nw.D110000qsd_20171013_1-01.htm>灯</a>"
    )
    article = Site([]).article(Sheet(2, "01", ""), Story(1, "灯"))
    (old / "nw.D110000qsd_20171013_1-01.htm").write_text(article)
    (old / "nw.D110000qsd_20171013_2-01.htm").write_text(article.replace("灯", "船"))
    issue = read(old).issue
    assert issue and [one.headline for one in issue.pages[0].articles] == [("灯",), ("船",)]


def test_a_mirrors_glosses_are_removed_with_their_lines(tmp_path: Path) -> None:
    story = Story(71, "頁(yè)", text="<P>頁(yè)過(guò)門(mén)</P>" * 4)
    reading = read(Site([Sheet(2, "01", "頭版", [story])], encoding="utf-8").write(tmp_path))
    assert reading.issue and reading.issue.articles[0].body == "\n".join(["<p>頁過門</p>"] * 4)
    assert all(change.line for change in reading.changes)


def test_a_page_file_names_the_folder(tmp_path: Path) -> None:
    folder = site().write(tmp_path) / "html" / "2017-10" / "13"
    reading = read(folder / "node_2.htm")
    assert reading.issue and len(reading.issue.articles) == 3


def test_an_issue_reads_in_time_that_grows_with_its_pages(tmp_path: Path) -> None:
    text = f"<P>　　{SENTENCE * 3}</P>\n" * 8
    sheets = [
        Sheet(
            number + 2,
            f"{number + 1:02}",
            "要闻",
            [Story(number * 5 + one, f"灯{number}-{one}", text=text) for one in range(5)],
        )
        for number in range(24)
    ]
    folders = {pages: Site(sheets[:pages]).write(tmp_path / f"{pages}") for pages in (6, 24)}

    def work(pages: int) -> None:
        reading = read(folders[pages])
        assert reading.issue and len(reading.issue.articles) == 5 * pages

    assert growth(work, 6, 24) < 8
