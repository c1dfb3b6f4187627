"""Who signs a notice or a letter: lines at its end, before its date, often set at the right."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from exporter.readers.tools.signature import BRACKETED
from exporter.readers.word.intermediate import Blocks, Look, words_in
from exporter.readers.word.line_labels import OF_A_FORM, labelled
from exporter.readers.word.nodes import LONGEST_LABEL, text_of
from exporter.readers.word.signed import (
    FAREWELL,
    INITIALS,
    SENTENCE_END,
    is_place,
    is_sign,
    is_signature,
    signs,
    width,
)

MOST_LAST = 4  # lines at the end to search for a name
MOST = 3  # lines that sign together
LONGEST = 60  # half-width characters of such a line
MONTH = "(?:january|february|march|april|may|june|july|august|september|october|november|december)"
# A resident or reader with his name: 南桥路居民 方女士.
SOMEBODY = re.compile(
    r"(?!指[导導]|[责責]任|[编編][辑輯]|校[对對]|[审審][核稿])[\u4e00-\u9fff\d]{2,16}[ \u3000]+"
    r"[\u4e00-\u9fff]{2,4}"
)
# 一读者, 热心市民; 市民：林先生.
ANYBODY = re.compile(
    r"一?[位名个個]?(?:普通|[热熱]心|老)?(?:[读讀]者|市民|居民|村民|[网網]友|[业業]主|家[长長])"
    r"(?:\s*[:：]\s*[\u4e00-\u9fff]{2,4})?"
)
CONTACT = re.compile(
    r"(?:[联聯][系繫络絡]|咨[询詢]|[举舉][报報]|[监監]督|[热熱][线線]|[电電][话話]|地址|[邮郵]箱|[传傳]真|附件|tel|phone|contact)"
    r".{0,8}[:：]",
    re.IGNORECASE,
)
TOWN = re.compile(r"(?:The )?[A-Z][\w’'-]+(?:,? [A-Z][\w’'-]+){0,3}")
NUMBER = r"[\d〇○零一二三四五六七八九十]"
DATE = re.compile(
    rf"(?:{NUMBER}{{2,4}}\s*年\s*)?{NUMBER}{{1,3}}\s*月\s*{NUMBER}{{1,3}}\s*[日号號]"
    r"|(?:\d{4}[./-])?\d{1,2}[./-]\d{1,2}"
    rf"|(?:[a-z]+day,?\s+)?\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH},?(?:\s+\d{{4}})?"
    rf"|(?:[a-z]+day,?\s+)?{MONTH}\s+\d{{1,2}},?(?:\s+\d{{4}})?",
    re.IGNORECASE,
)
HOUSES = (
    "政府|委[员員]?[会會]|委|局|[厅廳]|[处處]|科|室|中心|公司|集[团團]|[协協学學商工]?[会會]|大[学學]|[学學]院|[学學]校"
    "|中[学學]|小[学學]|[园園]|[医醫]院|[银銀]行|[馆館]|站|社|[厂廠]|所|[队隊]|院|部|[办辦]|[组組]|店|[场場]|[团團]"
)
ORGANISATION = re.compile(
    rf"[\u4e00-\u9fff\d（）()“”·]{{2,30}}(?:{HOUSES})"
    r"|(?:[A-Z][\w’'&.-]*,?\s+(?:(?:of|and|the|for)\s+)*){1,7}(?:Council|Committee|Company|Board|Trust"
    r"|Office|Department|Association|Society|Authority|Group|Club|School|College|Ltd\.?|Limited"
    r"|Partnership|Services?|Museum|Library|Hospital|Baths|Team|Editors?|Clerk|Secretary|Chair)"
)


def signing(
    texts: Sequence[etree._Element], blocks: Blocks, usual: Look
) -> Sequence[etree._Element]:
    """Return the lines that sign a text; the date below them stays in the text."""
    lines = texts[1:]
    while lines and _is_below(words_in(lines[-1])):
        lines = lines[:-1]
    is_dated = bool(lines) and bool(DATE.fullmatch(words_in(lines[-1])))
    first = end = len(lines) - is_dated
    while first and end - first < MOST:
        node = lines[first - 1]
        if is_dated and first == end > 1 and _is_office(node, lines[first - 2]):
            first -= 1
            continue
        is_right = blocks.look(node).is_right and not usual.is_right
        if not _signs(words_in(node), is_right, is_dated):
            break
        first -= 1
    return lines[first:end]


def signs_at_end(node: etree._Element, texts: Sequence[etree._Element]) -> bool:
    """Whether one of the last lines signs the text; after a farewell, any name does."""
    words, place = text_of(node), texts.index(node)
    if any(FAREWELL.fullmatch(text_of(each)) for each in texts[-MOST_LAST:]):
        is_after = FAREWELL.fullmatch(text_of(texts[place - 1])) is not None
        return is_after and width(words) <= LONGEST_LABEL and not words.endswith((",", "，"))
    last = next((each for each in texts[::-1] if not _is_below(text_of(each))), node)
    below = text_of(last)
    is_above_place = texts[place + 1 : place + 2] == [last] and is_signature(words) and _ends(below)
    if node is not last:
        return signs(words) or is_above_place
    if place and is_signature(text_of(texts[place - 1])) and _ends(words) and not signs(words):
        return False
    is_told = INITIALS.fullmatch(words) or ORGANISATION.fullmatch(words)
    return bool(is_told) or signs(words) or is_signature(words)


def _ends(words: str) -> bool:
    """Whether a line below a name is where it lives or works: Fern Street, Saltmere."""
    return bool(is_place(words) or ORGANISATION.fullmatch(words) or TOWN.fullmatch(words))


def _is_below(words: str) -> bool:
    """Whether a line stands below those that sign: a telephone number, 编辑：…, a remark."""
    is_remark = BRACKETED.fullmatch(words) and not is_sign(words.strip("（()）"))
    is_signed = bool(is_remark) and signs(words)
    return bool(CONTACT.match(words) or OF_A_FORM.match(words) or is_remark) and not is_signed


def _is_office(node: etree._Element, before: etree._Element) -> bool:
    """Whether a line between a name and a date is what the one with the name is."""
    words = words_in(node)
    is_line = width(words) <= LONGEST and not SENTENCE_END.search(words)
    return is_line and not is_signature(words) and is_signature(words_in(before))


def _signs(words: str, is_right: bool, is_dated: bool) -> bool:
    """Whether a line near the end signs: by what it says, where it stands, and a date below."""
    if (is_right or is_dated) and (INITIALS.fullmatch(words) or ANYBODY.fullmatch(words)):
        return True
    if width(words) > LONGEST or SENTENCE_END.search(words) or re.search("[:：（(]", words):
        return False
    if labelled(words).role or DATE.fullmatch(words):
        return False
    is_known = is_signature(words) or bool(ORGANISATION.fullmatch(words))
    is_somebody = is_dated or bool(SOMEBODY.fullmatch(words))
    return (is_known and (is_right or is_dated)) or (is_right and is_somebody)
