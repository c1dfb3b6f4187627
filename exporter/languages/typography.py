"""What a PDF engine does not know of typography, said by the text itself.

A WORD JOINER (U+2060) forbids a break and shows nothing, a ZERO WIDTH SPACE (U+200B) allows one.
E-readers break lines by their own rules, and it would get in the way of their search, so only
print gets it. So it is with SOFT HYPHENs (U+00AD) and NO-BREAK SPACEs (U+00A0).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from exporter.languages.characters import HAN
from exporter.languages.punctuation import (
    CLOSING,
    JOINING,
    NO_LINE_END,
    NO_LINE_START,
    OPENING,
    STOPS,
    squeezed,
)
from exporter.languages.tags import direction, is_ideographic
from exporter.languages.words import JOINER, glued

if TYPE_CHECKING:
    from pyphen import Pyphen

SPACE = "\u200b"
NO_BREAK = "\u00a0"
HYPHEN = "\u00ad"
# Web and e-mail addresses, and codes of letters and digits: a hyphen in one would be copied.
_REST = r"(?:[!-%'-:=?-~]|&amp;)*[\w/=#-]"
ADDRESS = re.compile(
    rf"(?:https?://|ftp://|www\.){_REST}"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    rf"|(?<![\w@-])(?:[A-Za-z0-9-]{{2,}}\.)+[a-z]{{2,}}(?![\w@])(?:/(?:{_REST})?)?"
    r"|(?<![\w&+/=.-])(?=[A-Za-z+/=_.-]*[0-9])[A-Za-z0-9+/=_.-]{16,}",
    re.ASCII,
)
ADDRESSED = '<span class="address">{}</span>'
LONG_WORD = re.compile(r"[!-~]{22,}")
# Ranges and scores: 10–12, 9.30–11, £4–£6, 203–5.
RANGE = re.compile(r"(?<=[0-9])–(?=[0-9£$€])")
AFTER_MARK = re.compile(r"(?:[/.?=_@:-]|&amp;|%(?![0-9A-Fa-f]{2}))(?=[A-Za-z0-9%])|(?<=\w)(?=%)")
# What has no mark to break after may break after every so many characters.
CODE = re.compile(r"[A-Za-z0-9+=]{4}(?=[A-Za-z0-9+=]{4})")
CODED = 16  # characters without a mark from which an address or a code is broken so
# Marks that may not part can go on for longer than a line is: 啊！！！！！！！！
MARKS = re.compile(f"[{NO_LINE_END}]*[{NO_LINE_START}!?.~]+|[{NO_LINE_END}]+")
MANY_MARKS = 12  # get a chance to break: about as many fit into a narrow column
MARK_PAIR = re.compile("——|……|[^—…]{1,2}|.")
# A run of characters that goes on for longer still gets a chance to break every so often.
ENDLESS = re.compile(f"[^\\s{SPACE}{HAN}&;]{{18}}(?=[^\\s{SPACE}{HAN}&;]{{18}})")
# A text that is too long to be laid out in one piece, and its pieces.
LONG = re.compile(r"(?<=>)[^<>]{4000,}(?=<)")
PIECE = re.compile(f"(?s).{{1500,}}?[ {SPACE}。；](?=[^ {SPACE}”’」』）])|.+$")
# A Latin word in Chinese that is not a part of an address.
LATIN_WORD = re.compile(
    f"(?<![!-'*-~{SPACE}])[A-Za-z\u00c0-\u024f]{{7,}}(?![!-'*+\\-/-~{SPACE}]|\\.[!-~{SPACE}])"
)
# A genus and its species, in Latin: no dictionary of English knows them.
SPECIES = re.compile(r"(?<![A-Za-z ])[A-Z][a-z]{2,} [a-z]{4,}(?![A-Za-z ])")
TAG = re.compile(r"(<[^>]*>)")


def _tag(name: str, *classes: str) -> str:
    """Return the pattern of an opening tag that has one of these classes among any others."""
    return rf'<{name}\b(?=[^<>]*\sclass="(?:[^"]*\s)?(?:{"|".join(classes)})[\s"])[^<>]*>'


HEADLINE_LINE = _tag("span", "line")
# What has few lines, so that each break is seen: they break between words alone.
HEAD = re.compile(r"(<(?:h[1-6]|caption|t[hd])\b[^>]*>)(.*?)(?=</(?:h[1-6]|caption|t[hd])>)", re.S)
PARAGRAPH = re.compile(r'<p\b(?![^<>]*\sclass="(?:[^"]*\s)?(?:kicker|deck|credit|byline)[\s"])')
DECK = re.compile(f"({_tag('p', 'kicker', 'deck')})(.*?)(?=</p>)", re.S)
INLINE = re.compile(r"</?(?:a|abbr|b|cite|em|i|q|small|span|strong|sub|sup)\b")
# What starts no line, and Unicode's rules don't know of.
NO_START = re.compile(f"(?<=[^\\s{JOINER}{SPACE}])(?=[{JOINING}]|(?<!—)—)")
# Unicode knows not whether a quotation mark opens or closes, and never breaks beside one.
QUOTED = re.compile(
    f"(?<=[{HAN}\\w%℃{CLOSING}{STOPS}])(?=“)|(?<=[{HAN}{CLOSING}{STOPS}])(?=‘)"
    f"|(?<=”)(?=[{HAN}\\w￥{OPENING}])|(?<=’)(?=[{HAN}{OPENING}])"
)
JOINERS = (NO_START,)
# A number and what it counts stay together: 4.6万, 15元, 2018年, 100公里. In paragraphs they may
# part where the lines would be loose otherwise.
MEASURE = re.compile(
    "(?<=[0-9])(?=[万亿年月日号时点分秒元角岁米克吨升度亩])"
    "|(?<=[0-9])(?=公里|公斤|公顷|千克|千米|毫米|厘米|毫升|小时|分钟|美元|欧元|港元)"
    "|(?<=[0-9][公千毫厘小分美欧港])(?=[里斤顷克米升时钟元])"
)
# CLREQ §3.2.5, 孤字不成行: no single character on the last line of a paragraph.
LAST_PAIR = re.compile(
    rf"([^\s<>;{JOINER}])((?:<[^>]*>)*)([{HAN}](?:[^\w\s<>\"=]|</?(?:a|b|i|em|strong|span)\b[^>]*>)*"
    rf"(?:</(?:p|li|dd|dt|h[1-6]|figcaption|caption)>|</span>\s*{HEADLINE_LINE}))"
)
# WeasyPrint leaves attributes to style sheets, and has no rule for these.
LIST = re.compile(r"<ol\b([^<>]*)>")
ITEM = re.compile(r'<li\b([^<>]*) value="(\d+)"')
LIST_ATTRIBUTE = re.compile(r' (start|type|reversed)="(\w+)"')
LIST_STYLES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
# CLREQ §3.3.1, 着重号: a dot under each character; WeasyPrint has no text-emphasis.
EMPHASIS = re.compile(r"(<em\b[^>]*>)(.*?)(</em>)", re.S)
DOTTED = re.compile(f"[{HAN}]")
HALF = '<span class="half">{}</span>'
# Lines of heads and captions begin at the edge of a column with what is seen of their first mark,
# and a credit ends there with its last: half of a full-width mark is blank. A Latin quotation mark
# hangs outside of the edge.
LINE_START = rf"(?:{HEADLINE_LINE}|{_tag('p', 'kicker', 'deck')}|<figcaption\b[^>]*>)(?:<[^>]*>)*"
FULL_WIDTH_START = re.compile(f"({LINE_START})([{OPENING}])")
FULL_WIDTH_END = re.compile(rf"({_tag('p', 'credit')}[^<]*)([{CLOSING}])(?=</p>)")
LATIN_START = re.compile(f'({HEADLINE_LINE}(?:<[^>]*>)*)(["“‘„«])')
AS_HALF = rf"\1{HALF}".format(r"\2")
AS_HANGING = r'\1<span class="hanging">\2</span>'

# A phone or an account number: groups of digits, which no line parts and no line stretches. In a
# narrow cell of a table it must break.
NUMBER = re.compile(r"(?<![\w.,-])(?:\+?[0-9]{1,5}|\([0-9]{2,5}\))(?: [0-9]{2,5}){1,5}(?![\w-])")
DIGITS = range(7, 17)  # in such a number; what is shorter is a date or a score
CELL = re.compile(r"(<t[dh]\b.*?</t[dh]>|<[^>]*>)", re.S)

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# Spaces of English at which a good paper breaks no line: before a dash, in 7 May, £7 million,
# 20 mph, Mr Tait, page 5.
BOUND = re.compile(
    " (?=[–—] )"
    f"|(?<=[0-9]) (?=(?:{MONTHS}|million|billion|per cent|am|pm|km|kg|mm|cm|mph|ft)\\b)"
    f"|(?<=May|uly|une) (?=[0-9]{{1,2}}\\b)|(?<=rch|ber|ary|ust|ril) (?=[0-9]{{1,2}}\\b)"
    r"|(?<=\b(?:Mr|Ms|Dr|St|pp|No)) (?=[A-Z0-9])|(?<=\bMrs) (?=[A-Z])|(?<=\b[Pp]age) (?=[0-9])"
)


def for_print(xhtml: str, language: str) -> str:
    """Return the fragment with line breaks allowed and forbidden, and marks set, for print."""
    xhtml = LIST.sub(_list, xhtml)
    xhtml = ITEM.sub(r'\g<0> style="counter-increment:list-item 0;counter-set:list-item \2"', xhtml)
    return LONG.sub(_parted, _set(_with_numbers(xhtml), language))


def _with_numbers(xhtml: str) -> str:
    """Keep the groups of phone numbers together, but not in cells."""
    parts = CELL.split(xhtml)
    parts[::2] = [NUMBER.sub(_number, part) for part in parts[::2]]
    return "".join(parts)


def _number(found: re.Match[str]) -> str:
    count = sum(character.isdigit() for character in found[0])
    return found[0].replace(" ", NO_BREAK) if count in DIGITS else found[0]


def _list(tag: re.Match[str]) -> str:
    style = list_style(dict(LIST_ATTRIBUTE.findall(tag[1])))
    return f'<ol{tag[1]} style="{style}">' if style else tag[0]


def list_style(attributes: Mapping[str, str], before: int = 0) -> str:
    """Return the CSS of a numbered list by its attributes; `before` items stand elsewhere."""
    step = -1 if "reversed" in attributes else 1
    start = int(attributes.get("start") or 1) + step * before
    kind = LIST_STYLES.get(attributes.get("type", ""))
    rules = [f"counter-reset:list-item {start - step}"] if start != 1 or step < 0 else []
    rules += [f"list-style-type:{kind}"] if kind else []
    return ";".join(rules)


def _parted(text: re.Match[str]) -> str:
    """Part a text where a line may break, so that no engine reads all of it for each line."""
    return "".join(f"<span>{piece}</span>" for piece in PIECE.findall(text[0]))


def _set(xhtml: str, language: str) -> str:
    parts = TAG.split(xhtml)
    if not is_ideographic(language):
        treat = _english if language.lower().startswith("en") else _break_words
        parts[::2] = [treat(part) if part.strip() else part for part in parts[::2]]
        xhtml = "".join(parts)
        return xhtml if direction(language) == "rtl" else LATIN_START.sub(AS_HANGING, xhtml)
    for few_lines in (HEAD, DECK):
        xhtml = few_lines.sub(lambda head: head[1] + glued_words(head[2], language), xhtml)
    parts = TAG.split(xhtml)
    before = [_neighbour(parts, index, -1) for index in range(0, len(parts), 2)]
    after = [_neighbour(parts, index, 1) for index in range(0, len(parts), 2)]
    in_paragraph = _in_paragraphs(parts)
    for number, (left, right) in enumerate(zip(before, after, strict=True)):
        text = parts[2 * number]
        if text.strip():
            held = JOINERS if in_paragraph[number] else (*JOINERS, MEASURE)
            parts[2 * number] = _ideographic(text, left, right, held, language)
    xhtml = LAST_PAIR.sub(rf"\1\2{JOINER}\3", "".join(parts))
    for edge in (FULL_WIDTH_START, FULL_WIDTH_END):
        xhtml = edge.sub(AS_HALF, xhtml)
    return EMPHASIS.sub(_dots, xhtml)


def _in_paragraphs(parts: list[str]) -> list[bool]:
    """Return of each text whether it is in a paragraph, whose lines are composed."""
    found = [False]
    for tag in parts[1::2]:
        found.append(bool(PARAGRAPH.match(tag)) or (found[-1] and not tag.startswith("</p")))
    return found


def glued_words(xhtml: str, language: str) -> str:
    """Return XHTML of a headline whose words no line parts."""
    parts = TAG.split(xhtml)
    parts[::2] = [glued(part, language) if part.strip() else part for part in parts[::2]]
    return "".join(parts)


def _neighbour(parts: list[str], index: int, step: int) -> str:
    """Return the character beside a text that only inline tags part from it; else nothing."""
    index += step
    while 0 <= index < len(parts):
        if index % 2 and not INLINE.match(parts[index]):
            return ""
        if not index % 2 and parts[index]:
            return parts[index][0 if step > 0 else -1]
        index += step
    return ""


def _ideographic(
    text: str, before: str, after: str, held: Sequence[re.Pattern[str]], language: str
) -> str:
    """Set the line breaks and the squeezed marks of a text between two characters."""
    text = SPECIES.sub(_hyphenate_latin, _break_words(text))
    text = LATIN_WORD.sub(_hyphenate, text)
    text = MARKS.sub(_break_marks, text)
    whole = f"{before}{text}{after}"
    start, end = len(before), len(before) + len(text)
    inserted: dict[int, str] = {}
    for pattern in held:
        inserted |= dict.fromkeys((match.start() for match in pattern.finditer(whole)), JOINER)
    inserted |= dict.fromkeys((match.start() for match in QUOTED.finditer(whole)), SPACE)
    half = set(squeezed(whole, language))
    pieces = []
    for index in range(start, end):
        # A break after this text belongs to the next one.
        pieces.append(inserted.get(index, ""))
        pieces.append(HALF.format(whole[index]) if index in half else whole[index])
    return "".join(pieces)


def _dots(emphasis: re.Match[str]) -> str:
    """Set each character of an emphasis apart, for the style sheet to draw its dot."""
    opening, inside, closing = emphasis.groups()
    parts = TAG.split(inside)
    parts[::2] = [DOTTED.sub(r'<i class="dot">\g<0></i>', part) for part in parts[::2]]
    return "".join((opening, *parts, closing))


@cache
def _dictionary(language: str) -> Pyphen:
    # Only here: an EPUB needs no dictionary.
    from pyphen import Pyphen

    return Pyphen(lang=language, left=3, right=3)


def _hyphenate_latin(name: re.Match[str]) -> str:
    """Allow hyphens in the name of a species: its words are parted as in Italian."""
    return " ".join(_dictionary("it_IT").inserted(word, HYPHEN) for word in name[0].split(" "))


def _hyphenate(word: re.Match[str]) -> str:
    """Allow hyphens in a Latin word: a line of Chinese has no spaces to make up for it.

    The dictionaries know different words; that of Italian parts words of Latin.
    """
    languages = ("en_GB", "en_US", "it_IT")
    made = (str(_dictionary(each).inserted(word[0], HYPHEN)) for each in languages)
    return next((each for each in made if HYPHEN in each), word[0])


def _english(text: str) -> str:
    return BOUND.sub(NO_BREAK, _break_words(text))


def _break_words(text: str) -> str:
    """Allow breaks in words that no column holds: in addresses after a mark, else anywhere."""
    pieces, done = [], 0
    for address in ADDRESS.finditer(text):
        pieces += [_break_word(text[done : address.start()]), _address(address[0])]
        done = address.end()
    return "".join((*pieces, _break_word(text[done:])))


def _break_word(text: str) -> str:
    text = RANGE.sub(rf"\g<0>{JOINER}", text)
    text = LONG_WORD.sub(lambda word: AFTER_MARK.sub(rf"\g<0>{SPACE}", word[0]), text)
    return ENDLESS.sub(rf"\g<0>{SPACE}", text)


def _address(address: str) -> str:
    """Allow breaks in an address or a code, and no hyphens."""
    parts = AFTER_MARK.sub(rf"\g<0>{SPACE}", address).split(SPACE)
    long = (CODE.sub(rf"\g<0>{SPACE}", part) if len(part) >= CODED else part for part in parts)
    return ADDRESSED.format(SPACE.join(long))


def _break_marks(marks: re.Match[str]) -> str:
    """Allow breaks between pairs of many marks: those of —— and …… stay together."""
    if len(marks[0]) < MANY_MARKS:
        return marks[0]
    pairs = MARK_PAIR.findall(marks[0])
    last = -2 if len(pairs[-1]) == 1 else -1
    return SPACE.join((*pairs[:last], "".join(pairs[last:])))
