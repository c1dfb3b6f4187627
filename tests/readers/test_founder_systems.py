"""The systems of the Founder family name and mark their files in many ways."""

from datetime import date
from pathlib import Path

import pytest
from founder_site import SENTENCE, Sheet, Site, Story, site

from exporter.readers import ReadOptions, find_reader
from exporter.readers.base import Reading
from exporter.readers.founder.names import File, kind_of_address, label_of_file, split_label

HEAD = "<html><head><title>青石渡日报</title></head><body>"
DATE = "<p>2026年06月16日 星期二</p>"
TEXT = f"<founder-content><p>　　{SENTENCE}</p><p>　　{SENTENCE}</p></founder-content>"


def read(source: Path, options: ReadOptions | None = None) -> Reading:
    reader = find_reader(source)
    assert reader.name == "founder"
    return reader.read(source, options or ReadOptions())


def page_file(pages: list[tuple[str, str]], links: str, own: str = "") -> str:
    listed = "".join(f'<li><a id="pageLink" href="{name}">{words}</a>' for name, words in pages)
    return f"{HEAD}{DATE}<ul>{listed}</ul>{own}<div>{links}</div>"


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def one_article(root: Path, html: str) -> Reading:
    pages = page_file([("node_2.htm", "第01版：要闻")], "<a href=content_1.htm>灯亮了</a>")
    return read(write(root, {"node_2.htm": pages, "content_1.htm": HEAD + html}))


@pytest.mark.parametrize(
    ("pages", "articles"),
    [
        ("layout/202606/16/node_A0{}.html", "content/202606/16/content_1{}.html"),
        ("pc/layout/202606/16/node_0{}.html", "pc/content/202606/16/content_1{}.html"),
        ("layout/202606/16/col0{}.html", "content/202606/16/c1{}.html"),
        ("layout/202606/16/colA0{}.html", "con/202606/16/c1{}.html"),
        ("layout/202606/16/node0{}.html", "con/202606/16/content_1{}.html"),
        ("layout/202606/16/l0{}.html", "con/202606/16/1{}.html"),
        ("2026-06/16/A0{}.htm", "2026-06/16/c1{}.htm"),
        ("2026-06/16/node_wb0{}.htm", "2026-06/16/content_1{}.htm"),
        ("paper/B0{}.shtml", "paper/con_1{}.shtml"),
        ("paper/front-{}.html", "paper/story-{}.html"),
    ],
)
def test_files_are_known_by_what_they_hold(tmp_path: Path, pages: str, articles: str) -> None:
    up = "../" * pages.count("/")
    names = [pages.format(number).rsplit("/", 1)[-1] for number in (1, 2)]
    listed = [(names[0], "第01版：要闻"), (names[1], "第02版：副刊")]
    files = {}
    for number, headline in ((1, "灯亮了"), (2, "船来了")):
        link = f"<a href='{up}{articles.format(number)}'>{headline}</a>"
        files[pages.format(number)] = page_file(listed, link)
        files[articles.format(number)] = f"{HEAD}<h1>{headline}</h1>{TEXT}"
    reading = read(write(tmp_path, files))
    assert reading.findings == () and reading.issue
    assert reading.issue.date == date(2026, 6, 16)
    assert [(page.label, page.section) for page in reading.issue.pages] == [
        ("01", "要闻"),
        ("02", "副刊"),
    ]
    assert [one.headline for page in reading.issue.pages for one in page.articles] == [
        ("灯亮了",),
        ("船来了",),
    ]


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("node_A01.html", File.PAGE),
        ("./B02.htm", File.PAGE),
        ("../l01.html", File.PAGE),
        ("Page03HO.htm", File.PAGE),
        ("szbzA03.Html", File.PAGE),
        ("index_4.htm", File.PAGE),
        ("Articel1.Html", File.ARTICLE),
        ("Articel03002MT.htm", File.ARTICLE),
        ("c123.html", File.ARTICLE),
        ("content_20_7.htm?div=-1", File.ARTICLE),
        ("../../con/202606/16/77.html", File.ARTICLE),
        ("index.html", None),
        ("javascript:void(0)", None),
    ],
)
def test_what_a_link_leads_to(address: str, kind: File | None) -> None:
    assert kind_of_address(address) is kind


@pytest.mark.parametrize(
    ("words", "split"),
    [
        ("第A01版：要闻", ("A01", "要闻")),
        ("第一版：要闻", ("一", "要闻")),
        ("十二版", ("十二", "")),
        ("特1版：灯会", ("特1", "灯会")),
        ("01B:广告", ("01B", "广告")),
        ("要闻", None),
        ("一周新闻", None),
        ("2026年6月", None),
    ],
)
def test_the_words_of_a_page_list(words: str, split: tuple[str, str] | None) -> None:
    assert split_label(words) == split


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("node_A01.html", "A01"),
        ("node_03.htm", "03"),
        ("node_2.htm", ""),
        ("Page03HO.htm", "03"),
        ("szbzA03.Html", "A03"),
        ("index_4.htm", ""),
    ],
)
def test_a_number_of_the_system_is_no_label(name: str, label: str) -> None:
    assert label_of_file(name) == label


def test_pages_without_a_number_are_counted(tmp_path: Path) -> None:
    pages = [("node_7.htm", "要闻"), ("node_9.htm", "副刊")]
    files = {name: page_file(pages, "<a href=content_1.htm>灯</a>") for name, _ in pages}
    reading = read(write(tmp_path, files | {"content_1.htm": f"{HEAD}<h1>灯</h1>{TEXT}"}))
    assert reading.issue
    assert [(page.label, page.section) for page in reading.issue.pages] == [
        ("01", "要闻"),
        ("02", "副刊"),
    ]


@pytest.mark.parametrize(
    "arrow",
    [
        "<font face=Webdings>3</font>",
        "<FONT style='font-family: Wingdings 3'>7</FONT>",
        '<span style="font-family:Marlett">3</span>',
    ],
)
def test_an_arrow_of_a_symbol_font_is_no_label(tmp_path: Path, arrow: str) -> None:
    pages = [("node_2.htm", "第1版：要闻")]
    links = f"<a class=preart href=../15/node_2.htm>{arrow}上一期</a><a href=content_1.htm>灯</a>"
    day = tmp_path / "2026-06" / "16"
    files = {"node_2.htm": page_file(pages, links), "content_1.htm": f"{HEAD}<h1>灯</h1>{TEXT}"}
    write(day, files)
    reading = read(tmp_path)
    assert reading.issue and reading.issue.previous
    assert reading.issue.previous.date == date(2026, 6, 15)
    assert [page.label for page in reading.issue.pages] == ["1"]


@pytest.mark.parametrize("mapped", [True, False])
def test_lists_of_other_pages_claim_nothing(tmp_path: Path, mapped: bool) -> None:
    pages = [("node_2.htm", "第1版：要闻"), ("node_3.htm", "第2版：副刊")]
    best = "<h4>今日关注</h4><a href=content_1.htm>灯</a><a href=content_2.htm>船</a>"
    files = {}
    for number, headline in ((1, "灯"), (2, "船")):
        area = f"<area coords='0,0,9,9' href=content_{number}.htm>"
        links = f"<a href=content_{number}.htm>{headline}</a>"
        drawn = f"<map name=pagepicmap>{area}</map>" if mapped else ""
        files[pages[number - 1][0]] = page_file(pages, links + best, drawn)
        files[f"content_{number}.htm"] = f"{HEAD}<h1>{headline}</h1>{TEXT}"
    reading = read(write(tmp_path, files))
    assert reading.issue and reading.findings == ()
    assert [[one.title for one in page.articles] for page in reading.issue.pages] == [
        ["灯"],
        ["船"],
    ]


def test_an_article_of_a_page_without_a_file_stands_on_that_page(tmp_path: Path) -> None:
    pages = [("node_2.htm", "第1版：要闻"), ("node_3.htm", "第2版：副刊")]
    links = "<a href=content_1.htm>灯</a><b>今日关注</b><a href=content_2.htm>船</a>"
    named = "<!--enpproperty <title>船</title><nodename>副刊</nodename>/enpproperty-->"
    files = {
        "node_2.htm": page_file(pages, links),
        "content_1.htm": f"{HEAD}<h1>灯</h1>{TEXT}",
        "content_2.htm": f"{HEAD}{named}{TEXT}",
    }
    issue = read(write(tmp_path, files)).issue
    assert issue
    assert [[one.title for one in page.articles] for page in issue.pages] == [["灯"], ["船"]]


def test_headlines_without_article_files_stand_with_a_note(tmp_path: Path) -> None:
    pages = [("node_2.htm", "第1版：要闻")]
    links = "<a href=content_1.htm>灯亮了</a><a href=content_2.htm>船来了</a>"
    reading = read(write(tmp_path, {"node_2.htm": page_file(pages, links)}))
    assert reading.issue
    assert [one.title for one in reading.issue.articles] == ["灯亮了", "船来了"]
    assert all("没有正文" in one.body for one in reading.issue.articles)
    assert "links to 2 articles" in reading.findings[0].message


# Heads and signatures -----------------------------------------------------------------------

HEADS = {
    "elements": "<td><founder-pretitle>雨季</founder-pretitle><founder-title>灯亮了</founder-title>"
    "<founder-subtitle>两岸都看见</founder-subtitle><founder-author>本报记者 石桥"
    "</founder-author></td>",
    "introductory title": "<founder-introtitle>雨季</founder-introtitle><founder-title>灯亮了"
    "</founder-title><founder-subtitle>两岸都看见</founder-subtitle><founder-author>本报记者 石桥"
    "</founder-author>",
    "identifiers": "<p id='PreTitle' class=p1>雨季</p><h2 id=Title>灯亮了</h2>"
    '<p id="SubTitle">两岸都看见</p><div class=info><span>本报记者 石桥</span></div>',
    "headings": "<h3>雨季</h3><h1>灯亮了</h1><h2>两岸都看见</h2><p class=sec>本报记者 石桥"
    "<span class=date>《青石渡日报》（2026年06月16日 第 01 版）</span></p>",
    "older headings": "<h3>雨季</h3><h2>灯亮了</h2><h4>两岸都看见</h4><p>本报记者 石桥</p>",
    "cells": "<table><tr><td class=font02>雨季</td></tr><tr><td class='font01'>灯亮了</td></tr>"
    '<tr><td class="font02">两岸都看见</td></tr></table><p class=sec>本报记者 石桥</p>',
    "comment": "<!--enpproperty <author>本报记者 石桥</author><title>灯亮了</title>"
    "<introtitle>雨季</introtitle><subtitle>两岸都看见</subtitle>/enpproperty-->",
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS.keys())
def test_the_parts_of_a_head_in_each_system(tmp_path: Path, head: str) -> None:
    issue = one_article(tmp_path, head + TEXT).issue
    assert issue
    [article] = issue.articles
    assert (article.kicker, article.headline, article.deck, article.byline) == (
        "雨季", ("灯亮了",), "两岸都看见", ("本报记者 石桥",)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "byline", "credit", "first"),
    [
        ("<p>■&nbsp;青石渡日报全媒体记者&nbsp;石桥</p><p>通讯员 林小渡</p><p>灯亮。</p><p>船。</p>",
         ("青石渡日报全媒体记者 石桥", "通讯员 林小渡"), "", "灯亮。"),
        ("<p>□ 石 桥</p><p>灯亮。</p>", ("石 桥",), "", "灯亮。"),
        ("<p>■ 灯亮的地方在桥头</p><p>船来。</p>", (), "", "■ 灯亮的地方在桥头"),
        ("<p>本报讯（记者石桥 通讯员林小渡）昨晚，灯亮了。</p><p>船来。</p>",
         ("记者石桥 通讯员林小渡",), "", "本报讯（记者石桥 通讯员林小渡）昨晚，灯亮了。"),
        ("<p>灯亮。</p><p>（新华社记者石桥）</p>", ("新华社记者石桥",), "", "灯亮。"),
        ("<p>灯亮。</p><p>（据新华社电）</p>", (), "据新华社电", "灯亮。"),
        ("<p>灯亮。</p><p>（灯又灭了）</p>", (), "", "灯亮。"),
    ],
)  # fmt: skip
def test_who_signed_is_no_paragraph(
    tmp_path: Path, text: str, byline: tuple[str, ...], credit: str, first: str
) -> None:
    html = f"<h1>灯亮了</h1><founder-content>{text}</founder-content>"
    [article] = one_article(tmp_path, html).issue.articles  # type: ignore[union-attr]
    assert (article.byline, article.credit) == (byline, credit)
    assert article.body.startswith(f"<p>{first}</p>")


def test_an_author_of_the_head_and_one_of_the_text_both_stay(tmp_path: Path) -> None:
    html = (
        "<h1>灯亮了</h1><founder-author>石桥</founder-author><founder-content>"
        "<p>通讯员 林小渡</p><p>灯亮。</p></founder-content>"
    )
    [article] = one_article(tmp_path, html).issue.articles  # type: ignore[union-attr]
    assert article.byline == ("石桥", "通讯员 林小渡")


@pytest.mark.parametrize(
    "box",
    [
        "<div class=attachment><img src=res/a.jpg><p>灯在桥头。　石某 摄</p></div>",
        "<figure><p><img src=res/a.jpg></p><figcaption>灯在桥头。　石某 摄</figcaption></figure>",
        "<table><tr><td><img src=res/a.jpg></td></tr><tr><td>灯在桥头。　石某 摄</td></tr></table>",
    ],
)
@pytest.mark.parametrize("before", [True, False])
def test_a_caption_stands_in_the_box_of_its_picture(
    tmp_path: Path, picture, box: str, before: bool
) -> None:
    (tmp_path / "res").mkdir()
    (tmp_path / "res" / "a.jpg").write_bytes(picture("JPEG", size=(300, 200)))
    html = f"<h1>灯亮了</h1>{box if before else ''}{TEXT}{'' if before else box}<div>版权所有</div>"
    [article] = one_article(tmp_path, html).issue.articles  # type: ignore[union-attr]
    assert [(one.caption, one.credit) for one in article.figures] == [("灯在桥头。", "石某 摄")]


# Folders ------------------------------------------------------------------------------------


def test_articles_of_other_days_stay_out(tmp_path: Path) -> None:
    site().write(tmp_path)
    older = Site(
        [Sheet(2, "01", "头版", [Story(11, "昨天的灯")])],
        shown_date="2017年10月12日 星期四",
        founder_date="2017-10-12",
        folder="html/2017-10/12",
    )
    older.write(tmp_path)
    issue = read(tmp_path).issue
    assert issue and "昨天的灯" not in [one.title for one in issue.articles]
    chosen = read(tmp_path, ReadOptions(date=date(2017, 10, 12))).issue
    assert chosen and [one.title for one in chosen.articles] == ["昨天的灯"]


@pytest.mark.parametrize(
    "folder", ["2017-10/13", "201710/13", "2017-10-13", "20171013", "2017/10/13", "2017/1013"]
)
def test_the_day_of_a_folder(tmp_path: Path, folder: str) -> None:
    reading = read(site(shown_date="", founder_date="", folder=folder).write(tmp_path))
    assert reading.issue and reading.issue.date == date(2017, 10, 13)


def test_a_copy_of_a_page_under_another_name_is_not_a_page_of_its_own(tmp_path: Path) -> None:
    folder = site().write(tmp_path) / "html" / "2017-10" / "13"
    (folder / "index.htm").write_bytes((folder / "node_2.htm").read_bytes())
    reading = read(tmp_path)
    assert reading.issue
    assert [page.label for page in reading.issue.pages] == ["01", "03", "A04"]


def saved_article(number: int, headline: str, section: str) -> str:
    pages = [("node_2.htm", "第01版:头版"), ("node_3.htm", "第02版:数字")]
    listed = "".join(f"<li><a id=pageLink href={name}>{words}</a>" for name, words in pages)
    return (
        f"{HEAD}<ul>{listed}</ul><ul><a href=content_7.htm>灯亮了</a>"
        f"<a href=content_8.htm>船来了</a></ul><div>新闻内容</div>{DATE}<h1>{headline}</h1>"
        f"{TEXT}<!--enpproperty <title>{headline}</title><nodename>{section}</nodename>"
        f"<articleid>{number}</articleid>/enpproperty-->"
    )


@pytest.mark.parametrize("name", ["content_7.htm", "a saved page.html"])
@pytest.mark.parametrize("whole", [True, False])
def test_one_saved_article_page_is_an_issue(tmp_path: Path, name: str, whole: bool) -> None:
    write(tmp_path, {name: saved_article(7, "灯亮了", "数字")})
    reading = read(tmp_path if whole else tmp_path / name)
    assert reading.issue and reading.issue.date == date(2026, 6, 16)
    first, second = reading.issue.pages
    assert (first.label, first.section, first.articles) == ("01", "头版", ())
    assert (second.label, second.section) == ("02", "数字")
    assert second.articles[0].headline == ("灯亮了",) and SENTENCE in second.articles[0].body
    assert "没有正文" in second.articles[-1].body
    assert [one.title for one in second.articles] == ["灯亮了", "船来了"]


def test_several_saved_article_pages_merge(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "content_7.htm": saved_article(7, "灯亮了", "数字"),
            "content_8.htm": saved_article(8, "船来了", "数字"),
            "content_9.htm": saved_article(9, "桥通了", "头版"),
        },
    )
    issue = read(tmp_path).issue
    assert issue
    assert [[one.title for one in page.articles] for page in issue.pages] == [
        ["桥通了"],
        ["灯亮了", "船来了"],
    ]
