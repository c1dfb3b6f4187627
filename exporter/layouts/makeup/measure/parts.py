"""An article's XHTML split into parts: head, pictures and tables to set over columns, text.

Every block of the text gets a number in `data-b`, so that a place in the text is a pair: the
number of the block and the visible characters of its own into it.
"""

from __future__ import annotations

import copy
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from lxml import etree

from exporter.edition import Resource
from exporter.edition.edition import DRAWING
from exporter.edition.parts import MUGSHOT, PrintedArticle
from exporter.edition.style.definition import PullQuotes
from exporter.edition.table_titles import is_title
from exporter.engine.typeface import Typeface
from exporter.inline import is_plain
from exporter.languages.bound import whole_spans
from exporter.languages.characters import join_lines
from exporter.languages.labels import labels
from exporter.languages.segmentation import Spans
from exporter.languages.tags import is_ideographic
from exporter.languages.weak_ends import held_together
from exporter.layouts.kinds import SHORT_KINDS
from exporter.layouts.makeup.measure.cutting import FINAL, FIRST
from exporter.layouts.makeup.measure.heads import Wordings, find_wordings
from exporter.layouts.makeup.measure.long_tables import MOST_TABLES, table_room
from exporter.layouts.makeup.measure.marked import held
from exporter.layouts.makeup.measure.pull_quotes import pull_quote, pull_quotes
from exporter.layouts.makeup.plan.grid import SheetGrid
from exporter.layouts.table_columns import set_columns
from exporter.layouts.trees import PX, add_class, is_wide
from exporter.model import Article
from exporter.pictures.files import PHOTOGRAPHS
from exporter.xhtml import Element, has_class

BLOCKS = frozenset(
    "p h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote div section table tr figure aside hr pre".split()
)
MOST_PICTURES = 7  # with the tables; more than two stand in rows
MOST_HEADLINES = 1_024  # that are kept
INITIAL = "initial"
INITIAL_LETTER = re.compile(r"[“‘\"'«¿¡]?[^\W_]")
# Characters of a paragraph that begins with a large initial: about four lines of a column.
LEAST_IDEOGRAPHIC, LEAST_LATIN = 60, 140
INSET = 1.5  # times so many characters has a paragraph that a portrait is set into
SIDEBAR = range(8, 27)  # lines of a sidebar that may leave a hole in a leg; of more, it is parted


@dataclass
class Exhibit:
    """A picture or a wide table; `ratio` is height by width of a picture, 0 of a table.

    `pixels` is the width of the picture; 0 is any, as that of a drawing. `focus` is the CSS
    position of what is not cut off, if its author tells. `mark` stands in the text where a table
    was written; one that `ends` it was written after all text. `drawing` is what has words of its
    own, which are enlarged with it.
    """

    element: Element
    ratio: float = 0.0
    rigid: bool = False
    words: bool = True
    pixels: int = 0
    focus: str = ""
    mark: Element | None = None
    ends: bool = False
    drawing: Resource | None = None


@dataclass
class Parts:
    """An article split into parts; `body` holds the numbered blocks of its text.

    `face` is the typeface of its headline, `quote` a quotation that may be set large in its text:
    the first of `quotes`, of which another may stand in its room. `gathered` tells that it is
    several briefs in one.
    """

    article: Article
    language: str
    head: Element
    body: Element
    face: Typeface
    exhibits: list[Exhibit] = field(default_factory=list)
    gathered: bool = False
    quote: Exhibit | None = None
    quotes: list[str] = field(default_factory=list)

    @property
    def shown(self) -> list[Exhibit]:
        """All exhibits by their numbers, the quotation last."""
        return [*self.exhibits, *filter(None, [self.quote])]

    @property
    def headline(self) -> Element:
        """The headline in its head."""
        return next(self.head.iter("h1"))

    @cached_property
    def held(self) -> Spans:
        """What no line of the headline parts: words, and what has a reading."""
        return _held(self.article.headline, self.language)

    @cached_property
    def wordings(self) -> Wordings:
        """The ways to part the headline into lines."""
        return _wordings(self.article.headline, self.face, self.language)


@lru_cache(maxsize=MOST_HEADLINES)
def _held(headline: tuple[str, ...], language: str) -> Spans:
    return (*held(headline), *whole_spans(join_lines(headline), language))


@lru_cache(maxsize=MOST_HEADLINES)
def _wordings(headline: tuple[str, ...], face: Typeface, language: str) -> Wordings:
    """Return the ways to part a headline into lines, which are the same in all body types."""
    return find_wordings(headline, face.ems, _held(headline, language), language)


def take_apart(
    printed: PrintedArticle,
    resources: Mapping[str, Resource],
    grid: SheetGrid,
    *,
    initial: bool = False,
    quotes: PullQuotes | None = None,
) -> Parts:
    """Take an article apart for a grid; `initial` sets the first letter of its text apart.

    `quotes` are the lengths of pull quotes, if the style has its own.
    """
    own, article = printed.copied(), printed.article
    grid = grid.inside(article.kind)
    parts = Parts(article, printed.language, own.head, own.body, grid.faces.headline)
    if own.came_from is not None:
        own.head.insert(0, own.came_from)
    if not all(map(is_plain, article.headline)):
        parts.headline.set("title", article.title)
    parts.exhibits += [_picture(figure, resources) for figure in own.figures]
    _take_exhibits(parts, resources)
    if not parts.exhibits:
        sidebars = [each for each in parts.body if _is_high_sidebar(each, grid)]
        parts.exhibits += map(_sidebar, sidebars[:1])
    for table in own.body.iter("table"):
        set_columns(table, table_room(table, grid), grid.faces.label)
    for figure in list(own.body.iter("figure")):
        if not _inset(figure, is_ideographic(printed.language)):
            _size_in_text(figure, resources, grid)
    _mark_ends(own.body)
    for block in own.body.iter("h2", "h3", "h4", "h5", "h6", "p"):
        # Sources in Chinese are short, and their words are not known before they are set.
        is_source = has_class(block, "credit") and not is_ideographic(printed.language)
        if block.tag != "p" or is_source:
            hold_lines(block, printed.language)
    if not parts.exhibits and article.kind not in SHORT_KINDS:
        parts.quotes = pull_quotes(own.body, printed.language, article.kind, quotes)
        parts.quote = Exhibit(pull_quote(parts.quotes[0]), rigid=True) if parts.quotes else None
    if initial:
        _set_initial(own.body, is_ideographic(printed.language))
    number_blocks(parts)
    return parts


def hold_lines(block: Element, language: str) -> None:
    """Let the lines of a small headline or a source, which break as they fall, not end badly."""
    for element in block.iter():
        if element.text and not len(element):
            element.text = held_together(element.text, language)


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
    tables = [each for each in parts.body if each.tag == "table" and is_wide(each)][:MOST_TABLES]
    for figure in figures[: max(0, MOST_PICTURES - len(tables) - len(parts.exhibits))]:
        parts.exhibits.append(_picture(figure, resources))
        parts.body.remove(figure)
    most = MOST_PICTURES - len(tables)
    surplus, parts.exhibits = parts.exhibits[most:], parts.exhibits[:most]
    # A picture leads; a table may stand alone.
    parts.exhibits += [_titled(table, parts.language) for table in tables]
    step = max(1, len(parts.body) // (len(surplus) + 1))
    for number, exhibit in enumerate(surplus, 1):
        parts.body.insert(number * (step + 1) - 1, exhibit.element)


def _is_picture(element: Element) -> bool:
    """Whether an element is a picture, but not a portrait within the text."""
    is_figure = element.tag == "figure" and element.find(".//img") is not None
    return is_figure and not has_class(element, MUGSHOT)


def _is_high_sidebar(element: Element, grid: SheetGrid) -> bool:
    """Whether an element is a sidebar of about so many lines that a leg has a hole before it."""
    is_text = element.tag == "aside" and element.find(".//img") is None
    if not is_text or has_class(element, "pullquote"):
        return False
    room = grid.column / grid.type.size
    texts = ("".join(row.itertext()) for row in element.iter("tr", "li", "p"))
    return sum(math.ceil(grid.faces.label.ems(text) / room) for text in texts) in SIDEBAR


def _sidebar(element: Element) -> Exhibit:
    """Take a sidebar out of the text: like a table, it may span two columns."""
    element.getparent().remove(element)
    element.tail = None
    return Exhibit(element, rigid=True)


def _titled(table: Element, language: str) -> Exhibit:
    """Take a table out of the text with the title before it, and mark its place between texts."""
    before, after = table.getprevious(), table.getnext()
    whole = etree.Element("div", {"class": "titled"})
    if is_title(before):
        before, title = before.getprevious(), before
        title.tail = None
        whole.append(title)
    mark = None
    if before is not None and after is not None:
        mark = etree.Element("p", {"class": "place"})
        mark.text = labels(language).see_table
        table.addprevious(mark)
    table.tail = None
    whole.append(table)
    return Exhibit(whole, rigid=True, mark=mark, ends=before is not None and after is None)


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
    resource = resources[str(figure.find(".//img").get("src"))]
    picture, is_drawing = resource.picture, resource.picture.media_type == DRAWING
    return Exhibit(
        figure,
        ratio=picture.height / picture.width,
        rigid=whole or picture.media_type not in PHOTOGRAPHS,
        focus=figure.get("data-focus") or "",
        words=figure.find(".//figcaption") is not None,
        pixels=0 if is_drawing else picture.width,
        drawing=resource if is_drawing else None,
    )
