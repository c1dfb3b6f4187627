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
KOREAN_SURNAMES = "김이박최정강조윤장임한오서신권황안송전홍고문양손배백허유남심노"
LINKS = "和与與及跟同"
HANGUL = "\uac00-\ud7a3"
NAME = pattern(
    rf"(?:(?<![{HAN}*\w])|(?<=[{LINKS}]))[{SURNAMES}]\Z|(?<![{HANGUL}*\w])[{KOREAN_SURNAMES}]\Z"
)
TITLED = pattern("(?:様|さま|さん|氏|님|씨|先生|女士|小姐)")
# Of German, for people of every gender: Leser*innen, jede*r, der*die.
GENDER = pattern(r"(?:innen|in|r|n|e|s|en|die|der|sie|er)\b(?!\*)")
ONE_LETTER = pattern(rf"(?<![*\w])(?:[^\W\d_]|[{HAN}])\Z|(?<![^\W\d_]|\*)[0-9]+\Z")
FEW_LETTERS = pattern(r"(?<![*\w])[a-zA-Z]{1,2}\Z")
LETTER = pattern("[a-zA-Z]")
OPENING = tuple("*《〈“‘「『（(【〔[<{\"'`&!")  # what emphasis may begin with
CLOSING = tuple(",.;:!?)，。；：！？）、")  # with what no emphasis begins
HYPHENS = "-\u2010\u2013"
CONTEXT = 24  # characters around a run that are looked at
LONGEST = 3  # stars of a name


@lru_cache(maxsize=64)
def masks(text: str) -> frozenset[int]:
    """Return the places of the stars in a text of Markdown that stand for something left out."""
    found: list[int] = []
    is_open = False
    for run in RUN.finditer(text):
        before = text[max(0, run.start() - CONTEXT) : run.start()]
        after = text[run.end() : run.end() + CONTEXT]
        if run[0][0] == "`":
            continue
        if not is_open and _is_mask(before, len(run[0]), after):
            found.append(run.start())
        elif is_open:  # what follows a space ends nothing
            is_open = not before[-1:].strip()
        else:  # nothing begins before a space
            is_open = bool(after[:1].strip())
    return frozenset(found)


def _is_mask(before: str, stars: int, after: str) -> bool:
    return (
        (not before[-1:].strip() and after.startswith(CLOSING))
        or _is_in_number(before[-1:], stars, after[:1])
        or (stars <= LONGEST and NAME.search(before) is not None)
        or (before[-1:].isalnum() and TITLED.match(after) is not None)
        or _is_in_word(before, stars, after)
        or _ends_mask(before, after[:1])
    )


def _is_in_number(before: str, stars: int, after: str) -> bool:
    """Whether stars are in 138****1234, 010-****-1234, 3*4."""
    sides = [bool(each) and (each.isdigit() or each in HYPHENS) for each in (before, after)]
    return all(sides) or (any(sides) and stars > 2)


def _is_in_word(before: str, stars: int, after: str) -> bool:
    """Whether stars are in f***ing or in Leser*innen, but not in un*believ*able."""
    if not LETTER.match(after):
        return False
    is_gender = stars == 1 and before[-1:].isalpha() and GENDER.match(after) is not None
    return is_gender or (stars > 1 and FEW_LETTERS.search(before) is not None)


def _ends_mask(before: str, after: str) -> bool:
    """Whether stars after one letter or a number are at the end of a word: 李**, f***, 110**."""
    is_end = not after.isalnum() and after not in OPENING
    return is_end and ONE_LETTER.search(before) is not None
