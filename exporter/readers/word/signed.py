"""Lines and endings that sign an article in a document."""

from __future__ import annotations

import re
import unicodedata

from lxml import etree

from exporter.languages.bylines import BY, NOBODY, NOT_A_NAME, WESTERN_NAME
from exporter.languages.bylines import LABEL as WORK
from exporter.readers.tools.items import squeezed
from exporter.readers.tools.signature import BLANK, BRACKETED, CREDIT, SURNAMES, is_byline, is_name

LONGEST_HEAD = 72  # half-width characters in a headline line: 36 Chinese characters
SENTENCE_END = re.compile(r"[。！？；…，、：:;,.!?][”’」』）)\"']*$")
WHO = re.compile(
    r"[（(]?\s*(?:[文图圖摄攝][字稿影片]?(?:\s*[・·．、&和]\s*[摄攝图圖文][影片字]?)?\s*[/／:：|｜_丨]"
    r"|(?:作者\s*[:：]|[【\[]作者[】\]])|[记記]者\s*[:：]|(?:撰文|[编編][辑輯])\s*[_丨｜|]|撰文\s*[:：]|[□◎]\s*)\S"
    r"|(?:口述|文字|[讲講]述人?|[记記][录錄]|整理|[采採][写寫访訪]|撰文|执笔|執筆|供稿)\s*[:：]\s*\S"
    r"|.{2,12}\s*[/／]\s*[文图圖]$|[\u4e00-\u9fff]{2,16}供稿$"
)
# 本报评论员, 校长 石桥, 本报记者 石桥 文 实习生 林晚 图; Ann Reed, rowing correspondent.
STAFF = re.compile(
    r"[□■]?\s*(?:本[报報刊网網台]|新[华華]社|[见見特][习習约約]|实习|實習)*"
    r"(?:(?:[记記]者|通[讯訊][员員]|实习生|實習生)[ \u3000].{2,24}|(?:特[约約])?[评評][论論][员員])"
)
TITLED = re.compile(
    r"[\u4e00-\u9fff]{0,6}(?:校[长長]|主任|[书書][记記]|院[长長]|教授|[会會局][长長]|老[师師]|[医醫]生"
    r"|律[师師]|作家|[诗詩]人)[ \u3000]+(\S{2,3})"
)
# 石桥 摄影报道, 石桥 林小晚 文/图: names and what they did.
WORKED = re.compile(
    r"(?P<names>[\u4e00-\u9fff \u3000、，]{2,24}?)[ \u3000/／]*"
    r"(?:(?:[摄攝]影|[图圖]片|[图圖]文)?(?:报道|報道|報導)|[摄攝]影|整理|撰文|供稿"
    r"|[文图圖摄攝](?:\s*[/／·・、并並]?\s*[文图圖摄攝])?)"
)
WHAT_THEY_ARE = re.compile(r"(?P<name>[^,]+), [a-z][\w-]*(?: [\w-]+){0,3}")
REPORTER = re.compile("[记記]者|通[讯訊][员員]|作者")
# 三年级（2）班 李小禾; From Ann Reed at Fern Park.
OF_A_SCHOOL = re.compile(
    r"[\u4e00-\u9fff\d（()）]{2,16}[班校学學院局馆館社厂廠村镇鎮][ \u3000]+(\S{2,4})"
)
# （作者石桥，系老城作协会员）
INTRODUCED = re.compile(
    rf"[（(]((?:本文)?作者\s*[:：]?\s*[{SURNAMES}][\u4e00-\u9fff]{{1,2}}[，,、 \u3000]?"
    r"[系为為是][^()（）]{2,40})[)）]"
)
NOT_WRITING = re.compile("指[导導]|[责責]任|[编編][辑輯]|校[对對]|[审審][核稿]|[图圖]片|[摄攝]影")
FRAMED = re.compile(r"[【〔]([^【】〔〕]{2,60})[】〕]")
INITIALS = re.compile(r"(?:[A-Z]\. ?){2,3}|[A-Z]{2,3}")  # who signs a brief: A.R.
SIGNED_DASH = re.compile(r"[-–—]{1,2}\s*")
FROM = re.compile(r"from\s+(?P<name>.+?)(?:\s+(?:at|in)\s+.+)?", re.IGNORECASE)
REPORTS = re.compile(
    r"(?P<name>.+?) (?:reports|meets|writes|talks|asks|visits|speaks|looks|explains|investigates"
    r"|finds|joins|remembers|reviews|hears|tells|recalls) [^.!?]{3,80}"
)
# The end of a letter, after which its writer signs.
FAREWELL = re.compile(
    r"(?:yours|sincerely|faithfully|respectfully|regards"
    r"|(?:with )?(?:best|kind|warm) (?:wishes|regards))\b.{0,20}",
    re.IGNORECASE,
)
# What has a name like a person's.
PLACE = re.compile(
    r"\b(?:street|st|road|rd|row|lane|avenue|square|park|bridge|house|hall|museum|gallery|theatre"
    r"|club|council|company|ltd|inc|society|trust|library|church|hotel|farm|market|quay|harbour"
    r"|city|town)\b",
    re.IGNORECASE,
)


def width(words: str) -> int:
    """Return the width of a text in half-width characters."""
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in words)


def signs(words: str, after: str = "") -> bool:
    """Whether a line is a byline; `after` is the headline before it."""
    if "\n" in words or width(words) > LONGEST_HEAD or not squeezed(words):
        return False
    inside = BRACKETED.fullmatch(words) or FRAMED.fullmatch(words)
    words = inside[1] if inside and FRAMED.fullmatch(words) else words
    is_western = bool(BY.match(words)) and not SENTENCE_END.search(words)
    return (
        is_byline(inside[1] if inside else words)
        or (bool(WHO.match(words)) and not SENTENCE_END.search(words))
        or (bool(STAFF.fullmatch(words)) and not SENTENCE_END.search(words))
        or (after != "" and (is_western or _is_named(words) or _is_author(words, after)))
    )


def says_by(words: str) -> bool:
    """Whether a line begins as Western bylines do: By Ann Reed."""
    return bool(BY.match(words) or WORK.match(words)) and not SENTENCE_END.search(words)


def reports(words: str) -> bool:
    """Whether a line tells who wrote: Ann Reed reports from the quay."""
    found = REPORTS.fullmatch(words)
    return found is not None and is_western_name(found["name"])


def _is_named(words: str) -> bool:
    """Whether a line is a name, or one behind its school, or a correspondent's with a place."""
    where = OF_A_SCHOOL.fullmatch(words) or TITLED.fullmatch(words)
    reports = FROM.fullmatch(words) or WHAT_THEY_ARE.fullmatch(words)
    worked = WORKED.fullmatch(words)
    several = re.split(r",\s+|\s+(?:and|&)\s+", words)
    return (
        is_name(words)
        or (len(several) > 1 and all(map(_is_one_of_several, several)))
        or (worked is not None and are_names(worked["names"]))
        or (where is not None and is_name(where[1]))
        or (reports is not None and _is_reporting(reports["name"]))
        or _is_of_an_office(words)
    )


def are_names(words: str) -> bool:
    """Whether words are Chinese names: 石桥 林小晚, 石 桥."""
    return is_name(words) or all(is_name(each) for each in re.split(r"[\s、，]+", words.strip()))


def is_western_name(words: str) -> bool:
    """Whether words are the name of a person in the West, and no place: Ann Reed."""
    is_name_alone = bool(WESTERN_NAME.fullmatch(words)) and not NOT_A_NAME.search(words)
    return is_name_alone and not PLACE.search(words)


def _is_one_of_several(words: str) -> bool:
    return len(words.split()) <= 4 and is_western_name(words)


def _is_reporting(words: str) -> bool:
    return bool(WESTERN_NAME.fullmatch(words)) or bool(NOBODY.fullmatch(words))


def _is_of_an_office(words: str) -> bool:
    """Whether a line is a name and an office: Ann Reed, Chief Reporter."""
    name, _, office = words.partition(", ")
    is_name_alone = bool(WESTERN_NAME.fullmatch(name)) and not NOT_A_NAME.search(name)
    return is_name_alone and len(office.split()) <= 5 and bool(NOT_A_NAME.search(office))


def _is_author(words: str, headline: str) -> bool:
    """Whether a line is a Western name and what follows a bar: Somebody Else | 16 June.

    Below a headline in capitals, a name alone may be a deck.
    """
    parts = re.split(r"\s*[;|·•]\s*|\s+/\s+|\.\s+(?=[A-Z][a-z]+:)", words.removesuffix("."))
    if all(map(is_work, parts)):
        return True
    name, *rest = re.split(r"\s*[|·•]\s*", words, maxsplit=1)
    is_name_alone = len(name.split()) <= 3 and bool(WESTERN_NAME.fullmatch(name))
    is_sentence = bool(rest) or re.search(r"\b[a-z]{4}", headline) is not None
    whole = is_name_alone and is_sentence and not NOT_A_NAME.search(name)
    return whole or bool(NOBODY.fullmatch(words))


def is_work(words: str) -> bool:
    """Whether words say who did what: Words: Ann Reed."""
    work = WORK.match(words)
    return work is not None and bool(WESTERN_NAME.fullmatch(words[work.end() :]))


def is_signature(words: str) -> bool:
    """Whether the last line of a text is a name: Ann Reed, or Ann Reed, Fern Street."""
    name, *place = re.sub(r"\s*\([A-Z][\w. ]{1,8}\)$", "", words).split(", ", 1)
    return (
        is_western_name(name)
        and not SENTENCE_END.search(words)
        and all(len(each.split()) <= 4 for each in place)
    ) or bool(NOBODY.fullmatch(words))


def is_described_name(words: str) -> bool:
    """Whether a line is a name behind what its owner is: 一位八十岁的读者 石桥."""
    what, _, name = words.replace("\u3000", " ").strip().rpartition(" ")
    is_what = re.fullmatch(r"[\u4e00-\u9fff\d（）()]{2,16}", what.strip()) is not None
    return is_what and is_name(name) and not NOT_WRITING.match(what)


def is_place(words: str) -> bool:
    """Whether a line is where the writer of a letter lives: Fern Street, Saltmere."""
    return width(words) <= 40 and bool(PLACE.search(words)) and not SENTENCE_END.search(words)


def ending(node: etree._Element) -> tuple[str, str, str]:
    """Return the role of the brackets at the end of a paragraph, their words, what is before."""
    text = (node[-1].tail if len(node) else node.text) or ""
    found = re.search(r"[（(]([^()（）]{2,40})[)）]\s*$", text)
    if not found or not text[: found.start()].strip():
        return "", "", text
    is_after_text = bool(SENTENCE_END.search(text[: found.start()].strip()))
    is_signed = _is_reporter(found[1]) or (is_after_text and is_sign(found[1]))
    role = "credit" if CREDIT.match(found[1]) else "byline" if is_signed else ""
    return role, found[1], text[: found.start()]


def is_sign(words: str) -> bool:
    """Whether words in brackets behind a text are who signs it: 石桥, A.R."""
    return are_names(words) or bool(INITIALS.fullmatch(words))


def unbracketed(words: str) -> str:
    """Return a line without the brackets around the whole of it."""
    words = words.strip(BLANK)
    bracketed = BRACKETED.fullmatch(words) or FRAMED.fullmatch(words)
    return bracketed[1] if bracketed else words


def _is_reporter(words: str) -> bool:
    """Whether words in brackets name who wrote the paragraph; a photographer did not."""
    return bool(REPORTER.search(words)) and is_byline(words)
