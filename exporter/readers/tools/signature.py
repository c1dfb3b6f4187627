"""Who signed an article: bylines and credits that are among its paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from exporter.languages.characters import HAN

BLANK = " \t\u3000\xa0"
ROLE = (
    f"(?:[{HAN}]{{0,14}}?(?:[记記]者|通[讯訊][员員]|特[约約][评評][论論][员員]|[评評][论論][员員]|作者|撰稿人?|主[笔筆]|[专專][栏欄]作[家者])"
    "|文|[图圖]|[撰攝摄][文稿影])"
)
NAME = f"[{HAN}](?:[{HAN}]{{1,3}}|[ \u3000]{{1,2}}[{HAN}])(?:·[{HAN}]{{1,8}})*"
ENDING = "(?:\\s*(?:文/图|文/摄|图文|圖文|文并摄|摄影报道|攝影報道|报道|報道|整理|/文))?"
GAP = r"[\s:：/／|、，,]*"
AND = rf"(?:[\s/／|、，,]+|{GAP}(?={ROLE}))"
BYLINE = re.compile(
    f"(?:[□■◎]{GAP}(?:{ROLE}{GAP})?|{ROLE}{GAP}){NAME}(?:{AND}(?:{ROLE}{GAP})?{NAME}){{0,9}}{ENDING}"
)
# 本报记者整理: what was done, by nobody in particular.
DONE = re.compile(
    f"{ROLE}{GAP}(?:整理|[报報][道導]|[采採][写寫访訪]|[综綜]合|供稿|[摄攝]影|[编編][辑輯译譯])+"
)
# What an article is, not who made it: 摄影报道.
KIND = re.compile("(?:[摄攝]影|[图圖]片|文字|[图圖]文)+(?:报道|報道|報導)")
BRACKETED = re.compile(r"[(（]([^()（）]{2,60})[)）]")
IN_TEXT = re.compile(
    rf"[{HAN}\d\s]{{0,20}}[(（【〔]([^()（）【】〔〕]{{0,30}}(?:[记記]者|通[讯訊][员員])[^()（）【】〔〕]{{2,40}})[)）】〕]"
)
CREDIT = re.compile(
    "据|據|新[华華]社|中新社|中央社|路透社|美[联聯]社|法新社|共同社|[来來]源|原[载載]|摘自|[转轉]自|[综綜]合"
)
SURNAMES = (
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾萧肖田董潘袁于"
    "蔡蒋蔣余杜叶葉程苏蘇魏吕呂丁任卢盧姚沈钟鍾姜崔谭譚陆陸汪范金石廖贾賈夏韦韋付方白邹鄒孟熊秦邱江尹薛闫閻段雷侯龙龍史"
    "陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴武戴莫孔向汤湯温溫康施文牛樊葛邢安齐齊易乔喬伍庞龐颜顏倪庄莊聂聶章鲁魯岳翟殷詹申欧歐"
    "耿关關兰蘭焦俞左柳甘祝包宁寧尚符舒阮柯纪紀梅童凌毕畢单單季裴霍涂成苗谷盛曲翁冉骆駱蓝藍路游辛靳管柴蒙鲍鮑华華喻祁蒲房滕"
    "屈饶饒解牟艾尤阳陽时時穆农農司卓古吉缪繆简簡车車项項连連芦蘆麦麥褚娄婁窦竇戚岑景党宫宮费費卜冷晏席卫衛米柏宗瞿桂全佟应應"
    "臧闵閔苟邬鄔边邊卞姬师師和仇栾欒隋商刁沙荣榮巫寇桑郎甄丛叢仲虞敖巩鞏明佘池查麻苑迟遲邝鄺"
)


@dataclass(frozen=True)
class Signature:
    """What signs an article; its own text is `paragraphs[first:last]`."""

    first: int
    last: int
    byline: tuple[str, ...] = ()
    credit: str = ""


def is_byline(words: str) -> bool:
    """Whether a line says who wrote: 本报记者 石桥, □ 石 桥; a name alone does not."""
    words = words.strip(BLANK)
    return bool(BYLINE.fullmatch(words)) and not (KIND.fullmatch(words) or DONE.fullmatch(words))


def is_name(words: str) -> bool:
    """Whether a line is a Chinese name and nothing else."""
    squeezed = re.sub(rf"[{BLANK}]", "", words)
    return squeezed[:1] in SURNAMES and bool(re.fullmatch(f"[{HAN}]{{2,3}}", squeezed))


def sign(paragraphs: list[str], any_bracket: bool = False) -> Signature:
    """Find the lines at both ends that sign a text, and the byline that its first words hold.

    At the end a line in brackets is a byline or names the source; `any_bracket`: it always does.
    """
    first, last = 0, len(paragraphs)
    byline: list[str] = []
    credit = ""
    while first < min(last - 1, 3) and is_byline(paragraphs[first]):
        byline.append(plain(paragraphs[first]))
        first += 1
    if not byline and last > 1 and is_name(paragraphs[0]):
        byline, first = [plain(paragraphs[0])], 1
    bracketed = BRACKETED.fullmatch(paragraphs[-1].strip(BLANK)) if last - first > 1 else None
    if bracketed:
        words = bracketed[1].strip(BLANK)
        if is_byline(words) and not byline:
            byline, last = [words], last - 1
        elif any_bracket or is_byline(words) or CREDIT.match(words):
            credit, last = words, last - 1
    if not byline and first < last and (match := IN_TEXT.match(paragraphs[first].strip(BLANK))):
        byline = [match[1].strip(BLANK)]
    return Signature(first, last, tuple(byline), credit)


def plain(words: str) -> str:
    """Return a byline without the mark before it."""
    return words.strip(BLANK).lstrip("□■◎").strip(BLANK)
