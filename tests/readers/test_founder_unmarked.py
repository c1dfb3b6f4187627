"""Web editions without any of Founder's marks: their lists of pages and their links tell."""

from datetime import date
from pathlib import Path

import pytest
from founder_site import SENTENCE, jpeg

from exporter.readers import find_reader
from exporter.readers.base import Reading

HEAD = "<html><head><title>青石渡日报</title></head><body><p>2026年06月16日 星期二</p>"
OTHER = "第二天清早，渡口的老人把缆绳绕了三圈，抬头看潮水的颜色，说今天能走。"
TEXT = f"<div id=ozoom><p>　　{SENTENCE}</p><p>　　{OTHER}</p></div>"


def read(root: Path, files: dict[str, str | bytes], folder: str = "") -> Reading:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    reader = find_reader(root / folder)
    assert reader.name == "founder"
    return reader.read(root / folder)


def page(listed: str, links: str = "<a href=content_1.htm>灯亮了</a>") -> str:
    return f"{HEAD}<ul>{listed}</ul><div>{links}</div></body></html>"


def one_page(root: Path, listed: str, article: str = f"<h1>灯亮了</h1>{TEXT}") -> Reading:
    return read(root, {"node_1.htm": page(listed), "content_1.htm": HEAD + article})


@pytest.mark.parametrize(
    ("pages", "articles"),
    [
        ("A0{}.htm", "A0{}_1.htm"),
        ("a0{}.htm", "a0{}-01.htm"),
        ("v0{}.shtml", "v0{}_3.shtml"),
        ("index_A0{}.html", "content_A0{}_1.html"),
        ("node_{}.htm", "t20260616_{}.htm"),
        ("paperindex_{}.html", "news-{}.html"),
        ("0{}.html", "0{}_1.html"),
    ],
)
def test_what_pages_link_to_are_the_articles(tmp_path: Path, pages: str, articles: str) -> None:
    listed = "".join(
        f"<li><a href={pages.format(number)}>第0{number}版：{section}</a>"
        for number, section in ((1, "要闻"), (2, "副刊"))
    )
    files: dict[str, str | bytes] = {"index.html": f"{HEAD}<a href={pages.format(1)}>进入</a>"}
    for number, headline in ((1, "灯亮了"), (2, "船来了")):
        link = f"<a href={articles.format(number)}>{headline}</a><a href=index.html>首页</a>"
        files[pages.format(number)] = page(listed, link)
        files[articles.format(number)] = f"{HEAD}<h1>{headline}</h1>{TEXT}"
    issue = read(tmp_path, files).issue
    assert issue and issue.date == date(2026, 6, 16)
    assert [(each.label, each.section) for each in issue.pages] == [("01", "要闻"), ("02", "副刊")]
    assert [one.title for one in issue.articles] == ["灯亮了", "船来了"]
    assert all(SENTENCE in one.body for one in issue.articles)


@pytest.mark.parametrize("words", ["1 2", "[1]要闻 [2]副刊", "一版 二版", "1版 2版"])
def test_a_list_of_two_numbers_is_one_of_pages(tmp_path: Path, words: str) -> None:
    names = ("qian.html", "hou.html")
    listed = "".join(
        f"<li><a href={name}>{each}</a>" for name, each in zip(names, words.split(), strict=True)
    )
    files: dict[str, str | bytes] = {}
    for number, headline in ((1, "灯亮了"), (2, "船来了")):
        links = f"<h3>第{number}版</h3><a href=wen{number}.html>{headline}</a>"
        files[names[number - 1]] = page(listed, links)
        files[f"wen{number}.html"] = f"{HEAD}<h1>{headline}</h1>{TEXT}"
    issue = read(tmp_path, files).issue
    assert issue and [[one.title for one in each.articles] for each in issue.pages] == [
        ["灯亮了"],
        ["船来了"],
    ]


@pytest.mark.parametrize(
    ("words", "label", "section"),
    [
        ("<div>第01版</div><div>要闻</div>", "01", "要闻"),
        ("第０１版：要闻", "01", "要闻"),
        ("01版（要闻）", "01", "要闻"),
        ("【01版】要闻", "01", "要闻"),
        ("第01版-要闻·广告", "01", "要闻·广告"),
        ("第01—02版：通版", "01-02", "通版"),
        ("A01 要闻", "A01", "要闻"),
    ],
)
def test_a_list_of_pages_in_other_forms(
    tmp_path: Path, words: str, label: str, section: str
) -> None:
    issue = one_page(tmp_path, f"<li><a href=node_1.htm>{words}</a>").issue
    assert issue and [(each.label, each.section) for each in issue.pages] == [(label, section)]


@pytest.mark.parametrize(
    ("shown", "section"),
    [
        ("<div>第01版</div><div>要闻</div><div>上一版</div>", "要闻"),
        ("<span>第01版：</span><span>要闻</span><span>PDF版</span>", "要闻"),
        ("<td>第01版：要闻</td><td>本版导读</td>", "要闻"),
        ("<div>第01版</div>", ""),
        ("<div>第01版</div><div>2026年06月16日</div>", ""),
    ],
)
def test_the_name_of_a_section_ends_with_its_element(
    tmp_path: Path, shown: str, section: str
) -> None:
    issue = one_page(tmp_path, shown).issue
    assert issue and [(each.label, each.section) for each in issue.pages] == [("01", section)]


@pytest.mark.parametrize(
    "text",
    [
        f"<div class='main text'><p>{SENTENCE}</p>\n<p><img src=a.jpg></p><p>{OTHER}</p></div>",
        f"<table><tr><td><p>{SENTENCE}</p><p>{OTHER}</p></td></tr></table><p>版权所有</p>",
        f"<founder-content><p>{SENTENCE}</p></founder-content><hr>"
        f"<founder-content><p>{OTHER}</p></founder-content>",
        f"<div id=ozoom>　　{SENTENCE}<br>　　{OTHER}<br></div>",
        f"<div class=main><div class=wenzi>　　{SENTENCE}<br><br>　　{OTHER}<br></div></div>",
    ],
)
def test_the_text_of_an_article_in_other_forms(tmp_path: Path, text: str) -> None:
    listed = "<li><a href=node_1.htm>第01版：要闻</a>"
    issue = one_page(tmp_path, listed, f"<h1>灯亮了</h1>{text}<div>友情链接</div>").issue
    assert issue
    body = issue.articles[0].body
    assert f"<p>{SENTENCE}</p>" in body and f"<p>{OTHER}</p>" in body
    assert "版权所有" not in body and "友情链接" not in body


def test_a_class_names_the_parts_of_a_head(tmp_path: Path) -> None:
    listed = "<li><a href=node_1.htm>第01版：要闻</a>"
    head = "<p class=pretitle>夜里</p><h1>灯亮了</h1><p class='subtitle small'>今夜不必过江</p>"
    issue = one_page(tmp_path, listed, head + TEXT).issue
    assert issue
    assert (issue.articles[0].kicker, issue.articles[0].deck) == ("夜里", "今夜不必过江")


@pytest.mark.parametrize(
    ("address", "place", "folder"),
    [
        ("../../images/1.jpg", "html/images/1.jpg", "html/2026-06/16"),
        ("../../../images/2026/1.jpg", "images/2026/1.jpg", "html/2026-06/16"),
        ("/images/1.jpg", "images/1.jpg", ""),
        ("/images/1.jpg", "html/2026-06/16/images/1.jpg", ""),
        ("/images/1.jpg", "images/1.jpg", "html/2026-06/16"),
        ("/images/1.jpg", "html/images/1.jpg", "html/2026-06/16"),
        ("https://paper.example/images/1.jpg", "images/1.jpg", ""),
    ],
)
def test_pictures_that_a_mirror_keeps_for_all_days(
    tmp_path: Path, address: str, place: str, folder: str
) -> None:
    text = f"<div id=ozoom><p><img src='{address}'></p>{TEXT}</div>"
    files: dict[str, str | bytes] = {
        "html/2026-06/16/node_1.htm": page("<li><a href=node_1.htm>第01版：要闻</a>"),
        "html/2026-06/16/content_1.htm": f"{HEAD}<h1>灯亮了</h1>{text}",
        place: jpeg((300, 200)),
    }
    issue = read(tmp_path / "mirror", files, folder).issue
    assert issue
    assert [each.picture.path for each in issue.articles[0].figures] == [
        tmp_path / "mirror" / place
    ]


def test_a_page_takes_no_other_file_from_outside_its_folder(tmp_path: Path) -> None:
    text = f"<div id=ozoom><p><img src='../../../private/1.jpg'></p>{TEXT}</div>"
    files: dict[str, str | bytes] = {
        "html/2026-06/16/node_1.htm": page("<li><a href=node_1.htm>第01版：要闻</a>"),
        "html/2026-06/16/content_1.htm": f"{HEAD}<h1>灯亮了</h1>{text}",
        "private/1.jpg": jpeg((300, 200)),
    }
    reading = read(tmp_path, files, "html/2026-06/16")
    assert reading.issue and not reading.issue.articles[0].figures
    assert "issue-picture-outside" in [finding.rule for finding in reading.findings]
