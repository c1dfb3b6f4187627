"""Headlines of print: their own lines kept where they fit."""

from __future__ import annotations

from collections.abc import Sequence

from exporter.engine.typeface import Typeface
from exporter.inline import is_plain
from exporter.languages.characters import WIDE
from exporter.layouts.trees import add_class, add_style
from exporter.model import Article
from exporter.xhtml import Element

MOST_LINES = 5
SMALLEST = 0.75  # of its size that lines of a headline are set in to be kept


def fit_headline(
    headline: Element, article: Article, room: float, size: float, face: Typeface
) -> None:
    """Set a headline in a typeface, `room` and `size` being points.

    Its own lines are kept if they fit, set smaller by a quarter at most. Lines that are longer
    still run on and break where they must, the longest word setting the size; a headline that
    would take more than `MOST_LINES` lines is set like a subhead, and so are the lines of one
    whose word is so long that it is set smaller than half.
    """
    widths = [face.ems(line) or 1.0 for line in article.headline]
    fitting = min(size, room / max(widths) * 0.99)
    if fitting >= size * SMALLEST:
        add_style(headline, f"font-size:{fitting:.2f}pt")
    elif sum(widths) * size <= MOST_LINES * room:
        fitting = min(size, room / widest_word(article.headline, face) * 0.99)
        add_style(headline, f"font-size:{fitting:.2f}pt")
        add_class(headline, "run-on", *(["endless"] if fitting < size / 2 else []))
    else:
        add_class(headline, "run-on", "endless")
    if not all(map(is_plain, article.headline)):
        headline.set("title", article.title)


def keeps_lines(article: Article, room: float, size: float, face: Typeface) -> bool:
    """Whether the lines of a headline are kept in a width of `room` points."""
    return max(map(face.ems, article.headline)) * size * SMALLEST <= room * 0.99


def widest_word(headline: Sequence[str], face: Typeface) -> float:
    """Return the ems of the widest word in the lines of a headline."""
    return max(_word_ems(line, face) for line in headline)


def _word_ems(line: str, face: Typeface) -> float:
    """Width of the longest word of a line; Chinese breaks anywhere."""
    return max((face.ems(word) for word in WIDE.sub(" ", line).split()), default=0) or 1.0
