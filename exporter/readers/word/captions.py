"""Pictures of a document and their captions: 图说：…, （王明 摄）, or a caption style."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from lxml import etree

from exporter.languages.bylines import CAPITAL, WESTERN_NAME
from exporter.readers.tools.signature import BRACKETED, is_name
from exporter.readers.word.apart import APART, SHORT, is_one_line
from exporter.readers.word.intermediate import words_in
from exporter.readers.word.picture_tables import pictures_in_table
from exporter.xhtml import remove

# The start of a caption. A marker is removed and reported; a number stays: 图1.
MARK = re.compile(
    r"^(?:[▲△▼▽◀▶↑↓←→]+\s*|(?:图说|圖說|图注|圖註|图片说明|圖片說明|图片|圖片|照片|题图|題圖|caption|photo|picture)"
    r"\s*[:：]\s*)",
    re.IGNORECASE,
)
# 图1：, 图①：, 图（2） …
NUMBERED = re.compile(r"^(?:图|圖|表)\s*(?:\d+|[①-⑳]|[（(]\d+[)）])(?:[\s:：、.．]|(?<=[)）]))")
SQUARE = re.compile(r"\[([^\[\]]{2,300})\]")
CREDITED = re.compile(
    r"^[^。.!?！？]{0,60}?\S{2,12}\s*[/／]?\s*(?:摄影|攝影|[摄攝])(?:影报道)?[)）]?[。]?$"
)
# Captions that only directly below their picture can be told from text.
BELOW = re.compile(
    r"^(?:[图圖][为為：:是]|[上下左右][图圖])|^(?:fig(?:ure|\.)|photo(?:graph)?s?)\s*(?:\d|by\b|:)"
    r"|[。.!?！？]\s*(?:(?:\S{2,12}\s+){1,2}[摄攝](?:影)?[。]?|(?:photo|picture)(?:graph)?s?\s*(?::|by\b)[^.]{2,60}\.?)$"
    r"|[（(](?:photo|picture)[^()]{2,40}[)）]$",
    re.IGNORECASE,
)
# The photographer at the end of a caption: in brackets, or after its last sentence.
CREDIT = re.compile(
    r"\s*[（(]\s*([^()（）]{0,20}?(?:(?:摄影|攝影|[摄攝])[/／:：][^()（）]{2,20}|摄影|攝影|[摄攝]"
    r"|供[图圖]|提供|[社报報台网網][发發]|[图圖]片?[/／:：][^()（）]{2,20}"
    r"|(?:photo|picture)[^()]{2,40}|[^()]{2,40}/[^()]{2,40}))\s*[)）]\s*[。]?$",
    re.IGNORECASE,
)
CREDIT_AFTER = re.compile(
    r"(?<=[。.!?！？])\s*((?:[^\s。]{2,12}\s+)?[^\s。]{2,8}\s*(?:[摄攝]影?|供[图圖])|[摄攝]影[/／:：]\s*\S{2,8}"
    r"|(?:credit:|©)\s*[^.]{2,60}"
    r"|(?:all )?(?:photo|picture|image)(?:graph)?s?\s*(?::|by\b|courtesy of\b)[^.]{2,60})[。.]?$"
    r"|(?<=[\u4e00-\u9fff][ \u3000])([\u4e00-\u9fff]{2,4}[ \u3000]?[摄攝])$"
    r"|(?<=[。.!?！？])\s*([图圖][/／:：]\s*[^\s。]{2,12}|courtesy of [^.]{2,60})[。.]?$"
    r"|\s+((?-i:Photo|Picture|Image)(?:graph)?s?\s*:\s*[^.:]{2,60}|[图圖摄攝][影片]?[/／:：]\s*\S{2,8})$"
    rf"|\s+\|\s+((?-i:{WESTERN_NAME.pattern}))$",
    re.IGNORECASE,
)
# A photographer alone on the line below a caption: 本报记者 石桥 摄, Ann Reed/The Herald.
STAFF = r"[\u4e00-\u9fff]{0,8}(?:[记記]者|通[讯訊][员員]|社)[ \u3000]*"
HAND = r"(?:[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff][ \u3000]{1,2}[\u4e00-\u9fff])"
BY_HAND = rf"{HAND}[ \u3000/／]*(?:[摄攝]影?|供[图圖])"
PHOTOGRAPHER = re.compile(
    rf"[（(]?(?:{STAFF})?{BY_HAND}[)）]?|[（(]?[\u4e00-\u9fff]{{2,16}}(?:供[图圖]|提供)[)）]?"
    rf"|{WESTERN_NAME.pattern}/[A-Z][\w ]+"
    rf"|(?:Photo|Picture|Image)(?:graph)?s? {WESTERN_NAME.pattern}"
)
# A line of its own below the caption.
CREDIT_LINE = re.compile(
    r"(?:(?:photo|picture|image)(?:graph)?s?\s*(?::|by\b|courtesy of\b)|courtesy of\b|credit:|©"
    r"|(?:[本文]{0,2}(?:[摄攝]影|[图圖]片|供[图圖]|照片)(?:提供|[摄攝]影|[来來]源)?)\s*[/／:：])"
    r"[^.。]{2,60}[.。]?",
    re.IGNORECASE,
)
WHEN = re.compile(r"\d{1,4}\s*[年月日]")  # （6月18日摄）
# （图片由石桥提供）
GIVEN = re.compile(
    r"[（(]?(?:本[文版]|文中)?(?:[图圖]片|照片|[配插][图圖])(?:均|皆|都)?(?:由|[为為]).{2,20}(?:提供|拍[摄攝]|[摄攝])[。]?[)）]?"
)
# A name alone in brackets at the end, or after the last sentence: … (Ann Reed), ….  Ann Reed
CREDIT_NAME = re.compile(
    rf"(?<=[.!?])\s+((?:{CAPITAL}[\w’'.-]*\s+){{1,2}}{CAPITAL}[\w’'-]*)$|"
    rf"\s*[（(]\s*((?:{CAPITAL}[\w’'.-]*\s+){{1,3}}{CAPITAL}[\w’'.-]*)\s*[)）]$"
)
OF_ALL = re.compile(r"all (?:photo|picture|image)|本[组組版]|以上", re.IGNORECASE)
ABOVE = "above"  # the style of a line that is the caption of the picture below it
LAST = 3  # lines at the end in which all pictures may have their credit
LONGEST = 300  # characters; a longer paragraph under a picture is text

StyleOf = Callable[[etree._Element], str]


@dataclass
class _Picture:
    """A picture to become a figure."""

    node: etree._Element
    caption: str = ""
    credit: str = ""


@dataclass
class _Figures:
    """The result: figures, and all other nodes unchanged."""

    out: list[etree._Element | _Picture] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    guessed: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Captioned:
    """Blocks with figures, the markers removed, and the captions told by their length alone."""

    nodes: list[etree._Element]
    marks: list[str]
    guessed: list[str]


def give_captions(nodes: list[etree._Element], style_of: StyleOf, loose: list[str]) -> Captioned:
    """Turn pictures into figures with captions.

    `loose` are the addresses of pictures beside the document: they go to captions without a
    picture, in order; the rest go to the beginning.
    """
    made = _Figures()
    styles = [style_of(node) for node in nodes]
    styles = _each_below(nodes, _above(nodes, styles))
    # Who marks captions marks them all.
    marked = "caption" in styles or any(MARK.match(words_in(node)) for node in nodes)
    for node, style in zip(nodes, styles, strict=True):
        _take(node, "" if marked and style == SHORT else style, made)
    _credit_all(made.out)
    left = list(loose)
    out: list[etree._Element] = []
    for each in _with_captions_above(made.out):
        if isinstance(each, _Picture):
            out.append(_figure(each))
        elif each.tag == "caption":
            out.append(_figure(_captioned(each, left.pop(0))) if left else _paragraph(each))
        else:
            out.append(each)
    pictures = (_figure(_Picture(_image(address))) for address in left)
    return Captioned([*pictures, *out], made.marks, made.guessed)


def is_of_picture(node: etree._Element, nodes: list[etree._Element]) -> bool:
    """Whether a line says who made the pictures, or the one that it stands below."""
    words, at = words_in(node), nodes.index(node)
    is_below = any(each.find(".//img") is not None for each in nodes[max(at - 2, 0) : at])
    says_who = PHOTOGRAPHER.fullmatch(words) or _parted(words)[1]
    return credits_all(words) or (is_below and bool(says_who))


def _above(nodes: list[etree._Element], styles: list[str]) -> list[str]:
    """Mark the lines set apart that stand above pictures, if all pictures have theirs above.

    One alone may be a subheading.
    """
    kinds = "".join(_kind(node, style) for node, style in zip(nodes, styles, strict=True))
    runs = list(re.finditer("[cp]+", kinds))
    pairs = [run for run in runs if re.fullmatch("(?:cp)+", run[0])]
    if len(pairs) < len([run for run in runs if "p" in run[0]]) or kinds.count("p") < 2:
        return styles
    above = {at for run in pairs for at in range(run.start(), run.end()) if kinds[at] == "c"}
    return [ABOVE if at in above else style for at, style in enumerate(styles)]


def _each_below(nodes: list[etree._Element], styles: list[str]) -> list[str]:
    """Mark the lines of a photo story as short: each of its pictures has one line below it."""
    kinds = "".join(_kind(node, style) for node, style in zip(nodes, styles, strict=True))
    if not re.fullmatch("[^p]*(?:p )+p [^p]*", kinds):
        return styles
    below = {run.start() + 1 for run in re.finditer("p ", kinds)}
    are_lines = all(is_one_line(words_in(nodes[at])) for at in below)
    return [SHORT if at in below and are_lines else style for at, style in enumerate(styles)]


def _kind(node: etree._Element, style: str) -> str:
    """Return `p` for a picture without text, `c` for what may be its caption, else a blank."""
    words = words_in(node)
    if node.tag == "p" and not words and node.find(".//img") is not None:
        return "p"
    return "c" if words and style in (APART, "caption") else " "


def _credit_all(out: list[etree._Element | _Picture]) -> None:
    """Give what says who made all pictures, in a caption or near the end, to each without."""
    pictures = [each for each in out if isinstance(each, _Picture) and not each.credit]
    told = (each.credit for each in out if isinstance(each, _Picture))
    if of_all := next(filter(OF_ALL.match, told), ""):
        for picture in pictures:
            picture.credit = of_all
        return
    ends = [each for each in out if not isinstance(each, _Picture)][-LAST:]
    for line in ends if pictures else ():
        words = words_in(line)
        if line.tag == "p" and credits_all(words):
            out.remove(line)
            for picture in pictures:
                picture.credit = words.strip("（()）")
            return


def credits_all(words: str) -> bool:
    """Whether a line says who made the pictures of an article: 摄影：石桥."""
    is_credit = CREDIT_LINE.fullmatch(words) or GIVEN.fullmatch(words)
    return bool(is_credit) and not NUMBERED.match(words)


def _take(node: etree._Element, style: str, made: _Figures) -> None:
    if node.tag == "table" and (captioned := pictures_in_table(node)):
        for picture, words in captioned:
            made.out.append(_Picture(picture))
            _give(words, "caption", made)
        return
    pictures = list(node.iter("img")) if node.tag == "p" else []
    words = words_in(node)
    if pictures and len(words) > LONGEST:
        made.out.append(node)
        return
    for picture in pictures:
        made.out.append(_Picture(picture))
    if style == ABOVE:
        made.out.append(_waiting(words))
        return
    last = made.out[-1] if made.out else None
    is_below = isinstance(last, _Picture) and (
        not last.caption or (style != SHORT and _uncaptioned(made) is not None)
    )
    is_credit = _is_credit(words, last)
    if node.tag == "p" and (is_credit or _is_caption(words, style, is_below)):
        if style == SHORT and not _is_told(words, is_below):
            made.guessed.append(words)
        _give(words, style, made)
    elif not pictures or words:
        made.out.append(_without_pictures(node) if pictures else node)


def _uncaptioned(made: _Figures) -> int | None:
    """Return the place of a picture without a caption right before those that have theirs."""
    for at in range(len(made.out) - 1, -1, -1):
        each = made.out[at]
        if not isinstance(each, _Picture):
            return None
        if not each.caption:
            return at
    return None


def _with_captions_above(
    nodes: list[etree._Element | _Picture],
) -> Iterator[etree._Element | _Picture]:
    """Yield blocks; a caption without a picture before it goes to the picture after it."""
    for each, after in zip(nodes, [*nodes[1:], None], strict=False):
        is_caption = not isinstance(each, _Picture) and each.tag == "caption"
        if is_caption and isinstance(after, _Picture) and not after.caption:
            after.caption, after.credit = _parted(each.text or "")  # type: ignore[union-attr]
        else:
            yield each


def _is_caption(words: str, style: str, is_below: bool) -> bool:
    """Whether a paragraph is a caption; `is_below` is whether a picture without one precedes it."""
    if style and style not in (APART, SHORT):
        return True
    if not 0 < len(words) <= LONGEST or not any(map(str.isalnum, words)):
        return False
    return _is_told(words, is_below) or (is_below and bool(style))


def _is_told(words: str, is_below: bool) -> bool:
    """Whether the words of a paragraph are those of a caption."""
    if not is_below and credits_all(words):
        return False
    marked = MARK.match(words) or NUMBERED.match(words) or CREDITED.match(words)
    return bool(marked) or (is_below and _is_told_below(words))


def _is_credit(words: str, before: etree._Element | _Picture | None) -> bool:
    """Whether a line says who made the picture before it: by name, or behind its caption."""
    if not isinstance(before, _Picture):
        return False
    if PHOTOGRAPHER.fullmatch(words):
        return bool(before.caption) or bool(re.match(STAFF, words))
    if not CREDIT_LINE.fullmatch(words):
        return False
    name = re.split("[:：/／]", words, maxsplit=1)[-1].strip(" .。")
    return bool(before.caption) or is_name(name) or bool(WESTERN_NAME.fullmatch(name))


def _is_told_below(words: str) -> bool:
    """Whether a paragraph is told as a caption by its place below a picture."""
    return bool(BELOW.search(words) or CREDIT_AFTER.search(words))


def _give(words: str, style: str, made: _Figures) -> None:
    """Give a caption to the picture before it; without one, it waits for a loose picture."""
    if not words:
        return
    whole = BRACKETED.fullmatch(words) or SQUARE.fullmatch(words)
    words = whole[1] if whole and made.out and isinstance(made.out[-1], _Picture) else words
    before = made.out[-1] if made.out else None
    is_credit = style == "picture-credit" or _is_credit(words, before)
    mark = None if is_credit else MARK.match(words)
    if mark and any(map(str.isalnum, mark[0])):
        made.marks.append(mark[0].strip())
    rest = words[mark.end() :] if mark else words
    if isinstance(before, _Picture) and (not before.caption or is_credit):
        if is_credit:
            before.credit = rest.strip("（()）")
        else:
            before.caption, before.credit = _parted(rest)
        return
    at = _uncaptioned(made) if isinstance(before, _Picture) else None
    if at is not None:  # as many lines as pictures: each its own
        run = [each for each in made.out[at:] if isinstance(each, _Picture)]
        for first, second in pairwise(run):
            first.caption, first.credit = second.caption, second.credit
        run[-1].caption, run[-1].credit = _parted(rest)
        return
    made.out.append(_waiting(rest))


def _waiting(words: str) -> etree._Element:
    """Return a caption that waits for its picture."""
    caption = etree.Element("caption")
    caption.text = words
    return caption


def _parted(words: str) -> tuple[str, str]:
    """Split a caption from the photographer in brackets at its end."""
    credit = CREDIT.search(words) or CREDIT_AFTER.search(words) or CREDIT_NAME.search(words)
    who = next(filter(None, credit.groups()), "").strip() if credit else ""
    if credit and words[: credit.start()].strip() and not WHEN.match(who):
        return words[: credit.start()].strip(), who
    return words, ""


def _captioned(caption: etree._Element, address: str) -> _Picture:
    return _Picture(_image(address), *_parted(caption.text or ""))


def _paragraph(caption: etree._Element) -> etree._Element:
    caption.tag = "p"
    return caption


def _image(address: str) -> etree._Element:
    return etree.Element("img", {"src": address})


def _figure(picture: _Picture) -> etree._Element:
    figure = etree.Element("figure")
    picture.node.tail = None
    if picture.credit:
        picture.node.set("credit", picture.credit)
    figure.append(picture.node)
    if picture.caption:
        etree.SubElement(figure, "figcaption").text = picture.caption
    return figure


def _without_pictures(node: etree._Element) -> etree._Element:
    for picture in list(node.iter("img")):
        remove(picture)
    return node
