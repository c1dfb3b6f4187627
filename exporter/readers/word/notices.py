"""Who signs a notice or a letter: lines at its end, before its date, often set at the right."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from exporter.readers.tools.signature import is_name
from exporter.readers.word.blocks import Blocks, Look, words_in
from exporter.readers.word.line_labels import labelled
from exporter.readers.word.signed import INITIALS, SENTENCE_END, is_signature, width

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
NUMBER = r"[\d〇○零一二三四五六七八九十]"
DATE = re.compile(
    rf"(?:{NUMBER}{{2,4}}\s*年\s*)?{NUMBER}{{1,3}}\s*月\s*{NUMBER}{{1,3}}\s*[日号號]"
    r"|\d{4}[./-]\d{1,2}[./-]\d{1,2}"
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
    r"|(?:[A-Z][\w’'&.-]*\s+(?:(?:of|and|the|for)\s+)*){1,7}(?:Council|Committee|Company|Board|Trust"
    r"|Office|Department|Association|Society|Authority|Group|Club|School|College|Ltd\.?|Limited"
    r"|Partnership|Services?|Museum|Library|Hospital|Baths|Team|Editors?|Clerk|Secretary|Chair)"
)


def signing(
    texts: Sequence[etree._Element], blocks: Blocks, usual: Look
) -> Sequence[etree._Element]:
    """Return the lines that sign a text; the date below them stays in the text."""
    lines = texts[1:]
    while lines and CONTACT.match(words_in(lines[-1])):
        lines = lines[:-1]
    is_dated = bool(lines) and bool(DATE.fullmatch(words_in(lines[-1])))
    first = end = len(lines) - is_dated
    while first and end - first < MOST:
        node = lines[first - 1]
        is_right = blocks.look(node).is_right and not usual.is_right
        if not _signs(words_in(node), is_right, is_dated):
            break
        first -= 1
    return lines[first:end]


def _signs(words: str, is_right: bool, is_dated: bool) -> bool:
    """Whether a line near the end signs: by what it says, where it stands, and a date below."""
    if is_right and (INITIALS.fullmatch(words) or ANYBODY.fullmatch(words)):
        return True
    if width(words) > LONGEST or SENTENCE_END.search(words) or re.search("[:：（(]", words):
        return False
    if labelled(words).role or DATE.fullmatch(words):
        return False
    is_known = is_name(words) or is_signature(words) or bool(ORGANISATION.fullmatch(words))
    is_somebody = is_dated or bool(SOMEBODY.fullmatch(words))
    return (is_known and (is_right or is_dated)) or (is_right and is_somebody)
