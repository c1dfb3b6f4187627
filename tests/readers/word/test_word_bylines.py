"""Which lines are bylines by their words alone, in Chinese and in Western languages."""

from __future__ import annotations

import re

import pytest
from growing import growth

from exporter.readers.word.chinese_bylines import Strength
from exporter.readers.word.signed import is_edited, is_signature, signs, strength

SIGNED = """
本报记者 石桥  □本报记者 石 桥  记者石桥  本报记者石桥 通讯员林晚  新华社记者石桥、林晚
本报驻京记者 石桥  县融媒体中心记者 石桥  报网记者 石桥 实习生 林晚  本报特派记者 石桥 发自巴黎
本报记者 石桥 北京报道  文/石桥  文｜石桥 图｜林晚  文 石桥 图 林晚  文·图/石桥  图文/石桥
石桥/文 林晚/图  石桥 摄影报道  石桥 林晚 报道  撰文 石桥 摄影 林晚  采写/本报记者 石桥
采访/石桥 整理/林晚  采访整理：石桥  作者丨石桥 编辑丨林晚  策划：石桥 采写：林晚  编译/石桥
[英]约翰·史密斯 著 林晚 译  供稿：县委宣传部  市路灯所供稿  本报评论员  （记者石桥）
（石桥 摄影报道）  【本报记者 石桥】  〔記者石橋／台北報導〕  記者石橋台北報導
編譯石橋／綜合外電報導  文．石橋 圖．林晚  口述／林阿姨 整理／石橋  By Ann Reed  BY ANN REED
by Ann Reed and Tom Hale  By Ann Reed, Staff Writer  By Ann Reed Political Editor
By Ann Reed in Paris and Tom Hale in Berlin  By Ann Reed for the Gazette  By Ann Reed, The Gazette
By Ann Reed (ann@gazette.example)  By Dr. Ann Reed, MD  By the Rev. Tom Hale
By our own correspondent  By The Associated Press  By J.K. Reed  By Jean-Luc de la Tour
By Niamh O’Brien  By Seán Ó Briain  Written by Ann Reed and photographed by Tom Hale
Words by Ann Reed. Photos by Tom Hale.  Words Ann Reed Photographs Tom Hale
Words: Ann Reed; pictures: Tom Hale  Words & pictures: Ann Reed  Text and photos by Ann Reed
Story: Ann Reed / Photos: Tom Hale  As told to Ann Reed  Reporter: Ann Reed
Translated from the French by Ann Reed  Portrait by Ann Reed  Additional reporting: Ann Reed
Photography: Tom Hale
"""
NAMES = """
石桥  石 桥  ■ 石桥  石桥 林晚  石桥、林晚  欧阳修文  约翰·史密斯  （石桥）  县税务局 石桥
城关小学五（2）班 石小桥  县作协主席 石桥  石桥（县作协会员）  读者：石桥  柳林村村民 石大桥
Ann Reed  ANN REED  Ann Reed and Tom Hale  Ann Reed & Tom Hale  Ann Reed, Chief Reporter
Ann Reed | Staff Writer  Ann Reed / The Gazette  Ann Reed in Paris  Ann Reed | 16 June
Dr Ann Reed  (Mrs) Ann Reed  Col. A. Reed  Mr and Mrs K. Reed  Ludwig van der Berg
María José García-López  Gazette staff  Ann Reed, 34  From our Paris correspondent
Results, compiled by Ann Reed  Reuters, London  Associated Press
"""
NONE = """
老船厂重响斧凿声  记者手记  记者调查  作者简介  通讯员培训班开班  摄影大赛落幕  摄影报道  图片新闻
文化  文学  时评  高考日记  马路天使  水清岸绿  柳林镇  石桥和他的船  石桥速写  单位：桥管所
记者：今年收成怎么样？  记者：  （图片由县文旅局提供）  一等奖  周末版  黄金周  2026年10月15日
本报讯  据新华社电  By the sea  Village Voice  Brass Band Returns
A town saved from the flood by Ann Reed  By popular demand  By half past ten  Words fail us
Text of the treaty  Photo of the week  Picture Story  Report Calls for Change
Interview with a vampire  Letters to the Editor  In Brief  Holt Bridge  Marsh Street, Holt
Fern Close  New York  Dear Sir  Yours faithfully  Gladys Comes Home  Ann Reed: a life
Remembering Ann Reed  Ann Reed, tortoise owner, speaks out  Staff Shortages  Photography Prize
Annual General Meeting  First Prize  Men’s Singles  Change of Use  KEEPERS COUNT SEVEN BOATS
Key Dates  What Happens Next
"""


def lines(text: str) -> list[str]:
    return re.split(r"\n|  +", text.strip())


def test_a_line_that_says_who_did_what_is_a_byline() -> None:
    assert [line for line in lines(SIGNED) if strength(line) is not Strength.SIGNED] == []
    assert [line for line in lines(SIGNED) if not signs(line)] == []


def test_names_are_a_byline_below_a_headline_alone() -> None:
    assert [line for line in lines(NAMES) if strength(line) is not Strength.NAMES] == []
    assert [line for line in lines(NAMES) if signs(line) or not signs(line, "A lamp")] == []


def test_a_headline_a_rubric_and_a_place_are_no_byline() -> None:
    assert [line for line in lines(NONE) if signs(line, "A lamp")] == []


@pytest.mark.parametrize("line", ["责任编辑 石桥", "编辑：石桥", "校对/石桥", "指导老师：石桥"])
def test_who_made_the_paper_did_not_write(line: str) -> None:
    assert is_edited(line)
    assert not signs(line, "A headline") and not is_signature(line)


def test_a_list_of_winners_signs_nothing() -> None:
    assert is_signature("石桥（桥头小学）")
    assert not is_signature("石桥（桥头小学） 林晚（桥头小学）")


@pytest.mark.parametrize(
    "word", ["A. ", "Ann ", "Ann Reed, ", "Words ", "石桥、", "记者", "（文）"]
)
def test_no_line_takes_long_to_read(word: str) -> None:
    line = (word * 72)[:71] + "x"
    assert growth(lambda size: [strength(line[-size:]) for _ in range(20)], 18, 71) < 64
