"""What a web page shows around its article: navigation, tools, calendar, comments, notices.

Each is recognised by a whole line, so no sentence of an article is taken for one.
"""

from __future__ import annotations

import re

KIND = "navigation"
WORDS = (
    "首[页頁]|版面[导導]航|[标標][题題][导導]航|版面[目概][录錄览覽]|新[闻聞][内內]容|上一[期版篇]|下一[期版篇]"
    "|放大|[缩縮]小|默[认認]|大字|小字|朗[读讀]|打印|列印|收藏|分享|[返回]+[顶頂首][部页頁]?|[返回]+目[录錄]"
    "|第?[一1]版|高[级級][检檢搜]索|往期回[顾顧]|期刊[导導]航|[检檢]索|[报報][纸紙][检檢]索|[关關][闭閉]|复制[链鏈]接"
    "|PDF版?|下[载載]|[评評][论論]|我要[评評][论論]|字[号號体體]|更多|微信|微博|QQ空间"
)
LINE = re.compile(
    rf"(?:{WORDS})(?:[\s|｜:：/·>＞»\[\]【】()（）+\-]*(?:{WORDS}))*[\s|｜:：»>＞\[\]【】()（）+\-]*"
)
COPYRIGHT = re.compile(
    "(?:版[权權](?:[声聲]明|所有)|[Cc]opyright|©|(?:未[经經].{0,20}(?:[转轉]|授[权權]))).{0,300}",
    re.DOTALL,
)
COMMENTS = re.compile(
    "(?:[发發]表[评評][论論]|[网網]友[评評][论論]|[最相][新关關][评評][论論]|[昵暱][称稱]|[验驗][证證][码碼]|匿名[发發]表"
    "|[评評][论論][内內]容|[提][交][评評][论論]|登[录錄]后[发發]表|用[户戶]名|密[码碼])\\s*[:：]?.{0,30}"
)
CALENDAR = re.compile(
    r"(?:[日一二三四五六]\s*){7}|(?:\d{1,2}[\s|]+){4,41}\d{1,2}|[<>《》«»]*\s*\d{4}年\d{1,2}月\s*[<>«»]*"
)
ICP = re.compile(r".{0,20}ICP[备備证證]?\s*\d+.{0,40}|.{0,10}公网安备.{0,40}")
SENTENCE = re.compile("[。！？]")


def looks_like_chrome(line: str) -> bool:
    """Whether a whole line belongs to the web page, not to the newspaper."""
    text = line.strip(" \t\u3000\xa0")
    if not text or len(text) > 400:
        return False
    if COPYRIGHT.fullmatch(text) or ICP.fullmatch(text):
        return True
    if SENTENCE.search(text):
        return False
    return any(kind.fullmatch(text) for kind in (LINE, COMMENTS, CALENDAR))
