"""Stars that stand for what is left out of a name or a number: 李**, 张*明, 138****1234, f**.

They are no emphasis, though two of them in one line could be: `李**、王**` is two people.
"""

from __future__ import annotations

from functools import lru_cache

from exporter.languages.characters import HAN
from exporter.patterns import pattern

RUN = pattern(r"`[^`]*`|(?<!\\)\*+")
# Surnames, but those that are words too: 于, 向, 何, 高.
SURNAMES = (
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫朱胡郭林罗羅郑鄭梁谢謝宋唐许許邓鄧韩韓冯馮曹彭曾肖萧蕭董袁潘蒋蔣蔡余杜"
    "叶葉苏蘇魏吕呂丁沈姚卢盧姜崔钟鍾谭譚陆陸汪范廖贾賈夏韦韋傅邹鄒孟熊秦邱薛闫閆侯黎贺賀顾顧郝龚龔邵钱錢严嚴覃戴莫孔汤湯"
)
LINKS = "和与與及跟同"
NAME = pattern(rf"(?:(?<![{HAN}*\w])|(?<=[{LINKS}]))[{SURNAMES}]$")
ONE_LETTER = pattern(rf"(?<![*\w])[a-zA-Z{HAN}]$|(?<![a-zA-Z{HAN}*])[0-9]+$")
FEW_LETTERS = pattern(r"(?<![*\w])[a-zA-Z]{1,2}$")
LETTER = pattern("[a-zA-Z]")
OPENING = tuple("*《〈“‘「『（(【〔[<{\"'`&!")  # what emphasis may begin with
CONTEXT = 24  # characters before a run that are looked at
LONGEST = 3  # stars of a name


@lru_cache(maxsize=64)
def masks(text: str) -> frozenset[int]:
    """Return the places of the stars in a text of Markdown that stand for something left out."""
    found: list[int] = []
    is_open = False
    for run in RUN.finditer(text):
        before, after = text[max(0, run.start() - CONTEXT) : run.start()], text[run.end() :][:1]
        if run[0][0] == "`" or (before[-1:].isspace() and after.isspace()):
            continue
        if not is_open and _is_mask(before, len(run[0]), after):
            found.append(run.start())
        else:
            is_open = not is_open
    return frozenset(found)


def _is_mask(before: str, stars: int, after: str) -> bool:
    if before[-1:].isdigit() and after.isdigit():  # a number, or a product
        return True
    if LETTER.match(after):  # f***ing, but not un*believ*able
        return stars > 1 and FEW_LETTERS.search(before) is not None
    if stars <= LONGEST and NAME.search(before):
        return True
    return not after.isalnum() and after not in OPENING and ONE_LETTER.search(before) is not None
