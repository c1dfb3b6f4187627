"""An article's XHTML split into parts: head, pictures and tables to set over columns, text.

Every block of the text gets a number in `data-b`, so that a place in the text is a pair: the
number of the block and the visible characters of its own into it.
"""

from __future__ import annotations

import copy
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from exporter.edition import Resource
from exporter.edition.parts import MUGSHOT, PrintedArticle
from exporter.edition.table_titles import is_title
from exporter.engine.line_ends import INVISIBLE, LINE_ENDS
from exporter.engine.typeface import Typeface
from exporter.inline import is_plain
from exporter.languages.characters import join_lines
from exporter.languages.labels import labels
from exporter.languages.tags import is_ideographic
from exporter.languages.typography import list_style
from exporter.languages.words import Spans, word_spans
from exporter.layouts.makeup.measure.heads import Wordings, find_wordings
from exporter.layouts.makeup.measure.long_tables import table_room
from exporter.layouts.makeup.measure.marked import held
from exporter.layouts.makeup.plan.grid import SheetGrid
from exporter.layouts.makeup.plan.story import Position
from exporter.layouts.table_columns import set_columns
from exporter.layouts.trees import PX, add_class, is_wide, remove_class
from exporter.model import Article
from exporter.xhtml import Element, has_class

BLOCKS = frozenset(
    "p h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote div section table tr figure aside hr pre".split()
)
EMPTY = frozenset(("br", "img"))  # never with a text: `<br></br>` would be two of them
UNSEEN = frozenset(("rt", "rp"))
UNSEEN_CLASSES = frozenset(("footnote-backref",))
OBJECT = "\ufffc"
MOST_EXHIBITS = 2  # pictures and tables; more pictures may stand in rows
MOST_PICTURES = 7
INITIAL = "initial"
INITIAL_LETTER = re.compile(r"[“‘\"'«¿¡]?[^\W_]")
# Characters of a paragraph that begins with a large initial: about four lines of a column.
LEAST_IDEOGRAPHIC, LEAST_LATIN = 60, 140
INSET = 1.5  # times so many characters has a paragraph that a portrait is set into
FIRST, FINAL = "first", "final"  # classes of the first and the last paragraph of a text
VARIABLE = frozenset(("image/jpeg", "image/webp", "image/avif"))


@dataclass
class Exhibit:
    """A picture or a wide table; `ratio` is height by width of a picture, 0 of a table.

    `pixels` is the width of the picture; 0 is any, as that of a drawing. `focus` is the CSS
    position of what is not cut off, if its author tells.
    """

    element: Element
    ratio: float = 0
    rigid: bool = False
    words: bool = True
    pixels: int = 0
    focus: str = ""


@dataclass
class Parts:
    """An article split into parts; `body` holds the numbered blocks of its text.

    `face` is the typeface of its headline.
    `gathered` tells that it is several briefs in one.
    """

    article: Article
    language: str
    head: Element
    body: Element
    face: Typeface
    exhibits: list[Exhibit] = field(default_factory=list)
    gathered: bool = False

    @property
    def headline(self) -> Element:
        """The headline in its head."""
        return next(self.head.iter("h1"))

    @cached_property
    def held(self) -> Spans:
        """What no line of the headline parts: words, and what has a reading."""
        headline = self.article.headline
        return (*held(headline), *word_spans(join_lines(headline), self.language))

    @cached_property
    def wordings(self) -> Wordings:
        """The ways to part the headline into lines."""
        return find_wordings(self.article.headline, self.face.ems, self.held)


def take_apart(
    printed: PrintedArticle,
    resources: Mapping[str, Resource],
    grid: SheetGrid,
    *,
    initial: bool = False,
) -> Parts:
    """Take an article apart for a grid; `initial` sets the first letter of its text apart."""
    own, article = printed.copied(), printed.article
    for table in list(own.body.iter("table")):
        set_columns(table, table_room(table, grid), grid.faces.label)
    parts = Parts(article, printed.language, own.head, own.body, grid.faces.headline)
    if own.came_from is not None:
        own.head.insert(0, own.came_from)
    if not all(map(is_plain, article.headline)):
        parts.headline.set("title", article.title)
    parts.exhibits += [_picture(figure, resources) for figure in own.figures]
    _take_exhibits(parts, resources)
    for figure in list(own.body.iter("figure")):
        if not _inset(figure, is_ideographic(printed.language)):
            _size_in_text(figure, resources, grid)
    _mark_ends(own.body)
    if initial:
        _set_initial(own.body, is_ideographic(printed.language))
    number_blocks(parts)
    return parts


def _mark_ends(body: Element) -> None:
    """Mark the first and the last block, if they are paragraphs: a style may set them apart."""
    if len(body) and body[0].tag == "p":
        add_class(body[0], FIRST)
    if len(body) and body[-1].tag == "p":
        add_class(body[-1], FINAL)


def _set_initial(body: Element, ideographic: bool) -> None:
    """Put the first letter of a text, with the marks before it, into an element of its own.

    A first paragraph that is not much higher than its initial has none, nor has Chinese speech.
    """
    if not len(body) or not has_class(body[0], FIRST):
        return
    first, text = body[0], body[0].text or ""
    least = LEAST_IDEOGRAPHIC if ideographic else LEAST_LATIN
    letter = INITIAL_LETTER.match(text)
    is_speech = letter is not None and ideographic and len(letter[0]) > 1
    if letter and not is_speech and sum(map(len, first.itertext())) >= least:
        span = etree.Element("span", {"class": INITIAL})
        span.text, span.tail = letter[0], text[letter.end() :]
        first.text = ""
        first.insert(0, span)


def _inset(figure: Element, ideographic: bool) -> bool:
    """Set a portrait into the paragraph after it, if that is longer than the portrait is high."""
    paragraph = figure.getnext()
    if not has_class(figure, MUGSHOT) or paragraph is None or paragraph.tag != "p":
        return False
    least = LEAST_IDEOGRAPHIC if ideographic else LEAST_LATIN
    if sum(map(len, paragraph.itertext())) < INSET * least:
        return False
    span = etree.Element("span", {"class": MUGSHOT})
    span.append(copy.deepcopy(figure.find(".//img")))
    for caption in figure.iter("figcaption"):
        words = copy.deepcopy(caption)
        words.tag, words.tail = "span", None
        words.set("class", "mugshot-words")
        span.append(words)
    span.tail, paragraph.text = paragraph.text, ""
    paragraph.insert(0, span)
    figure.getparent().remove(figure)
    return True


def number_blocks(parts: Parts) -> None:
    """Number the blocks of a text."""
    blocks = (each for each in parts.body.iterdescendants() if each.tag in BLOCKS)
    for number, block in enumerate(blocks, 1):
        block.set("data-b", str(number))


def _take_exhibits(parts: Parts, resources: Mapping[str, Resource]) -> None:
    """Take pictures and wide tables out of the text; pictures that are too many go into it."""
    figures = [each for each in parts.body if _is_picture(each)]
    for figure in figures[: max(0, MOST_PICTURES - len(parts.exhibits))]:
        parts.exhibits.append(_picture(figure, resources))
        parts.body.remove(figure)
    # A picture leads; a table may stand alone.
    tables = [each for each in parts.body if each.tag == "table" and is_wide(each)]
    for table in tables[: max(0, MOST_EXHIBITS - len(parts.exhibits))]:
        parts.exhibits.append(Exhibit(_titled(table, parts.language), rigid=True))
    surplus, parts.exhibits = parts.exhibits[MOST_PICTURES:], parts.exhibits[:MOST_PICTURES]
    step = max(1, len(parts.body) // (len(surplus) + 1))
    for number, exhibit in enumerate(surplus, 1):
        parts.body.insert(number * (step + 1) - 1, exhibit.element)


def _is_picture(element: Element) -> bool:
    """Whether an element is a picture, but not a portrait within the text."""
    is_figure = element.tag == "figure" and element.find(".//img") is not None
    return is_figure and not has_class(element, MUGSHOT)


def _titled(table: Element, language: str) -> Element:
    """Take a table out of the text with the title before it, and mark its place between texts."""
    before, after = table.getprevious(), table.getnext()
    whole = etree.Element("div", {"class": "titled"})
    if is_title(before):
        before, title = before.getprevious(), before
        title.tail = None
        whole.append(title)
    if before is not None and after is not None:
        place = etree.Element("p", {"class": "place"})
        place.text = labels(language).see_table
        table.addprevious(place)
    table.tail = None
    whole.append(table)
    return whole


def _size_in_text(figure: Element, resources: Mapping[str, Resource], grid: SheetGrid) -> None:
    """Give a picture in the text a height on the grid: what it lacks of whole lines is below."""
    image = figure.find(".//img")
    if image is None:
        return
    picture = resources[str(image.get("src"))].picture
    natural = min(grid.column, picture.width * PX)
    height = min(natural * picture.height / picture.width, grid.height * 0.5)
    rest = math.ceil(height / grid.line + 0.25) * grid.line - height
    width = height * picture.width / picture.height
    image.set("style", f"height:{height:.3f}pt;width:{width:.3f}pt;margin-bottom:{rest:.3f}pt")


def _picture(figure: Element, resources: Mapping[str, Resource]) -> Exhibit:
    figure.tail = None
    whole = figure.get("data-crop") == "none"
    picture = resources[str(figure.find(".//img").get("src"))].picture
    return Exhibit(
        figure,
        ratio=picture.height / picture.width,
        rigid=whole or picture.media_type not in VARIABLE,
        focus=figure.get("data-focus") or "",
        words=figure.find(".//figcaption") is not None,
        pixels=0 if picture.media_type == "image/svg+xml" else picture.width,
    )


def is_seen(element: Element) -> bool:
    """Whether the text of an element is in the lines of the text."""
    classes = set((element.get("class") or "").split())
    return element.tag not in UNSEEN and not classes & UNSEEN_CLASSES


class Cutter:
    """Copies the part of a text between two places.

    `lines` are the places where its lines begin. Composed for itself, the part of a paragraph would
    be broken into other lines than the whole was: it is given those of the whole.
    """

    def __init__(
        self,
        start: Position,
        end: Position | None,
        hyphen: bool,
        lines: Sequence[Position] = (),
    ) -> None:
        self.start, self.end, self.hyphen = start, end or (1 << 30, 0), hyphen
        self.lines = lines
        self.seen: dict[int, int] = {}
        self.passed = 0  # characters before the part, so far

    def cut(self, body: Element) -> list[Element]:
        """Return copies of the top-level blocks, or of their parts, in order."""
        copies = (self.block(block) for block in body)
        return [block for block in copies if block is not None]

    def has(self, position: Position) -> bool:
        """Whether a place is in the part."""
        return self.start <= position < self.end

    def block(self, element: Element) -> Element | None:
        """Return a copy of a block, None if no part of it is inside."""
        made, kept = self.copy(element, 0)
        return made if kept else None

    def copy(self, element: Element, number: int) -> tuple[Element, bool]:
        """Return a copy of an element with what is in the part, and whether anything is."""
        own = element.get("data-b")
        number = int(own) if own else number
        passed = self.passed
        made = etree.Element(element.tag, dict(element.attrib))
        if element.tag in EMPTY:
            return made, self.take(OBJECT if element.tag == "img" else " ", number) != ""
        if not is_seen(element):
            made = copy.deepcopy(element)
            made.tail = None
            return made, self.has((number, max(self.seen.get(number, 0) - 1, 0)))
        kept = len(element) == 0 and bool(own) and self.has((number, 0))
        made.text = self.take(element.text or "", number)
        kept = kept or bool(made.text.strip())
        for place, child in enumerate(element):
            part, wanted = self.copy(child, number)
            if wanted and place and element.tag == "ol" and not len(made):
                made.set("style", list_style(dict(element.attrib), place))
            tail = self.take(child.tail or "", number)
            if wanted:
                made.append(part)
                part.tail = tail
                kept = True
            elif len(made):
                made[-1].tail = (made[-1].tail or "") + tail
            else:
                made.text += tail
            kept = kept or bool(tail.strip())
        if own and kept:
            self.mark(made, int(own), self.passed > passed)
        return made, kept

    def take(self, text: str, number: int) -> str:
        """Return what of a run of text is in the part."""
        count = self.seen.get(number, 0)
        taken = []
        for character in text:
            if INVISIBLE.match(character):
                if self.has((number, max(count - 1, 0))):
                    taken.append(character)
            else:
                if self.has((number, count)):
                    taken.append(character)
                self.passed += (number, count) < self.start
                count += 1
        self.seen[number] = count
        return "".join(taken)

    def mark(self, made: Element, number: int, continued: bool) -> None:
        """Mark a block that began before the part, or goes on after it."""
        classes = []
        if continued:
            classes.append("continued")
            made.attrib.pop("id", None)
            remove_class(made, FIRST)
        if self.end[0] == number and self.end[1] > 0:
            remove_class(made, FINAL)
            # Its last line is flush; lines that the author ended are not pulled apart for that.
            if made.find(".//br") is None:
                classes.append("broken")
            # A space at the end of a paragraph makes WeasyPrint break its last line again.
            _append_text(made, "\u2010" if self.hyphen else "")
        if classes:
            add_class(made, *classes)
            if self.lines:
                self.keep_lines(made, number)

    def keep_lines(self, made: Element, number: int) -> None:
        """Note the ends of the lines of a block's part, in visible characters of its own."""
        first = self.start[1] if self.start[0] == number else 0
        is_broken = self.end[0] == number
        last = (self.end[1] if is_broken else self.seen[number]) - first
        ends = (place - first for block, place in self.lines if block == number)
        inner = sorted(end for end in ends if 0 < end < last)
        shown = last + (is_broken and self.hyphen)
        made.set(LINE_ENDS, " ".join(map(str, (*inner, shown))))


def _append_text(element: Element, text: str) -> None:
    """Put text after the last character of an element, inside its last inline child."""
    while len(element) and element[-1].tag not in EMPTY and not (element[-1].tail or "").strip():
        element = element[-1]
    if len(element):
        element[-1].tail = (element[-1].tail or "").rstrip() + text
    else:
        element.text = (element.text or "").rstrip() + text


def visible(element: Element) -> dict[int, int]:
    """Count the visible characters of each numbered block's own."""
    cutter = Cutter((0, 0), None, False)
    for block in element:
        cutter.copy(block, 0)
    return cutter.seen


def cut(
    body: Element,
    start: Position,
    end: Position | None,
    hyphen: bool,
    lines: Sequence[Position] = (),
) -> list[Element]:
    """Return the blocks of a text from one place up to another, the last one not included.

    `lines` are the places where its lines begin, as they were measured.
    """
    return Cutter(start, end, hyphen, lines).cut(body)
