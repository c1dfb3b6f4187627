"""Spam by shape and place; navigation, notices, calendars, tools and comments by whole lines."""

import pytest

from exporter.repair.chrome import looks_like_chrome
from exporter.repair.spam import spam_lines

SPAM = "主站蜘蛛池模板: 甲站| 乙站大全| 一二三区| 丙站| 天天更新| 一本通| "
BARS = "甲站 | 乙站大全 | 一二三区 | 丙站 | 天天更新 | 一本通 | 久久"
PHRASES = "甲站,乙站大全,一二三区,丙站,天天更新,一本通,久久,免费看,官网"


def test_spam_after_the_last_sentence_is_cut() -> None:
    assert spam_lines(["灯亮了。", "", SPAM, BARS], 0, 0) == [2, 3]


def test_spam_before_the_masthead_is_cut() -> None:
    assert spam_lines([PHRASES, BARS, "渡口报", "第01版:头版", "灯亮了。"], 3, 4) == [0, 1]


def test_what_stands_between_sentences_is_the_articles_own() -> None:
    lines = ["灯亮了。", BARS, PHRASES, SPAM, "船来了。"]
    assert spam_lines(lines, 0, 4) == []


def test_a_sentence_with_bars_is_no_spam() -> None:
    assert spam_lines(["灯亮了。", "甲|乙|丙|丁|戊|己|庚都到了。"], 0, 0) == []
    assert spam_lines(["灯亮了。", "名单：甲、乙、丙、丁、戊、己、庚、辛、壬、癸"], 0, 0) == []


@pytest.mark.parametrize(
    "line",
    [
        "首页 | 版面导航 | 标题导航",
        "首頁 | 版面導航 | 標題導航",
        "上一期下一期",
        "放大 缩小 默认",
        "朗读 打印 收藏",
        "版权声明：本报内容未经授权不得转载。",
        "Copyright © 2018 渡口报社",
        "日 一 二 三 四 五 六",
        "1 2 3 4 5 6 7",
        "发表评论",
        "网友评论：",
        "昵称：  验证码：",
        "京ICP备12345号",
    ],
)
def test_parts_of_the_web_page_are_known(line: str) -> None:
    assert looks_like_chrome(line)


@pytest.mark.parametrize(
    "line",
    [
        "灯亮了。",
        "他打印了一份评论",
        "评论员石某",
        "首页的灯亮了，更多的人来了。",
        "一二三四五六七",
        "2018",
        "",
        "桥头的灯",
    ],
)
def test_lines_of_the_newspaper_are_not(line: str) -> None:
    assert not looks_like_chrome(line)
